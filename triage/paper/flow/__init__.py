"""A flowchart laid out on pages: steps below one another, and ends beside them."""
