"""Conditions that count facts: ``any asked``, ``2 or more of swelling, numb``."""

from __future__ import annotations

import re
from typing import Final

from triage.findings import catalogue
from triage.model.conditions import All, Any, Condition, Count, Is, Not
from triage.model.values import AnswerSet
from triage.tree_files.answers import read_spec
from triage.tree_files.condition_reader import A_SPEC, ConditionKind, ConditionReader
from triage.tree_files.nodes import YamlNode
from triage.tree_files.scalars import shorten
from triage.tree_files.shapes import Ref
from triage.words import N_, _


def _of_asked(reader: ConditionReader, key: re.Match[str], node: YamlNode) -> Condition | None:
    """Return a count of the facts that the step asks."""
    quantity, asked = key[1], reader.asked
    if asked is None:
        found = _("found `{quantity} asked` outside a step", quantity=quantity)
        hint = _("name the facts: `{quantity} of fact_one, fact_two`", quantity=quantity)
        reader.report.add(catalogue.NOTHING_ASKED, node.head, found, hint)
        return None
    if not asked:
        found = _("found `{quantity} asked` in a step that asks nothing", quantity=quantity)
        hint = _("add `ask:` to the step, or name the facts")
        reader.report.add(catalogue.NOTHING_ASKED, node.head, found, hint)
        return None
    if reader.guards.keys().isdisjoint(asked):
        return _counting(reader, quantity, asked, "", node)
    return _of_those_asked(reader, quantity, asked, node)


def _of_those_asked(
    reader: ConditionReader, quantity: str, asked: tuple[str, ...], node: YamlNode
) -> Condition | None:
    """Return what a count of a step means where some of its facts are asked of some only.

    Who is not asked one of these has no answer to it, which is none of the answers in question.
    """
    if _counting(reader, quantity, asked, "", node) is None:
        return None
    answers = _common_answers(reader, asked, node)
    assert answers is not None  # it was read just now
    single = {fact: Is(fact, answers) for fact in asked}
    whole = [single[fact] for fact in asked if fact not in reader.guards]
    guards = [(reader.guards[fact], single[fact]) for fact in asked if fact in reader.guards]
    if quantity == "all":
        return All((*whole, *(Any((Not(guard), one)) for guard, one in guards)))
    some = Any((*whole, *(All((guard, one)) for guard, one in guards)))
    return Not(some) if quantity == "none" else some


def _of_named(reader: ConditionReader, key: re.Match[str], node: YamlNode) -> Condition | None:
    """Return a count of named facts and groups."""
    if node.value is None and node.key is not None and node.key.in_flow:
        hint = _("inside `{…}` a comma ends the entry: put the key in quotes")
        reader.bad(node, _("found `{text}` without an answer", text=node.key.text), hint)
        return None
    facts: dict[str, None] = {}
    words = [word.strip() for word in key[2].split(",")]
    for word in words:
        members = _members(reader, word, node)
        if members is None:
            return None
        facts.update(dict.fromkeys(members))
    group = ", ".join(words) if any(w in reader.scope.groups for w in words) else ""
    return _counting(reader, key[1], tuple(facts), group, node)


def _members(reader: ConditionReader, word: str, node: YamlNode) -> tuple[str, ...] | None:
    """Return the facts that a word stands for, or None after reporting it."""
    scope = reader.scope
    if word in scope.groups:
        scope.used_groups.add(word)
        return scope.groups[word]
    if word in scope.facts:
        return (word,)
    scope.unknown_fact(Ref(shorten(word), node.head), N_("fact or group"))
    return None


def _counting(
    reader: ConditionReader, quantity: str, facts: tuple[str, ...], group: str, node: YamlNode
) -> Condition | None:
    """Return a count of facts that all have the answers in question."""
    if not facts or reader.scope.faulty.intersection(facts):
        return None
    if any(reader.is_note(fact, node) for fact in facts):
        return None
    answers = _common_answers(reader, facts, node)
    bounds = _bounds(reader, quantity, len(facts), node)
    if answers is None or bounds is None:
        return None
    low, high = bounds
    return Count(facts=facts, answers=answers, low=low, high=high, group=group)


def _common_answers(
    reader: ConditionReader, facts: tuple[str, ...], node: YamlNode
) -> AnswerSet | None:
    """Return the answers that a spec names, if they mean the same for every fact."""
    common: AnswerSet | None = None
    known = reader.scope.facts
    # Facts with equal domains read a spec alike; most groups hold yes-no facts only.
    kinds = {(f.domain, f.sure): f.name for f in map(known.__getitem__, facts)}
    for name in kinds.values():
        answers = read_spec(node, known[name], reader.report)
        if answers is None:
            return None
        if common is not None and answers != common:
            found = _(
                "found answers that differ between `{fact}` and `{name}`", fact=facts[0], name=name
            )
            reader.bad(node, found, _("count facts of different types apart"))
            return None
        common = answers
    return common


def _bounds(
    reader: ConditionReader, quantity: str, total: int, node: YamlNode
) -> tuple[int, int] | None:
    """Return the least and the greatest number of facts that a quantity means."""
    if quantity in ("any", "all", "none"):
        return {"any": (1, total), "all": (total, total), "none": (0, 0)}[quantity]
    least = int(quantity.split()[0])
    if 1 <= least <= total:
        return least, total
    found, hint = (
        _("found `{quantity}` of {total} facts", quantity=quantity, total=total),
        _("write a number from 1 to {total}", total=total),
    )
    reader.report.add(catalogue.BAD_COUNT, node.head, found, hint)
    return None


COUNT_OF_ASKED: Final = ConditionKind(
    re.compile(r"(any|all|none) asked"),
    _of_asked,
    patterns={"^(any|all|none) asked$": A_SPEC},
)
COUNT_OF_NAMED: Final = ConditionKind(
    re.compile(r"(any|all|none|\d{1,15} or more) of (.+)", re.DOTALL),
    _of_named,
    patterns={"^(any|all|none|[0-9]+ or more) of .+$": A_SPEC},
)
