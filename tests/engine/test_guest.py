"""A library is a guest in the program that uses it: it leaves all as it finds it."""

from __future__ import annotations

import decimal
import gc
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import triage
from tests.cli import conftest as small
from tests.engine.host import (
    FOR_A_FILE,
    HostChanged,
    Interrupted,
    interrupted_after,
    none_may_change_the_host,
    settings,
    settings_of_this_thread,
)
from triage.analysis.counterfactuals import urgency_map
from triage.analysis.proofs.prove import prove
from triage.cli import main
from triage.schemas import PUBLISHED
from triage.tree_files.library import check_file

DAY = date(2026, 11, 21)
BAD = Path(__file__).parent.parent / "trees" / "bad"
TREE = "showcase"


def well(tree: triage.Tree, facts: tuple[str, ...]) -> dict[str, object]:
    """Return the answers of a well person."""
    known = ((name, tree.facts[name]) for name in facts)
    return {
        name: fact.domain.choices()[0] if fact.well is None else fact.well for name, fact in known
    }


def asked(tree: triage.Tree) -> triage.Session:
    """Return a session that was answered to its end, with a step back on the way."""
    session = triage.start(tree, allow_draft=True, on=DAY, region="gb", for_other=True)
    while (screen := session.next) is not None:
        answered = session.answer(well(tree, screen.facts))
        session = answered.back().answer(well(tree, screen.facts))
    return session


def use_everything() -> list[object]:
    """Call every function of the library, and read what it returns."""
    tree = triage.load(TREE)
    session = asked(tree)
    saved = json.loads(json.dumps(session.to_json()))
    changes = triage.what_would_change(tree, session.answers, at_most=3, allow_draft=True)
    name = next(iter(session.answers))
    return [
        triage.available(),
        [triage.schema(each) for each in PUBLISHED],
        tree.to_json(),
        triage.assess(tree, session.answers, on=DAY, allow_draft=True).to_json(),
        session.change(name, session.answers[name]).to_json(),
        session.result.to_json(),
        triage.resume(tree, saved, on=DAY, allow_draft=True).to_json(),
        triage.review(tree, saved, on=DAY, allow_draft=True).to_json(),
        changes.to_json(),
        [str(finding) for finding in check_file(TREE, today=DAY)],
        [verdict.status for verdict in prove(tree).verdicts],
    ]


def use_everything_for_ever() -> None:
    while True:
        use_everything()


def refused() -> None:
    """Have a tree, answers, a session and a search refused, the last midway."""
    tree = triage.load(TREE)
    for call in (
        lambda: triage.load(BAD / "many-faults.yaml"),
        lambda: triage.load(BAD / "broken-quote.yaml"),
        lambda: triage.load("no such tree"),
        lambda: triage.assess(tree, {}),
        lambda: triage.assess(tree, {"no_such_fact": True}, allow_draft=True),
        lambda: triage.resume(tree, {"no": "session"}, allow_draft=True),
        lambda: triage.start(tree, allow_draft=True).back(),
        lambda: triage.what_would_change(tree, {}, allow_draft=True),
    ):
        with pytest.raises(triage.TriageError):
            call()


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every search of all patients end before it is done."""
    monkeypatch.setattr(urgency_map, "MAX_NODES", 20)


@pytest.fixture(autouse=True, scope="module")
def warmed_up() -> None:
    """Import and cache what the first use imports and caches."""
    use_everything()


def test_the_library_leaves_its_host_as_it_was() -> None:
    before = settings()
    with none_may_change_the_host():
        use_everything()

    assert settings() == before


@pytest.mark.usefixtures("little_room")
def test_a_host_is_as_it_was_after_errors() -> None:
    before = settings()
    with none_may_change_the_host():
        refused()

    assert settings() == before


@pytest.mark.parametrize("calls", [10, 100, 1_000, 5_000, 20_000, 50_000, 100_000])
def test_a_host_is_as_it_was_after_an_interruption(calls: int) -> None:
    before = settings()
    with pytest.raises(Interrupted), interrupted_after(calls):
        use_everything_for_ever()

    assert settings() == before


def test_a_host_is_as_it_was_after_threads() -> None:
    before = settings()
    with none_may_change_the_host(), ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: guest_in_a_thread(), range(3)))

    assert done == [use_everything()] * 3
    assert settings() == before


def guest_in_a_thread() -> list[object]:
    before = settings_of_this_thread()
    done = use_everything()
    assert settings_of_this_thread() == before
    return done


@pytest.fixture
def strange_host() -> Iterator[None]:
    """A host that collects no garbage, counts to one digit and allows few calls within calls."""
    limit = sys.getrecursionlimit()
    with decimal.localcontext() as context:
        context.prec, context.traps[decimal.Inexact] = 1, True
        gc.disable()
        sys.setrecursionlimit(300)
        try:
            yield
        finally:
            sys.setrecursionlimit(limit)
            gc.enable()


def test_what_a_host_has_set_for_itself_changes_no_result(request: pytest.FixtureRequest) -> None:
    expected = use_everything()
    request.getfixturevalue("strange_host")

    assert use_everything() == expected


COMMANDS = [
    ["check", TREE],
    ["test", TREE],
    ["prove", TREE],
    ["who", TREE, "self_care"],
    ["mutate", "ankle/tree.yaml"],
    ["diff", TREE, TREE],
    ["show", TREE],
    ["format", "ankle"],
    ["draw", TREE, "-o", "a.svg"],
    ["draw", TREE, "-o", "a.txt"],
    ["draw", TREE, "-o", "a.mmd"],
    *(["print", TREE, "-o", "a.pdf", "--kind", kind] for kind in ("flowchart", "questionnaire")),
    ["export", TREE, "--to", "fhir"],
    ["assess", TREE, "--answers", "answers.json"],
]


# Nothing is answered, and a few cases find few faults; all else is in order.
CODES = {"assess": 4, "mutate": 3}


def run(arguments: list[str]) -> None:
    code = main.main(arguments, prog_name="triage", standalone_mode=False)
    assert code == CODES.get(arguments[0], 0)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_leaves_its_process_as_it_was(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "a.svg" in arguments and shutil.which("dot") is None:
        pytest.importorskip("pygraphviz", reason="needs Graphviz")
    if arguments[0] == "print":
        pytest.importorskip("typst", reason="needs the extra `print`")
    monkeypatch.chdir(tmp_path)
    Path("answers.json").write_text("{}", encoding="utf-8")
    Path("ankle").mkdir()
    Path("ankle", "tree.yaml").write_text(small.TREE, encoding="utf-8")
    Path("ankle", "cases.yaml").write_text(small.CASES, encoding="utf-8")
    run(arguments)
    before = settings()
    writes = arguments[0] in ("draw", "print", "format")
    with none_may_change_the_host(but=FOR_A_FILE if writes else frozenset()):
        run(arguments)

    assert settings() == before


@pytest.mark.parametrize("change", [gc.disable, lambda: sys.setrecursionlimit(5_000)])
def test_a_change_that_is_put_back_is_seen_all_the_same(change: Callable[[], None]) -> None:
    limit = sys.getrecursionlimit()
    try:
        with pytest.raises(HostChanged), none_may_change_the_host():
            change()
    finally:
        gc.enable()
        sys.setrecursionlimit(limit)
