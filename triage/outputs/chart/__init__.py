"""A tree as a picture."""
