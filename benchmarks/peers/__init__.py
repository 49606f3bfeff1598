"""Triage beside everything that can decide by the same tree: ``make peers``."""
