"""A package, so that no library that installs a package `tests` of its own stands before it."""
