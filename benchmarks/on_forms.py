"""Let a form of FHIR and a questionnaire on paper lead somebody where the engine leads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import asdict

from tests.outputs.fhir.people import fill_in, said_in_a_session
from tests.outputs.fhir.renderer import facts_visible, visible
from tests.outputs.printing.lockstep import filled_in, told_by_engine, told_on_paper
from tests.outputs.printing.orders import order
from tests.outputs.printing.printed import from_data
from tests.second_reading.agreeing import Differ
from triage.analysis.proofs.replay import is_ruled_out
from triage.engine.assess import assess
from triage.errors import TreeTooLarge, TriageError
from triage.model.tree import Tree
from triage.model.values import Value
from triage.outputs.fhir.questionnaire import questionnaire
from triage.outputs.printing.questionnaire import questionnaire_of

Person = Mapping[str, Value]


def compare_forms(tree: Tree, people: list[Person], counts: Counter[str]) -> None:
    """Compare what is said at the end of a form of FHIR, and where a pen is led on paper.

    Args:
        tree: a tree whose questions have different words.
        people: an answer of each to every fact.
        counts: gets how many were followed.

    Raises:
        Differ: it is not what the engine tells somebody.
    """
    _compare_fhir(tree, people, counts)
    _compare_paper(tree, people, counts)


def _compare_fhir(tree: Tree, people: list[Person], counts: Counter[str]) -> None:
    try:
        form = questionnaire(tree)
    except TreeTooLarge:
        counts["too large for a form"] += 1
        return
    for person in people:
        filled = fill_in(tree, form, dict(person))
        gathered = {f: person[f] for f in facts_visible(form, filled)}
        shown = [item["linkId"] for item in visible(form, filled) if item["type"] == "display"]
        said = {link for link in shown if link.startswith(("outcome.", "demand."))}
        _same("said on a form", tree, person, said, said_in_a_session(tree, gathered))
        counts["people on forms of FHIR"] += 1


def _compare_paper(tree: Tree, people: list[Person], counts: Counter[str]) -> None:
    try:
        form = from_data(asdict(questionnaire_of(order(tree))))
    except TriageError:
        counts["too large for a table on paper"] += 1
        return
    for person in people:
        if is_ruled_out(tree, person):
            continue  # the table says that this cannot be true
        pen, result = filled_in(tree, form, person), assess(tree, person)
        told = told_by_engine(tree, person)
        _same("told on paper", tree, person, told_on_paper(tree, pen), told)
        counts["people on paper"] += 1
        counts["people on paper with several results"] += bool(result.also)


def _same(what: str, tree: Tree, person: Person, found: object, expected: object) -> None:
    if found != expected:
        raise Differ(f"{what}: {found}, but by the engine {expected}\n{dict(person)}\n{tree!r}")
