"""Two versions of a tree: which patients an edit sends elsewhere, and what it takes back."""
