"""An example of a small typed app with a tree of its own."""
