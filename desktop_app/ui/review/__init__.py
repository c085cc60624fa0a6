"""Review: highlights that come back for recall."""
