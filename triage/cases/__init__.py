"""Running the cases that lie beside a tree; pure functions that print nothing."""
