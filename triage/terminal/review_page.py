"""The first page of a review, and what it says in the end about what has changed."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from triage.engine.review import FollowUp
from triage.engine.session import Session
from triage.errors import AnswerProblem
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import say_day, whose_numbers
from triage.phrasing.signs import say_given
from triage.terminal.pages import Block, Key, Page
from triage.terminal.questions import only
from triage.terminal.reasons import section
from triage.terminal.standing import overdue_words, status_words
from triage.words import _


def say_lost(dropped: Iterable[AnswerProblem], tree: Tree) -> list[str]:
    """Say which earlier answers no longer fit the tree, if any."""
    facts = tree.facts
    lost = [facts[p.fact].label if p.fact in facts else p.fact for p in dropped]
    return [_(terminal_words.NO_LONGER_FIT, labels=", ".join(lost))] if lost else []


@frozen
class Reviewing:
    """A look at earlier answers, in words.

    Attributes:
        follow_up: the earlier answers, and the session that looks again.
    """

    follow_up: FollowUp

    def first_page(self, region: str | None) -> Page:
        """Say what was answered when, what is kept, and what is asked again."""
        session = self.follow_up.session
        tree = session.tree
        today = session.on
        overdue = overdue_words(tree, today) if today else ""
        status = " ".join(filter(None, [status_words(tree, short=True), overdue]))
        lost = say_lost(self.follow_up.dropped, tree)
        numbers = whose_numbers(region, tree.scale)
        told = [self._earlier(), _(terminal_words.REVIEW_ASKS), *self._kept(), *lost]
        return Page(
            title=_(terminal_words.REVIEW_TITLE, title=tree.title),
            blocks=(
                Block("strong", status),
                *(Block("text", text) for text in (numbers, *told) if text),
            ),
            entry=only(_(terminal_words.START)),
            keys=(Key.WHY,),
        )

    def _earlier(self) -> str:
        """Say when the earlier answers were given, and where they led."""
        day = self.follow_up.answered_on
        when = (
            _(terminal_words.REVIEW_OF, on=say_day(day))
            if day
            else _(terminal_words.REVIEW_OF_UNDATED)
        )
        reached = self.follow_up.earlier.disposition
        led = (
            _(terminal_words.REVIEW_LED_NOWHERE)
            if reached is None
            else _(terminal_words.REVIEW_LED)
        )
        return f"{when} {led.format(disposition=reached.words if reached else '')}"

    def _kept(self) -> list[str]:
        earlier = self.follow_up.earlier
        kept = {name: earlier.answers[name] for name in self.follow_up.kept}
        said = say_given(kept, earlier.tree.facts)
        return [_(terminal_words.REVIEW_KEEPS, answers=said)] if kept else []

    def changed(self, session: Session) -> list[Block]:
        """Say what has changed since the earlier answers."""
        day = self.follow_up.answered_on
        title = (
            _(terminal_words.CHANGED_SINCE, on=say_day(day)) if day else _(terminal_words.CHANGED)
        )
        return section(title, [Block("item", said) for said in self.follow_up.since(session).text])
