"""Groups of patients in words: what all have in common, and what sets each group apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.answer_space.groups import PatientGroup
from triage.model.facts import Fact
from triage.model.values import AnswerSet
from triage.phrasing.conditions import say_answers

Facts = Mapping[str, Fact]
Answers = Mapping[str, AnswerSet]

MOST_GROUPS = 12


def say_groups(
    groups: Sequence[PatientGroup], facts: Facts, *, most: int = MOST_GROUPS
) -> list[str]:
    """Return lines that describe everybody who is in any of some groups.

    Args:
        groups: at least one.
        facts: the facts that they speak of.
        most: how many groups to describe; the rest is counted.
    """
    shared = _shared(groups)
    lines = _say_answers(shared, facts) or ["whatever they answer"]
    if len(groups) == 1:
        return lines
    own = [{n: a for n, a in group.answers.items() if n not in shared} for group in groups]
    lines = [*(lines if shared else []), "and one of these:" if shared else "one of these:"]
    for number, answers in enumerate(own[:most], 1):
        said = "; and ".join(_say_answers(answers, facts)) or "nothing else"
        lines.append(f"  {number}. {said}")
    left = len(own) - most
    return [*lines, f"  … and {left} more, which --all shows"] if left > 0 else lines


def _shared(groups: Sequence[PatientGroup]) -> Answers:
    """Return the answers that all groups give alike."""
    first, *others = (group.answers for group in groups)
    return {n: a for n, a in first.items() if all(other.get(n) == a for other in others)}


def _say_answers(answers: Answers, facts: Facts) -> list[str]:
    """Say answers, those to yes-no questions together where they are the same."""
    together: dict[str, list[str]] = {}
    lines = []
    for name, each in answers.items():
        said = say_answers(each, facts[name])
        if facts[name].is_yes_no:
            together.setdefault(said, []).append(facts[name].label)
        else:
            lines.append(f"{facts[name].label}: {said}")
    return [*(f"{said}: {'; '.join(labels)}" for said, labels in together.items()), *lines]
