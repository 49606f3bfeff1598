"""Which other answers would have led elsewhere: the smallest changes, found and replayed."""
