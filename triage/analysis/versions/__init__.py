"""Two versions of a tree over one set of patients."""
