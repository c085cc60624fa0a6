"""The window: the only part of Carrel that knows Qt."""
