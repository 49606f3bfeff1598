"""The pictures of the screens show what they say, and the recording can be played."""

from __future__ import annotations

import json
import re
from html import unescape

import pyte
import pytest

from tests.docs.examples import ROOT
from triage.phrasing import terminal_words

SCREENS = ROOT / "docs" / "gallery" / "screens"
PICTURES = sorted(SCREENS.glob("*.svg"))
SHOWN = {
    "choice": terminal_words.WHICH_TREE,
    "country": terminal_words.WHICH_COUNTRY,
    "first": "Who is this about?",
    "signs": "[ ] foot cold",
    "why": terminal_words.WHY_EACH,
    "form": "on this page",
    "worried": terminal_words.WORRIED_TITLE,
    "offer": terminal_words.SHOW_ADVICE,
    "card": terminal_words.PLAN["today"],
    "part": terminal_words.WATCH,
    "left": terminal_words.CLOSING,
    "emergency": "CALL 999 NOW",
    "today": "GET MEDICAL HELP TODAY",
    "going-on": terminal_words.GO_ON,
    "kept": terminal_words.WILL_KEEP,
    "looking-again": terminal_words.REVIEW_OFFER,
}


@pytest.mark.parametrize(("name", "words"), SHOWN.items())
@pytest.mark.parametrize("terminal", ["dark", "light"])
def test_a_picture_shows_its_page(name, words, terminal):
    svg = (SCREENS / f"{name}-{terminal}.svg").read_text("utf-8")
    lines: dict[str, str] = {}
    for top, text in re.findall(r'<text [^>]*?y="([^"]+)"[^>]*>([^<]*)<', svg):
        lines[top] = lines.get(top, "") + unescape(text)

    assert words in " ".join(" ".join(lines.values()).split())


def test_every_picture_is_on_the_page_and_no_other():
    page = (SCREENS / "README.md").read_text("utf-8")

    assert sorted(re.findall(r'src="([^"]+)"', page)) == sorted(file.name for file in PICTURES)
    kinds = {"question", "number"}  # where the tree asks for one by itself
    assert {file.stem.rpartition("-")[0] for file in PICTURES} - kinds == {*SHOWN}


def test_the_recording_plays_from_the_first_page_to_what_stays():
    head, *events = map(json.loads, (SCREENS / "asking.cast").read_text("utf-8").splitlines())
    screen = pyte.Screen(head["width"], head["height"])
    stream = pyte.Stream(screen)
    seen = []
    for when, kind, data in events:
        stream.feed(data)
        seen.append((when, kind, "\n".join(screen.display)))

    assert (head["version"], head["width"], head["height"]) == (2, 80, 24)
    assert "Who is this about?" in seen[0][2]
    assert terminal_words.CLOSING in seen[-1][2]
    assert [when for when, *_ in seen] == sorted(when for when, *_ in seen)
