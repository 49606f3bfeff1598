"""Cases: run, measured, and told."""
