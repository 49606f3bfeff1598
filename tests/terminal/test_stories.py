"""Ten people at a real terminal: after each key the screen shows what it ought to."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.at_tmux import sat_down
from benchmarks.stories import SIZES, STORIES, Story, told

pytestmark = pytest.mark.skipif(
    not shutil.which("tmux"), reason="there is no tmux; install the package `tmux`"
)
_URGENT = ("■", "▲")


def test_somebody_in_an_emergency_is_told_on_a_narrow_terminal():
    story = STORIES[3]
    with sat_down(story.tree, (40, 20)) as typing:
        typing.answer(story.patient, for_other=story.for_other)

        first, *_, last = typing.tmux.text().splitlines()
        assert (first.strip(), last.strip()) == ("■ GO TO A&E NOW. IF YOU CANNOT GET", "call 999.")


@pytest.mark.nightly
@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="no pdfinfo; install `poppler-utils`")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.tree}: {story.case}")
def test_each_key_of_a_card_takes_along_what_it_says(story: Story, size: tuple[int, int]):
    end = told(story, size)

    assert "PDF" in end.came["p"]
    assert "PDF" in end.came["s"]
    assert end.came["k"].startswith(f"{story.tree}.review.json: ")
    assert end.headline.lower().strip(" ■▲◆●") in end.left.lower()
    assert ("d" in end.came) == (not end.headline.startswith(_URGENT))
    assert "999" in end.came["c"]
