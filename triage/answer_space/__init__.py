"""All possible patients at once: a decision diagram over classes of answers."""
