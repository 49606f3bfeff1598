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
from triage.words import N_, _

MOST_LIFTS = 12


def say_survey(survey: Survey, *, verbose: bool) -> Iterator[str]:
    """Yield the shares of all well people, what lifts them, and a table of all groups."""
    if not survey.groups:
        yield _("{tree}: nobody of the population comes to this tree", tree=survey.tree.id)
        return
    yield _(
        "{tree}: {people} people, seed {seed}; shares in percent, {interval}",
        tree=survey.tree.id,
        people=survey.people,
        seed=survey.seed,
        interval=_(INTERVAL),
    )
    for sent in survey.together:
        yield from _say_sent(sent, survey, MOST_LIFTS if not verbose else len(sent.lifts))
    yield from _table(survey)
    if verbose:
        for sent in survey.groups:
            yield from _say_sent(sent, survey, len(sent.lifts))


def _say_sent(sent: Sent, survey: Survey, most: int) -> Iterator[str]:
    yield _("  {title}: {people} people", title=sent.title, people=sent.people)
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
        yield _("    {share:>6}  {more} more; -v names them", share=share, more=more)


def _say_why(sent: Sent, disposition: Disposition) -> str:
    """Say how many of those sent somewhere are there for *not sure*, and for a judgement."""
    unsure, judged = sent.unsure(disposition), sent.judged(disposition)
    shares = {"unsure": _say_share(unsure, sent.people), "judged": _say_share(judged, sent.people)}
    if unsure and judged:
        return _("of these {unsure} by not sure and {judged} by judgement", **shares)
    if unsure:
        return _("of these {unsure} by not sure", **shares)
    return _("of these {judged} by judgement", **shares) if judged else ""


def _words(lift: Lift) -> tuple[str, ...]:
    """Return on whose word a lift counts."""
    return (*lift.sources, *([_("judgement")] if lift.judgement else []))


def _say_lift(lift: Lift, sent: Sent, survey: Survey) -> str:
    share = _say_share(lift.people, sent.people)
    word = ", ".join(_words(lift)) or _("no source")
    return f"{share:>6}  {lift.disposition}: {lift.say(survey.tree)} ({word})"


def _table(survey: Survey) -> Iterator[str]:
    width = max(len(sent.name) for sent in survey.groups) + 2
    columns = [str(each) for each in survey.dispositions]
    head = "".join(f"{name:>{len(name) + 2}}" for name in columns)
    group, people, lower = _("group"), _("people"), _("lower than needed")
    yield f"  {group:<{width}}{people:>6}{head}  {lower}"
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
        yield _(
            "  drawn again: {contradictory} contradict themselves, "
            "{unlike} are not what their group means",
            contradictory=contradictory,
            unlike=unlike,
        )


def _say_share(count: int, of: int) -> str:
    """Say a share in percent."""
    return f"{100 * count / of:.1f}" if of else "-"


def _say_interval(count: int, sent: Sent) -> str:
    """Say between which shares of its people, in percent, a share lies."""
    low, high = wilson(count, sent.people)
    return _("{low:.1f} to {high:.1f}", low=100 * low, high=100 * high)


def say_sunk(groups: Iterable[Sunk], before: Tree) -> Iterator[str]:
    """Yield who of the ill is sent lower than another version sent them, and by what it did."""
    every = [*groups]
    number, of = sum(each.sunk for each in every), sum(each.people for each in every)
    yield _(
        "  lower than {version} in {file} sent them: {number} of {of} ill people",
        version=before.version,
        file=before.file,
        number=number,
        of=of,
    )
    for each in every:
        if each.sunk:
            counts = {"number": each.sunk, "of": each.people}
            yield _("    {title}: {number} of {of}, sent there by", title=each.title, **counts)
        for lift in each.lifts:
            word = f"{lift.disposition}: {lift.say(before)}"
            yield f"    {_say_share(lift.people, each.people):>6}  {word}"


# --- the page: the table, and what is to be settled


