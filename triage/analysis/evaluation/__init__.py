"""How good a tree is on people of whom it is known what they needed.

``docs/evaluate.md`` defines each figure.
"""
