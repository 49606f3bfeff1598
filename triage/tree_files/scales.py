"""The scale that a file declares, and what the names of dispositions in it stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from typing import Final, TypeAlias

from attrs import define, evolve

from triage.findings import catalogue
from triage.locales.regions import region_codes
from triage.model.dispositions import (
    DEFAULT,
    LISTENER,
    Disposition,
    DispositionEntry,
    OwnNumber,
    Scale,
    is_for_today,
)
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.tree import Outcome, SafetyRule, Watch
from triage.tree_files.containers import MapEntry
from triage.tree_files.format import DispositionFields, ScaleFields, TreeFields
from triage.tree_files.format_words import TIME_TO_HELP
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report, listing
from triage.tree_files.shapes import Ref
from triage.words import _

ELSEWHERE: Final = "elsewhere"
_HOURS: Final = {"hour": 1, "day": 24, "week": 168}
_Entry: TypeAlias = tuple[DispositionEntry, Location]


def read_scale(fields: TreeFields, report: Report) -> Scale | None:
    """Return the scale of a file: the default where it declares none, None where it is faulty."""
    if not fields.has(TreeFields.scale):
        return None if fields.lost(TreeFields.scale) else DEFAULT
    written = fields.scale
    named = written.dispositions if written is not None else None
    if written is None or named is None:
        return None
    known = [(_entry(name, e.value), e.at) for name, e in named.items() if e.value is not None]
    is_whole = len(known) == len(named) == len(_rows(written))
    if not known or not is_whole or not _in_order(known, report):
        return None
    is_medical = True if written.medical is None else written.medical
    return Scale(tuple(entry for entry, _ in known), is_medical, tuple(_numbers(written, report)))


def _rows(written: ScaleFields) -> Mapping[str, YamlNode]:
    node = written.written(ScaleFields.dispositions)
    return node.entries if node is not None else {}


def _entry(name: str, fields: DispositionFields) -> DispositionEntry:
    within = hours_in(fields.within)
    help_ = fields.help or ""
    return DispositionEntry(
        id=name,
        urgency=int(fields.urgency or 0),
        words=fields.words or name,
        clinical=fields.clinical or fields.words or name,
        heading=fields.heading or fields.words or name,
        within_hours=within,
        help=help_,
        at_once=help_ if is_for_today(within) else "",
        listener=fields.listener or LISTENER,
        look=fields.look or "round",
    )


def hours_in(time: Ref | None) -> int | None:
    """Return a time to help in hours; None where none is written."""
    if time is None:
        return None
    number, unit = TIME_TO_HELP.match(time.name).groups()
    return 0 if number is None else int(number) * _HOURS[unit.removesuffix("s")]


def _in_order(known: list[_Entry], report: Report) -> bool:
    """Report entries that do not stand from the least to the most urgent."""
    before = len(report.findings)
    first, at = known[0]
    if first.urgency != 0:
        found = _(
            "found the urgency {urgency} of `{id}`, the first, expected 0",
            urgency=first.urgency,
            id=first.id,
        )
        report.add(catalogue.BAD_SCALE, at, found, _("begin with the least urgent"))
    for (lower, _place), (higher, at) in pairwise(known):
        if higher.urgency < lower.urgency:
            found = _(
                "found `{higher}` behind `{lower}`, which is more urgent",
                higher=higher.id,
                lower=lower.id,
            )
            report.add(catalogue.BAD_SCALE, at, found, _("begin with the least urgent"))
    for (lower, _place), (higher, at) in combinations(known, 2):
        if higher.urgency > lower.urgency and _is_later(higher, lower):
            found = _(
                "found `{higher}`, which is more urgent than `{lower}`, and later",
                higher=higher.id,
                lower=lower.id,
            )
            report.add(catalogue.BAD_SCALE, at, found, _("shorten its `within`"))
    return len(report.findings) == before


def _is_later(higher: DispositionEntry, lower: DispositionEntry) -> bool:
    if lower.within_hours is None:
        return False
    return higher.within_hours is None or higher.within_hours > lower.within_hours


def _numbers(written: ScaleFields, report: Report) -> Iterator[OwnNumber]:
    for name, entry in (written.numbers or {}).items():
        words = {code: each.value or "" for code, each in (entry.value or {}).items()}
        _check_regions(entry, report)
        by_region = tuple((code, said) for code, said in words.items() if code != ELSEWHERE)
        yield OwnNumber(name=name, elsewhere=words.get(ELSEWHERE, ""), by_region=by_region)


def _check_regions(entry: MapEntry[dict[str, MapEntry[str]]], report: Report) -> None:
    there = entry.value or {}
    for code, each in there.items():
        if code not in (*region_codes(), ELSEWHERE):
            known = listing([*region_codes(), ELSEWHERE], 30)
            hint = report.suggest(code, [*region_codes(), ELSEWHERE])
            report.add(
                catalogue.UNKNOWN_CHOICE,
                each.at,
                _("found `{code}`, expected one of {known}", code=code, known=known),
                hint,
            )
    if ELSEWHERE not in there:
        found = _("found `{key}` without `{elsewhere}`", key=entry.key.text, elsewhere=ELSEWHERE)
        hint = _("add `{elsewhere}:` and the words that hold in any country", elsewhere=ELSEWHERE)
        report.add(catalogue.MISSING_KEY, entry.at, found, hint)


def numbers_written(root: YamlNode) -> tuple[str, ...]:
    """Return the names of a file's own numbers before it is read, as its texts may use them."""
    scale = root.entries.get("scale") if isinstance(root.value, dict) else None
    numbers = scale.entries.get("numbers") if scale and isinstance(scale.value, dict) else None
    return tuple(numbers.entries) if numbers and isinstance(numbers.value, dict) else ()


