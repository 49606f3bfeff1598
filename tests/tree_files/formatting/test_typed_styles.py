"""Whatever way a tree is typed: its meaning and its comments stay, and there is one layout."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.tree_files.formatting.places import NOTE, composed, meaning, misplaced
from tests.tree_files.formatting.typing_styles import typed
from triage.testing import documents
from triage.tree_files.formatting.canonical import canonical
from triage.tree_files.library import load

typed_trees = documents().flatmap(typed)


def notes(text: str) -> Counter[str]:
    return Counter(found[0] for line in text.split("\n") if (found := NOTE.search(line)))


def digest_of(text: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder, "made-up.yaml")
        file.write_text(text, encoding="utf-8")
        return load(file).digest


@given(typed_trees)
def test_the_meaning_stays(text: str) -> None:
    assert meaning(composed(canonical(text, "t"))) == meaning(composed(text))


@given(typed_trees)
def test_the_digest_stays(text: str) -> None:
    assert digest_of(canonical(text, "t")) == digest_of(text)


@given(typed_trees)
def test_a_layout_of_a_layout_is_the_layout(text: str) -> None:
    once = canonical(text, "t")

    assert canonical(once, "t") == once


@given(typed_trees)
def test_every_comment_stays_once_and_with_what_it_is_about(text: str) -> None:
    after = canonical(text, "t")

    assert misplaced(text) == []
    assert notes(after) == notes(text)
    assert misplaced(after) == []


@given(typed_trees)
def test_only_prose_in_literal_blocks_and_unbreakable_words_pass_the_width(text: str) -> None:
    after = canonical(text, "t")
    wide = [line for line in after.split("\n") if len(line) > 120 and "#" not in line]

    # A literal block keeps its lines, though they may be indented otherwise.
    assert all(" " not in line.strip() or line.strip() in text for line in wide)


@given(documents(), st.data())
def test_names_keep_their_order_and_keys_take_the_one_of_the_format(document, data) -> None:
    text = data.draw(typed(document))
    after = composed(canonical(text, "t"))

    assert list(after.entries["facts"].entries) == list(composed(text).entries["facts"].entries)
    assert [key for key in after.entries if key in ("triage", "id", "facts", "steps")] == [
        "triage",
        "id",
        "facts",
        "steps",
    ]
