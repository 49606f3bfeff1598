"""Where a population is sent, in lines for a terminal and as a page for a clinician."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from triage.analysis.cases.lifts import Lift
from triage.analysis.cases.sent import INTERVAL, Sent, Survey, wilson
from triage.analysis.cases.sunk import Sunk
from triage.cli.output import cell
from triage.model.dispositions import Disposition
from triage.model.tree import Tree

MOST_LIFTS = 12


def say_survey(survey: Survey, *, verbose: bool) -> Iterator[str]:
    """Yield the shares of all well people, what lifts them, and a table of all groups."""
    if not survey.groups:
        yield f"{survey.tree.id}: nobody of the population comes to this tree"
        return
    head = f"{survey.people} people, seed {survey.seed}; shares in percent, {INTERVAL}"
    yield f"{survey.tree.id}: {head}"
    for sent in survey.together:
        yield from _say_sent(sent, survey, MOST_LIFTS if not verbose else len(sent.lifts))
    yield from _table(survey)
    if verbose:
        for sent in survey.groups:
            yield from _say_sent(sent, survey, len(sent.lifts))


def _say_sent(sent: Sent, survey: Survey, most: int) -> Iterator[str]:
    yield f"  {sent.title}: {sent.people} people"
    for disposition in survey.dispositions:
        count = sent.ended.get(disposition, 0)
        share, within = _say_share(count, sent.people), _say_interval(count, sent)
        line = f"    {disposition:<16}{share:>6}   {within:<15}{_say_why(sent, disposition)}"
        yield line.rstrip()
    for lift in sent.lifts[:most]:
        yield f"    {_say_lift(lift, sent, survey)}"
    if sent.lifts[most:]:
        rest = sum(lift.people for lift in sent.lifts[most:])
        share, more = _say_share(rest, sent.people), len(sent.lifts) - most
        yield f"    {share:>6}  {more} more; -v names them"


def _say_why(sent: Sent, disposition: Disposition) -> str:
    """Say how many of those sent somewhere are there for *not sure*, and for a judgement."""
    unsure, judged = sent.unsure(disposition), sent.judged(disposition)
    parts = (("not sure", unsure), ("judgement", judged))
    said = [f"{_say_share(number, sent.people)} by {what}" for what, number in parts if number]
    return f"of these {' and '.join(said)}" if said else ""


def _say_lift(lift: Lift, sent: Sent, survey: Survey) -> str:
    share = _say_share(lift.people, sent.people)
    word = ", ".join((*lift.sources, *(["judgement"] if lift.judgement else [])))
    return f"{share:>6}  {lift.disposition}: {lift.say(survey.tree)} ({word or 'no source'})"


def _table(survey: Survey) -> Iterator[str]:
    width = max(len(sent.name) for sent in survey.groups) + 2
    columns = [str(each) for each in survey.dispositions]
    head = "".join(f"{name:>{len(name) + 2}}" for name in columns)
    yield f"  {'group':<{width}}{'people':>6}{head}  lower than needed"
    for sent in survey.groups:
        shares = "".join(_cells(sent, survey.dispositions))
        yield f"  {sent.name:<{width}}{sent.people:>6}{shares}{_lower(sent)}"
    yield from _thrown_away(survey.groups)


def _cells(sent: Sent, dispositions: Iterable[Disposition]) -> Iterator[str]:
    for disposition in dispositions:
        share = _say_share(sent.ended.get(disposition, 0), sent.people)
        yield f"{share:>{len(str(disposition)) + 2}}"


def _lower(sent: Sent) -> str:
    if sent.at_least is None:
        return ""
    if not sent.lower:
        return "  0"
    return f"  {_say_share(sent.lower, sent.people)} ({_say_interval(sent.lower, sent)})"


def _thrown_away(groups: Iterable[Sent]) -> Iterator[str]:
    every = [*groups]
    contradictory = sum(sent.contradictory for sent in every)
    unlike = sum(sent.unlike for sent in every)
    if contradictory or unlike:
        what = f"{contradictory} contradict themselves, {unlike} are not what their group means"
        yield f"  drawn again: {what}"


def _say_share(count: int, of: int) -> str:
    """Say a share in percent."""
    return f"{100 * count / of:.1f}" if of else "-"


def _say_interval(count: int, sent: Sent) -> str:
    """Say between which shares of its people, in percent, a share lies."""
    low, high = wilson(count, sent.people)
    return f"{100 * low:.1f} to {100 * high:.1f}"


def say_sunk(groups: Iterable[Sunk], before: Tree) -> Iterator[str]:
    """Yield who of the ill is sent lower than another version sent them, and by what it did."""
    every = [*groups]
    number, of = sum(each.sunk for each in every), sum(each.people for each in every)
    yield f"  lower than {before.version} in {before.file} sent them: {number} of {of} ill people"
    for each in every:
        if each.sunk:
            yield f"    {each.title}: {each.sunk} of {each.people}, sent there by"
        for lift in each.lifts:
            word = f"{lift.disposition}: {lift.say(before)}"
            yield f"    {_say_share(lift.people, each.people):>6}  {word}"


# --- the page: the table, and what is to be settled


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
            f"{_say_share(each.lift.people, each.sent.people)} of: {each.sent.title}",
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
    return f"{_say_share(count, sent.people)} ({_say_interval(count, sent)})"


def _causes(sent: Sent, survey: Survey) -> Iterator[str]:
    yield f"What sends them higher ({sent.title}):"
    yield ""
    for disposition in survey.dispositions:
        if why := _say_why(sent, disposition):
            share = _say_share(sent.ended[disposition], sent.people)
            yield f"- {disposition.words}: {share}, {why}"
    yield ""
    yield "| share | sent to | as they answer | on whose word |"
    yield "|---|---|---|---|"
    shown = [lift for lift in sent.lifts if 100 * lift.people >= LEAST_PERCENT * sent.people]
    for lift in shown:
        words = (*lift.sources, *(["judgement"] if lift.judgement else []))
        said = lift.say(survey.tree)
        share = _say_share(lift.people, sent.people)
        yield _row(share, lift.disposition.words, said, ", ".join(words))
    rest = sum(lift.people for lift in sent.lifts) - sum(lift.people for lift in shown)
    if rest:
        less = f"{len(sent.lifts) - len(shown)} others, each under {LEAST_PERCENT}"
        yield _row(_say_share(rest, sent.people), "", less, "")
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell(each) for each in cells)} |"
