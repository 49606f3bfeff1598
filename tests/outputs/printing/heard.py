"""What a screen reader hears of a sheet, for comparing texts; and trees with hard texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from unicodedata import normalize

from attrs import evolve

from tests.outputs.printing.structure import read, structure_of
from triage.model.domains import OneOf
from triage.model.facts import Fact
from triage.model.tree import Advice, Outcome, Tree

# Signs that mean something to typst, to a PDF or to a reader of texts.
HARD = (
    "#pagebreak() #set page(fill: red)",
    "*b* _i_ `raw` $x$ @ref <label> ~ -- --- ...",
    "= heading\n- item\n+ item\n/ term: x",
    "\\ \\u{41} \\#",
    '"quoted" and “quoted”',
    "// comment /* comment */ https://example.org/?a=b&c=d#e",
    "[a](b) ![c](d) {emergency number} {no such thing}",
    "שלום עולם",
    "مرحبا بالعالم",
    "☎ é ½ ½ ﬁ",
    "w" * 500,
    "a word " * 200,
    "",
    "\n \t",
)


def squeezed(text: str) -> str:
    """Leave out all that breaking lines may change; letters that look alike are one."""
    return re.sub(r"[\s\u200b~]+", "", normalize("NFKC", text))


def heard(pdf: bytes) -> str:
    """Return all that a screen reader says, in order, without spaces."""
    return squeezed(structure_of(read(pdf)).text)


def is_heard(text: str, said: str) -> bool:
    """Say whether a text is among what is said; right-to-left ones by their letters."""
    wanted = squeezed(text)
    if re.search(r"[\u0590-\u08ff]", wanted):
        return all(said.count(letter) >= wanted.count(letter) for letter in wanted)
    return wanted in said


def with_texts(tree: Tree, texts: tuple[str, ...]) -> Tree:
    """Return a tree with these texts, in turn, wherever an author can write one."""
    following = cycle(texts)

    def new(each: Any, *names: str) -> Any:
        written = {n: next(following) for n in names if getattr(each, n) is not None}
        return evolve(each, **written)

    def every(things: Any, change: Callable[[Any], Any]) -> Any:
        return {name: change(thing) for name, thing in things.items()}

    return evolve(
        new(tree, "title", "intended_for", "not_for"),
        sources=every(tree.sources, lambda s: new(s, "title", "author", "url", "year")),
        facts=every(tree.facts, lambda f: _with_options(new(f, "ask", "label", "clinical"), new)),
        outcomes=every(tree.outcomes, lambda o: new(o, "title", "text", "expect")),
        advice=every(
            tree.advice, lambda a: _with_disputes(new(a, "text", "dose", "too_much"), new)
        ),
        watch_for=every(tree.watch_for, lambda w: new(w, "look_for")),
    )


def _with_options(fact: Fact, new: Any) -> Fact:
    if not isinstance(fact.domain, OneOf):
        return fact
    options = tuple(new(option, "words") for option in fact.domain.options)
    return evolve(fact, domain=evolve(fact.domain, options=options))


def _with_disputes(advice: Advice, new: Any) -> Advice:
    return evolve(advice, disputed_by=tuple(new(each, "says") for each in advice.disputed_by))


def texts_of(outcome: Outcome, tree: Tree) -> Iterator[str]:
    """Yield what an author wrote for the people of an outcome, whoever they are."""
    yield from (outcome.title, outcome.text, outcome.expect or "")
    yield from (tree.watch_for[name].look_for for name in outcome.watch_for)
    for advice in (tree.advice[name] for name in outcome.advice):
        yield from (advice.text, advice.dose or "", advice.too_much or "")
        yield from (dispute.says for dispute in advice.disputed_by)
