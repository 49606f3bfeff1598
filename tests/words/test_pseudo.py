"""In a language that nobody speaks all of our words are translated, and fit where they stand."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from tests.sampled import PAPERS
from tests.words.paper import Place, out_of_place
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
# Names of files, facts and options.
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
    monkeypatch.setattr("triage.cli.asking.choose_front", lambda *_: front)
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


SHEETS = ("poster", "flowchart", "questionnaire", "handout", "summary")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_is_translated_and_keeps_to_its_columns(
    tree: str, answers: str, tmp_path: Path, kind: str, paper: str
) -> None:
    wanted = ["--answers", answers] if kind == "summary" else []
    made = tmp_path / "made.pdf"
    run("print", tree, "-o", str(made), "--kind", kind, "--paper", paper, *wanted)

    assert untranslated("\n".join(page.extract_text() for page in PdfReader(made).pages)) == []
    assert out_of_place(made) == []


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "a3", "letter"])
@pytest.mark.parametrize("kind", ["flowchart", "questionnaire", "handout"])
@pytest.mark.parametrize("name", ["showcase", "achilles-pain"])
def test_a_sheet_of_a_large_tree_keeps_to_its_columns(
    tmp_path: Path, name: str, kind: str, paper: str
) -> None:
    made = tmp_path / "made.pdf"
    run("print", name, "-o", str(made), "--kind", kind, "--paper", paper)

    assert out_of_place(made) == []


def test_words_out_of_place_would_be_seen() -> None:
    word, box = Place(40, 100, 90, 110, "word"), Place(30, 90, 80, 120)

    assert word.leaves(box)
    assert not word.leaves(Place(30, 90, 90, 120))
    assert word.is_on(Place(85, 104, 120, 114))
    assert not word.is_on(Place(92, 104, 120, 114))


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


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)], ids=str)
def test_the_words_of_click_in_a_help_are_translated(command: list[str]) -> None:
    said = run(*command, "--help").stdout
    usage, *below = said.splitlines()
    # Names and kinds of values stand as they are typed.
    left = [line for line in untranslated("\n".join(below)) if "  " not in line.strip()]

    assert usage.startswith("[Usage: ~~")
    assert "[Options ~~~]:" in said
    assert "[Show this message" in said
    assert [line for line in left if re.search("[a-z]{2} [a-z]{2}", line)] == []


WRONG = [
    ["nope"],
    ["ask", "--nope"],
    ["ask", "--save"],
    ["list", "one", "more"],
    ["draw"],
    ["assess", "made-up", "--region", "zz"],
    ["prove", "--timeout", "x"],
    ["prove", "--timeout", "-4"],
    ["format", "--check=3"],
    ["print", "made-up", "--kind", "nope"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_click_finds_wrong_is_translated(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    told = [line.removeprefix("    help: ") for line in done.stderr.splitlines()]

    assert done.exit_code == 2
    assert "~~~" in done.stderr
    assert [line for line in told if untranslated(line)] == []


@pytest.mark.parametrize("there", ["en", PSEUDO])
def test_help_in_another_language_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    monkeypatch.setenv("LANG", there)
    said = run("draw", "--language", PSEUDO, "--help").stdout

    assert said.startswith("[Usage: ~~")
    assert "[Draw a tree as a flowchart" in said
    assert "[[Draw" not in said


# One edit of each kind of which a comparison speaks.
EDITS = {
    "version: 0.1.0": "version: 0.2.0",
    "demands: {yes: physio, not sure: physio}": "demands: {yes: physio}",
    "[over 14, not sure]": "[over 21, not sure]",
    "{trend: [worse, not sure]}\n        go: doctor": "{trend: worse}\n        go: doctor\n"
    "      - if: {trend: not sure}\n        go: physio",
    "[twenty minutes]": "[thirty minutes]",
    '    dose: "[two days]"\n': "",
    "[rest, flat, no-race, warm-bath]": "[rest, flat, no-race]",
    "    watch_for: [swelling]\n": "",
    "review_after: 14 days": "review_after: 21 days",
    "in two weeks.]": "in three weeks.]",
    "[Do you have new shoes?]": "[Do you run in new shoes?]",
    "range: 0 to 14": "range: 0 to 21",
    "[hills, new_shoes, runs_a_week]": "[hills, new_shoes]",
    'same: "[staying the same]", ': "",
    "limping: yes}\n\nstart": "limping: not sure}\n\nstart",
    "    never_when: [{new_shoes: yes}]\n": "",
}


@pytest.fixture
def versions(tree: str, tmp_path: Path) -> list[str]:
    old = Path(tree).read_text()
    new = reduce(lambda text, edit: text.replace(*edit), EDITS.items(), old)
    files = [tmp_path / name / "made-up" / "tree.yaml" for name in ("old", "new")]
    for file, text in zip(files, (old, new), strict=True):
        file.parent.mkdir(parents=True)
        file.write_text(text)
    assert all(edit in old for edit in EDITS)
    return [str(file.parent) for file in files]


def diff(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["diff", *arguments])
    assert done.exit_code == 3, done.output
    return done.stdout


def test_a_comparison_of_two_versions_is_translated(versions: list[str]) -> None:
    said = diff("--all", *versions)

    assert untranslated(said) == []
    assert untranslated(re.sub(r"</?\w+>", "", diff("--format", "markdown", *versions))) == []


def test_a_regression_is_accepted_by_one_name_in_all_languages(
    versions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for language in (PSEUDO, "en"):
        monkeypatch.setenv("LANG", language)
        (compared,) = json.loads(diff("--format", "json", *versions))["trees"]
        told.append(compared["regressions"])
    there, here = ([each["name"] for each in some] for some in told)

    assert there == here
    assert "weaker-demand/limping/not-sure/nothing" in here
    assert told[0] != told[1]


def test_two_results_of_one_tree_speak_each_its_own_language(tree: str) -> None:
    loaded = load(tree)
    english, other = (
        assess(loaded, ANSWERS, language="en"),
        assess(loaded, ANSWERS, language=PSEUDO),
    )

    assert "~" not in str(english.to_json())
    assert "~" in str(other.to_json())
    assert "~" not in str(assess(loaded, ANSWERS, language="en").to_json())
