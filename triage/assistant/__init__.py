"""A tool for assistants: the tree decides, and a language model puts its words to the person."""
