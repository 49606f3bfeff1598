"""What a tool replies: how a session stands, as plain data, with the words that must stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from triage.engine.reasons import Reason
from triage.engine.result import Result
from triage.engine.screens import Question, Screen
from triage.engine.session import Session
from triage.locales.regions import Region, localize
from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.model.values import NOT_SURE
from triage.phrasing.phone_numbers import emergency_line
from triage.words import ENGLISH, Speaking

Reply: TypeAlias = dict[str, object]
# What is left for `explain`.
_REASONS: Final = ("why", "sources", "judgement")
# What is told of a result while there are questions left that sharpen the advice.
_SHORT: Final = ("disposition", "outcome", "title", "text", "within_hours")


def standing(session: Session, at_least: Disposition | None = None, *, over: bool = False) -> Reply:
    """Return how a session stands: the help that is certain, then what to ask or the result.

    Args:
        session: the session.
        at_least: the help that is certain, where more is known than the session holds.
        over: whether nothing more is asked.
    """
    result = session.result
    certain = at_least or result.at_least
    asked = None if over or has_ended(session) else session.next
    with Speaking(result.language):
        reply = {
            **_certain(certain, result),
            "status": result.status,
            "contradictions": [each.text for each in result.contradictions],
            "ask": asked and _asked(asked),
            "progress": {"done": session.progress.done, "at_most": session.progress.at_most},
            "result": _result(result, short=asked is not None),
            "emergency": emergency_line(session.region, session.tree.scale),
            "cautions": [*result.cautions],
        }
    return with_exact(reply, result)


def has_ended(session: Session) -> bool:
    """Tell whether help is called for at once, so that nothing more is asked."""
    return session.result.status == "complete" and session.result.at_least.is_top


def with_exact(reply: Reply, result: Result) -> Reply:
    """Return a reply with its sentences that must be said word for word."""
    return {**reply, "exact": exact_words(reply, result.language, result.region)}


def _certain(at_least: Disposition, result: Result) -> Reply:
    """Return the help that is certain whatever else is answered, and whom to call first."""
    call = at_least.at_once or (at_least.help if at_least.is_top else "")
    return {
        "at_least": str(at_least),
        "at_least_words": at_least.words,
        "call_first": localize(call, result.region) or None,
    }


def _asked(screen: Screen) -> Reply:
    told = screen.to_json()
    questions = [_without_reasons(each.to_json()) for each in screen.questions]
    return {**told, "questions": questions}


def _without_reasons(question: Mapping[str, object]) -> Reply:
    return {key: value for key, value in question.items() if key not in _REASONS}


def _result(result: Result, *, short: bool) -> Reply | None:
    if result.status != "complete":
        return None
    told = result.to_json()
    also = [each.to_json() for each in result.also]
    if short:
        return {**_picked(told), "also": [_picked(each) for each in also]}
    return {**_no_reasons(told), "also": [_no_reasons(each) for each in also]}


def _picked(told: Mapping[str, object]) -> Reply:
    return {key: told.get(key) for key in _SHORT}


def _no_reasons(told: Mapping[str, object]) -> Reply:
    return {key: value for key, value in told.items() if key != "because"}


# --- why


def reasons(session: Session) -> Reply:
    """Return why a session stands as it does, and why it asks what it asks; both with sources."""
    result = session.result
    screen = None if has_ended(session) else session.next
    told = [*result.because, *(reason for part in result.also for reason in part.because)]
    with Speaking(result.language):
        reply = {
            **_certain(result.at_least, result),
            "status": result.status,
            "because": [_reason(each, session.tree) for each in told],
            "questions": [_why(each) for each in (screen.questions if screen else ())],
            "emergency": emergency_line(session.region, session.tree.scale),
        }
    return with_exact(reply, result)


def _reason(reason: Reason, tree: Tree) -> Reply:
    return {
        "text": reason.text,
        "facts": dict(reason.facts),
        "sources": _cited(reason.sources, tree),
        "judgement": reason.judgement,
    }


def _cited(sources: Iterable[str], tree: Tree) -> list[str]:
    return [tree.sources[each].cited_by_title for each in sources]


def _why(question: Question) -> Reply:
    return {
        "fact": question.fact,
        "label": question.label,
        "why": question.why,
        "how": question.how,
        "sources": [*question.sources],
        "judgement": question.judgement,
    }


# --- the words that nobody may rephrase: numbers, times, whom to call, and what is not so


# The keys of a reply under which stands what is said to the person.
HEARD: Final = {
    *("call_first", "emergency", "contradictions", "cautions"),
    *("heading", "part", "text", "label", "how", "words", "unit"),
    *("title", "expect", "short", "dose", "too_much", "safety_net", "because", "why"),
}
_ENDS: Final = re.compile(r"(?<=[.!?])\s+")
# What changes the sense of an English sentence when it is lost or put in other words.
_BINDING: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half|once|twice|first|only"
    r"|no|not|never|none|nor|neither|nobody|nothing|cannot|without|unless|until|except|avoid|stop"
    r"|now|today|tonight|tomorrow|minutes?|hours?|days?|weeks?|months?|mornings?|nights?)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
# The answers that every question for yes or no has.
_PLAIN: Final = (True, False, NOT_SURE)


def exact_words(reply: Mapping[str, object], language: str, region: Region) -> list[str]:
    """Return the sentences of a reply that are to be said word for word, each once.

    They are those with a number, a time, a "not", or somebody to call. Which words say
    that is known of English; of another language every sentence is one.

    Args:
        reply: what is told, as plain data.
        language: of its texts, as a language tag.
        region: whose numbers stand in it.
    """
    said = dict.fromkeys(each for text in heard(reply) for each in _ENDS.split(text.strip()))
    if language.split("-")[0] != ENGLISH:
        return [*said]
    calls = (region.emergency_number, region.emergency_department, region.urgent_advice)
    return [each for each in said if _BINDING.search(each) or any(call in each for call in calls)]


def heard(told: object, key: str = "") -> Iterator[str]:
    """Yield the texts of plain data that are said to the person, but for a plain yes or no."""
    if isinstance(told, str):
        if key in HEARD:
            yield told
    elif isinstance(told, Mapping) and told.get("value") not in _PLAIN:
        for name, each in told.items():
            yield from heard(each, name)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from heard(each, key)
