"""Texts and bytes as they are found outside, read into core values: one file per format."""
