"""One canonical layout for tree files and cases files; meaning and comments stay as they are."""

from triage.formatting.canonical import canonical
from triage.formatting.files import Layout, layout_of, layout_of_file

__all__ = ["Layout", "canonical", "layout_of", "layout_of_file"]
