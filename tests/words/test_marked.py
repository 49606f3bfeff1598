"""Every sentence that people read is marked, so that it can be translated."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

from tests.words.unmarked import MARKING, unmarked, unmarked_in
from triage.cli.registry import COMMANDS

PACKAGE = Path(__file__).parents[2] / "triage"
# Rooms and files all of whose sentences are marked. This list may only grow.
FINISHED = [
    "analysis", "answer_space", "assistant", "cli", "engine", "errors.py", "files.py",
    "findings", "lint", "locales", "model", "outputs", "phrasing", "schemas.py", "terminal",
    "testing.py", "tree_files", "words.py",
]  # fmt: skip
# These write files in English: pages of the documentation, JSON Schema, examples of trees, SQL.
IN_ENGLISH = {
    "analysis/proofs/properties.py",
    "outputs/sql/conditions.py",
    "outputs/chart/rows.py",
    "outputs/sql/lines.py",
    "outputs/sql/parts.py",
    "outputs/sql/sides.py",
    "outputs/sql/statement.py",
    "tree_files/copying.py",
    "tree_files/example.py",
    "tree_files/reference.py",
    "tree_files/schema.py",
}
# What looks like a sentence and is none that people read in their language, by its first line.
NO_SENTENCES: dict[str, set[str]] = {
    # commands of a shell
    "cli/commands/completion.py": {
        "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }; ",
        "[ ! -r � ] || { �. �; }  # triage",
    },
    "cli/commands/print.py": {"--paper a2"},
    "cli/registry.py": {example for command in COMMANDS for example in command.examples},
    "cli/commands/diff.py": {"OLD NEW | --git REV [TREE]..."},
    "cli/conversations.py": {"python -m triage"},
    "errors.py": {"� -m pip install �"},
    "outputs/chart/layout_engine.py": {"apt-get install graphviz"},
    "tree_files/formatting/canonical.py": {"\\ No newline at end of file"},
    # what libyaml says, and which of our own words for it tell what happened
    "tree_files/accidents.py": {
        "at least",
        "at most",
        "never closed",
        "without the `:`",
        "means nothing",
    },
    "tree_files/events.py": {
        "could not find expected ':'",
        "unexpected end of stream",
        "mapping values are not allowed",
        "expected key",
        "expected <block end>",
        "expected <document start>",
        "tab character",
        "cannot start any token",
    },
    # words of the format, as files and JSON have them
    "locales/regions.py": {"{emergency number}", "{emergency department}", "{urgent advice}"},
    "lint/warnings/grounds.py": {"method author"},
    "tree_files/answers.py": {"at least", "at most"},
    "tree_files/condition_reader.py": {"any asked", "all asked", "none asked"},
    "tree_files/counts.py": {"^(any|all|none) asked$", "^(any|all|none|[0-9]+ or more) of .+$"},
    "tree_files/definitions.py": {"one of", "whole number", "`� to �`"},
    "tree_files/format.py": {"one of", "whole number"},
    "tree_files/format_words.py": {
        "not sure",
        "no change",
        "at least (�)",
        "at least physio",
        "a runner who limps",
        "breakdown line",
    },
    "tree_files/scores.py": {"^((over|under|at least|at most) �|� to �)$"},
    # an article in front of an English noun
    "tree_files/shapes.py": {"an �", "a �"},
    "model/facts.py": {"one of"},
    "model/values.py": {"not sure"},
    "model/dispositions.py": {"six corners", "eight corners", "Family medicine specialist"},
    "terminal/card_parts.py": {"this week", "when settled"},
    "terminal/frame.py": {"six corners", "eight corners"},
    "terminal/render.py": {"six corners", "eight corners"},
    "findings/scales.py": {
        '    carry-on: {words: "carry on", urgency: 0, look: round}',
        '    stop: {words: "stop", urgency: 2, look: eight corners}',
        "    scale: {same_day_urgent: stop, emergency: stop}",
    },
    "outputs/printing/sources.py": {"method author"},
    "phrasing/terminal_words.py": {"this week", "when settled"},
    "cli/proof_files.py": {
        "  - name: �",
        "    expect: �",
        "    because: �",
        "    judgement: �",
    },
    "findings/finding_kind.py": {"the whole file", "told in words"},
    # names within the program, of which some stand in JSON
    "analysis/proofs/authors.py": {"entry �"},
    "analysis/proofs/by_paths.py": {"other �"},
    "analysis/proofs/claims.py": {"� of �"},
    "analysis/proofs/structure.py": {"�, branch �, to �"},
    "analysis/proofs/symbolic_showing.py": {"list[tuple[z3.BoolRef, int]]"},
    "analysis/proofs/urgency.py": {"at least", "less urgent", "not sure"},
    "answer_space/left_open.py": {"given anyhow"},
    "engine/advice.py": {"this week", "when settled"},
    "lint/blocking/checklists.py": {
        '  �: {type: yes-no, ask: "Is � there?", label: "�", judgement: "x"}'
    },
    "analysis/evaluation/pages.py": {
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>�</title>',
        "<style>body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
        "table{border-collapse:collapse}th,td{padding:.2em .8em;text-align:left;"
        "border-bottom:1px solid #bbb}</style>",
    },
    "outputs/sql/exporting.py": {
        "TRY_CAST({column} AS DECIMAL(18, {scale}))",
        "SAFE_CAST({column} AS NUMERIC)",
        r"CASE WHEN CAST({column} AS TEXT) ~ '^\s*[-+]?[0-9]{{1,11}}(\.[0-9]*)?\s*$'"
        " THEN CAST(CAST({column} AS TEXT) AS DECIMAL(18, {scale})) END",
    },
    "analysis/evaluation/case_file.py": {
        "tree: �",
        "  - name: �",
        "    expect: �",
        "    because: �",
    },
    "analysis/cases/items.py": {"left out"},
    "analysis/cases/reports.py": {
        "no case",
        "no patient",
        "triage test",
        '<?xml version="1.0" encoding="UTF-8"?>',
    },
    "analysis/versions/verdict.py": {
        "less urgent",
        "less help",
        "elsewhere, told less",
        "told less",
        "told otherwise",
        "more urgent",
    },
    "outputs/chart/chart.py": {"go to", "� beside �"},
    # styles, fonts and the languages of pictures
    "outputs/chart/look.py": {"DejaVu Sans", "DejaVu Sans Bold", "six corners", "eight corners"},
    "outputs/chart/mermaid.py": {
        "flowchart TD",
        "  accTitle: �",
        "  accDescr: �",
        '  subgraph �["�"]',
        "  style � �",
        "  style l� �",
        "  linkStyle � stroke-width:�px,font-weight:bold",
    },
    "outputs/chart/svg.py": {
        "DejaVu Sans, Verdana, sans-serif",
        "graphics-document document",
    },
    # expressions of FHIRPath, a name by which SNOMED has it, and what a name is made of
    "outputs/fhir/expressions.py": {"� in �", "(�.exists() and �)"},
    "outputs/fhir/resources.py": {"beside � �"},
    "outputs/printing/typesetting.py": {"DejaVu Sans"},
    "terminal/fullscreen.py": {
        "bold underline",
        "bold ansimagenta",
        "reverse bold",
        "bold reverse fg:ansigreen bg:ansiblack",
        "bold reverse fg:ansicyan bg:ansiblack",
        "bold reverse fg:ansiyellow bg:ansiblack",
        "bold reverse fg:ansired bg:ansiwhite",
    },
    # English words that are looked for in texts of trees, which are in English
    "analysis/versions/wording.py": {
        "    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen",
        "    second minute hour day night week weekend fortnight month year today tonight tomorrow",
        "mg g kg ml l mm cm m km metre mile percent degree tablet spoon drop",
        "    no not none never nobody nothing neither nor without avoid stop unless except only "
        "instead",
    },
    "outputs/printing/help.py": {"a an and get gets has have is it one or the"},
    "phrasing/signs.py": {"able to ", "unable to "},
    # faults of a program that calls us, in the words in which attrs tells its own
    "model/validation.py": {"'�' must be a number (got �)."},
    # JSON Schemas are in English, like the keys that they describe
    "schemas.py": {
        'An answer: true or false, a number, the name of an option, or "not sure".',
        "Facts with their answers.",
    },
}


def is_let_through(file: Path, text: str) -> bool:
    return first_line(text) in NO_SENTENCES.get(str(file.relative_to(PACKAGE)), set())


def first_line(text: str) -> str:
    return text.strip("\n").split("\n")[0]


def files_of(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py")) or [PACKAGE / room]


@pytest.mark.parametrize("room", FINISHED)
def test_every_sentence_of_a_room_is_marked(room: str) -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{each.line}: {each.text}"
        for file in files_of(room)
        if str(file.relative_to(PACKAGE)) not in IN_ENGLISH
        for each in unmarked_in(file)
        if not is_let_through(file, each.text)
    ]

    assert found == []


def test_nothing_is_let_through_that_is_not_there() -> None:
    for name, texts in NO_SENTENCES.items():
        assert texts <= {first_line(each.text) for each in unmarked_in(PACKAGE / name)}, name


PLANTED = [
    'raise ValueError("found no step")',
    'raise ValueError(f"found no step `{name}`")',
    'raise ValueError(f"found {name}")',
    'option = click.option("--all", help="Show all of them.")',
    'print("a" if sure else "not at all")',
    'HEADINGS = {"Still to be asked": 1}',
    '_("Found {what}", what="two words")',
    "x = f\"{one or 'nothing unusual'}\"",
    'ngettext("one", "many", 2, of="all steps")',
    'def f(*, said="not yet"): ...',
    '@option(help="Two words.")\ndef f(): ...',
]


@pytest.mark.parametrize("code", PLANTED)
def test_an_unmarked_sentence_is_found_wherever_it_stands(code: str) -> None:
    assert list(unmarked(code))


MARKED = [
    '"""Two words."""',
    '_("found no step `{name}`", name=name)',
    'N_("two words")',
    'ngettext("{count} day", "{count} days", 2)',
    'PATTERN = re.compile("two words")',
    'kind: Literal["one of"] = kinds["one-of"]',
    'x = kind == "one of"',
    'class A:\n    def __repr__(self):\n        return f"two words {self}"',
    'place = f"{file}:{line}"',
    'name = "one-word"',
]


@pytest.mark.parametrize("code", MARKED)
def test_what_is_marked_or_is_no_sentence_is_passed_over(code: str) -> None:
    assert not list(unmarked(code))


_SCOPES = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.FunctionDef)


def named_within(node: ast.AST) -> list[ast.Name]:
    """Return the names in a function, without those of scopes inside of it."""
    inside = (each for each in ast.iter_child_nodes(node) if not isinstance(each, _SCOPES))
    found = [name for each in inside for name in named_within(each)]
    return [node, *found] if isinstance(node, ast.Name) else found


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.stem)
def test_no_function_that_marks_a_sentence_calls_anything_else_so(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [each for each in named_within(function) if each.id == "_"]
        kinds = {type(each.ctx) for each in names}
        assert kinds != {ast.Load, ast.Store}, (file.name, function.name)


def test_no_sentence_is_marked_inside_an_f_string() -> None:
    """What fills the catalogue does not see it there before Python 3.12."""
    inside = [
        (file.name, call.lineno)
        for file in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in MARKING and any(isinstance(a, ast.Constant) for a in call.args)
    ]
    assert inside == []


def marked_in(file: Path) -> list[ast.Call]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [each for each in calls if isinstance(each.func, ast.Name) and each.func.id in MARKING]


def places(call: ast.Call) -> set[str]:
    """Return the places in what a call marks, as far as it is written out there."""
    written = [each.value for each in call.args if isinstance(each, ast.Constant)]
    texts = [each for each in written if isinstance(each, str)]
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.stem)
def test_each_place_of_a_sentence_gets_its_value(file: Path) -> None:
    for call in marked_in(file):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        given = {each.arg for each in call.keywords}
        # A sentence without values is left as it is, with the braces of trees in it.
        if name == "N_" or not given or None in given or not is_written(call.args[0]):
            continue
        wanted = places(call) - ({"count"} if name == "ngettext" else set())
        assert given == wanted, (file.name, call.lineno)


def is_written(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)
