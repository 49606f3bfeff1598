"""Hypothesis strategies for apps that embed triage, and for its own tests.

    from hypothesis import given
    import triage, triage.testing

    tree = triage.load("calf-soreness", allow_draft=True)

    @given(triage.testing.patients(tree))
    def test_the_app_shows_every_outcome(patient):
        assert my_app.page_for(triage.assess(tree, patient))

Importing it without hypothesis raises ``triage.errors.MissingExtra``.
"""

from __future__ import annotations

from triage.errors import MissingExtra, to_install
from triage.words import _

try:
    import hypothesis as _hypothesis
except ImportError:
    msg = _("`triage.testing` needs hypothesis\n    help: {command}", command=to_install("test"))
    raise MissingExtra(msg) from None

from triage.strategies.answering import answers, patients, values
from triage.strategies.documents import documents, libraries, load_library, trees

del _hypothesis, _

__all__ = ["answers", "documents", "libraries", "load_library", "patients", "trees", "values"]
