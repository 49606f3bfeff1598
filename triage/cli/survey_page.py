"""Where a population is sent, as a page for a clinician: the table, and what is to be settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from triage.analysis.cases.lifts import Lift
from triage.analysis.cases.sent import INTERVAL, Sent, Survey
from triage.cli.output import cell
from triage.cli.survey_text import say_interval, say_share, say_why

# A cause that fewer of 100 well people have is left out.
LEAST_PERCENT = 0.5


def survey_page(surveys: Sequence[Survey]) -> Iterator[str]:
    """Yield the lines of a Markdown page."""
    told = [survey for survey in surveys if survey.groups]
    yield "# Where well and ill people are sent"
    yield ""
    yield "The people are made up: the shares of their answers stand in `population.yaml`,"
    yield "each from a source or marked as judgement. This measures the trees, and says nothing"
    yield f"about anybody who asks. Shares are in percent, with {INTERVAL} in brackets."
    yield ""
    yield from _to_settle(told)
    for survey in told:
        yield from _of_tree(survey)


# --- what is to be settled


@frozen
class _Judged:
    """A cause that rests on judgement, in one tree."""

    lift: Lift
    sent: Sent
    survey: Survey

    @property
    def share(self) -> float:
        return self.lift.people / self.sent.people


def _to_settle(surveys: Sequence[Survey]) -> Iterator[str]:
    yield "## For a clinician to settle"
    yield ""
    yield "Each line sends well people higher than home and rests on judgement, most people first."
    yield "Is it right?"
    yield ""
    yield "| of 100 well people | tree | sent to | as they answer | the judgement |"
    yield "|---|---|---|---|---|"
    judged = [
        _Judged(lift, sent, survey)
        for survey in surveys
        for sent in survey.together
        for lift in sent.lifts
        if lift.judgement and 100 * lift.people >= LEAST_PERCENT * sent.people
    ]
    for each in sorted(judged, key=lambda one: -one.share):
        yield _row(
            f"{say_share(each.lift.people, each.sent.people)} of: {each.sent.title}",
            each.survey.tree.id,
            each.lift.disposition.words,
            each.lift.say(each.survey.tree),
            each.lift.judgement or "",
        )
    yield ""


# --- one tree


def _of_tree(survey: Survey) -> Iterator[str]:
    tree, dispositions = survey.tree, survey.dispositions
    yield f"## `{tree.id}` {tree.version}"
    yield ""
    yield f"{survey.people:,} people, seed {survey.seed}."
    yield ""
    yield _row("who", "people", *(each.words for each in dispositions), "lower than needed")
    yield "|---" * (len(dispositions) + 3) + "|"
    for sent in survey.together:
        yield _row(f"{sent.title}, all", *_shares(sent, survey))
    for sent in survey.groups:
        yield _row(sent.title, *_shares(sent, survey))
    yield ""
    for sent in survey.together:
        yield from _causes(sent, survey)


def _shares(sent: Sent, survey: Survey) -> Iterator[str]:
    yield f"{sent.people:,}"
    for disposition in survey.dispositions:
        yield _share(sent.ended.get(disposition, 0), sent)
    yield "" if sent.at_least is None else _share(sent.lower, sent)


def _share(count: int, sent: Sent) -> str:
    return f"{say_share(count, sent.people)} ({say_interval(count, sent)})"


def _causes(sent: Sent, survey: Survey) -> Iterator[str]:
    yield f"What sends them higher ({sent.title}):"
    yield ""
    for disposition in survey.dispositions:
        if why := say_why(sent, disposition):
            share = say_share(sent.ended[disposition], sent.people)
            yield f"- {disposition.words}: {share}, {why}"
    yield ""
    yield "| share | sent to | as they answer | on whose word |"
    yield "|---|---|---|---|"
    shown = [lift for lift in sent.lifts if 100 * lift.people >= LEAST_PERCENT * sent.people]
    for lift in shown:
        words = (*lift.sources, *(["judgement"] if lift.judgement else []))
        said = lift.say(survey.tree)
        share = say_share(lift.people, sent.people)
        yield _row(share, lift.disposition.words, said, ", ".join(words))
    rest = sum(lift.people for lift in sent.lifts) - sum(lift.people for lift in shown)
    if rest:
        less = f"{len(sent.lifts) - len(shown)} others, each under {LEAST_PERCENT}"
        yield _row(say_share(rest, sent.people), "", less, "")
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell(each) for each in cells)} |"
