"""From a true-or-false function over patients to numbers of them, and to the plainest one."""

from __future__ import annotations

from math import inf

from triage.model.values import Value
from triage.prove.classes import AnswerClass
from triage.prove.diagram import Node
from triage.prove.patients import Patients


def plainest(patients: Patients, function: Node) -> dict[str, Value] | None:
    """Return the patient of whom a function is true who differs least from a well one.

    The patient has an answer to every fact. None where there is no such patient.
    """
    diagram = patients.diagram
    cost: dict[Node, float] = {diagram.true: 0, diagram.false: inf}
    pick: dict[Node, int] = {}
    for node in _children_first(patients, function):
        classes = patients.classes[patients.facts[diagram.level(node)]]
        steps = [_change(each, classes) for each in classes]
        costs = [cost[kid] + step for kid, step in zip(diagram.children(node), steps, strict=True)]
        pick[node] = min(range(len(costs)), key=costs.__getitem__)
        cost[node] = costs[pick[node]]
    return None if cost[function] == inf else _follow(patients, function, pick)


def _change(answer: AnswerClass, classes: tuple[AnswerClass, ...]) -> int:
    """Count an answer that is not the well one; nothing where no answer is known as well."""
    return int(not answer.well and any(each.well for each in classes))


def _follow(patients: Patients, function: Node, pick: dict[Node, int]) -> dict[str, Value]:
    patient: dict[str, Value] = {}
    here, diagram = function, patients.diagram
    for level, name in enumerate(patients.facts):
        classes = patients.classes[name]
        if diagram.level(here) == level:
            index = pick[here]
            here = diagram.children(here)[index]
        else:
            index = next((i for i, c in enumerate(classes) if c.well), 0)
        patient[name] = classes[index].value
    return patient


def count(patients: Patients, function: Node) -> int:
    """Return of how many patients, one for each combination of answers, a function is true."""
    diagram, sizes = patients.diagram, _sizes(patients)
    below = {diagram.true: 1, diagram.false: 0}
    levels = len(patients.facts)
    for node in _children_first(patients, function):
        level = diagram.level(node)
        classes = patients.classes[patients.facts[level]]
        below[node] = sum(
            each.size * below[kid] * _between(sizes, level + 1, min(diagram.level(kid), levels))
            for kid, each in zip(diagram.children(node), classes, strict=True)
        )
    return below[function] * _between(sizes, 0, diagram.level(function))


def _sizes(patients: Patients) -> list[int]:
    """Return the running products of the domains' sizes, in the order of the diagram."""
    products = [1]
    for name in patients.facts:
        products.append(products[-1] * sum(each.size for each in patients.classes[name]))
    return products


def _between(products: list[int], first: int, after: int) -> int:
    """Return the number of answers to the facts that a path skips."""
    return products[after] // products[first]


def _children_first(patients: Patients, function: Node) -> list[Node]:
    """Return the inner nodes of a function, deepest level first."""
    diagram = patients.diagram
    seen, waiting = set[Node](), [function]
    while waiting:
        here = waiting.pop()
        if here not in seen and diagram.children(here):
            seen.add(here)
            waiting += diagram.children(here)
    return sorted(seen, key=diagram.level, reverse=True)
