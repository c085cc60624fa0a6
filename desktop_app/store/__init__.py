"""The library on disk: one module per noun, called as ``papers.get(library, ...)``."""
