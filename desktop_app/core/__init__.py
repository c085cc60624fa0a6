"""Values and rules: pure functions and frozen dataclasses, no disk, no clock, no Qt."""
