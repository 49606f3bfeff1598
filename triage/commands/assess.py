"""``triage assess``: where the answers in a file lead."""

from __future__ import annotations

from datetime import date

from triage.commands.answers import read_answers
from triage.commands.output import print_json, print_lines
from triage.commands.results import say_result
from triage.commands.trees import load_askable, refuse_withdrawn
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.errors import TriageError

COMPLETE, INCOMPLETE = 0, 4


def run(
    tree: str,
    answers: str,
    *,
    as_json: bool,
    ignore_unknown: bool,
    region: str | None,
    today: date | None = None,
) -> int:
    """Print the result of the answers in a file; return 0, or 4 where it is incomplete.

    Args:
        tree: a name or a path.
        answers: a file, or ``-``.
        as_json: print JSON; an error goes to stdout too, for the program that reads it.
        ignore_unknown: accept answers that the tree does not know.
        region: whose numbers to show; None for words that fit any country.
        today: the day that the review is due by; None takes it from the clock.

    Raises:
        TriageError: the tree or the answers cannot be used, or the tree is withdrawn.
    """
    try:
        asked = load_askable(tree)
        refuse_withdrawn(asked)
        given = read_answers(answers)
        day = today or date.today()
        result = assess(asked, given, region=region, ignore_unknown=ignore_unknown, on=day)
    except TriageError as error:
        if as_json:
            print_json({"status": "error", "error": error.to_json()})
        raise
    _print(result, day, as_json=as_json)
    return COMPLETE if result.status == "complete" else INCOMPLETE


def _print(result: Result, today: date, *, as_json: bool) -> None:
    if as_json:
        print_json(result.to_json())
    else:
        print_lines(say_result(result, today))