def resolve(ref: Ref | None, scale: Scale, report: Report) -> Disposition | None:
    """Return the disposition of a name; None where there is none, after reporting a wrong one."""
    if ref is None:
        return None
    found = scale.find(ref.name)
    if found is None:
        names = scale.dispositions
        said = _("found `{name}`, expected one of {known}", name=ref.name, known=listing(names))
        report.add(catalogue.UNKNOWN_CHOICE, ref.at, said, report.suggest(ref.name, names))
    return found


# --- a module with another scale: what its dispositions stand for in the tree


@define(eq=False)
class Translation:
    """What the dispositions of a module stand for.

    Attributes:
        to: for each disposition of the module, by its name, one of the including file.
        otherwise: for those that are left out, which is reported.
    """

    to: Mapping[str, Disposition]
    otherwise: Disposition

    def of(self, disposition: Disposition) -> Disposition:
        """Return what a disposition stands for."""
        return self.to.get(disposition, self.otherwise)

    def fact(self, fact: Fact) -> Fact:
        """Return a fact that demands what its demands stand for."""
        demands = tuple(evolve(d, disposition=self.of(d.disposition)) for d in fact.demands)
        return evolve(fact, demands=demands)

    def outcome(self, outcome: Outcome) -> Outcome:
        """Return an outcome that leads where it stands for."""
        return evolve(outcome, disposition=self.of(outcome.disposition))

    def watch(self, watch: Watch) -> Watch:
        """Return a sign that calls for what it stands for."""
        return evolve(watch, then=self.of(watch.then))

    def rule(self, rule: SafetyRule) -> SafetyRule:
        """Return a rule that promises what it stands for."""
        least = rule.urgency_at_least
        return evolve(
            rule,
            urgency_at_least=None if least is None else self.of(least),
            dispositions=tuple(dict.fromkeys(map(self.of, rule.dispositions))),
        )


def translation(
    written: Mapping[str, MapEntry[Ref]],
    used: Iterable[Disposition],
    scales: tuple[Scale, Scale],
    where: tuple[str, Location],
    report: Report,
) -> Translation | None:
    """Return what a module's dispositions stand for; None where both scales are the same.

    Args:
        written: what the include says.
        used: the dispositions that the module uses.
        scales: of the module, and of the file that includes it.
        where: the name of the module, and where it is included.
        report: where findings go.
    """
    theirs, ours = scales
    if theirs == ours and not written:
        return None
    to = {} if theirs != ours else {str(each): each for each in ours.dispositions}
    for name, entry in written.items():
        known = resolve(Ref(name, entry.at), theirs, report)
        meant = resolve(entry.value, ours, report)
        if known is not None and meant is not None:
            to[name] = meant
    _check_translation(to, used, theirs, where, report)
    return Translation(to, ours.top)


def _check_translation(
    to: Mapping[str, Disposition],
    used: Iterable[Disposition],
    theirs: Scale,
    where: tuple[str, Location],
    report: Report,
) -> None:
    module, at = where
    open_ = [each for each in dict.fromkeys(used) if each not in to]
    if open_:
        found = _(
            "found `{module}`, which has another scale, and nothing says what {names} stands for",
            module=module,
            names=listing(open_),
        )
        hint = _("add `scale: {{{open}: …}}` to the include", open=open_[0])
        report.add(catalogue.OTHER_SCALE, at, found, hint)
    for lower, higher in combinations([d for d in theirs.dispositions if d in to], 2):
        if lower.urgency < higher.urgency and to[lower].urgency > to[higher].urgency:
            found = _(
                "found that `{lower}` of `{module}` stands for `{to_lower}`, "
                "which is more urgent than `{to_higher}` for `{higher}`",
                lower=lower,
                module=module,
                to_lower=to[lower],
                to_higher=to[higher],
                higher=higher,
            )
            hint = _("let what is more urgent there be as urgent or more here")
            report.add(
                catalogue.OTHER_SCALE,
                at,
                found,
                hint,
            )