# A cause that fewer of 100 well people have is left out.
LEAST_PERCENT = 0.5
_ABOUT = N_(
    "The people are made up: the shares of their answers stand in `population.yaml`,\n"
    "each from a source or marked as judgement. This measures the trees, and says nothing\n"
    "about anybody who asks. Shares are in percent, with {interval} in brackets."
)
_TO_SETTLE = N_(
    "Each line sends well people higher than home and rests on judgement, most people first.\n"
    "Is it right?"
)


def survey_page(surveys: Sequence[Survey]) -> Iterator[str]:
    """Yield the lines of a Markdown page."""
    told = [survey for survey in surveys if survey.groups]
    yield _("# Where well and ill people are sent")
    yield ""
    yield _(_ABOUT, interval=_(INTERVAL))
    yield ""
    yield from to_settle(told)
    for survey in told:
        yield from of_tree(survey)


@frozen
class _Judged:
    """A cause that rests on judgement, in one tree."""

    lift: Lift
    sent: Sent
    survey: Survey

    @property
    def share(self) -> float:
        return self.lift.people / self.sent.people


def to_settle(surveys: Sequence[Survey], *, on_paper: bool = False) -> Iterator[str]:
    """Yield the lines of each judgement that sends well people higher, most people first.

    Args:
        surveys: what came of the people of some trees.
        on_paper: leave room for an answer beside each.
    """
    yield _("## For a clinician to settle")
    yield ""
    yield _(_TO_SETTLE)
    yield ""
    last = (_("yes or no, and by whom"),) if on_paper else ()
    room = ("",) * len(last)
    head = _("| of 100 well people | tree | sent to | as they answer | the judgement |")
    yield head + "".join(f" {each} |" for each in last)
    yield "|---" * (5 + len(last)) + "|"
    for each in _judged(surveys):
        yield _row(
            _(
                "{share} of: {title}",
                share=_say_share(each.lift.people, each.sent.people),
                title=each.sent.title,
            ),
            each.survey.tree.id,
            each.lift.disposition.words,
            each.lift.say(each.survey.tree),
            each.lift.judgement or "",
            *room,
        )
    yield ""


def _judged(surveys: Sequence[Survey]) -> list[_Judged]:
    judged = [
        _Judged(lift, sent, survey)
        for survey in surveys
        for sent in survey.together
        for lift in sent.lifts
        if lift.judgement and 100 * lift.people >= LEAST_PERCENT * sent.people
    ]
    return sorted(judged, key=lambda one: -one.share)


# --- one tree


def of_tree(survey: Survey) -> Iterator[str]:
    """Yield the lines of where a tree sends each group, and of what sends well people higher."""
    tree, dispositions = survey.tree, survey.dispositions
    yield f"## `{tree.id}` {tree.version}"
    yield ""
    yield _("{people:,} people, seed {seed}.", people=survey.people, seed=survey.seed)
    yield ""
    words = (each.words for each in dispositions)
    yield _row(_("who"), _("people"), *words, _("lower than needed"))
    yield "|---" * (len(dispositions) + 3) + "|"
    for sent in survey.together:
        yield _row(_("{title}, all", title=sent.title), *_shares(sent, survey))
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
    yield _("What sends them higher ({title}):", title=sent.title)
    yield ""
    for disposition in survey.dispositions:
        if why := _say_why(sent, disposition):
            share = _say_share(sent.ended[disposition], sent.people)
            yield f"- {disposition.words}: {share}, {why}"
    yield ""
    yield _("| share | sent to | as they answer | on whose word |")
    yield "|---|---|---|---|"
    shown = [lift for lift in sent.lifts if 100 * lift.people >= LEAST_PERCENT * sent.people]
    for lift in shown:
        said = lift.say(survey.tree)
        share = _say_share(lift.people, sent.people)
        yield _row(share, lift.disposition.words, said, ", ".join(_words(lift)))
    rest = sum(lift.people for lift in sent.lifts) - sum(lift.people for lift in shown)
    if rest:
        others = len(sent.lifts) - len(shown)
        less = _("{others} others, each under {least}", others=others, least=LEAST_PERCENT)
        yield _row(_say_share(rest, sent.people), "", less, "")
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell(each) for each in cells)} |"
