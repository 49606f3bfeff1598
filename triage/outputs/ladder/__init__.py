"""A ladder in words, for a wall and for a terminal."""
