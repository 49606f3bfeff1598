"""A tree as one SQL statement: a flat CASE in the order of the steps."""
