"""The documents of a paper: pages to read, select, search and mark."""
