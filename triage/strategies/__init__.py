"""Hypothesis strategies: made-up patients, and made-up trees as files."""
