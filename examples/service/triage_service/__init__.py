"""Triage over HTTP: an example of an app that uses ``triage`` as a library."""
