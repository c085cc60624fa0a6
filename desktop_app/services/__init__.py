"""What needs several nouns of the library, or an engine."""
