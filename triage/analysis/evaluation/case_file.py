"""Those who were sent too low, as cases to run beside a tree."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from attrs import frozen

from triage.model.tree import Tree
from triage.model.values import Value
from triage.words import _


@frozen
class SentTooLow:
    """Somebody who was sent less urgently than they needed.

    Attributes:
        name: what they are called.
        answers: their answers.
        truth: where they needed to go.
        told: where they were sent.
    """

    name: str
    answers: Mapping[str, Value]
    truth: str
    told: str


def to_cases(tree: Tree, people: Sequence[SentTooLow]) -> str:
    """Return a file of cases; each fails until the tree sends them as they needed."""
    lines = ["triage_cases: 1", f"tree: {tree.id}", "cases:" if people else "cases: []"]
    for each in people:
        answers = ", ".join(f"{name}: {_said(value)}" for name, value in each.answers.items())
        why = _("Was sent to {told} and needed {truth}.", told=each.told, truth=each.truth)
        lines += [
            f"  - name: {json.dumps(each.name, ensure_ascii=False)}",
            f"    answers: {{{answers}}}",
            f"    expect: {each.truth}",
            f"    because: {json.dumps(why, ensure_ascii=False)}",
        ]
    return "\n".join([*lines, ""])


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return json.dumps(value, ensure_ascii=False)
