"""Answers as a sign somebody has: ``cannot walk 4 steps``, never ``can walk 4 steps: no``.

An author's own words come first. Without them a yes is the label, a no turns
*can* round, a bound stands behind the label, and a choice keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from triage.model.conditions import Count
from triage.model.domains import Number, with_unit
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range, Value
from triage.phrasing.conditions import Sayer, quantity, say_range
from triage.phrasing.phrases import either, joined
from triage.words import N_, _

# How a label begins that can be denied without an author, and how it begins then.
_DENIED: Final = {
    **{"can ": "cannot ", "cannot ": "can ", "able to ": "unable to ", "unable to ": "able to "},
    **{"a ": "no ", "an ": "no "},
}
# "A bit tired" has no such opposite, and of two things together one may still be there.
_NOT_DENIED: Final = re.compile(r"an? (bit|little|few|lot|great|good)\b|.*\b(and|with|without)\b")
# More would be a guess at what the author means.
_NOT_SO: Final = N_("not so: {label}")
_AT_LEAST: Final = N_("{label} at least {amount}")
_OVER: Final = N_("{label} over {amount}")
_AT_MOST: Final = N_("{label} at most {amount}")
_UNDER: Final = N_("{label} under {amount}")
_NO: Final = AnswerSet((False,))
_NO_OR_UNSURE: Final = AnswerSet((False, NOT_SURE))
_NONE: Final = N_("none of these: {labels}")
_NONE_OR_UNSURE: Final = N_("none of these, or not sure: {labels}")
_SAY_NOTHING_ALONE: Final = re.compile(r"(yes|no|not yet)\b(,.*|\.?)", re.IGNORECASE)


def sign_of(fact: Fact, answers: AnswerSet) -> str:
    """Return what somebody has who gave one of some answers; "" where they are none.

    Args:
        fact: whose answers they are.
        answers: *not sure* among them is no sign, and is left out.
    """
    said = {part: _own(fact, part) for part in _parts(answers)}
    bare = [_bare(fact, part) for part, own in said.items() if own is None and _is_named(part)]
    named = [f"{fact.label}: {either(bare)}"] if bare else []
    others = [
        own or _derived(fact, part) for part, own in said.items() if own or not _is_named(part)
    ]
    return either(list(dict.fromkeys([*others, *named])))


def say_given(answers: Mapping[str, Value], facts: Mapping[str, Fact]) -> str:
    """Say some answers in a line, as signs; several noes that are no sign are drawn together."""
    return "; ".join(say_all({name: AnswerSet((v,)) for name, v in answers.items()}, facts))


def say_all(answers: Mapping[str, AnswerSet], facts: Mapping[str, Fact]) -> list[str]:
    """Say each of some answers as a sign; several noes that are no sign are drawn together.

    Args:
        answers: for each fact the answers of which one is given.
        facts: the facts, by name.
    """
    sayer, said, left = SignSayer(facts), [], dict(answers)
    for noes, words in ((_NO, _NONE), (_NO_OR_UNSURE, _NONE_OR_UNSURE)):
        same = [name for name, each in answers.items() if each == noes and facts[name].is_yes_no]
        plain = [name for name in same if is_plain_no(facts[name])]
        if len(plain) > 1:
            labels = [facts[name].label for name in plain]
            # Labels that hold a comma could not be told apart between commas.
            between = " / " if any("," in label for label in labels) else ", "
            said.append(_(words, labels=between.join(labels)))
            left = {name: each for name, each in left.items() if name not in plain}
    return [*(sayer.one(each, name) for name, each in left.items()), *said]


def say_answer(fact: Fact, value: Value) -> str:
    """Return an answer as a sign; who is not sure of one says so."""
    return sign_of(fact, AnswerSet((value,))) or f"{fact.label}: {fact.say(value)}"


def is_plain_no(fact: Fact) -> bool:
    """Tell whether a no to a fact only denies a sign: it demands nothing and has no words."""
    return fact.demand(False) is None and _own(fact, AnswerSet((False,))) is None


def without_plain_noes(given: Mapping[str, Value], facts: Mapping[str, Fact]) -> dict[str, Value]:
    """Return answers without each no that only denies a sign."""
    return {n: v for n, v in given.items() if v is not False or not is_plain_no(facts[n])}


def say_clinically(fact: Fact, value: Value) -> str:
    """Return an answer in clinical words, which are those of a yes; a no in plain ones."""
    words = fact.say(value)
    name = fact.clinical or fact.label
    if value is True:
        return name
    if value is False or says_nothing_alone(words):
        return sign_of(fact, AnswerSet((value,)))
    return f"{name}: {words}"


def lacks_words(fact: Fact, answers: AnswerSet) -> tuple[AnswerSet, ...]:
    """Return those of some answers that only the author can put in words."""
    return tuple(
        part for part in _parts(answers) if _own(fact, part) is None and _is_hard(fact, part)
    )


def says_nothing_alone(words: str) -> bool:
    """Tell whether the words of an option answer a question: no more than a yes, or "Yes, …"."""
    return _SAY_NOTHING_ALONE.fullmatch(words) is not None


def _parts(answers: AnswerSet) -> Iterator[AnswerSet]:
    """Yield each answer, and each range of numbers, by itself."""
    for value in answers.values:
        if value != NOT_SURE:
            yield AnswerSet((value,))
    for numbers in answers.ranges:
        yield AnswerSet(ranges=(numbers,))


def _own(fact: Fact, part: AnswerSet) -> str | None:
    return next((sign.words for sign in fact.signs or () if sign.answers == part), None)


def _is_named(part: AnswerSet) -> bool:
    """Tell whether an answer has words of its own that go behind the label."""
    return any(not isinstance(value, bool) for value in part.values)


def _bare(fact: Fact, part: AnswerSet) -> str:
    return fact.say(part.values[0])


def _derived(fact: Fact, part: AnswerSet) -> str:
    if part.ranges:
        return _bounded(fact, part.ranges[0])
    if part.values[0] is True:
        return fact.label
    return _denied(fact.label) or _(_NOT_SO, label=fact.label)


def _denied(label: str) -> str:
    """Return the opposite of a label, or "" where that takes an author."""
    if _NOT_DENIED.match(label):
        return ""
    for begins, denied in _DENIED.items():
        if label.startswith(begins):
            return denied + label.removeprefix(begins)
    return ""


def _is_hard(fact: Fact, part: AnswerSet) -> bool:
    """Tell whether what is made of the label would be misread."""
    if part.ranges or part.values[0] is True:
        return False
    if part.values[0] is False:
        return not _denied(fact.label)
    return says_nothing_alone(_bare(fact, part))


def _bounded(fact: Fact, numbers: Range) -> str:
    """Put a bound behind a label as the author writes it: ``age over 60 years``."""
    unit = fact.domain.unit if isinstance(fact.domain, Number) else ""
    if set(fact.label) & set(",:;") or None not in (numbers.low, numbers.high):
        return f"{fact.label}: {say_range(numbers, unit)}"
    unit = "" if unit.casefold() in fact.label.casefold().split() else unit
    if numbers.low is not None:
        bound = _AT_LEAST if numbers.low_included else _OVER
        number = numbers.low
    elif numbers.high is not None:
        bound = _AT_MOST if numbers.high_included else _UNDER
        number = numbers.high
    else:
        return _("any {label}", label=fact.label)
    return _(bound, label=fact.label, amount=with_unit(str(number), unit, one=number == 1))


# --- conditions over signs


class SignSayer(Sayer):
    """Says what somebody has who meets a condition; see :func:`sign_of`."""

    unsure = N_("{sign} (or not sure)")

    def one(self, answers: AnswerSet, fact: str) -> str:
        """Return answers to a fact as a sign."""
        said = sign_of(self.facts[fact], answers)
        return self.maybe_unsure(said, answers) if said else super().one(answers, fact)

    def several(self, count: Count) -> str:
        """Return the signs that so and so many of some facts are."""
        signs = [sign_of(self.facts[name], count.answers) for name in count.facts]
        if not all(signs):
            return super().several(count)
        all_of_them = count.low == len(count.facts)
        said = joined(signs, "and" if all_of_them else "or")
        told = _("{quantity} of these: {signs}", quantity=quantity(count), signs=said)
        return self.maybe_unsure(told, count.answers)

    def maybe_unsure(self, said: str, answers: AnswerSet) -> str:
        """Return a sign, and that somebody may be unsure of it where that counts, too."""
        return _(self.unsure, sign=said) if NOT_SURE in answers.values else said
