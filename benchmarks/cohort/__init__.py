"""Cohorts, measured: the same as `assess`, how fast beside what else there is, and how large."""
