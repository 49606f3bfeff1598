"""Symptom-triage decision trees, asked, embedded, printed and proved from one file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from triage.version import VERSION

if TYPE_CHECKING:
    from triage.analysis.counterfactuals.changes import Change, Changes, what_would_change
    from triage.engine.advice import AdviceGiven, Withheld
    from triage.engine.calls import assess, resume, review, schema, start
    from triage.engine.comparison import Comparison, Difference
    from triage.engine.reasons import Reason
    from triage.engine.result import Contradiction, Result
    from triage.engine.review import FollowUp
    from triage.engine.saved import Resumed
    from triage.engine.screens import Choice, Question, Screen
    from triage.engine.session import Progress, Session
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
    from triage.model.facts import Fact
    from triage.model.tree import Tree
    from triage.model.values import NOT_SURE, Value
    from triage.tree_files.library import available, load


__version__: Final = VERSION

# Read at the first use, so that `triage --help` does not wait for what it does not need.
_HOMES = {
    "NOT_SURE": "model.values",
    "AdviceGiven": "engine.advice",
    "AnswerError": "errors",
    "AnswerProblem": "errors",
    "Change": "analysis.counterfactuals.changes",
    "Changes": "analysis.counterfactuals.changes",
    "Choice": "engine.screens",
    "Comparison": "engine.comparison",
    "Contradiction": "engine.result",
    "Difference": "engine.comparison",
    "Disposition": "model.dispositions",
    "Fact": "model.facts",
    "Finding": "errors",
    "FollowUp": "engine.review",
    "Option": "model.domains",
    "Progress": "engine.session",
    "Question": "engine.screens",
    "Reason": "engine.reasons",
    "Region": "locales.regions",
    "Result": "engine.result",
    "Resumed": "engine.saved",
    "Screen": "engine.screens",
    "Session": "engine.session",
    "SessionError": "errors",
    "Tree": "model.tree",
    "TreeError": "errors",
    "TreeRefused": "errors",
    "TriageError": "errors",
    "Value": "model.values",
    "Withheld": "engine.advice",
    "assess": "engine.calls",
    "available": "tree_files.library",
    "load": "tree_files.library",
    "regions": "locales.regions",
    "resume": "engine.calls",
    "review": "engine.calls",
    "schema": "engine.calls",
    "start": "engine.calls",
    "what_would_change": "analysis.counterfactuals.changes",
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
    value: object = getattr(import_module(f"triage.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
