"""Small mistakes put into a tree on purpose, to see whether its cases and claims notice."""
