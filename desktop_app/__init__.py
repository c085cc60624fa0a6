"""Carrel: papers and personal notes in a local library, read and annotated offline.

The house, from the ground up; a module imports its own layer or a lower one:

``core``      values and rules; pure: no disk, no clock, no randomness, no Qt
``formats``   text or bytes <-> core values, one file per format
``engines``   the heavy libraries, each behind one file; most run in a worker process
``store``     the SQLite library; the only importer of sqlite_utils
``services``  what needs several nouns or an engine: importing, indexing, similar, planning
``ui``        the window; the only Qt
``cli``       the command line over store and services

``paths`` and ``settings`` say where things are and how this reader likes them.
"""

__version__ = "0.1.0"
