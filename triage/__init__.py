"""Symptom-triage decision trees, asked, embedded, printed and proved from one file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from triage.version import VERSION

if TYPE_CHECKING:
    from triage.analysis.counterfactuals.changes import Change, Changes, what_would_change
    from triage.engine.advice import AdviceGiven, Withheld
    from triage.engine.calls import assess, resume, review, start
    from triage.engine.comparison import Comparison, Difference
    from triage.engine.progress import Progress
    from triage.engine.reasons import Reason
    from triage.engine.result import Contradiction, Result
    from triage.engine.review import FollowUp
    from triage.engine.saved import Resumed
    from triage.engine.screens import Question, Screen
    from triage.engine.session import Session
    from triage.errors import (
        AnswerError,
        AnswerProblem,
        Finding,
        SessionError,
        TreeError,
        TreeRefused,
        TriageError,
    )
    from triage.locales.regions import Region, regions
    from triage.model.dispositions import Disposition
    from triage.model.domains import Option
    from triage.model.facts import Choice, Fact
    from triage.model.tree import Tree
    from triage.model.values import NOT_SURE, Value
    from triage.schemas import schema
    from triage.tree_files.library import available, load


__version__: Final = VERSION

# Read at the first use, so that `triage --help` does not wait for what it does not need.
_HOMES = {
    "NOT_SURE": "triage.model.values",
    "AdviceGiven": "triage.engine.advice",
    "AnswerError": "triage.errors",
    "AnswerProblem": "triage.errors",
    "Change": "triage.analysis.counterfactuals.changes",
    "Changes": "triage.analysis.counterfactuals.changes",
    "Choice": "triage.model.facts",
    "Comparison": "triage.engine.comparison",
    "Contradiction": "triage.engine.result",
    "Difference": "triage.engine.comparison",
    "Disposition": "triage.model.dispositions",
    "Fact": "triage.model.facts",
    "Finding": "triage.errors",
    "FollowUp": "triage.engine.review",
    "Option": "triage.model.domains",
    "Progress": "triage.engine.session",
    "Question": "triage.engine.screens",
    "Reason": "triage.engine.reasons",
    "Region": "triage.locales.regions",
    "Result": "triage.engine.result",
    "Resumed": "triage.engine.saved",
    "Screen": "triage.engine.screens",
    "Session": "triage.engine.session",
    "SessionError": "triage.errors",
    "Tree": "triage.model.tree",
    "TreeError": "triage.errors",
    "TreeRefused": "triage.errors",
    "TriageError": "triage.errors",
    "Value": "triage.model.values",
    "Withheld": "triage.engine.advice",
    "assess": "triage.engine.calls",
    "available": "triage.tree_files.library",
    "load": "triage.tree_files.library",
    "regions": "triage.locales.regions",
    "resume": "triage.engine.calls",
    "review": "triage.engine.calls",
    "schema": "triage.schemas",
    "start": "triage.engine.calls",
    "what_would_change": "triage.analysis.counterfactuals.changes",
}

__all__ = [
    "NOT_SURE",
    "AdviceGiven",
    "AnswerError",
    "AnswerProblem",
    "Change",
    "Changes",
    "Choice",
    "Comparison",
    "Contradiction",
    "Difference",
    "Disposition",
    "Fact",
    "Finding",
    "FollowUp",
    "Option",
    "Progress",
    "Question",
    "Reason",
    "Region",
    "Result",
    "Resumed",
    "Screen",
    "Session",
    "SessionError",
    "Tree",
    "TreeError",
    "TreeRefused",
    "TriageError",
    "Value",
    "Withheld",
    "assess",
    "available",
    "load",
    "regions",
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
