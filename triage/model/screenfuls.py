"""Several facts on one screen: a checklist, or a form of facts of any kind, maybe in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from triage.model.facts import Fact
from triage.model.validation import TEXT


@frozen
class ScreenPart:
    """Words between the facts of a screen.

    Attributes:
        first: the fact above which they stand; they are about all up to the next part.
        words: what they say.
    """

    first: str = field(validator=TEXT)
    words: str = field(validator=TEXT)


def is_form(asked: Iterable[Fact]) -> bool:
    """Say whether facts on one screen are a form: several, and not all answered by yes or no."""
    kinds = [fact.is_yes_no for fact in asked]
    return len(kinds) > 1 and not all(kinds)


def words_above(
    asked: Sequence[str], parts: Iterable[ScreenPart], shown: Iterable[str]
) -> Mapping[str, str]:
    """Return the words of each part above the first of its facts that is shown.

    Args:
        asked: all facts of the screen, in order.
        parts: its parts.
        shown: the facts of which something is to be shown.
    """
    begins = {part.first: part.words for part in parts}
    said: dict[str, str] = {}
    words: str | None = None
    for fact in asked:
        words = begins.get(fact, words)
        if words is not None and fact in shown:
            said[fact], words = words, None
    return said
