"""The trees that ship with triage; a package so that they are found in a wheel."""
