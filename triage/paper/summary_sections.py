"""The sections of a summary: what was answered, what decided, and what was advised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from triage.ask import words
from triage.model.dispositions import Disposition
from triage.model.facts import Fact, say_answers_given
from triage.model.phrases import counted
from triage.model.tree import Tree
from triage.model.values import Value
from triage.paper.answered import Group, by_answer, by_danger, clinically, is_danger
from triage.paper.danger import asked_in
from triage.paper.home import say_review, say_withheld
from triage.paper.sources import numbers_of
from triage.regions.regions import fill
from triage.run.given import Given
from triage.run.reasons import Reason
from triage.run.result import Result

_NOES: Final = "No to {count} that are listed here"
_JUDGED: Final = "{text} (the authors' own judgement)"


@frozen
class Item:
    """A line of a section.

    Attributes:
        text: the words.
        name: what they are about, in front of them, or "".
        sources: the numbers of the sources behind them.
    """

    text: str
    name: str = ""
    sources: tuple[int, ...] = ()


@frozen
class Section:
    """Lines under one heading."""

    title: str
    items: tuple[Item, ...]


def answers_in(result: Result) -> tuple[Section, ...]:
    """Return what was answered: what to pass on, danger signs, all else, and what is open."""
    tree, answers = result.tree, result.answers
    told = tree.outcomes[result.outcome].tell if result.outcome else ()
    dangers = [name for name in asked_in(tree) if is_danger(tree.facts[name])]
    others = [name for name in answers if name not in {*told, *dangers}]
    return _sections(
        {
            "Still to be asked": [Item(tree.facts[name].ask) for name in result.next],
            "Findings to pass on": _items(by_answer(_facts(told, tree), answers)),
            "Danger signs": _items(by_danger(_facts(dangers, tree), answers)),
            "Other answers": _items(by_answer(_facts(others, tree), answers)),
            "Not asked, would sharpen the advice": _labels(result.refine, tree),
            "Answered, but not asked on this way": _labels(result.not_used, tree),
        }
    )


def came_to(result: Result, answered: date, printed: date) -> tuple[Section, ...]:
    """Return what the answers came to: reasons, advice, signs to watch for, and what follows.

    Args:
        result: complete or not.
        answered: the day from which the day to look again is counted.
        printed: the day of printing.
    """
    return _sections(
        {
            "Because (the last decision first)": [*_because(result)],
            "Advice given": [_advice(each) for each in result.advice],
            "Advice withheld": [Item(say_withheld(each)) for each in result.withheld],
            "Told to watch out for": _watched(result),
            "What follows": [
                *(
                    [Item(again, words.LOOK_AGAIN)]
                    if (again := say_review(result, answered, printed))
                    else []
                ),
                *([Item(result.expect, words.EXPECT)] if result.expect else []),
            ],
        }
    )


def _sections(found: Mapping[str, Sequence[Item]]) -> tuple[Section, ...]:
    return tuple(Section(title, tuple(items)) for title, items in found.items() if items)


def _because(result: Result) -> Iterator[Item]:
    """Yield what decided, the last decision first; each answer once, most noes as a number."""
    told: set[str] = set()
    for reason in reversed(result.because):
        new = {name: value for name, value in reason.facts.items() if name not in told}
        shown = new if len(new) == 1 else {n: v for n, v in new.items() if v is not False}
        if shown:
            yield _reason(reason, shown, result.tree)
        told |= set(shown)
    noes = {name for reason in result.because for name in reason.facts} - told
    if noes:
        yield Item(_NOES.format(count=counted(len(noes), "sign")))


def _reason(reason: Reason, told: Mapping[str, Value], tree: Tree) -> Item:
    """Say a reason, or the part of it that is told here with the sources of that part."""
    text, sources = say_answers_given(told, tree.facts), reason.sources
    if len(told) < len(reason.facts):
        sources = tuple(name for fact in told for name in tree.facts[fact].provenance.sources)
    if not sources and reason.judgement:
        text = _JUDGED.format(text=text)
    return Item(text, sources=numbers_of(sources, tree))


def _advice(given: Given) -> Item:
    dose = f" ({given.dose})" if given.dose else ""
    return Item(f"{given.text}{dose}")


def _watched(result: Result) -> list[Item]:
    """Return what to look for, by what to do then."""
    outcome = result.tree.outcomes[result.outcome] if result.outcome else None
    watched = [result.tree.watch_for[name] for name in (outcome.watch_for if outcome else ())]
    by_help = {then: [w for w in watched if w.then is then] for then in reversed(Disposition)}
    return [
        Item("; ".join(fill(w.look_for, result.region) for w in several), then.words.capitalize())
        for then, several in by_help.items()
        if several
    ]


def _facts(names: Iterable[str], tree: Tree) -> list[Fact]:
    return [tree.facts[name] for name in names]


def _items(groups: Iterable[Group]) -> list[Item]:
    return [Item("; ".join(group.facts), group.name) for group in groups]


def _labels(names: Iterable[str], tree: Tree) -> list[Item]:
    said = "; ".join(clinically(tree.facts[name]) for name in names if name in tree.facts)
    return [Item(said)] if said else []
