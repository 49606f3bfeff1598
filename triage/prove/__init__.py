"""Statements about every possible patient: shown true, or refuted by one patient."""
