"""Other answers that would have led to another urgency."""
