"""A tree on paper."""
