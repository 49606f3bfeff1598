"""The functions that an app calls: each admits the tree, then asks the room that does the work.

Which trees are admitted: nothing withdrawn, and nothing unsigned without saying so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from triage.engine import review as looking_again
from triage.engine import saved
from triage.engine.assess import assess as assess_admitted
from triage.engine.result import Result
from triage.engine.review import FollowUp
from triage.engine.saved import Resumed
from triage.engine.session import Session
from triage.errors import TreeRefused, WrongArgument
from triage.model.tree import Tree
from triage.phrasing.tree_status import REFUSALS
from triage.words import N_, _

# Days are added to the day that is told, and there is no year 10000.
LATEST: Final = date(9000, 1, 1)

_ANYWAY = N_(
    "pass `allow_draft=True` to use it all the same, in tests and trials, never for patients"
)
_NO_WAY_ROUND = N_("nothing goes round this")
_INSTEAD = N_("nothing goes round this; see a doctor or a physio instead")


def assess(
    tree: Tree,
    answers: Mapping[str, object],
    *,
    region: str | None = None,
    language: str | None = None,
    ignore_unknown: bool = False,
    on: date | None = None,
    allow_draft: bool = False,
) -> Result:
    """Say where a patient's answers lead.

    Args:
        tree: the tree to ask.
        answers: fact name to answer, in any order: true, false, ``"not
            sure"``, an option, a number, or None for unanswered.
        region: whose emergency and advice numbers to show (``gb``, ``us``,
            …); None for words that fit everywhere.
        language: a language tag such as ``en-GB``; None for that of the tree.
        ignore_unknown: list answers to facts that the tree does not know as
            not used, instead of refusing them: for a whole patient record.
        on: today; with it a tree past its review is refused, and the result
            says on which day to look again.
        allow_draft: accept a draft, and a tree past its review; not needed
            where the tree was loaded with it.

    Raises:
        TreeRefused: the tree is a draft, past its review, or withdrawn.
        AnswerError: an answer is not in its domain, or its fact is unknown.
        UnknownRegion: there is no such region.
        UnknownLanguage: there are no texts in that language.
        ModuleError: the tree is a part of others and cannot be asked by itself.
        WrongArgument: ``tree`` is no tree, or ``on`` is no day.
    """
    admit(tree, on, allow_draft=allow_draft)
    return assess_admitted(
        tree, answers, region=region, language=language, ignore_unknown=ignore_unknown, on=on
    )


def start(
    tree: Tree,
    *,
    for_other: bool = False,
    region: str | None = None,
    language: str | None = None,
    on: date | None = None,
    allow_draft: bool = False,
) -> Session:
    """Return a new session without answers.

    Args:
        tree: the tree to ask.
        for_other: ask in the third person, of somebody who answers for the patient.
        region: the code of the region whose numbers are shown.
        language: a language tag such as ``en-GB``; None for that of the tree.
        on: today, kept with each answer, so that a later resume can ask the
            red flags afresh.
        allow_draft: accept a draft, and a tree past its review; not needed
            where the tree was loaded with it.

    Raises:
        TreeRefused: the tree is a draft, past its review, or withdrawn.
        UnknownRegion: there is no such region.
        UnknownLanguage: there are no texts in that language.
        ModuleError: the tree is a part of others and cannot be asked by itself.
        WrongArgument: ``tree`` is no tree, or ``on`` is no day.
    """
    admit(tree, on, allow_draft=allow_draft)
    return saved.start(tree, for_other=for_other, region=region, language=language, on=on)


def review(
    tree: Tree,
    earlier: Session | Mapping[str, object],
    *,
    on: date,
    region: str | None = None,
    language: str | None = None,
    allow_draft: bool = False,
) -> FollowUp:
    """Return a session that looks again at somebody who was asked before.

    Every red flag is asked afresh, and so is all that can have changed: all
    but the facts that the tree marks as lasting.

    Args:
        tree: the tree of the earlier session, or a later version of it;
            answers that no longer fit are dropped and named.
        earlier: the earlier session, as it was or as it was saved.
        on: today.
        region: whose numbers to show; None for those of the earlier session.
        language: a language tag; None for that of the earlier session.
        allow_draft: accept a draft, and a tree past its review; not needed
            where the tree was loaded with it.

    Raises:
        TreeRefused: the tree is a draft, past its review, or withdrawn.
        SessionError: the data is no saved session, or belongs to another tree.
        UnknownRegion: there is no such region.
        UnknownLanguage: there are no texts in that language.
        ModuleError: the tree is a part of others and cannot be asked by itself.
        WrongArgument: ``tree`` is no tree, or ``on`` is no day.
    """
    admit(tree, on, allow_draft=allow_draft)
    return looking_again.review(tree, earlier, on=on, region=region, language=language)


def resume(
    tree: Tree,
    data: Mapping[str, object],
    *,
    on: date | None = None,
    replay: bool = False,
    allow_draft: bool = False,
) -> Resumed:
    """Return a session that was saved with ``Session.to_json``.

    Args:
        tree: the tree that the session was saved with.
        data: the saved session.
        on: today; red flags answered on another day are asked afresh. None
            asks nothing afresh.
        replay: accept a tree that has changed since, and keep the answers
            that still fit; the others are named.
        allow_draft: accept a draft, and a tree past its review; not needed
            where the tree was loaded with it.

    Raises:
        TreeRefused: the tree is a draft, past its review, or withdrawn.
        SessionError: the data is no saved session, or belongs to another
            tree, or to another version of it without ``replay``.
        WrongArgument: ``tree`` is no tree, or ``on`` is no day.
    """
    admit(tree, on, allow_draft=allow_draft)
    return saved.resume(tree, data, on=on, replay=replay)


def admit(tree: Tree, on: date | None, *, allow_draft: bool) -> None:
    """Let a tree pass that people may rely on.

    Args:
        tree: what is to be asked.
        on: today; None does not look whether the tree is past its review.
        allow_draft: let drafts and trees past their review pass, too; so
            does a tree that was loaded with it.

    Raises:
        TreeRefused: it is withdrawn, a draft, or past its review.
        WrongArgument: it is no tree, or ``on`` is no day.
    """
    if not isinstance(tree, Tree):
        found = _("found a {kind} where a tree was expected", kind=type(tree).__name__)
        raise WrongArgument(
            _("{found}\n    help: load it first, once: triage.load(name_or_path)", found=found)
        )
    if on is not None:
        _check_day(on)
    if tree.status == "withdrawn":
        hint = _(_INSTEAD if tree.scale.is_medical else _NO_WAY_ROUND)
        raise _refused(tree, "tree-withdrawn", REFUSALS.of(tree), hint)
    allowed = allow_draft or tree.allow_draft
    if tree.status == "draft" and not allowed:
        raise _refused(tree, "tree-draft", REFUSALS.of(tree), _ANYWAY)
    if on is not None and tree.is_overdue(on) and not allowed:
        raise _refused(tree, "tree-expired", REFUSALS.late(tree), _ANYWAY)


def _check_day(on: date) -> None:
    # A datetime is a date to Python, and cannot be compared with one.
    if type(on) is not date or on > LATEST:
        found = _(
            "found {on!r} as the day, expected a `datetime.date` before {latest}",
            on=on,
            latest=LATEST,
        )
        raise WrongArgument(_("{found}\n    help: of a datetime, pass its `.date()`", found=found))


def _refused(tree: Tree, code: str, what: str, hint: str) -> TreeRefused:
    message = _(
        "the tree `{id}` {version} {what}\n    help: {hint}",
        id=tree.id,
        version=tree.version,
        what=what,
        hint=_(hint),
    )
    return TreeRefused(message, code, tree.id, tree.version, tree.review_by)
