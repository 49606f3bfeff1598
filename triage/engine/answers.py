"""Answers as given become values, or errors that name fact, value and domain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from triage.engine.prepared import Engine
from triage.errors import AnswerError, AnswerProblem
from triage.model.domains import Note, Number
from triage.model.facts import Fact
from triage.model.names import did_you_mean, near
from triage.model.values import NOT_SURE, Value, shown
from triage.words import N_, _

UNKNOWN_HELP: Final = N_("leave it out, or pass `ignore_unknown=True`")

_LONGEST_NAME = 100


def accept_answers(
    engine: Engine, given: Mapping[str, object], *, ignore_unknown: bool = False
) -> dict[str, Value]:
    """Return the values of answers as given, without the unanswered ones.

    Args:
        engine: the prepared tree.
        given: fact name to answer; None is unanswered.
        ignore_unknown: leave out facts that the tree does not know.

    Raises:
        AnswerError: answers outside their domain, or for unknown facts; all
            of them are listed.
    """
    known = engine.known
    try:
        for name, raw in given.items():
            # The type is compared because Python holds True == 1 and 1.0 == 1.
            if known[name][raw] is not type(raw):  # type: ignore[index]  # a miss is a KeyError or TypeError
                break
        else:
            return dict(given)  # type: ignore[arg-type]  # each was just found among the values
    except (KeyError, TypeError, AttributeError):
        pass
    return _accept_each(engine, given, ignore_unknown)


def _accept_each(
    engine: Engine, given: Mapping[str, object], ignore_unknown: bool
) -> dict[str, Value]:
    """Look at every answer closely, so that all problems are found at once."""
    if not isinstance(given, Mapping):
        raise AnswerError((_no_mapping(given),))
    facts = engine.tree.facts
    accepted: dict[str, Value] = {}
    problems: list[AnswerProblem] = []
    for name, raw in given.items():
        fact = facts.get(name) if isinstance(name, str) else None
        if fact is None:
            problems += [] if ignore_unknown else [_unknown_fact(name, engine)]
        elif raw is not None:
            try:
                accepted[name] = fact.accept(raw)
            except ValueError:
                problems.append(_bad_answer(fact, raw))
    if problems:
        raise AnswerError(tuple(problems))
    return accepted


def _no_mapping(given: object) -> AnswerProblem:
    expected = _("a mapping from fact to answer")
    return AnswerProblem("answers", shown(given), expected, code="not-a-mapping")


def _bad_answer(fact: Fact, raw: object) -> AnswerProblem:
    found, hint = shown_of(fact, raw), _("the question is: {ask}", ask=fact.ask)
    return AnswerProblem(fact.name, found, fact.expected(), help=hint)


def _unknown_fact(name: object, engine: Engine) -> AnswerProblem:
    text = name[:_LONGEST_NAME] if isinstance(name, str) else ""
    meant = near(text, engine.tree.facts)
    hint = did_you_mean(meant, _(UNKNOWN_HELP))
    expected = _("only facts that `{id}` knows", id=engine.tree.id)
    plain = text if text.isidentifier() else shown(name)  # whatever else may disturb a terminal
    return AnswerProblem(plain, _("an answer"), expected, hint, "unknown-fact")


def shown_of(fact: Fact, raw: object) -> str:
    """Return an answer to a fact as given; of a note no word, as it is private."""
    return fact.domain.describe(raw) if isinstance(fact.domain, Note) else shown(raw)


# --- a short mark of a question, so that a saved answer is known to be an answer to it


_LENGTH = 16


def fingerprint(fact: Fact) -> str:
    """Return a mark of what a fact asks and which answers it takes; its name is no part of it."""
    text = json.dumps(_asked(fact), ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_LENGTH]


def _asked(fact: Fact) -> list[object]:
    domain = fact.domain
    words = [[choice, domain.say(choice)] for choice in domain.choices()]
    unsure = [] if fact.sure else [NOT_SURE]
    numbers = (
        [domain.low, domain.high, domain.step, domain.unit] if isinstance(domain, Number) else []
    )
    # Where none is stated the mark is the one that it was before there were any.
    anchors = [fact.anchors_in_words] if fact.anchors else []
    return [fact.ask, fact.ask_for_other, fact.how, words, unsure, numbers, *anchors]
