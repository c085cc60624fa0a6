"""The reader: abstract with highlights, details, similar papers."""
