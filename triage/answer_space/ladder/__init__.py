"""Everybody on one page: signs from the most urgent down, proved to mean what a tree means."""
