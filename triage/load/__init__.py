"""YAML text -> model; every fault at once, each with file, line and column."""

from triage.load.cases import Case, load_cases
from triage.load.library import available, check_file, load

__all__ = ["Case", "available", "check_file", "load", "load_cases"]
