"""Search over the window: one field, and what it finds of every kind."""
