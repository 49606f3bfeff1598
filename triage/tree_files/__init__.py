"""YAML text -> model; every fault at once, each with file, line and column."""
