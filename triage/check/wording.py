"""Limits on wording that need no measuring: short labels, and no double negatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.check.texts import Text, texts
from triage.errors import Finding
from triage.findings import catalogue
from triage.model.tree import Tree

MAX_LABEL = 60

# The rule: a sentence that is asked holds at most one of these. It is blunter than grammar,
# as "is it never without pain" is hard to answer whether or not the two cancel out.
_NEGATIVE = re.compile(
    r"\b(?:no|not|none|nobody|nothing|nowhere|never|neither|nor|without|cannot|\w+n['\u2019]t"
    r"|unable|unless|hardly|barely|scarcely|rarely|seldom|impossible|unlikely|unusual|uncommon)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.!?;:]+(?:\s+|$)")
# An answer that can be given, so no denial.
_ANSWER = re.compile(r"\bnot sure\b", re.IGNORECASE)
_ASKED = ("question", "label", "heading")


def wording(tree: Tree) -> Iterator[Finding]:
    """Report labels that are too long, and questions that deny twice."""
    for text in texts(tree):
        if text.kind == "label" and len(text.words) > MAX_LABEL:
            found = f"found a label of {len(text.words)} characters in `{text.name}`"
            help = "keep the sign, and move what explains it to `ask:` or `how:`"
            yield catalogue.LABEL_TOO_LONG.at(
                text.at, f"{found}, expected at most {MAX_LABEL}", help
            )
        if text.kind in _ASKED:
            yield from _double_negatives(text)


def _double_negatives(text: Text) -> Iterator[Finding]:
    for sentence in _SENTENCE_ENDS.split(_ANSWER.sub("", text.words)):
        negatives = _NEGATIVE.findall(sentence)
        if len(negatives) > 1:
            both = " and ".join(f"`{word}`" for word in negatives)
            found = f"found {both} in one sentence of `{text.name}`, expected one denial at most"
            help = "ask for what is there rather than for what is not, or make two sentences"
            yield catalogue.DOUBLE_NEGATIVE.at(text.at, found, help)
