"""Answers saved with one version of a tree, as far as they are answers to another."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from triage.errors import AnswerError, AnswerProblem
from triage.model.tree import Tree
from triage.model.values import Value
from triage.run.answers import accept_answers, shown
from triage.run.fingerprint import fingerprint
from triage.run.prepared import engine_of
from triage.run.session import Entry


@frozen
class Fitting:
    """Saved answers, divided.

    Attributes:
        entries: what fits the tree.
        dropped: what does not, each with a code: ``unknown-fact``,
            ``renamed-fact``, ``not-in-domain`` or ``question-changed``.
    """

    entries: tuple[Entry, ...]
    dropped: tuple[AnswerProblem, ...]


def fitting(tree: Tree, entries: list[Entry], marks: Mapping[str, str]) -> Fitting:
    """Divide saved answers into those that fit a tree and those that do not.

    Args:
        tree: the tree that is asked now.
        entries: the answers as they were saved.
        marks: the fingerprint of each question at the time, where known.
    """
    good: list[Entry] = []
    dropped: list[AnswerProblem] = []
    for entry in entries:
        kept: list[tuple[str, Value | None]] = []
        for fact, raw in entry.answers:
            try:
                kept.append((fact, accept_answers(engine_of(tree), {fact: raw}).get(fact)))
            except AnswerError as error:
                dropped += [_explained(problem, tree, marks) for problem in error.problems]
        asked = [answer for answer in kept if not _has_changed(tree, answer[0], marks)]
        dropped += [_changed(tree, *answer) for answer in kept if answer not in asked]
        good += [Entry(tuple(asked), entry.on)] if asked else []
    return Fitting(tuple(good), tuple(dropped))


def _has_changed(tree: Tree, fact: str, marks: Mapping[str, str]) -> bool:
    return fact in marks and marks[fact] != fingerprint(tree.facts[fact])


def _changed(tree: Tree, fact: str, value: Value | None) -> AnswerProblem:
    found = "no answer" if value is None else shown(value)
    help = f"the question has changed; it is now: {tree.facts[fact].ask}"
    return AnswerProblem(fact, found, "an answer to the new question", help, "question-changed")


def _explained(problem: AnswerProblem, tree: Tree, marks: Mapping[str, str]) -> AnswerProblem:
    """Say of a fact that is gone which one asks the same question now, if one does."""
    same = [
        name for name, fact in tree.facts.items() if fingerprint(fact) == marks.get(problem.fact)
    ]
    if problem.code != "unknown-fact" or len(same) != 1:
        return problem
    expected = f"an answer to `{same[0]}`"
    help = f"`{same[0]}` asks the same question now; it is asked again"
    return AnswerProblem(problem.fact, problem.found, expected, help, "renamed-fact")
