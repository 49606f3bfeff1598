"""A tree as an outline to read."""
