"""Texts that name facts: ``Rest {side}`` becomes ``Rest your left leg``.

What stands in braces is a fact, or a fact and one of several wordings: ``{side as calf}``.
A text for one person says their answers; one for anybody says the general word of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias, TypeVar, cast

from attrs import evolve, frozen

from triage.locales.regions import PLACEHOLDERS
from triage.model.facts import Fact
from triage.model.tree import Advice, Outcome, Tree, Watch
from triage.model.values import Value

_NAMED: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?: as ([a-z][a-z0-9-]*))?\}")

Facts: TypeAlias = Mapping[str, Fact]
# None stands for anybody.
Answers: TypeAlias = Mapping[str, Value] | None
_W = TypeVar("_W", bound=str)


@frozen
class NamedFact:
    """A fact that a text names, and the wording that it asks for, or ""."""

    fact: str
    wording: str = ""

    def __str__(self) -> str:
        """Return it as a text writes it."""
        inner = " as ".join(filter(None, (self.fact, self.wording)))
        return f"{{{inner}}}"


def named_in(*texts: str | None) -> tuple[NamedFact, ...]:
    """Return the facts that some texts name, each once."""
    found = (each for text in texts if text and "{" in text for each in _NAMED.finditer(text))
    named = (NamedFact(each[1], each[2] or "") for each in found if each[0] not in PLACEHOLDERS)
    return tuple(dict.fromkeys(named))


def fill(text: str, facts: Facts, answers: Answers) -> str:
    """Return a text with the answers to the facts that it names, in words.

    Args:
        text: as the tree says it, or as long.
        facts: the facts of the tree.
        answers: those that were given and may be used; None for anybody.
    """
    if "{" not in text:
        return text

    def said(found: re.Match[str]) -> str:
        fact = None if found[0] in PLACEHOLDERS else facts.get(found[1])
        return found[0] if fact is None else say_in_text(fact, found[2] or "", answers)

    return _NAMED.sub(said, text)


def say_in_text(fact: Fact, wording: str, answers: Answers) -> str:
    """Return what a text says in the place of a fact; where words are lacking, the general ones."""
    saying = fact.saying(wording)
    if answers is None:
        return saying.anybody if saying else fact.label
    value = answers.get(fact.name)
    if value is None:
        return (saying and (saying.unanswered or saying.anybody)) or fact.label
    return (saying and saying.of(value)) or fact.say(value)


# --- whole parts of a tree


def texts_of(part: Outcome | Advice | Watch) -> tuple[str | None, ...]:
    """Return the texts of a part of a tree that may name facts."""
    match part:
        case Outcome():
            return part.title, part.text, part.expect
        case Advice():
            return part.text, part.dose, part.too_much
        case Watch():
            return (part.look_for,)


def told_by(outcome: Outcome, tree: Tree) -> Iterator[Outcome | Watch]:
    """Yield what is told of an outcome to whoever comes to it, but for its advice."""
    yield outcome
    yield from (tree.watch_for[name] for name in outcome.watch_for if name in tree.watch_for)


def telling_parts(tree: Tree) -> Iterator[Outcome | Advice | Watch]:
    """Yield all parts of a tree whose texts may name facts."""
    yield from tree.outcomes.values()
    yield from tree.advice.values()
    yield from tree.watch_for.values()


def named_by(tree: Tree) -> frozenset[str]:
    """Return the facts that any text of a tree names."""
    texts = [text for part in telling_parts(tree) for text in texts_of(part)]
    return frozenset(each.fact for each in named_in(*texts))


def told(tree: Tree, answers: Answers) -> Tree:
    """Return a tree whose texts say some answers, or, for None, what holds for anybody.

    A tree whose texts name no fact is returned as it is.
    """
    if not named_by(tree):
        return tree

    facts = tree.facts
    return evolve(
        tree,
        told_from=tree,
        outcomes={name: told_outcome(each, facts, answers) for name, each in tree.outcomes.items()},
        advice={name: told_advice(each, facts, answers) for name, each in tree.advice.items()},
        watch_for={name: _watch(each, facts, answers) for name, each in tree.watch_for.items()},
    )


def for_anybody(tree: Tree) -> Tree:
    """Return a tree as pictures and sheets tell it to no one in particular."""
    return told(tree, None)


def told_outcome(outcome: Outcome, facts: Facts, answers: Answers) -> Outcome:
    """Return an outcome whose texts say some answers, or, for None, what holds for anybody."""
    return evolve(
        outcome,
        title=_alike(outcome.title, facts, answers),
        text=_alike(outcome.text, facts, answers),
        expect=outcome.expect and _alike(outcome.expect, facts, answers),
    )


def told_advice(advice: Advice, facts: Facts, answers: Answers) -> Advice:
    """Return an advice whose texts say some answers, or, for None, what holds for anybody."""
    return evolve(
        advice,
        text=_alike(advice.text, facts, answers),
        dose=advice.dose and _alike(advice.dose, facts, answers),
        too_much=advice.too_much and _alike(advice.too_much, facts, answers),
    )


def _watch(watch: Watch, facts: Facts, answers: Answers) -> Watch:
    return evolve(watch, look_for=fill(watch.look_for, facts, answers))


def _alike(text: _W, facts: Facts, answers: Answers) -> _W:
    """Return a text filled, of the kind that it was."""
    return cast(_W, fill(text, facts, answers))
