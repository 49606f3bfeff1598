"""Symptom-triage decision trees, asked, embedded, printed and proved from one file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from triage.version import VERSION

if TYPE_CHECKING:
    from triage.api.calls import assess, resume, review, start
    from triage.api.hinging import what_would_change
    from triage.api.schemas import schema
    from triage.changes.changes import Change, Changes
    from triage.errors import (
        AnswerError,
        Finding,
        SessionError,
        TreeError,
        TreeRefused,
        TriageError,
    )
    from triage.loading.library import available, load
    from triage.model.dispositions import Disposition
    from triage.model.tree import Tree
    from triage.model.values import NOT_SURE
    from triage.run.comparison import Comparison
    from triage.run.result import Result
    from triage.run.review import FollowUp
    from triage.run.saved import Resumed
    from triage.run.screens import Choice, Question, Screen
    from triage.run.session import Session

__version__: Final = VERSION

# Read at the first use, so that `triage --help` does not wait for what it does not need.
_HOMES = {
    "NOT_SURE": "model.values",
    "AnswerError": "errors",
    "Change": "changes.changes",
    "Changes": "changes.changes",
    "Choice": "run.screens",
    "Comparison": "run.comparison",
    "Disposition": "model.dispositions",
    "Finding": "errors",
    "FollowUp": "run.review",
    "Question": "run.screens",
    "Result": "run.result",
    "Resumed": "run.saved",
    "Screen": "run.screens",
    "Session": "run.session",
    "SessionError": "errors",
    "Tree": "model.tree",
    "TreeError": "errors",
    "TreeRefused": "errors",
    "TriageError": "errors",
    "assess": "api.calls",
    "available": "loading.library",
    "load": "loading.library",
    "resume": "api.calls",
    "review": "api.calls",
    "schema": "api.schemas",
    "start": "api.calls",
    "what_would_change": "api.hinging",
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
    value: object = getattr(import_module(f"triage.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
