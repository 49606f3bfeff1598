"""Symptom-triage decision trees, asked, embedded, printed and proved from one file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from triage.version import VERSION

if TYPE_CHECKING:
    from triage.analysis.counterfactuals.changes import Change, Changes, what_would_change
    from triage.engine.calls import assess, resume, review, schema, start
    from triage.engine.comparison import Comparison
    from triage.engine.result import Result
    from triage.engine.review import FollowUp
    from triage.engine.saved import Resumed
    from triage.engine.screens import Choice, Question, Screen
    from triage.engine.session import Session
    from triage.errors import (
        AnswerError,
        Finding,
        SessionError,
        TreeError,
        TreeRefused,
        TriageError,
    )
    from triage.model.dispositions import Disposition
    from triage.model.tree import Tree
    from triage.model.values import NOT_SURE
    from triage.tree_files.library import available, load


__version__: Final = VERSION

# Read at the first use, so that `triage --help` does not wait for what it does not need.
_HOMES = {
    "NOT_SURE": "triage.model.values",
    "AnswerError": "triage.errors",
    "Change": "triage.analysis.counterfactuals.changes",
    "Changes": "triage.analysis.counterfactuals.changes",
    "Choice": "triage.engine.screens",
    "Comparison": "triage.engine.comparison",
    "Disposition": "triage.model.dispositions",
    "Finding": "triage.errors",
    "FollowUp": "triage.engine.review",
    "Question": "triage.engine.screens",
    "Result": "triage.engine.result",
    "Resumed": "triage.engine.saved",
    "Screen": "triage.engine.screens",
    "Session": "triage.engine.session",
    "SessionError": "triage.errors",
    "Tree": "triage.model.tree",
    "TreeError": "triage.errors",
    "TreeRefused": "triage.errors",
    "TriageError": "triage.errors",
    "assess": "triage.engine.calls",
    "available": "triage.tree_files.library",
    "load": "triage.tree_files.library",
    "resume": "triage.engine.calls",
    "review": "triage.engine.calls",
    "schema": "triage.engine.calls",
    "start": "triage.engine.calls",
    "what_would_change": "triage.analysis.counterfactuals.changes",
}

__all__ = [
    "NOT_SURE",
    "AnswerError",
    "Change",
    "Changes",
    "Choice",
    "Comparison",
    "Disposition",
    "Finding",
    "FollowUp",
    "Question",
    "Result",
    "Resumed",
    "Screen",
    "Session",
    "SessionError",
    "Tree",
    "TreeError",
    "TreeRefused",
    "TriageError",
    "assess",
    "available",
    "load",
    "resume",
    "review",
    "schema",
    "start",
    "what_would_change",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module `triage` has no attribute `{name}`")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
