"""Short names of sets of patients, so that an acceptance is of just those."""

from __future__ import annotations

from hashlib import sha256

from triage.answer_space.diagram import Node
from triage.answer_space.groups import answers_in
from triage.compare.versions import Versions

_LENGTH = 8


def mark(versions: Versions, patients: Node) -> str:
    """Return a short name of exactly these patients: others have another.

    It depends on who they are alone, not on where either version cuts a number.
    """
    return _digest(versions, patients, {})[:_LENGTH]


def _digest(versions: Versions, node: Node, known: dict[Node, str]) -> str:
    if node not in known:
        known[node] = sha256(_canonical(versions, node, known).encode()).hexdigest()
    return known[node]


def _canonical(versions: Versions, node: Node, known: dict[Node, str]) -> str:
    space, diagram = versions.space, versions.space.diagram
    kids = diagram.children(node)
    if not kids:
        return repr(diagram.label(node))
    fact = space.facts[diagram.level(node)]
    same: dict[Node, set[int]] = {}
    for index, kid in enumerate(kids):
        same.setdefault(kid, set()).add(index)
    ways = sorted(
        (_digest(versions, kid, known), _answers(versions, fact, indexes))
        for kid, indexes in same.items()
    )
    return f"{fact}: {ways}"


def _answers(versions: Versions, fact: str, indexes: set[int]) -> str:
    classes = versions.space.classes[fact]
    answers = answers_in(versions.joined.facts[fact], classes, frozenset(indexes))
    return repr((sorted(map(repr, answers.values)), answers.ranges))
