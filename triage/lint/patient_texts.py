"""The words of a tree that patients read without asking for more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from triage.locales import regions
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.phrasing.answers_in_texts import fill, named_in

Kind: TypeAlias = Literal["question", "label", "heading", "outcome", "advice", "sign"]
KINDS: tuple[Kind, ...] = ("question", "label", "heading", "outcome", "advice", "sign")

_Written: TypeAlias = tuple[Kind, str, Location | None, tuple[str | None, ...]]


@frozen
class PatientText:
    """One text, as a reader in no particular country sees it.

    Attributes:
        name: of the fact, step, outcome, advice or sign that it belongs to.
    """

    kind: Kind
    name: str
    words: str
    at: Location


def texts(tree: Tree) -> Iterator[PatientText]:
    """Return the texts of a tree: its own, and those of its modules that it shows."""
    anywhere = regions.region_in(tree.scale, None)
    for kind, name, at, written in _written(tree):
        assert at is not None  # every part that was read has a place
        said = [each for words in filter(None, written) for each in _said(words, tree)]
        for words in dict.fromkeys(said):
            yield PatientText(kind, name, " ".join(regions.localize(words, anywhere).split()), at)


def _said(words: str, tree: Tree) -> Iterator[str]:
    """Yield a text as anybody reads it and, where it names a fact, with each of its answers."""
    yield fill(words, tree.facts, None)
    for named in named_in(words):
        fact = tree.facts.get(named.fact)
        for value in fact.choices() if fact else ():
            yield fill(words, tree.facts, {named.fact: value})


def _written(tree: Tree) -> Iterator[_Written]:
    asked = {fact for step in tree.steps.values() for fact in step.ask}
    asked |= {fact for outcome in tree.outcomes.values() for fact in outcome.refine}
    for fact in tree.facts.values():
        if fact.name in asked or not fact.module:
            yield "question", fact.name, fact.at, (fact.ask, fact.ask_for_other)
            yield "label", fact.name, fact.at, (fact.label,)
            yield "sign", fact.name, fact.at, tuple(sign.words for sign in fact.signs or ())
    for step in tree.steps.values():
        between = tuple(part.words for part in step.parts or ())
        yield "heading", step.name, step.at, (step.heading, step.heading_for_other, *between)
    for outcome in tree.outcomes.values():
        own = tuple(each.text for each in outcome.text_for or ())
        said = (outcome.title, outcome.text, *own, outcome.expect)
        yield "outcome", outcome.name, outcome.at, said
    for advice in tree.advice.values():
        texts = (advice.text, advice.short, advice.dose, advice.too_much)
        yield "advice", advice.name, advice.at, texts
    for watch in tree.watch_for.values():
        yield "sign", watch.name, watch.at, (watch.look_for,)
