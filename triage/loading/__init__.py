"""YAML text -> model; every fault at once, each with file, line and column."""

from triage.loading.cases import Case, load_cases
from triage.loading.library import available, check_file, load

__all__ = ["Case", "available", "check_file", "load", "load_cases"]
