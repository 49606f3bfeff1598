"""What is claimed of a tree, decided for every possible patient."""
