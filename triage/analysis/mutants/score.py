"""How many mistakes the cases and claims of a tree notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import monotonic

from attrs import asdict, frozen

from triage.analysis.cases.reports import place_to_json, version_to_json
from triage.analysis.mutants.killing import Change, Killers, Original, Patient
from triage.analysis.mutants.mutants import Mutant
from triage.analysis.mutants.operators import OPERATORS, mutants_of
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.ends import Ends
from triage.model.tree import Tree
from triage.phrasing.phrases import percent
from triage.tree_files.cases import Case
from triage.words import _

# What counts in a score: mistakes of which somebody would come to feel something.
COUNTED: tuple[Change, ...] = ("urgency", "other")


@frozen(eq=False)
class Judged:
    """A mistake, what it changes, and what notices it.

    Attributes:
        case: the name of a case that fails, or "".
        claim: where no case fails: the name of a claim about the tree that does not hold of
            the mutant, or "".
        structure: where neither notices it: a claim that a part is of use to somebody, or "".
        patient: where nothing notices it: the plainest patient whom it touches.
    """

    mutant: Mutant
    change: Change
    case: str = ""
    claim: str = ""
    structure: str = ""
    patient: Patient | None = None

    @property
    def counts(self) -> bool:
        """Whether it is in the score."""
        return self.change in COUNTED

    @property
    def survived(self) -> bool:
        """Whether it is in the score, and nothing notices it."""
        return self.counts and not (self.case or self.claim or self.structure)


@frozen
class Share:
    """How many of some mistakes are noticed."""

    killed: int
    of: int

    @property
    def percent(self) -> float:
        """The share in percent with one decimal, rounded down: 100 means all."""
        return percent(self.killed, self.of)


@frozen
class ScoreRow:
    """The figures of one operator, or of all."""

    operator: str
    mutants: int
    equal: int
    asks: int
    by_case: int
    by_property: int
    by_either: int
    by_structure: int
    survived: int


@frozen(eq=False)
class MutationScore:
    """What came of the mutants of a tree.

    Attributes:
        judged: the mutants that were looked at, in order.
        unknown: why the others were not, or "".
        cases: how many cases the tree passes and was judged by.
        left_out: how many cases the tree itself fails.
    """

    tree: Tree
    judged: tuple[Judged, ...]
    unknown: str = ""
    cases: int = 0
    left_out: int = 0

    @property
    def survivors(self) -> tuple[Judged, ...]:
        """The mistakes that nothing notices."""
        return tuple(each for each in self.judged if each.survived)

    def of(self, change: Change) -> Share:
        """Return the share of noticed mistakes among those that change something."""
        some = [each for each in self.judged if each.change == change]
        return Share(sum(not each.survived for each in some), len(some))

    def passes(self, at_least: float) -> bool:
        """Say whether nothing that changes an urgency survives, and enough of the rest is noticed.

        Args:
            at_least: the share of the others in percent.
        """
        urgency, other = self.of("urgency"), self.of("other")
        return urgency.killed == urgency.of and other.killed * 100 >= at_least * other.of

    def rows(self) -> list[ScoreRow]:
        """Return the figures of each operator that made a mutant, then of all."""
        made = {each.mutant.operator for each in self.judged}
        rows = [
            _row(operator, [j for j in self.judged if j.mutant.operator == operator])
            for operator in OPERATORS
            if operator in made
        ]
        return [*rows, _row("all", self.judged)]


def _row(operator: str, judged: Iterable[Judged]) -> ScoreRow:
    some = list(judged)
    counted = [each for each in some if each.counts]

    def number(matches: Callable[[Judged], object]) -> int:
        return sum(bool(matches(each)) for each in counted)

    return ScoreRow(
        operator,
        len(some),
        sum(each.change == "equal" for each in some),
        sum(each.change == "asks" for each in some),
        number(lambda j: j.case),
        number(lambda j: j.claim),
        number(lambda j: j.case or j.claim),
        number(lambda j: j.structure),
        number(lambda j: j.survived),
    )


def mutate(
    tree: Tree,
    cases: Iterable[Case],
    *,
    operators: Iterable[str] = (),
    seconds: float | None = None,
    nodes: int | None = None,
    watched: Callable[[Sequence[Mutant]], Iterable[Mutant]] = iter,
) -> MutationScore:
    """Try every mistake, and see what notices it.

    Args:
        tree: a tree that can be asked by itself.
        cases: its cases; those that it fails are left out.
        operators: names of ``OPERATORS``; none means all.
        seconds: how long to go on; None for no end.
        nodes: how large the diagram may grow; None for the usual limit.
        watched: yields the mistakes one by one, and may show how far that is.
    """
    budget, given = Budget.of(seconds, nodes), list(cases)
    mutants = mutants_of(tree, operators)
    judged: list[Judged] = []
    passing = 0
    try:
        original = Original(tree, mutants, budget)
        killers = Killers(original, given)
        passing = len(killers.cases)
        for mutant in watched(mutants):
            if monotonic() >= budget.until:
                raise TooLarge(_("more time than it was given"))
            judged.append(_judge(mutant, original, killers))
            original.forget_mutants()
    except TooLarge as error:
        reason = _("the search needs {error}", error=error)
        return MutationScore(tree, tuple(judged), reason, passing, len(given) - passing)
    return MutationScore(tree, tuple(judged), "", passing, len(given) - passing)


def _judge(mutant: Mutant, original: Original, killers: Killers) -> Judged:
    mutated = mutant.of(original.tree)
    ends = Ends(mutated, original.space)
    change = original.changed(mutant, ends)
    if change not in COUNTED:
        return Judged(mutant, change)
    changed = original.treated_otherwise(mutant, ends)
    # Claims take ten times as long as cases, so they are tried where cases notice nothing.
    if case := killers.case(mutated, changed):
        return Judged(mutant, change, case)
    if claim := killers.claim(mutant, ends, changed):
        return Judged(mutant, change, claim=claim)
    found = killers.structure(mutant, ends)
    patient = None if found else original.plainest(mutant, ends, change)
    return Judged(mutant, change, structure=found, patient=patient)


# --- what came of mutants as plain data, by the contract of `triage mutate --json`


def scores_to_json(scores: Sequence[MutationScore], at_least: float) -> dict[str, object]:
    """Return what came of the mutants of some trees as data that ``json`` can write.

    Args:
        scores: the trees.
        at_least: the share in percent of the mistakes that change no urgency to be noticed.
    """
    return {
        "passed": all(not score.unknown and score.passes(at_least) for score in scores),
        "min_score": at_least,
        "trees": [_score_to_json(score) for score in scores],
    }


def _score_to_json(score: MutationScore) -> dict[str, object]:
    return {
        **version_to_json(score.tree),
        "unknown": score.unknown or None,
        "cases": score.cases,
        "cases_left_out": score.left_out,
        "urgency": _share_to_json(score.of("urgency")),
        "other": _share_to_json(score.of("other")),
        "operators": [asdict(row) for row in score.rows()],
        "survivors": [_judged_to_json(each) for each in score.survivors],
    }


def _share_to_json(share: Share) -> dict[str, object]:
    return {"killed": share.killed, "of": share.of, "percent": share.percent}


def _judged_to_json(judged: Judged) -> dict[str, object]:
    mutant = judged.mutant
    return {
        "operator": mutant.operator,
        "changes": judged.change,
        "where": mutant.where,
        **place_to_json(mutant.at),
        "before": mutant.before or None,
        "after": mutant.after or None,
        "patient": judged.patient,
    }
