"""How each command is called, a file for each: its arguments, options and help, no more."""
