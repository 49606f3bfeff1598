"""Questions and labels that cannot be told apart, and units that differ from what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.errors import Finding
from triage.findings import catalogue
from triage.model.domains import Number, OneOf
from triage.model.facts import Fact
from triage.model.tree import Tree

# Units of one quantity, in the singular; a question that counts one of them means that one.
_QUANTITIES = (
    {"second", "minute", "hour", "day", "week", "month", "year"},
    {"mm", "cm", "m", "km", "metre", "meter", "kilometre", "kilometer", "mile", "inch", "feet"},
    {"g", "kg", "gram", "kilo", "kilogram", "pound", "stone"},
)
_COUNTED = re.compile(r"\bhow many (?:full |whole )?(\w+)|\bin (\w+) ?\?", re.IGNORECASE)


def questions(tree: Tree) -> Iterator[Finding]:
    """Report facts, labels and options that share their words, and units that differ."""
    facts = list(tree.facts.values())
    yield from _same(facts, [f.ask for f in facts], catalogue.SAME_QUESTION, "question")
    yield from _same(facts, [f.label for f in facts], catalogue.SAME_LABEL, "label")
    for fact in facts:
        yield from _same_options(fact)
        yield from _other_unit(fact)


def _same(
    facts: list[Fact], words: list[str], code: catalogue.FindingKind, what: str
) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for fact, said in zip(facts, words, strict=True):
        other = first.setdefault(_bare(said), fact.name)
        if other != fact.name:
            found = f"found the {what} of `{fact.name}` at `{other}`, too"
            yield code.about(fact.at, found, "say what is different, or keep one of the two")


def _bare(words: str) -> str:
    """Return words without what no reader takes for a difference."""
    return " ".join(words.split()).casefold()


def _same_options(fact: Fact) -> Iterator[Finding]:
    domain = fact.domain
    options = domain.options if isinstance(domain, OneOf) else ()
    first: dict[str, str] = {}
    for option in options:
        other = first.setdefault(_bare(option.words), option.name)
        if other != option.name:
            found = f"found the same words for `{other}` and `{option.name}` of `{fact.name}`"
            yield catalogue.SAME_OPTION.about(fact.at, found, "say what is different")


def _other_unit(fact: Fact) -> Iterator[Finding]:
    unit = fact.domain.unit if isinstance(fact.domain, Number) else ""
    quantity = next((q for q in _QUANTITIES if _singular(unit) in q), set())
    for words in filter(None, (fact.ask, fact.ask_for_other)):
        counted = [_singular(one or other) for one, other in _COUNTED.findall(words)]
        wrong = [each for each in counted if each in quantity and each != _singular(unit)]
        if wrong and _singular(unit) not in counted:
            found = f"found a question about {wrong[0]}s in `{fact.name}`, whose unit is {unit}"
            yield catalogue.OTHER_UNIT.about(fact.at, found, f"ask for {unit}, or change the unit")
            return


def _singular(unit: str) -> str:
    return unit.casefold().removesuffix("s")
