"""What programs were seen to show, block by block, so that a run goes on where it was stopped.

Filling in every path class takes hours. Each one goes on from the answers of
the one before, so they stand in an order in which few answers change: 1.2 a
path class. The blocks come in an order drawn by the tree, so that those done
so far are an even sample.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from random import Random

from attrs import asdict, define, field, frozen

from tests.outputs.fhir.compared import Seen
from tests.outputs.fhir.renderer import Json

SIZE = 100
HOME = Path(__file__).parents[1] / "build" / "clients" / "seen"


@frozen
class Block:
    """People whose answers are much alike."""

    number: int
    people: list[Json]


@define
class Recorded:
    """What one program showed of one form, so far.

    Attributes:
        key: what was shown by what; another form or program begins anew.
        done: the blocks that were filled in, by their numbers.
        people: how many were in these blocks, which is how many path classes.
        screens: how many were compared, those that came again counted again.
        differing: how many were not as they should be.
        seconds: how long it took.
        blank: whether the blank form was right, or None while none was seen.
    """

    key: str
    done: list[int] = field(factory=list)
    people: int = 0
    screens: int = 0
    differing: int = 0
    seconds: float = 0
    blank: bool | None = None

    def add(self, seen: list[Seen], differing: int) -> None:
        """Count the moments of one path class."""
        if self.blank is not False and not seen[0].answers:
            self.blank = seen[0].is_right
        self.screens += len(seen)
        self.differing += differing

    def close(self, block: Block, seconds: float) -> None:
        """Note that a block was filled in."""
        self.done.append(block.number)
        self.people += len(block.people)
        self.seconds += seconds


def blocks(people: list[Json], digest: str) -> list[Block]:
    """Return people in blocks, in an order that depends on the tree alone."""
    near = by_nearness(people)
    starts = range(0, len(people), SIZE)
    found = [Block(number, near[at : at + SIZE]) for number, at in enumerate(starts)]
    Random(digest).shuffle(found)
    return found


def by_nearness(people: list[Json]) -> list[Json]:
    """Return people so that each has few other answers than the one before."""
    bits: dict[object, int] = {}
    left = [(sum(_bit(bits, each) for each in person.items()), person) for person in people]
    found, last = [], left[0][0] if left else 0
    while left:
        at = min(range(len(left)), key=lambda at: (left[at][0] ^ last).bit_count())
        left[at], left[-1] = left[-1], left[at]
        last, person = left.pop()
        found.append(person)
    return found


def _bit(bits: dict[object, int], answer: object) -> int:
    return bits.setdefault(answer, 1 << len(bits))


def key_of(*parts: object) -> str:
    """Return a short name of everything that a record depends on."""
    return sha256(json.dumps(parts, default=str).encode()).hexdigest()


def recorded(name: str, key: str) -> Recorded:
    """Return what was recorded under a name, or nothing seen where it was of something else."""
    path = HOME / f"{name}.json"
    if path.is_file():
        found = Recorded(**json.loads(path.read_text()))
        if found.key == key:
            return found
    return Recorded(key)


def record(name: str, seen: Recorded) -> None:
    """Keep what was seen."""
    HOME.mkdir(parents=True, exist_ok=True)
    new = HOME / f"{name}.new"
    new.write_text(json.dumps(asdict(seen)))
    new.replace(HOME / f"{name}.json")
