"""What else an edit changes: words, on whose word they stand, and what no patient's end shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import evolve, fields_dict, frozen

from triage.analysis.versions.told import renamed
from triage.analysis.versions.wording import changes_meaning
from triage.model.domains import Number, OneOf
from triage.model.facts import Fact
from triage.model.provenance import UNSOURCED, Location, Provenance
from triage.model.screenfuls import ScreenPart
from triage.model.tree import Advice, Outcome, SafetyRule, Step, Tree, Watch
from triage.phrasing.conditions import say_answers
from triage.words import N_, _

Sort: TypeAlias = Literal["numbers", "words", "metadata", "other"]

# The keys of the tree itself.
_HEAD = {"title": "title", "intended_for": "for", "not_for": "not_for"}
_ABOUT = ("id", "version", "status", "review_by", "review", "modules")

# For each kind of part: its texts, and what is told by where patients end instead.
_WORDS = {
    Fact: ("ask", "ask_for_other", "label", "why", "how", "clinical"),
    Step: ("heading", "heading_for_other", "parts"),
    Outcome: ("title", "text", "expect"),
    Advice: ("text", "short", "dose", "too_much"),
    Watch: ("look_for",),
    SafetyRule: (),
}
_TOLD_BY_PATIENTS = {
    Fact: ("domain", "sure", "says", "anchors"),
    Outcome: ("disposition",),
    Advice: ("when", "never_when"),
}
_GROUNDS = ("provenance", "evidence", "disputed_by")
_NOT_COMPARED = ("name", "module", "at")


@frozen
class Edit:
    """One thing that reads otherwise.

    Attributes:
        sort: ``numbers`` are words read by patients that changed a number, a
            time or a *not*; ``words`` are their other words; ``metadata`` says
            when and on whose word; ``other`` is all that remains.
        part: what it belongs to, in words.
        key: which key of it; "" where the whole part is new or gone.
        old: how it was, in words; "" where it was not there, and together
            with ``new`` where it takes the file to see it.
        new: how it is, in words; "" where it is gone.
        at: the place in the new version, or in the old where it is gone.
    """

    sort: Sort
    part: str
    key: str
    old: str
    new: str
    at: Location | None = None


def edits(old: Tree, new: Tree) -> tuple[Edit, ...]:
    """Return all edits but those that patients show, in the order of the file."""
    found = [*_head(old, new), *_sources(old, new)]
    same = renamed(old, new)
    names = {"outcome": same.outcomes, "advice": same.advice, "sign": same.signs}
    for noun, before, now in _parts(old, new):
        for name in dict.fromkeys([*before, *now]):
            part = _("{noun} `{name}`", noun=_(noun), name=name)
            again = names.get(noun, {}).get(name, name)
            if name in before and again in now:
                found += _renamed(part, name, again, now[again].at)
                found += _part(part, before[name], now[again])
            elif name not in names.get(noun, {}).values():
                found.append(_whole(part, before.get(name), now.get(name)))
    return (*found, *_lists(old, new))


def _parts(old: Tree, new: Tree) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    yield N_("fact"), old.facts, new.facts
    yield N_("step"), old.steps, new.steps
    yield N_("outcome"), old.outcomes, new.outcomes
    yield N_("advice"), old.advice, new.advice
    yield N_("sign"), old.watch_for, new.watch_for
    yield N_("safety rule"), {r.name: r for r in old.safety}, {r.name: r for r in new.safety}


def _head(old: Tree, new: Tree) -> Iterator[Edit]:
    at = Location(new.file, 1, 1)
    for name, key in _HEAD.items():
        yield from _edit("words", _("tree"), key, getattr(old, name), getattr(new, name), at)
    for name in _ABOUT:
        yield from _edit("metadata", _("tree"), name, getattr(old, name), getattr(new, name), at)


def _sources(old: Tree, new: Tree) -> Iterator[Edit]:
    for name in dict.fromkeys([*old.sources, *new.sources]):
        before, now = old.sources.get(name), new.sources.get(name)
        if before != now:
            at = (now or before).at  # type: ignore[union-attr]  # it is in one of them
            part = _("source `{name}`", name=name)
            yield Edit("metadata", part, "", _there(before), _there(now), at)


def _renamed(part: str, old: str, new: str, at: Location | None) -> Iterator[Edit]:
    if old != new:
        yield Edit("other", part, "name", old, new, at)


def _there(part: object) -> str:
    return "" if part is None else "there"


def _whole(part: str, before: Any, now: Any) -> Edit:
    there = before if now is None else now
    return Edit("other", part, "", _there(before), _there(now), there.at)


def _part(part: str, old: Any, new: Any) -> Iterator[Edit]:
    kind = type(new)
    told = _TOLD_BY_PATIENTS.get(kind, ())
    for key in fields_dict(kind):
        if key not in (*_NOT_COMPARED, *told):
            sort: Sort = "words" if key in _WORDS[kind] else "other"
            sort = "metadata" if key in _GROUNDS else sort
            yield from _edit(sort, part, key, *_plain(key, old, new), new.at)
    if isinstance(new, Fact):
        yield from _options(part, old, new)
        yield from _sayings(part, old, new)
    if isinstance(new, Step):
        yield from _branches(part, old, new)


def _plain(key: str, old: Any, new: Any) -> tuple[Any, Any]:
    """Return the values of a key, without what is compared elsewhere."""
    values = getattr(old, key), getattr(new, key)
    if key == "branches":
        bare = [tuple(evolve(b, provenance=UNSOURCED) for b in each) for each in values]
        return bare[0], bare[1]
    if key == "advice" and set(values[0]) != set(values[1]):
        return None, None  # who loses or gains it is told by patients
    return values


def _options(part: str, old: Fact, new: Fact) -> Iterator[Edit]:
    before, now = _said(old), _said(new)
    for name in [name for name in now if name in before]:
        key = _("answer `{name}`", name=name)
        yield from _edit("words", part, key, before[name], now[name], new.at)


def _said(fact: Fact) -> dict[str, str]:
    """Return the words of the answers that have names."""
    domain = fact.domain
    options = domain.options if isinstance(domain, OneOf) else ()
    options = domain.also if isinstance(domain, Number) else options
    return {option.name: option.words for option in options}


def _sayings(part: str, old: Fact, new: Fact) -> Iterator[Edit]:
    """Yield the words that texts say in the place of a fact, and what its numbers stand for."""
    before, now = _said_in_texts(old), _said_in_texts(new)
    for key in dict.fromkeys([*before, *now]):
        yield from _edit("words", part, key, before.get(key, ""), now.get(key, ""), new.at)


def _said_in_texts(fact: Fact) -> dict[str, str]:
    anchors = {each.value: each.words for each in fact.anchors or ()}
    found = {" ".join(["anchors", f"`{value}`"]): said for value, said in anchors.items()}
    for saying in fact.says or ():
        key = " ".join(["say_as", f"`{saying.name}`"]) if saying.name else "say"
        found |= {f"{key} `{say_answers(w.answers, fact)}`": w.words for w in saying.words}
        found |= {f"{key} `unanswered`": saying.unanswered} if saying.unanswered else {}
        found[f"{key} `anybody`"] = saying.anybody
    return found


def _branches(part: str, old: Step, new: Step) -> Iterator[Edit]:
    """Yield on whose word branches stand, where the branch itself is as before."""
    before = {(repr(b.condition), b.go): b.provenance for b in old.branches}
    for branch in new.branches:
        was = before.get((repr(branch.condition), branch.go), branch.provenance)
        key = _("branch to `{go}`", go=branch.go)
        yield from _edit("metadata", part, key, was, branch.provenance, branch.at)


def _lists(old: Tree, new: Tree) -> Iterator[Edit]:
    at = next((entry.at for entry in new.impossible), None)
    yield from _edit("other", _("tree"), "impossible", old.impossible, new.impossible, at)
    yield from _edit("other", _("tree"), "start", old.start, new.start)
    yield from _edit("other", _("tree"), "groups", dict(old.groups), dict(new.groups))


def _edit(
    sort: Sort, part: str, key: str, old: object, new: object, at: Location | None = None
) -> Iterator[Edit]:
    if old != new:
        before, now = _say(old), _say(new)
        if sort == "words" and changes_meaning(before, now):
            sort = "numbers"
        yield Edit(sort, part, key, before, now, at)


def _say(value: object) -> str:
    """Return a value in words; "" for nothing, and for what has no short ones."""
    if isinstance(value, Provenance):
        return "; ".join(filter(None, [", ".join(value.sources), value.judgement]))
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, tuple) and all(isinstance(each, ScreenPart) for each in value):
        return "; ".join(f"{part.first}: {part.words}" for part in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str | int | float | date):
        return str(value)
    return ""
