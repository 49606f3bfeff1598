"""All words that people read and that no tree says: one place to change, and to translate."""
