"""The heavy libraries, each behind one file; most run in a worker process."""
