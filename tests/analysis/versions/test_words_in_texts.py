"""A comparison tells the texts as they are written, and the words of the facts that they name."""

from __future__ import annotations

from tests.engine.rule_trees import ends
from tests.engine.small import Plain, small
from triage.analysis.versions.edits import edits
from triage.model.tree import Tree


def tree_of(say: Plain, text: str = "Rest {side}.") -> Tree:
    side: Plain = {"type": "one of", "options": {"left": "Left", "right": "Right"}, "sure": True}
    return small(
        {"side": {**side, "say": say}},
        {"side": {"ask": "side", "then": [{"go": "home"}]}},
        ends("home", home={"text": text}),
    )


WORDS = {"left": "your left leg", "right": "your right leg", "anybody": "a leg"}


def told(old: Tree, new: Tree) -> list[tuple[str, str, str, str]]:
    return [(e.part, e.key, e.old, e.new) for e in edits(old, new)]


def test_changed_words_show_once_where_they_were_changed() -> None:
    other = {**WORDS, "left": "the left one", "unanswered": "a leg"}

    assert told(tree_of(WORDS), tree_of(other)) == [
        ("fact `side`", "say `Left`", "your left leg", "the left one"),
        ("fact `side`", "say `unanswered`", "", "a leg"),
    ]


def test_a_changed_text_shows_as_it_is_written() -> None:
    old, new = tree_of(WORDS), tree_of(WORDS, "Rest {side} for a day.")

    assert ("outcome `home`", "text", "Rest {side}.", "Rest {side} for a day.") in told(old, new)
    assert tree_of(WORDS).digest != tree_of({**WORDS, "anybody": "the leg"}).digest
