"""A tree as frozen data: its facts, conditions, steps, outcomes and advice."""
