"""Notes of papers."""
