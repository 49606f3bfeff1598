"""Why a result is what it is: every answer that counted, and on whose word each advice is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from triage.engine.advice import AdviceGiven
from triage.engine.also import AlsoTold
from triage.engine.reasons import Reason, without_noes
from triage.engine.result import Result
from triage.model.facts import unlike_well
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.phrasing.signs import say_given, without_plain_noes
from triage.terminal.pages import Block
from triage.terminal.standing import status_words
from triage.words import _

_SHORT_DIGEST: Final = len("sha256:") + 8


def section(title: str, blocks: Sequence[Block]) -> list[Block]:
    """Put a heading above some texts, if there are any."""
    return [Block("heading", title), *blocks] if blocks else []


def decided_by(result: Result, longest: int) -> str:
    """Say which signs decided a result; "" where none did, or it takes more to say why.

    What a well person would answer, too, is no sign, and the name of a group tells nothing more.

    Args:
        result: a complete result.
        longest: how many letters its reason may have, all that is no sign included.
    """
    facts = result.tree.facts
    shown = (without_noes(reason, facts) for reason in reversed(result.because))
    reason = next((each for each in shown if each.text), None)
    if reason is None or len(reason.text) > longest:
        return ""
    if any(part.is_score for part in reason.parts):
        return reason.text
    return say_given(without_plain_noes(unlike_well(reason.facts, facts), facts), facts)


def all_reasons(result: Result) -> list[Block]:
    """Return every reason and every source behind a result, and which tree it is of."""
    tree = result.tree
    told: tuple[Result | AlsoTold, ...] = (result, *result.also)
    answers = [block for each in told for block in reasons_of(each.because, tree)]
    advice = [_backing(given, tree) for each in told for given in each.advice]
    return [
        *section(_(terminal_words.ANSWERS), answers),
        *section(_(terminal_words.ADVICE), advice),
        Block("quiet", _signed(tree)),
    ]


def reasons_of(because: Sequence[Reason], tree: Tree) -> list[Block]:
    """Return reasons on whose word they are, the one that decided last first."""
    return [_reason(reason, tree) for reason in reversed(because)]


def _backing(advice: AdviceGiven, tree: Tree) -> Block:
    """Say on whose word an advice is given, and who disagrees."""
    said = _on_word_of(advice.text.strip(), advice.sources, advice.judgement, tree)
    others = [_(terminal_words.DISPUTED, text=text) for text in advice.disputes]
    return Block("item", "\n".join([said, *others]))


def _reason(reason: Reason, tree: Tree) -> Block:
    return Block("item", _on_word_of(reason.text, reason.sources, reason.judgement, tree))


def _on_word_of(text: str, sources: Sequence[str], judgement: str | None, tree: Tree) -> str:
    titles = "; ".join(tree.sources[source].title for source in sources)
    if titles:
        return _(terminal_words.ON_WORD_OF, text=text, sources=titles)
    if judgement:
        return _(terminal_words.ON_JUDGEMENT_OF, text=text, judgement=judgement)
    return text


def _signed(tree: Tree) -> str:
    line = _(
        terminal_words.TREE_LINE,
        id=tree.id,
        version=tree.version,
        digest=tree.digest[:_SHORT_DIGEST],
    )
    return f"{status_words(tree, short=True)}\n{line}"
