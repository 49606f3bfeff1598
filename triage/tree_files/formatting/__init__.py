"""One canonical layout for tree files and cases files; meaning and comments stay."""
