"""Parts of the shipped trees by name, and the files that name them.

A reference is a short text: the kind of a part, then its name.

- ``fact limping``: some step or outcome of a tree asks for it.
- ``demand limping physio``: the fact is asked, and demands that by itself.
- ``step``, ``outcome``, ``advice``, ``watch``, ``safety``: followed by the file
  that defines the part, a dot, and its name there.
- ``dispute lower-leg-self-care.massage nhs-sprains``: the advice names that
  source as one that disagrees.
- ``case calf-soreness: limps``: a case beside a tree.
- ``test tests/run/test_it.py::test_that_it_works``: a test.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import triage
from triage.errors import TreeError
from triage.loading import load_cases
from triage.loading.nodes import Node, compose
from triage.loading.report import Report
from triage.loading.text import read_text
from triage.model.tree import Tree

ROOT = Path(__file__).parent.parent.parent
PARTS = {"step": "steps", "outcome": "outcomes", "advice": "advice", "watch": "watch_for"}
KINDS = {"fact", "demand", "safety", "dispute", "case", "test", *PARTS}


def read_data(path: Path) -> object:
    """Return what a YAML file holds, as plain lists and dicts.

    Raises:
        TreeError: the file is not what the trees may be written in.
    """
    report = Report()
    shown = str(path.relative_to(ROOT))
    text = read_text(path, shown, report)
    node = None if text is None else compose(text, shown, report)
    if node is None or report.findings:
        raise TreeError(tuple(report.findings))
    return _plain(node)


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value


def about_legs() -> list[str]:
    """Return the names of the trees that build on the modules about lower legs.

    None is loaded, so that a tree that is being written breaks no page but its own.
    """
    files = {name: ROOT / "trees" / name / "tree.yaml" for name in triage.available()}
    return [name for name, file in files.items() if "lower-leg-" in file.read_text("utf-8")]


@cache
def trees() -> dict[str, Tree]:
    """Return the trees about lower legs by name."""
    return {name: triage.load(name) for name in about_legs()}


def exists(reference: str) -> bool:
    """Tell whether any tree, case file or test has what a reference names."""
    kind, _, name = reference.partition(" ")
    if kind not in KINDS or not name:
        return False
    if kind == "test":
        return _has_test(*name.split("::"))
    if kind == "case":
        tree, _, case = name.partition(": ")
        return case in cases(tree)
    return any(holds(tree, reference) for tree in trees().values())


def holds(tree: Tree, reference: str) -> bool:
    """Tell whether one tree, with what it includes, uses what a reference names."""
    return cited(tree, reference) is not None


def cited(tree: Tree, reference: str) -> set[str] | None:
    """Return the sources that a part of a tree names, or None where it has no such part."""
    kind, name, *more = reference.split(" ")
    if kind in ("fact", "demand"):
        return _cited_by_fact(tree, name, more)
    if kind == "safety":
        rules = [rule for rule in tree.safety if rule.name == _in(tree, name)]
        return set(rules[0].provenance.sources) if rules else None
    if kind == "dispute":
        advice = tree.advice.get(_in(tree, name))
        says = {dispute.source for dispute in advice.disputed_by} if advice else set()
        return set(more) if set(more) <= says else None
    part = getattr(tree, PARTS[kind]).get(_in(tree, name))
    if part is None:
        return None
    holders = part.branches if kind == "step" else (part,)
    disputes = {d.source for d in part.disputed_by} if kind == "advice" else set()
    return disputes.union(*(holder.provenance.sources for holder in holders))


def _cited_by_fact(tree: Tree, name: str, demanded: list[str]) -> set[str] | None:
    if name not in asked(tree):
        return None
    fact = tree.facts[name]
    if not set(demanded) <= {str(demand.disposition) for demand in fact.demands}:
        return None
    return set(fact.provenance.sources)


def asked(tree: Tree) -> set[str]:
    """Return the facts that a tree asks on some path, refining ones too."""
    by_steps = {fact for step in tree.steps.values() for fact in step.ask}
    return by_steps | {fact for outcome in tree.outcomes.values() for fact in outcome.refine}


def _in(tree: Tree, name: str) -> str:
    """Return how a tree calls a part that is named with the file that defines it."""
    return name.removeprefix(f"{tree.id}.")


@cache
def cases(tree: str) -> frozenset[str]:
    """Return the names of the cases beside a tree; none for a tree without them."""
    path = ROOT / "trees" / tree / "cases.yaml"
    if tree not in trees() or not path.is_file():
        return frozenset()
    return frozenset(case.name for case in load_cases(path, trees()[tree]))


@cache
def _tests(file: str) -> frozenset[str]:
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def _has_test(file: str, name: str = "") -> bool:
    return name.startswith("test_") and name in _tests(file)
