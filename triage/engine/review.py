"""Looking again: a session that keeps what cannot have changed, and says what has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Final

from attrs import evolve, field, frozen

from triage.engine.assess import spoken
from triage.engine.comparison import Comparison, compare
from triage.engine.result import Result
from triage.engine.saved import read_back
from triage.engine.session import Session
from triage.errors import AnswerProblem, WrongArgument
from triage.locales.regions import region_for
from triage.model.serialise import JsonForm, Serialised
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value
from triage.words import _

FOLLOW_UP_FORMAT: Final = 1


@frozen
class FollowUp(Serialised):
    """A session that looks again, with what came before.

    Attributes:
        session: the session to go on with; red flags and all that can have
            changed are open in it.
        earlier: what the earlier answers come to on this tree.
        answered_on: the last day of the earlier answers, where it is known.
        kept: the facts whose earlier answers stand, as they cannot change.
        asked_afresh: the facts that were answered and are asked again.
        dropped: earlier answers that no longer fit the tree.
    """

    session: Session
    earlier: Result
    answered_on: date | None
    kept: tuple[str, ...]
    asked_afresh: tuple[str, ...]
    dropped: tuple[AnswerProblem, ...] = field(repr=False)  # a log is no place for answers

    json_form: ClassVar = JsonForm(name="follow_up", version=FOLLOW_UP_FORMAT)

    def since(self, session: Session) -> Comparison:
        """Say what has changed between the earlier answers and those of a session.

        Args:
            session: what became of ``self.session``, answered as far as it is.

        Raises:
            WrongArgument: it is no session.
        """
        if not isinstance(session, Session):
            found = _("found a {kind} where a session was expected", kind=type(session).__name__)
            raise WrongArgument(
                _("{found}\n    help: pass what became of `session` of the review", found=found)
            )
        return compare(self.earlier, session.result)


def review(
    tree: Tree,
    earlier: Session | Mapping[str, object],
    *,
    on: date,
    region: str | None = None,
    language: str | None = None,
) -> FollowUp:
    """Return a session that looks again at somebody; ``triage.review`` tells of the arguments."""
    data = earlier.to_json() if isinstance(earlier, Session) else earlier
    whole, dropped = read_back(tree, data, on=on, replay=True)
    code = region_for(region).code
    wanted = evolve(
        whole,
        region=code or whole.region,
        language=whole.language if language is None else spoken(language),
        undone=(),  # asked afresh means without the answer of an earlier day in sight
    )
    day = max((entry.on for entry in whole.entries if entry.on is not None), default=None)
    afresh = tuple(fact for fact, value in whole.answers.items() if not _stands(tree, fact, value))
    skipped = {fact for e in whole.entries for fact, value in e.answers if value is None}
    return FollowUp(
        session=wanted.without({*afresh, *skipped}),
        earlier=evolve(wanted, entries=whole.entries, on=day).result,
        answered_on=day,
        kept=tuple(fact for fact in whole.answers if fact not in afresh),
        asked_afresh=afresh,
        dropped=dropped,
    )


def _stands(tree: Tree, fact: str, value: Value) -> bool:
    """Say whether an earlier answer may be kept.

    A red flag is asked afresh whatever else is so; and somebody who was not
    sure may have learned more.
    """
    known = tree.facts[fact]
    return known.lasts is True and not known.demands and value != NOT_SURE
