"""Ten people answer at a real terminal, tmux, at three sizes.

``python -m benchmarks.stories`` tells all stories, with numbers behind it only those.
Each key goes to the program in tmux and to a screen in memory; both must show the same after
it. On the card every key is pressed that it shows, and what they wrote is opened. Of each page
a transcript and a picture, on a dark and a light terminal, go to ``build/stories``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from benchmarks.at_tmux import sat_down
from benchmarks.opened import opened
from triage.analysis.cases.running import patient_of
from triage.model.values import Value
from triage.tree_files.cases import load_cases
from triage.tree_files.library import load

SIZES: Final = ((80, 24), (120, 40), (40, 20))
FOLDER: Final = Path("build") / "stories"


@frozen
class Story:
    """Somebody and their answers, as a case beside a tree tells them."""

    tree: str
    case: str
    for_other: bool = False

    @property
    def patient(self) -> Mapping[str, Value]:
        """All answers of the case."""
        tree = load(self.tree)
        cases = load_cases(Path(tree.file).with_name("cases.yaml"), tree)
        return patient_of(next(case for case in cases if case.name == self.case), tree)


STORIES: Final = (
    Story("start", "shins sore beside the bone"),
    Story("start", "face droops, foot numb"),
    Story("start", "not sure where, 15 days", for_other=True),
    Story("calf-soreness", "both legs weak"),
    Story("calf-soreness", "bruise on a blood thinner"),
    Story("shin-soreness", "missed periods, only the muscle sore"),
    Story("achilles-pain", "no number for the pain", for_other=True),
    Story("foot-numbness", "tingled once with hard-tied laces in new shoes"),
    Story("forefoot-transition", "a stress fracture half a year ago"),
    Story("return-to-running", "25 years, 26 raises against 35"),
)


@frozen
class Told:
    """How a story went.

    Attributes:
        came: what each key of the card brought, by its letter.
        left: what stands on the terminal in the end, from the first line to the last.
    """

    pages: int
    keys: int
    headline: str
    came: Mapping[str, str]
    left: str


def told(story: Story, size: tuple[int, int], album: Path | None = None) -> Told:
    """Tell a story at a terminal of some size, to its end.

    Raises:
        AssertionError: a screen is not what it ought to be.
    """
    with sat_down(story.tree, size, album) as typing:
        typing.answer(story.patient, for_other=story.for_other)
        headline = typing.memory.view.lines()[0].text.strip()
        typing.read_on()
        came = typing.take_along()
        typing.tmux.press("q")
        typing.tmux.see_words("ended 0")
        left = typing.tmux.text("-S", "-")
        if "k" in came:
            (kept,) = typing.tmux.folder.glob("state/triage/*.review.json")
            came["k"] = opened(kept)
        return Told(typing.pages, typing.keys, headline, came, left)


def main() -> None:
    """Tell the stories that are named, or all, at all sizes; print a line of each."""
    named = {int(each) for each in sys.argv[1:]} or range(1, len(STORIES) + 1)
    print("| story | size | pages | keys | ends with | taken along |")
    print("|---|---|---|---|---|---|")
    for number, story in [(n, STORIES[n - 1]) for n in sorted(named)]:
        for columns, rows in SIZES:
            size = f"{columns}x{rows}"
            end = told(story, (columns, rows), FOLDER / size / f"{number:02}-{story.tree}")
            came = "; ".join(
                f"{key}: {said.splitlines()[0][:40]}" for key, said in end.came.items()
            )
            cells = [f"{number} {story.case}", size, end.pages, end.keys, end.headline, came]
            print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main()
