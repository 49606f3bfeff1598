"""The tree as an outline to read: pure functions that return lines or plain data."""
