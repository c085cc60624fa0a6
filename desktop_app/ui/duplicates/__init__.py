"""Papers that are, or may be, one work: looked at side by side, merged, linked or kept apart."""
