"""Small mistakes in a tree, and what notices them."""
