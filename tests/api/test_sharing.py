"""One tree for everybody: threads and async tasks neither disturb nor see each other."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from attrs.exceptions import FrozenInstanceError

import triage
from tests.run.drawn import Answers
from tests.sampled import slow
from triage.cases.running import patient_of
from triage.commands.trees import cases_beside
from triage.loading.library import load
from triage.model.tree import Tree

WORKERS, ROUNDS = 6, 2


def people(tree: Tree) -> list[Answers]:
    return [patient_of(case, tree) for case in cases_beside("calf-soreness", tree)][:60]


def asked(tree: Tree, patient: Answers) -> triage.Session:
    session = triage.start(tree, allow_draft=True)
    while (screen := session.next) is not None:
        session = session.answer({fact: patient[fact] for fact in screen.facts})
    return session


def told(tree: Tree, patient: Answers) -> object:
    changes = triage.what_would_change(tree, patient, at_most=3, allow_draft=True)
    session = asked(tree, patient)
    return session.result.to_json(), session.to_json(), changes.to_json()


@slow
def test_threads_that_share_a_fresh_tree_get_what_one_thread_gets() -> None:
    """Broken by: a memo that is filled in place; by a search that adds to a shared diagram."""
    alone = load("calf-soreness")
    expected = [told(alone, patient) for patient in people(alone)]
    for _ in range(ROUNDS):
        shared, together = load("calf-soreness"), Barrier(WORKERS)

        def work(number: int, tree: Tree = shared, begin: Barrier = together) -> list[object]:
            begin.wait()  # so that all of them prepare the tree at once
            found = people(tree)
            order = [*range(number, len(found)), *range(number)]
            done = {index: told(tree, found[index]) for index in order}
            return [done[index] for index in range(len(found))]

        with ThreadPoolExecutor(WORKERS) as pool:
            assert all(got == expected for got in pool.map(work, range(WORKERS)))


def test_conversations_of_async_tasks_in_turns_do_not_mix() -> None:
    tree = load("calf-soreness")
    given = people(tree)

    async def converse(patient: Answers) -> object:
        session = triage.start(tree, allow_draft=True)
        while (screen := session.next) is not None:
            await asyncio.sleep(0)  # lets another task have its turn
            session = session.answer({fact: patient[fact] for fact in screen.facts})
        return session.to_json()

    async def everybody() -> list[object]:
        return await asyncio.gather(*map(converse, given))

    assert asyncio.run(everybody()) == [asked(tree, patient).to_json() for patient in given]


def test_what_is_shared_cannot_be_changed() -> None:
    tree = load("calf-soreness")
    session = triage.start(tree, allow_draft=True)
    shared = (tree, session, session.result, session.next)
    for one in shared:
        with pytest.raises(FrozenInstanceError):
            one.title = "another"  # type: ignore[union-attr,misc]  # that is the test
    with pytest.raises(TypeError):
        session.result.answers["limping"] = True  # type: ignore[index]  # that is the test
    with pytest.raises(TypeError):
        tree.facts["limping"] = None  # type: ignore[index]  # that is the test
