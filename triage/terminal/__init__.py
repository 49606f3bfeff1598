"""The questions in a terminal: pages, what is typed on them, and where answers are kept."""
