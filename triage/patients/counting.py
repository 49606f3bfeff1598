"""How many patients are in a set, exactly."""

from __future__ import annotations

from triage.patients.diagram import Node
from triage.patients.space import Space


def count(space: Space, patients: Node) -> int:
    """Return how many patients are in a set, one for each combination of answers."""
    diagram, products = space.diagram, _products(space)
    below = {diagram.true: 1, diagram.false: 0}
    for node in reversed(diagram.below(patients)):
        if kids := diagram.children(node):
            level = diagram.level(node)
            sizes = [each.size for each in space.classes[space.facts[level]]]
            below[node] = sum(
                size * below[kid] * (products[diagram.level(kid)] // products[level + 1])
                for kid, size in zip(kids, sizes, strict=True)
            )
    return below[patients] * products[diagram.level(patients)]


def everybody(space: Space) -> int:
    """Return how many combinations of answers there are."""
    return _products(space)[-1]


def _products(space: Space) -> list[int]:
    """Return the running products of the domains' sizes, in the order of the diagram."""
    products = [1]
    for name in space.facts:
        products.append(products[-1] * sum(each.size for each in space.classes[name]))
    return products
