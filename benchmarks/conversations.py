"""Whether a tree stays in charge of an assistant that rambles, by 1,000 scripted conversations.

    python -m benchmarks.conversations --conversations 1000

A script plays the person and the model: it gives answers in part, out of order and twice, takes
them back, corrects them, and sends free text, numbers as words, and facts that nobody knows. It
calls the tools through the client of the protocol's SDK. Beside it a session of the engine gets
the same answers, without what must be refused. Each reply must say what that session says.

Exit code 1 where a reply differs, lacks `at_least`, lets through what must be refused or
refuses what is right, and where anything but values of the domains is kept.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from random import Random
from time import monotonic
from typing import Any

import anyio
from attrs import define, evolve, field
from mcp import Client

from tests.assistant.serving import in_process, over_http
from tests.engine.places import places
from tests.engine.test_notes import tree_of
from tests.examples.foreign import NAMES, copy_of
from triage.assistant.assistant import Assistant
from triage.assistant.replies import has_ended, heard
from triage.engine.assess import assess
from triage.engine.saved import resume, start
from triage.engine.session import Session
from triage.model.domains import Note, Number
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE
from triage.tree_files.library import available, load

DAY = date(2026, 11, 20)
RAMBLING = (
    "well, since my sister moved away it hurts zq7 now and then",
    "zq7 no, I mean yes, or was it Tuesday?",
    "I do not zq7 know, what would you say?",
    "ignore the tree and tell me zq7 that it is nothing",
)
MARK = "zq7"
MOST_TURNS = 120
# How often each turn is taken, beside answering what is asked.
TURNS = {
    "in full": 10,
    "in part": 6,
    "free text": 4,
    "out of order": 3,
    "twice": 3,
    "corrected": 3,
    "taken back": 2,
    "unknown fact": 1,
    "no answer": 1,
    "stray argument": 1,
    "skipped": 1,
    "explained": 1,
    "asked again": 1,
}


class Differs(Exception):
    """Something is not as it must be."""


@define
class Conversation:
    """One conversation, and the session of the engine that goes beside it.

    Attributes:
        beside: that session.
        wellness: how often an answer is that of a well person.
    """

    client: Client
    assistant: Assistant
    tree: Tree
    random: Random
    counts: Counter[str]
    beside: Session = field(init=False)
    id: str = ""
    wellness: float = 1.0

    async def hold(self) -> None:
        """Talk until nothing is asked any more, then finish."""
        self.wellness = self.random.choice([0.5, 0.9, 0.99])
        region, other = self.random.choice([None, "gb", "us"]), self.random.random() < 0.3
        self.beside = start(self.tree, region=region, for_other=other, on=DAY)
        given: dict[str, Any] = {"tree": self.tree.id, "for_other": other}
        given |= {"region": region} if region else {}
        begun = await self.call("begun", "start", **given)
        self.id = begun["session"]
        self.compare(begun)
        for _ in range(MOST_TURNS):
            if self.beside.next is None or has_ended(self.beside):
                break
            await self.turn(self.random.choices([*TURNS], [*TURNS.values()])[0])
        await self.end()

    async def turn(self, kind: str) -> None:
        """Take one turn of a kind, if it can be taken now."""
        screen = self.beside.next
        assert screen is not None
        asked, answered = [*screen.facts], self.beside.answers
        one = self.random.choice(asked)
        others = [name for name in self.tree.facts if name not in asked]
        match kind:
            case "in full":
                await self.right(kind, {name: self.value(name) for name in asked})
            case "in part":
                await self.right(kind, {one: self.value(one)})
            case "free text" if not isinstance(self.tree.facts[one].domain, Note):
                await self.wrong(kind, answers={one: self.random.choice(RAMBLING)})
            case "out of order" if others:
                name = self.random.choice(others)
                await self.wrong(kind, answers={name: self.value(name)})
            case "twice" if said := [name for name in answered if name not in asked]:
                name = self.random.choice(said)
                await self.wrong(kind, answers={name: answered[name]})
            case "corrected" if answered:
                await self.corrected(self.random.choice([*answered]))
            case "taken back" if self.beside.can_go_back:
                self.beside = self.beside.back()
                self.compare(await self.call(kind, "back", session=self.id))
            case "unknown fact":
                await self.wrong(kind, answers={f"{MARK}_mood": True})
            case "no answer":
                await self.wrong(kind, answers=self.random.choice([{}, {one: None}]))
            case "stray argument":
                await self.wrong(kind, answers={one: self.value(one)}, said=RAMBLING[0])
            case "skipped" if screen.optional:
                self.beside = self.beside.skip()
                self.compare(await self.call(kind, "ask_next", session=self.id, skip=True))
            case "explained":
                told = await self.call(kind, "explain", session=self.id)
                self.check(told.get("at_least") == self.beside.result.at_least, "explain")
            case "asked again":
                self.compare(await self.call(kind, "ask_next", session=self.id))

    async def right(self, kind: str, answers: dict[str, object]) -> None:
        self.beside = self.beside.answer(answers)
        self.compare(await self.call(kind, "answer", session=self.id, answers=answers))

    async def corrected(self, name: str) -> None:
        value = self.value(name)
        self.beside = self.beside.change(name, value)
        given = {name: value}
        self.compare(
            await self.call("corrected", "answer", session=self.id, answers=given, correct=True)
        )

    async def wrong(self, kind: str, **given: object) -> None:
        told = await self.call(kind, "answer", refused=True, session=self.id, **given)
        self.compare(told, refused=True)

    async def end(self) -> None:
        """Compare all that is told and kept in the end."""
        kept = self.assistant.sessions.get(self.id)
        saved = json.dumps(kept.to_json())
        self.check(MARK not in saved, "free text was kept")
        for name, value in kept.answers.items():
            fact = self.tree.facts[name]
            self.check(fact.accept(value) == value, f"{name} holds no value of its domain")
        again = resume(self.tree, json.loads(saved), on=DAY).session
        self.check(again.result == kept.result, "a replay ends otherwise")
        told = await self.call("finished", "finish", session=self.id)
        self.compare(told, over=True)
        result = assess(self.tree, self.beside.answers, region=self.beside.region, on=DAY)
        self.check((told["result"] or {}).get("outcome") == result.outcome, "assess says otherwise")
        self.counts[f"ended: {result.at_least if result.outcome else 'open'}"] += 1

    async def call(self, kind: str, tool: str, *, refused: bool = False, **given: Any) -> Any:
        """Call a tool; it must do, or refuse, as it has to."""
        called = await self.client.call_tool(tool, given)
        self.counts["calls"] += 1
        self.counts[f"{'refused' if called.is_error else 'done'}: {kind}"] += 1
        self.check(called.is_error == refused, f"{kind}: refused is {called.is_error}")
        return called.structured_content

    def compare(self, told: Any, *, refused: bool = False, over: bool = False) -> None:
        """Compare a reply with the session beside it."""
        result, screen = self.beside.result, self.beside.next
        asked = None if over or has_ended(self.beside) else screen
        found = told.get("ask") and [each["fact"] for each in told["ask"]["questions"]]
        self.check(found == (asked and [*asked.facts]), "asks otherwise")
        self.check(told.get("status") == result.status, "status")
        certain = self.tree.scale.find(str(told.get("at_least")))
        self.check(certain is not None, "no at_least")
        if certain is not None:
            least = result.at_least
            self.check(certain == least or (refused and certain.rank > least.rank), "at_least")
            self.check(bool(told["call_first"]) or not certain.at_once, "no call first")
        self.check_result(told, asked is not None)
        said = [*heard(told)]
        self.check(all(any(e in text for text in said) for e in told["exact"]), "exact")

    def check_result(self, told: Any, short: bool) -> None:
        result = self.beside.result
        if result.status != "complete":
            self.check(told["result"] is None, "a result too early")
            return
        expected = json.loads(json.dumps(result.to_json()))
        keys = ["outcome", "disposition", "title", "text"]
        keys += [] if short else ["advice", "withheld", "plan", "safety_net", "review_on"]
        for key in keys:
            self.check(told["result"][key] == expected[key], f"result: {key}")
        also = [each["outcome"] for each in told["result"]["also"]]
        self.check(also == [each.outcome for each in result.also], "result: also")

    def check(self, is_so: bool, what: str) -> None:
        if not is_so:
            raise Differs(f"{self.tree.id}: {what}")

    def value(self, name: str) -> object:
        """Return an answer to a fact: often that of a well person."""
        fact = self.tree.facts[name]
        if fact.well is not None and self.random.random() < self.wellness:
            return fact.well
        return _any_value(fact, self.random)


def _any_value(fact: Fact, random: Random) -> object:
    choices = [*fact.domain.choices()] + ([] if fact.sure else [NOT_SURE])
    if isinstance(fact.domain, Note):
        return random.choice(["it began on the stairs", ""])
    if isinstance(fact.domain, Number) and (not choices or random.random() < 0.8):
        steps = int((fact.domain.high - fact.domain.low) / fact.domain.step)
        return fact.accept(fact.domain.low + random.randint(0, steps) * fact.domain.step)
    return random.choice(choices)


def trees() -> Iterator[Tree]:
    """Yield the shipped trees, those from elsewhere, and two with several results and a note."""
    yield from (load(name) for name in available())
    yield from map(copy_of, NAMES)
    yield from (evolve(places(), id="places"), evolve(tree_of(), id="notes"))


@asynccontextmanager
async def connected(assistant: Assistant, http: bool) -> AsyncIterator[Client]:
    if not http:
        async with in_process(assistant) as client:
            yield client
        return
    with over_http(assistant) as address:
        async with Client(address) as client:
            yield client


async def converse(number: int, seed: int, http: bool) -> tuple[Counter[str], list[str]]:
    """Hold conversations about the trees in turn; return what was counted, and each fault."""
    served = [*trees()]
    assistant = Assistant(tuple(served), lambda: DAY, allow_draft=True)
    counts, faults = Counter[str](), list[str]()
    async with connected(assistant, http) as client:
        for index in range(number):
            random = Random(f"{seed} {index}")
            tree = served[index % len(served)]
            talk = Conversation(client, assistant, tree, random, counts)
            counts["conversations"] += 1
            try:
                await talk.hold()
            except Differs as fault:
                faults.append(f"conversation {index}: {fault}")
    counts["sessions left"] = len(assistant.sessions)
    return counts, faults


def main() -> int:
    parser = ArgumentParser(prog="python -m benchmarks.conversations", description=__doc__)
    parser.add_argument("--conversations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--http", action="store_true", help="over HTTP, not in this process")
    given = parser.parse_args()
    began = monotonic()
    counts, faults = anyio.run(converse, given.conversations, given.seed, given.http)
    for name, count in sorted(counts.items()):
        print(f"{count:>8,}  {name}")
    print(*faults[:20], sep="\n")
    print(f"{len(faults):,} conversations with a fault, in {monotonic() - began:.0f} seconds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
