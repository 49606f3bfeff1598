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
from typing import Any

import triage
from triage.errors import TreeError
from triage.model.tree import Step, Tree
from triage.tree_files.cases import load_cases
from triage.tree_files.nodes import compose
from triage.tree_files.report import Report
from triage.tree_files.text import read_text

ROOT = Path(__file__).parent.parent.parent
PARTS = {"step": "steps", "outcome": "outcomes", "watch": "watch_for"}
KINDS = {"fact", "demand", "advice", "safety", "dispute", "case", "test", *PARTS}


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
    return node.plain()


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
    if kind == "dispute":
        parts = _named(tree, "advice", name)
        says = {dispute.source for advice in parts for dispute in advice.disputed_by}
        return set(more) if parts and set(more) <= says else None
    parts = _named(tree, kind, name)
    return {source for part in parts for source in _sources(part)} if parts else None


def _named(tree: Tree, kind: str, name: str) -> list[Any]:
    """Return the parts that a name means: more than one if a file is included by two ways."""
    own = name.removeprefix(f"{tree.id}.")
    parts = _parts(tree, kind)
    return [
        part for known, part in parts.items() if known == own or f".{known}".endswith(f".{name}")
    ]


def _parts(tree: Tree, kind: str) -> dict[str, Any]:
    if kind == "safety":
        return {rule.name: rule for rule in tree.safety}
    if kind == "advice":
        given = {name for outcome in tree.outcomes.values() for name in outcome.advice}
        return {name: advice for name, advice in tree.advice.items() if name in given}
    return dict(getattr(tree, PARTS[kind]))


def _sources(part: Any) -> set[str]:
    """Return what a part rests on; a step rests on what its branches do."""
    holders = part.branches if isinstance(part, Step) else (part,)
    named = {source for holder in holders for source in holder.provenance.sources}
    return named | {dispute.source for dispute in getattr(part, "disputed_by", ())}


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
