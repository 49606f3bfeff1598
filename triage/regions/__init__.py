"""Numbers and names that differ from country to country."""
