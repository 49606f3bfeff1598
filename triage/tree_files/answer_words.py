"""How signs and texts say the answers to a fact, read from `signs:`, `say:` and `say_as:`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from triage.findings import catalogue
from triage.model.facts import AnswerWords, Fact, Saying, SignWords
from triage.model.provenance import Location
from triage.model.values import NOT_SURE
from triage.tree_files.answers import read_spec
from triage.tree_files.containers import MapEntry
from triage.tree_files.format import FactFields
from triage.tree_files.report import Report
from triage.words import _

TextsByAnswer: TypeAlias = dict[str, MapEntry[str]]


def read_signs(entries: TextsByAnswer, fact: Fact, report: Report) -> tuple[SignWords, ...]:
    """Return the words for answers; not being sure of a sign is not having it."""
    signs = []
    for entry in entries.values():
        answers = read_spec(entry.key, fact, report)
        if answers is None or entry.value is None:
            continue
        if NOT_SURE in answers.values:
            found = _("found words for `not sure`, which is no sign")
            report.add(catalogue.UNKNOWN_ANSWER, entry.at, found, _("take them away"))
        else:
            signs.append(SignWords(answers, entry.value))
    return tuple(signs)


_ANYBODY, _UNANSWERED = "anybody", "unanswered"


def read_sayings(fields: FactFields, fact: Fact, report: Report) -> Iterator[Saying]:
    """Yield how texts say the answers to a fact: as a rule, then under further names."""
    if fields.say:
        yield _saying("", fields.say, fields.at(FactFields.say), fact, report)
    for name, entry in (fields.say_as or {}).items():
        yield _saying(name, entry.value or {}, entry.at, fact, report)


def _saying(name: str, entries: TextsByAnswer, at: Location, fact: Fact, report: Report) -> Saying:
    if _ANYBODY not in entries:
        found = _("found words for `{name}` without `anybody`", name=fact.name)
        hint = _("add `anybody:` and what a sheet for no one in particular says")
        report.add(catalogue.MISSING_KEY, at, found, hint)
    said = {key: entry.value or "" for key, entry in entries.items()}
    words = [
        AnswerWords(answers, entry.value or "")
        for key, entry in entries.items()
        if key not in (_ANYBODY, _UNANSWERED)
        and (answers := read_spec(entry.key, fact, report)) is not None
    ]
    anybody = said.get(_ANYBODY, "")
    return Saying(name=name, words=tuple(words), unanswered=said.get(_UNANSWERED), anybody=anybody)
