"""Facts that texts name: whether there are such facts with words, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from triage.findings import catalogue
from triage.locales.regions import PLACEHOLDERS
from triage.model.domains import Number
from triage.model.facts import Fact, Saying
from triage.model.provenance import Location
from triage.phrasing.answers_in_texts import NamedFact, named_in
from triage.tree_files.format import TreeFields
from triage.tree_files.records import Field, Fields
from triage.tree_files.report import Report
from triage.tree_files.scope import FactScope
from triage.tree_files.spoken import CALLED, check_phone_numbers
from triage.words import _


def check_named(fields: Fields, keys: Iterable[Field[Any]], scope: FactScope) -> None:
    """Report the facts that texts name and cannot, each where its text stands."""
    for key in keys:
        text: str = fields.get(key) or ""
        for named in named_in(text):
            _check(named, text, fields.at(key), scope)


def _check(named: NamedFact, text: str, at: Location, scope: FactScope) -> None:
    fact = scope.facts.get(named.fact)
    if fact is None:
        _unknown(named, at, scope)
    elif fact.is_note:
        found = _("found a text that names the note `{name}`", name=fact.name)
        hint = _("a referral tells the note by itself; a text can name facts of other types")
        scope.report.add(catalogue.NOTE_DECIDES, at, found, hint)
    elif fact.name not in scope.faulty:
        saying = fact.saying(named.wording)
        if saying is None:
            _without_words(named, fact, at, scope.report)
        else:
            _check_filled(named, text, at, fact, saying, scope.report)


def _unknown(named: NamedFact, at: Location, scope: FactScope) -> None:
    if scope.lost & {TreeFields.facts, TreeFields.include}:
        return
    if str(named)[1:-1] in scope.report.own_numbers:
        return  # a number to call, of the tree's own scale
    found = _("found `{named}`, but no fact has the name `{name}`", named=named, name=named.fact)
    known = [f"{{{name}}}" for name in scope.facts] + [*PLACEHOLDERS]
    hint = scope.report.suggest(str(named), known, _("describe it under `facts:`"))
    scope.report.add(catalogue.UNKNOWN_PLACEHOLDER, at, found, hint)


def _without_words(named: NamedFact, fact: Fact, at: Location, report: Report) -> None:
    key = f"say_as: {{{named.wording}: …}}" if named.wording else "say:"
    found = _(
        "found `{named}`, but `{name}` does not say how texts say it", named=named, name=fact.name
    )
    hint = _("add `{key}` to the fact, with the words for its answers and for `anybody`", key=key)
    report.add(catalogue.FACT_WITHOUT_WORDS, at, found, hint)


def _check_filled(
    named: NamedFact, text: str, at: Location, fact: Fact, saying: Saying, report: Report
) -> None:
    """Report a number to call that stands there only once an answer is filled in."""
    for words in dict.fromkeys(_fillings(fact, saying)):
        if check_phone_numbers(text.replace(str(named), words), at, report):
            return  # one is enough to tell


def _fillings(fact: Fact, saying: Saying) -> Iterator[str]:
    yield saying.anybody
    yield from (each.words for each in saying.words)
    values = [value for value in fact.choices() if saying.of(value) is None]
    if isinstance(fact.domain, Number):
        values += [n for n in CALLED if n in fact.domain.grid.near(n) and saying.of(n) is None]
    yield from (fact.say(value) for value in values)
