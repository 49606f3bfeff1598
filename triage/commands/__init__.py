"""One module for each command of ``triage``, named as the command."""
