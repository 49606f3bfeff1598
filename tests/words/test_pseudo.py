"""In a language that nobody speaks all of our words are translated, and fit where they stand."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from tests.words.pseudo import PSEUDO, longer, outside_brackets
from triage.cli import main
from triage.engine.assess import assess
from triage.terminal.pages import Page, Reply, Talk
from triage.terminal.screenful import Screenful
from triage.terminal.typed import read
from triage.tree_files.library import load
from triage.words import Speaking

pytestmark = pytest.mark.usefixtures("pseudo")

COLUMNS = 80
HOME = ["1", "0", "y", "n", "36,8", "12", "1", "1", "1", "0", "3", "?", "1", "w", "1", "k", ""]
ANSWERS = {
    "breathless": False, "cold_foot": False, "deformed": False, "hurts_now": True,
    "limping": False, "temperature": 37, "days": 3, "trend": "better", "hills": True,
    "new_shoes": "not sure",
}  # fmt: skip
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
# A command to copy, or the place of a file, is not broken.
_UNBROKEN = re.compile(r" {2}(?:triage|python -m triage|/)\S*.*")
# Names of files, facts and options, and what click itself says.
_NAMES = re.compile(r"\w+_\w+|--?[a-z-]+|made-up|draft|\S*\.(?:json|yaml|pdf|txt|svg)\b")


def untranslated(text: str) -> list[str]:
    """Return the lines with words that stand outside of all brackets and are no names."""
    lines = outside_brackets(_UNBROKEN.sub("", text)).splitlines()
    return [line for line in lines if _TWO_LETTERS.search(_NAMES.sub("", line))]


def too_long(lines: list[str]) -> list[str]:
    return [line for line in lines if len(line) > COLUMNS and not _UNBROKEN.fullmatch(line)]


def run(*arguments: str, typed: str = "") -> Result:
    done = CliRunner().invoke(main, arguments, input=typed)
    assert done.exit_code in (0, 4), done.output
    return done


@pytest.fixture
def answers(tmp_path: Path) -> str:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS))
    return str(file)


def test_a_sentence_is_longer_and_keeps_its_places() -> None:
    assert longer("found no step `{name}`") == "[found no step `{name}` ~~~~ ~]"
    assert outside_brackets("a [b [c] d] e") == "a  e"


@pytest.mark.parametrize(
    "typed", [HOME, ["1", "2"], ["1", "0", "?", "1", "y", "u", "q"], ["q"], ["x", "w", "1", "q"]]
)
def test_the_plain_questions_are_translated_and_fit(tree: str, typed: list[str]) -> None:
    said = run("ask", tree, "--plain", "--for-me", typed="\n".join(typed) + "\n").stdout

    assert "~~~~" in said
    assert untranslated(said) == []
    assert too_long(said.splitlines()) == []


class Reader:
    """A front that keeps every page, and answers each with the next of some texts."""

    keeps_pages = True

    def __init__(self, typed: list[str]) -> None:
        self.typed = iter(typed)
        self.pages: list[Page] = []

    def converse(self, talk: Talk) -> None:
        page = next(talk)
        while True:
            self.pages.append(page)
            reply = self.reply(page)
            try:
                page = talk.send(reply)
            except StopIteration:
                return

    def reply(self, page: Page) -> Reply:
        for typed in self.typed:
            reply = read(page, typed)
            if not isinstance(reply, str):
                return reply
        raise EOFError

    def close(self, pages: tuple[Page, ...]) -> None:
        self.pages += pages

    def leave(self, error: BaseException) -> None:
        raise error


def screens(page: Page, height: int) -> Iterator[list[str]]:
    """Yield what stands on the screen, from the top of a page to its end."""
    screen = Screenful(page, COLUMNS, height)
    for offset in range(200):
        screen.offset = offset
        yield [line.text for line in screen.lines()]
        if screen.offset < offset:
            return


@pytest.mark.parametrize("height", [12, 24, 60])
def test_the_pages_of_a_full_screen_are_translated_and_fit(
    tree: str, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    front = Reader(HOME)
    monkeypatch.setattr("triage.cli.commands.ask.choose_front", lambda *_: front)
    run("ask", tree, "--for-me")

    assert len(front.pages) > 8
    with Speaking(PSEUDO):
        assert_fits(front.pages, height)


def assert_fits(pages: list[Page], height: int) -> None:
    for page in pages:
        for lines in screens(page, height):
            assert len(lines) == height
            assert too_long(lines) == []
        whole = next(screens(page, 200))
        assert untranslated("\n".join(whole)) == []


def test_a_result_is_translated(tree: str, answers: str) -> None:
    assert untranslated(run("assess", tree, "--answers", answers).stdout) == []


def test_the_texts_of_a_result_for_an_app_are_translated(tree: str, answers: str) -> None:
    told = json.loads(run("assess", tree, "--answers", answers, "--json").stdout)
    texts = [*told["cautions"], *told["safety_net"], *told["summary"]]
    texts += [reason["text"] for reason in told["because"]]
    texts += [measure["because"] for measure in told["withheld"]]

    assert told["language"] == PSEUDO
    assert len(texts) > 5
    assert [text for text in texts if untranslated(text)] == []


def test_a_picture_is_translated(tree: str, tmp_path: Path) -> None:
    run("draw", tree, "-o", str(tmp_path / "made.txt"))
    said = (tmp_path / "made.txt").read_text()

    assert untranslated(said) == []
    assert too_long(said.splitlines()) == []


@pytest.mark.parametrize("ending", ["mmd", "dot"])
def test_the_words_of_a_chart_are_translated(tree: str, tmp_path: Path, ending: str) -> None:
    run("draw", tree, "-o", str(tmp_path / f"made.{ending}"))
    written = (tmp_path / f"made.{ending}").read_text()
    plain = re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), written)
    quoted = re.findall(r'"([^"]*)"', html.unescape(plain))
    words = [re.sub(r"<[^<>]*>|\\[nl]", " ", each) for each in quoted if " " in each]

    assert len(words) > 20
    assert [each for each in words if untranslated(each) and "DejaVu" not in each] == []


@pytest.mark.parametrize("kind", ["flowchart", "questionnaire", "handout", "summary"])
def test_a_sheet_is_translated_and_stays_on_the_paper(
    tree: str, answers: str, tmp_path: Path, kind: str
) -> None:
    wanted = ["--answers", answers] if kind == "summary" else []
    run("print", tree, "-o", str(tmp_path / "made.pdf"), "--kind", kind, *wanted)
    pages = PdfReader(tmp_path / "made.pdf").pages

    for page in pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert all(0 < x < width and 0 < y < height for x, y in places(page))
    assert untranslated("\n".join(page.extract_text() for page in pages)) == []


def places(page) -> list[tuple[float, float]]:
    """Return where each text of a page begins."""
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            found.append((cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]))

    page.extract_text(visitor_text=visit)
    return found


def test_a_form_is_translated(tree: str) -> None:
    form = json.loads(run("export", tree, "--to", "fhir").stdout)
    texts = list(texts_of(form))

    assert len(texts) > 20
    assert [text for text in texts if untranslated(text)] == []


def texts_of(part: object) -> Iterator[str]:
    """Yield the texts that a form shows."""
    if isinstance(part, dict):
        yield from (part[key] for key in ("title", "text", "description") if key in part)
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from texts_of(inner)


def test_what_is_wrong_with_a_tree_is_translated() -> None:
    bad = sorted(map(str, (Path(__file__).parents[1] / "trees" / "bad").iterdir()))
    said = CliRunner().invoke(main, ["check", *bad]).stdout
    plain = re.sub(r"^\S*:\d+:\d+: [A-Z]\d+ [a-z0-9-]+:", "", said, flags=re.MULTILINE)
    # A name in a message may hold a bracket of its own, so lines cannot be told apart.
    unbracketed = [line for line in plain.splitlines() if line.startswith((" found", "    help: "))]

    assert said.count("[found") > 200
    assert [line for line in unbracketed if line.startswith(" found")] == []


def test_help_is_translated() -> None:
    said = run("ask", "--help").stdout

    assert "[Keep the answers in FILE" in " ".join(said.split())
    assert "[Ask the questions of a tree in the terminal." in said
    assert "[Ask, run, check and prove" in run("--help").stdout


def test_two_results_of_one_tree_speak_each_its_own_language(tree: str) -> None:
    loaded = load(tree)
    english, other = (
        assess(loaded, ANSWERS, language="en"),
        assess(loaded, ANSWERS, language=PSEUDO),
    )

    assert "~" not in str(english.to_json())
    assert "~" in str(other.to_json())
    assert "~" not in str(assess(loaded, ANSWERS, language="en").to_json())
