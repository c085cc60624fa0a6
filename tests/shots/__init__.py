"""Pictures of the real window: ``make shots``."""
