"""Sends a tree and a session to another process, and compares what comes back."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

import triage
from tests.engine.rule_trees import DAYS, ends, fork
from tests.engine.small import small

DAY = 20


def work(
    tree: triage.Tree, session: triage.Session
) -> tuple[triage.Tree, triage.Session, triage.Result]:
    """Do what an app does with a tree and a session."""
    answered = session.answer({"days": DAY})
    return tree, answered, triage.assess(tree, {"days": DAY}, allow_draft=True)


def main(method: str) -> None:
    tree = small(
        {"days": {**DAYS, "sure": True}},
        {"only": fork("days", "over 14", "see-a-physio", "home")},
        ends("home", "see-a-physio"),
    )
    session = triage.start(tree, allow_draft=True)
    assert session.next  # what is kept once it was read stands in no way
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        back = pool.submit(work, tree, session).result(timeout=60)
    print("equal" if back == work(tree, session) else "different")


if __name__ == "__main__":
    main(sys.argv[1])
