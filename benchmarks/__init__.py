"""Measurements against peers, on the machine that runs them: ``python -m benchmarks``."""
