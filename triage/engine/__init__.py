"""Answers in, result out: the walk, its reasons, sessions, and the functions that apps call."""
