"""A short mark of a question, so that a saved answer is known to be an answer to it."""

from __future__ import annotations

import json
from hashlib import sha256

from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE

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
    return [fact.ask, fact.ask_for_other, fact.how, words, unsure, numbers]
