"""What came of a case, in lines for a terminal or a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from triage.cases.running import Ran
from triage.model.tree import Branch


def explain(ran: Ran) -> list[str]:
    """Say why a case failed: what differs, the way taken, and what decided its last step."""
    return [*ran.faults, *_say_way(ran), f"the case says: {ran.case.because}"]


def _say_way(ran: Ran) -> list[str]:
    if ran.decided is None or ran.decided.branch is None:
        return []
    step, text = ran.decided.step.name, ran.decided.reason.text
    decided = f"decided at {step}{_place(ran.decided.branch)}: {text}"
    return [f"path: {' > '.join(ran.way)}", decided]


def _place(branch: Branch) -> str:
    return f" ({branch.at})" if branch.at else ""


def counts(ran: Sequence[Ran]) -> dict[str, int]:
    """Return how many cases passed, and how many failed in each of the ways to."""
    number = Counter(each.verdict for each in ran)
    return {
        verdict: number[verdict] for verdict in ("passed", "under-triage", "over-triage", "other")
    }
