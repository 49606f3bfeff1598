"""All possible patients of a tree at once, as functions over their answers."""
