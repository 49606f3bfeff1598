"""Why a result is what it is: in short below it, and in full on a page of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import evolve

from triage.ask import words
from triage.ask.pages import Block, Key, Page
from triage.ask.questions import back_again
from triage.model.facts import say_answers_given
from triage.model.tree import Tree
from triage.run.given import Given
from triage.run.reasons import Reason
from triage.run.result import Result


def section(title: str, blocks: Sequence[Block]) -> list[Block]:
    """Put a heading above some texts, if there are any."""
    return [Block("heading", title), *blocks] if blocks else []


def reasons(result: Result) -> list[Block]:
    """Return the reasons, the one that decided first, and the plain noes as a number.

    An answer that several steps read is told where it decided last.
    """
    told: set[str] = set()
    blocks: list[Block] = []
    for reason in reversed(result.because):
        shown = _shortened(reason, told, result.tree)
        blocks += [_reason(shown, result.tree)] if shown.facts else []
        told |= set(shown.facts)
    noes = {fact for reason in result.because for fact in reason.facts} - told
    said = words.NOES.format(count=words.other_signs(len(noes)))
    return [*blocks, Block("item", said)] if noes else blocks


def _shortened(reason: Reason, told: Collection[str], tree: Tree) -> Reason:
    """Return a reason without what was told before, and without several plain noes."""
    new = {fact: value for fact, value in reason.facts.items() if fact not in told}
    noes = [fact for fact, value in new.items() if value is False]
    if len(noes) > 1:
        new = {fact: value for fact, value in new.items() if value is not False}
    if len(new) == len(reason.facts):
        return reason
    sources = (source for fact in new for source in tree.facts[fact].provenance.sources)
    text = say_answers_given(new, tree.facts)
    return evolve(reason, facts=new, text=text, sources=tuple(dict.fromkeys(sources)))


def reasons_page(result: Result) -> Page:
    """Return the page with every reason and every source behind a result."""
    blocks = (
        *section(words.ANSWERS, [_reason(r, result.tree) for r in reversed(result.because)]),
        *section(words.ADVICE, [_backing(advice, result.tree) for advice in result.advice]),
    )
    return Page(words.ALL_REASONS, back_again(), blocks, keys=(Key.WORRIED, Key.QUIT))


def _backing(advice: Given, tree: Tree) -> Block:
    """Say on whose word an advice is given, and who disagrees."""
    said = _on_word_of(advice.text.strip(), advice.sources, advice.judgement, tree)
    others = [words.DISPUTED.format(text=text) for text in advice.disputes]
    return Block("item", "\n".join([said, *others]))


def _reason(reason: Reason, tree: Tree) -> Block:
    return Block("item", _on_word_of(reason.text, reason.sources, reason.judgement, tree))


def _on_word_of(text: str, sources: Sequence[str], judgement: str | None, tree: Tree) -> str:
    titles = "; ".join(tree.sources[source].title for source in sources)
    if titles:
        return words.ON_WORD_OF.format(text=text, sources=titles)
    if judgement:
        return words.ON_JUDGEMENT_OF.format(text=text, judgement=judgement)
    return text
