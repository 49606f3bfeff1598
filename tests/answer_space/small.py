"""Every patient of a small tree, one by one."""

from __future__ import annotations

from itertools import product
from math import prod

from hypothesis import assume

from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.answer_space.space import Space
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.tree import Tree
from triage.model.values import Value

Patient = dict[str, Value]


def small(tree: Tree, most: int = 2_000) -> Ends:
    """Return where the patients of a tree end, if they are few enough to try each."""
    ends = Ends(tree)
    assume(prod(len(classes) for classes in ends.space.classes.values()) <= most)
    return ends


def everybody(space: Space) -> list[Patient]:
    """List one patient for each combination of classes."""
    values = [[each.value for each in space.classes[name]] for name in space.facts]
    return [dict(zip(space.facts, each, strict=True)) for each in product(*values)]


def like(space: Space, patient: Patient) -> int:
    """Return how many patients have their answers in the same classes."""
    sizes = ({c.value: c.size for c in space.classes[name]} for name in space.facts)
    return prod(size[patient[name]] for name, size in zip(space.facts, sizes, strict=True))


def label(space: Space, function: Node, patient: Patient) -> object:
    """Follow a patient, given by the values of classes, through a diagram."""
    diagram = space.diagram
    while diagram.children(function):
        fact = space.facts[diagram.level(function)]
        values = [each.value for each in space.classes[fact]]
        function = diagram.children(function)[values.index(patient[fact])]
    return diagram.label(function)


def outcome_of(tree: Tree, patient: Patient) -> str:
    """Return where the engine's walk ends, contradiction or not."""
    outcome = walk(engine_of(tree), patient).outcome
    assert outcome is not None
    return outcome.name


def changes(space: Space, patient: Patient) -> int:
    """Count the answers that a well person gives otherwise."""
    well = {name: [c.value for c in space.classes[name] if c.well] for name in space.facts}
    return sum(bool(well[name]) and value not in well[name] for name, value in patient.items())
