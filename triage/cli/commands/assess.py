"""``triage assess``: where the answers in a file lead, for somebody who runs it by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click
from attrs import evolve

from triage.cli.answer_files import note_earlier, read_patient
from triage.cli.find_trees import load_askable, refuse_withdrawn
from triage.cli.options import A_FILE, json_option, region_option, tree_argument
from triage.cli.output import print_json, print_lines
from triage.engine.advice import AdviceGiven, Arranged, arrange
from triage.engine.also import AlsoTold
from triage.engine.answers import UNKNOWN_HELP
from triage.engine.assess import assess as assess_answers
from triage.engine.reasons import Reason
from triage.engine.result import Result
from triage.errors import AnswerError, TriageError
from triage.model.provenance import titles
from triage.model.tree import Tree
from triage.phrasing.terminal_words import PLAN
from triage.phrasing.tree_status import REMARKS
from triage.words import N_, _, ngettext


def say_result(result: Result, today: date) -> list[str]:
    """Return a result as lines, the most urgent thing first.

    Args:
        result: complete or incomplete.
        today: tells whether the tree is past the day of its next review.
    """
    said = _say_complete(result) if result.status == "complete" else _say_incomplete(result)
    tree = result.tree
    return [
        *said,
        *_listed(_("Not used"), result.not_used),
        "",
        f"{tree.id} {tree.version}, {tree.status}",
        *REMARKS.all(tree, today),
    ]


def _say_complete(result: Result) -> list[str]:
    return [
        *_say_end(result, _say_review(result)),
        *_because(result.because, result.tree),
        *_say_also(result),
        *_listed(_("Answers to these would make the advice fit better"), result.refine),
        *_contradictions(result),
    ]


def _say_end(told: Result | AlsoTold, review: Iterable[str] = ()) -> list[str]:
    """Say an outcome and all that goes with it, up to the reasons."""
    arranged = arrange(told.plan, told.advice)
    return [
        f"{told.disposition}: {told.title}",
        told.text or "",
        *_leading(arranged),
        *_listed(_("What not to do"), map(_say_advice, arranged.always)),
        *_listed(
            _("Not now"),
            (
                _("{text} (because of: {because})", text=w.text, because=w.because)
                for w in told.withheld
            ),
        ),
        *_listed(_("Watch out for"), told.safety_net),
        *_listed(_("What to expect"), [told.expect] if told.expect else []),
        *_listed(_("Look again"), review),
        *_listed(_("More on each"), map(_say_advice, arranged.more)),
    ]


def _say_also(result: Result) -> list[str]:
    """Say what other parts came to, each with its own reasons."""
    return [
        line
        for told in result.also
        for line in (
            "",
            _("And also:"),
            *_say_end(told),
            *_because(told.because, result.tree),
        )
    ]


def _say_incomplete(result: Result) -> list[str]:
    return [
        _("not known yet: {what}", what=_what_is_wanting(result)),
        _("the answers so far call for at least: {at_least}", at_least=result.at_least),
        *_contradictions(result),
        *_listed(_("Ask next"), result.next),
        *_because(result.because, result.tree),
    ]


def _what_is_wanting(result: Result) -> str:
    if result.unfinished is not None:
        return _(
            "the tree is not finished, nothing leads on from the step `{step}`",
            step=result.unfinished,
        )
    if not result.next:
        return _("answers contradict each other")
    if not result.to_correct:
        return _("answers are missing")
    return _("answers contradict each other and answers are missing")


def _because(reasons: Iterable[Reason], tree: Tree) -> list[str]:
    return _listed(_("Because"), (_say_reason(r, tree) for r in reasons if r.text))


def _say_reason(reason: Reason, tree: Tree) -> str:
    said = titles(reason.sources, tree.sources)
    return _("{text} (source: {titles})", text=reason.text, titles=said) if said else reason.text


def _contradictions(result: Result) -> list[str]:
    return _listed(_("These cannot all be true"), (c.text for c in result.contradictions))


def _say_review(result: Result) -> list[str]:
    days = result.review_after_days
    return (
        []
        if days is None
        else [
            ngettext(
                "in {count} day, or at once if it gets worse",
                "in {count} days, or at once if it gets worse",
                days,
            )
        ]
    )


def _leading(arranged: Arranged) -> list[str]:
    return [
        line
        for phase, several in arranged.leading
        for line in _listed(_(PLAN[phase]), (a.short or _say_advice(a) for a in several))
    ]


def _say_advice(advice: AdviceGiven) -> str:
    return f"{advice.text} ({advice.dose})" if advice.dose else advice.text


def _listed(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"  - {' '.join(item.split())}" for item in items]
    return ["", f"{heading}:", *lines] if lines else []


# --- the command


COMPLETE, INCOMPLETE = 0, 4


@click.command()
@tree_argument
@click.option(
    "--answers",
    required=True,
    type=A_FILE,
    metavar="FILE",
    help=N_("A JSON or YAML mapping, a saved session, a FHIR response, or - for stdin."),
)
@json_option
@click.option("--ignore-unknown", is_flag=True, help=N_("Accept answers that TREE does not know."))
@region_option
def assess(
    tree: str,
    answers: str,
    as_json: bool,
    ignore_unknown: bool,
    region: str | None,
    today: date | None = None,  # taken from the clock
) -> int:
    """Say where the answers in a file lead.

    FILE maps facts to answers: true, false, "not sure", the name of an
    option, or a number; null is unanswered. Exit code 4 means that answers
    are missing; what to ask next is printed.
    """
    day = today or date.today()
    try:
        asked = load_askable(tree)
        refuse_withdrawn(asked)
        given = read_patient(answers, asked)
        result = assess_answers(
            asked,
            given.answers,
            region=region or given.region,
            ignore_unknown=ignore_unknown,
            on=day,
        )
    except TriageError as error:
        told = _naming_the_option(error)
        if as_json:  # on standard output too, for the program that reads it
            print_json({"status": "error", "error": told.to_json()})
        raise told from error
    note_earlier(given, day)
    _print(result, day, as_json=as_json)
    return COMPLETE if result.status == "complete" else INCOMPLETE


def _naming_the_option(error: TriageError) -> TriageError:
    """Return an error of the library in the words of the command line."""
    if not isinstance(error, AnswerError):
        return error
    option = _("leave it out, or pass --ignore-unknown")
    named = (evolve(p, help=option) if p.help == _(UNKNOWN_HELP) else p for p in error.problems)
    return AnswerError(tuple(named))


def _print(result: Result, today: date, *, as_json: bool) -> None:
    if as_json:
        print_json(result.to_json())
    else:
        print_lines(say_result(result, today))
