"""How much of the code one answer runs; ``python -m benchmarks.flow`` prints it, and checks it.

Counted is what Python's profiler sees being called under ``triage/``. Somebody
who looks for a fault has these modules to read, and no others.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from types import FrameType

from attrs import define, field, frozen

import triage
from benchmarks.deciding import Patient, asked_of, cases_of
from triage.terminal.dialogue import Dialogue
from triage.terminal.plain import PlainFront
from triage.terminal.telling import Telling
from triage.tree_files.library import load

PACKAGE = f"{Path(triage.__file__).parent}/"
TREE = "calf-soreness"
DAY = date(2026, 11, 21)
# How many modules may run at most.
FOR_A_RESULT, FOR_A_REPLY = 12, 59
# Whoever is asked the same again and again is stopped.
MOST_LINES = 200


@define
class Flow:
    """What was called: how often each function, by its module and name, and how deep."""

    calls: Counter[tuple[str, str]] = field(factory=Counter)
    depth: int = 0

    @property
    def modules(self) -> frozenset[str]:
        return frozenset(module for module, _ in self.calls)

    def times(self, module: str, function: str) -> int:
        return self.calls[module, function]


class Recorder:
    """Notes what is called while it is on; ``begin`` starts a new flow."""

    def __init__(self) -> None:
        self.flows: list[Flow] = []
        self._outside = 0

    def begin(self) -> None:
        self.flows.append(Flow())
        self._outside = _depth(sys._getframe())
        sys.setprofile(self._look)

    def stop(self) -> None:
        sys.setprofile(None)

    def _look(self, frame: FrameType, event: str, _called: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(PACKAGE):
            flow = self.flows[-1]
            flow.calls[code.co_filename.removeprefix(PACKAGE), code.co_qualname] += 1
            flow.depth = max(flow.depth, _depth(frame) - self._outside)


def _depth(frame: FrameType | None) -> int:
    depth = 0
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return depth


def flow_of(work: Callable[[], object]) -> Flow:
    """Return what runs while some work is done."""
    recorder = Recorder()
    recorder.begin()
    try:
        work()
    finally:
        recorder.stop()
    return recorder.flows[-1]


class Typist(io.StringIO):
    """Somebody who types a line for each page; all that a line sets off is a flow."""

    def __init__(self, recorder: Recorder, line: Callable[[], str]) -> None:
        super().__init__()
        self.recorder, self.line = recorder, line

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]  # as StringIO
        self.recorder.stop()
        if len(self.recorder.flows) > MOST_LINES:
            raise RuntimeError(f"typed {MOST_LINES} lines and came to no end")
        line = self.line()
        self.recorder.begin()
        return line


def line_of_a_well_person(dialogue: Dialogue) -> str:
    """Return what somebody types who is well and wants to be asked everything."""
    session = dialogue.session
    screen = session.next
    if screen is None:
        return ""  # the card, which nothing but an end of the input closes here
    if screen.optional and dialogue.stage == "ask":
        return "1\n"  # on, to the questions that sharpen the advice
    if screen.is_checklist:
        return "0\n"
    fact = session.tree.facts[dialogue.asked[0]]
    value = fact.domain.choices()[0] if fact.well is None else fact.well
    return f"{ {True: 'yes', False: 'no'}[value] if isinstance(value, bool) else value }\n"


def replies(
    tree: triage.Tree, line: Callable[[Dialogue], str] = line_of_a_well_person
) -> list[Flow]:
    """Return what each reply sets off in the terminal, from the first question to the end.

    Args:
        tree: the tree to ask.
        line: what is typed on the present page; an empty text ends it.
    """
    session = triage.start(tree, on=DAY, region="gb", allow_draft=True)
    dialogue, recorder = Dialogue(session, Telling(DAY)), Recorder()
    typist = Typist(recorder, lambda: line(dialogue))
    front = PlainFront(typist, io.StringIO(), lambda: 80, "utf-8")
    try:
        with suppress(EOFError):
            front.converse(dialogue.talk())
    finally:
        recorder.stop()
    return recorder.flows


def results(tree: triage.Tree) -> list[Flow]:
    """Return what runs for the result of each case, with the answers that a session gathers.

    Each is asked for twice and counted then: the first time the steps make ready
    what they keep for whoever answers alike.
    """
    patients = [asked_of(tree, record) for record in cases_of(tree)]
    return [_second_flow_of(partial(result_of, tree, patient)) for patient in patients]


def result_of(tree: triage.Tree, patient: Patient) -> object:
    return triage.assess(tree, patient, allow_draft=True).to_json()


def _second_flow_of(work: Callable[[], object]) -> Flow:
    work()
    return flow_of(work)


@frozen
class Row:
    """A line of the table."""

    what: str
    flows: list[Flow]
    at_most: int | None = None

    @property
    def modules(self) -> int:
        return max(len(flow.modules) for flow in self.flows)

    @property
    def is_met(self) -> bool:
        return self.at_most is None or self.modules <= self.at_most

    def cells(self) -> Iterable[object]:
        yield from (self.what, len(self.flows), self.modules)
        yield max(len(flow.calls) for flow in self.flows)
        yield max(flow.depth for flow in self.flows)
        for walked in (("engine/assess.py", "assess"), ("engine/walk.py", "walk")):
            yield max(flow.times(*walked) for flow in self.flows)
        yield "" if self.at_most is None else self.at_most


def rows() -> list[Row]:
    fresh, tree = load(TREE), load(TREE)
    patient = asked_of(tree, cases_of(tree)[0])
    return [
        Row(
            "`assess().to_json()`, the first of a tree",
            [flow_of(partial(result_of, fresh, patient))],
        ),
        Row("`assess().to_json()`, any other", results(tree), FOR_A_RESULT),
        Row("one reply in the terminal", replies(tree), FOR_A_REPLY),
    ]


def main() -> int:
    shown = rows()
    print("| what | times | modules | functions | depth | `assess` | `walk` | modules at most |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for row in shown:
        print(f"| {' | '.join(map(str, row.cells()))} |")
    return 0 if all(row.is_met for row in shown) else 1


if __name__ == "__main__":
    sys.exit(main())
