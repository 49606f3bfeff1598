"""Programs are slow, so people follow one another whose answers are much alike."""

from __future__ import annotations

from itertools import pairwise, product
from random import Random

from benchmarks.blocks import SIZE, blocks, by_nearness

PEOPLE = [dict(zip("abcdef", answers, strict=True)) for answers in product("YN?", repeat=6)]


def test_each_person_has_few_other_answers_than_the_one_before() -> None:
    drawn = Random(1).sample(PEOPLE, 300)
    changed = [sum(one[f] != other[f] for f in one) for one, other in pairwise(by_nearness(drawn))]

    assert sum(changed) < 1.3 * len(drawn)


def test_each_person_is_in_one_block_and_the_order_is_always_the_same() -> None:
    found = blocks(PEOPLE, "a digest")

    assert sorted(str(each) for block in found for each in block.people) == sorted(map(str, PEOPLE))
    assert max(len(block.people) for block in found) == SIZE
    assert [block.number for block in found] != sorted(block.number for block in found)
    assert found == blocks(PEOPLE, "a digest")
