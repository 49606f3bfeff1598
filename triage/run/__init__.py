"""The engine, sessions and results: pure functions of a tree and answers."""
