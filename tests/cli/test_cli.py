"""The command line itself: help, errors in words, exit codes, completion."""

from __future__ import annotations

import io
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem, ShellComplete

import triage.cli.commands.list
from triage.cli import main
from triage.cli.output import coloured, watching
from triage.cli.registry import COMMANDS, READERS
from triage.errors import Finding, SessionError, TreeError
from triage.version import VERSION


def test_without_a_command_the_help_is_shown(triage):
    done = triage()

    assert done.exit_code == 2
    assert "Usage: triage [OPTIONS] COMMAND" in done.output


@pytest.mark.parametrize("name", [None, *main.commands])
def test_every_command_has_help_that_begins_with_a_sentence(triage, name):
    done = triage(*([name] if name else []), "--help")

    assert done.exit_code == 0
    told = (main.load_all()[name] if name else main).help
    assert told is not None
    assert told.split("\n")[0].endswith(".")


def test_every_option_says_what_it_is_for():
    commands = main.load_all().values()
    options = [o for c in commands for o in c.params if isinstance(o, click.Option)]

    assert len(options) > 50
    assert [option.name for option in options if not option.help] == []


def test_the_version_is_told(triage):
    assert triage("--version").stdout == f"triage, version {VERSION}\n"


@pytest.mark.parametrize("arguments", [["nonsense"], ["list", "--nonsense"], ["assess"]])
def test_wrong_usage_ends_with_2(triage, arguments):
    assert triage(*arguments).exit_code == 2


@pytest.mark.parametrize("name", main.commands)
def test_an_option_that_no_command_has_is_wrong_usage(triage, name):
    done = triage(name, "--nonsense")

    assert done.exit_code == 2
    assert "no such option `--nonsense`" in done.stderr


def failing(error):
    def run(**_):
        raise error

    return run


FINDING = Finding("a.yaml", 3, 7, "F201", "unknown-key", "found `titel`", "did you mean `title`?")
ERRORS = {
    "one of ours": (SessionError("no such session"), "error: no such session\n"),
    "a faulty tree": (
        TreeError((FINDING,)),
        "error: found 1 fault\na.yaml:3:7: F201 unknown-key: found `titel`\n"
        "    help: did you mean `title`?\n",
    ),
    "a missing file": (
        FileNotFoundError(2, "No such file or directory", "a.yaml"),
        "error: cannot use `a.yaml`: no such file or directory\n",
    ),
    "a full disk": (OSError(28, "No space left on device"), "error: no space left on device\n"),
    "a fault of our own": (
        KeyError("x"),
        "error: triage itself failed (KeyError: 'x')\n"
        "    help: please report this; TRIAGE_TRACEBACK=1 shows where it happened\n",
    ),
    "too much for Python": (
        RecursionError("maximum recursion depth exceeded"),
        "error: triage itself failed (RecursionError: maximum recursion depth exceeded)\n"
        "    help: please report this; TRIAGE_TRACEBACK=1 shows where it happened\n",
    ),
    "an escape in a name": (
        SessionError("found `\x1b[2J\u202e`"),
        "error: found `\\x1b[2J\\u202e`\n",
    ),
}


@pytest.mark.parametrize(("error", "words"), ERRORS.values(), ids=ERRORS)
def test_an_error_becomes_words_and_never_a_traceback(triage, monkeypatch, error, words):
    monkeypatch.setattr("triage.cli.commands.list.list_trees.callback", failing(error))

    done = triage("list")

    assert (done.exit_code, done.stdout, done.stderr) == (1, "", words)


def test_a_traceback_is_there_for_those_who_ask_for_it(triage, monkeypatch):
    monkeypatch.setattr("triage.cli.commands.list.list_trees.callback", failing(KeyError("x")))
    monkeypatch.setenv("TRIAGE_TRACEBACK", "1")

    assert isinstance(triage("list").exception, KeyError)


def run(*arguments, **options):
    command = [sys.executable, "-m", "triage", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


UNREADABLE = {
    "a missing file": ["assess", "calf-soreness", "--answers", "nowhere.yaml"],
    "a folder as answers": ["assess", "calf-soreness", "--answers", "."],
    "a missing tree": ["assess", "./nowhere.yaml", "--answers", "-"],
    "a folder without a tree": ["assess", "./", "--answers", "-"],
    "an empty name": ["assess", "", "--answers", "-"],
    "a name that is no text": ["check", "a\udcffb"],
}


@pytest.mark.parametrize("arguments", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_an_error_in_words(arguments, tmp_path):
    done = run(*arguments, cwd=tmp_path, stdin=subprocess.DEVNULL)

    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


def test_a_reader_who_goes_away_is_no_error():
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "triage", "list"]
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.stderr == ""


def test_python_m_triage_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["triage", "--version"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("triage", run_name="__main__")

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"triage, version {VERSION}\n"


def test_a_broken_pipe_ends_without_words(triage, monkeypatch):
    monkeypatch.setattr(
        "triage.cli.commands.list.list_trees.callback", failing(BrokenPipeError(32, "Broken pipe"))
    )

    assert triage("list").output == ""


def test_signs_that_the_terminal_lacks_are_spelt_out(tmp_path):
    tree = tmp_path / "tree.yaml"
    tree.write_text("tïtle: ünknown\n", encoding="utf-8")

    done = run("check", str(tree), env=dict(os.environ, PYTHONIOENCODING="ascii"))

    assert done.returncode == 3
    assert "t\\xeftle" in done.stdout


def complete(*words, incomplete):
    shell = ShellComplete(main, {}, "triage", "_TRIAGE_COMPLETE")
    return [item.value for item in shell.get_completions(list(words), incomplete)]


def test_trees_are_completed_by_name():
    assert "calf-soreness" in complete("assess", incomplete="calf")
    assert complete("assess", incomplete="lower-leg-f") == ["lower-leg-facts"]


def test_paths_are_completed_by_the_shell():
    assess = main.load_all()["assess"]
    found = assess.params[0].shell_complete(click.Context(assess), "./an")

    assert [(item.type, item.value) for item in found] == [("file", "./an")]
    assert all(isinstance(item, CompletionItem) for item in found)


AT_WORK = {
    "the command line": "import triage.cli",
    "help": "from triage.cli import main; main(['--help'], standalone_mode=False)",
    "completion": "from triage.cli import main; from click.shell_completion import ShellComplete; "
    "ShellComplete(main, {}, 'triage', '_TRIAGE_COMPLETE').get_completions([], '')",
}


@pytest.mark.parametrize("program", AT_WORK.values(), ids=AT_WORK)
def test_what_names_the_commands_imports_none_of_them(program):
    told = "print([m for m in sys.modules if '.commands' in m])"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\n{told}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.splitlines()[-1] == "[]"
    assert triage.cli.commands.list.__name__ == "triage.cli.commands.list"


def test_every_file_of_a_command_is_in_the_registry_and_nothing_else():
    files = Path(triage.cli.commands.__path__[0]).glob("*.py")

    assert {f"triage.cli.commands.{f.stem}" for f in files if f.stem != "__init__"} == {
        each.target.partition(":")[0] for each in COMMANDS
    }


def test_the_help_lists_each_command_once_under_those_whom_it_is_for(triage):
    told = triage("--help").stdout
    listed = re.findall(r"^  (\w+)  +[A-Z]", told.partition("\nAsk:")[2], re.MULTILINE)

    assert sorted(listed) == sorted(main.commands)
    assert all(f"{reader}:\n" in told for reader in READERS)
    assert told.count("...") == 1  # of the usage: no summary is cut off


@pytest.mark.parametrize("announced", COMMANDS, ids=lambda each: each.name)
def test_the_help_of_a_command_ends_with_examples_that_it_understands(announced, triage):
    known = {option for each in announced.load().params for option in each.opts}

    assert announced.examples
    for example in announced.examples:
        program, name, *words = example.split()
        assert (program, name) == ("triage", announced.name)
        assert {word for word in words if word.startswith("--")} <= known
        assert f"\n    {example}\n" in triage(announced.name, "--help").stdout


def test_what_a_line_says_of_itself_is_coloured_and_nothing_else(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = "error: found no error: help\n    help: look\nplain"

    assert click.unstyle(coloured(text)) == text
    assert coloured(text).count("\x1b[1m") == 2
    assert coloured("plain") == "plain"

    monkeypatch.setenv("NO_COLOR", "1")
    assert coloured(text) == text


def test_how_far_something_is_goes_to_a_terminal_and_into_no_pipe(monkeypatch):
    class Screen(io.StringIO):
        is_seen = False

        def isatty(self) -> bool:
            return self.is_seen

    pipe, screen = Screen(), Screen()
    screen.is_seen = True
    for stream in (pipe, screen):
        monkeypatch.setattr(sys, "stderr", stream)
        assert [*watching("calf", [1, 2])] == [1, 2]

    assert pipe.getvalue() == ""
    assert "calf" in screen.getvalue()
    assert "100%" in screen.getvalue()


@pytest.mark.parametrize("announced", COMMANDS, ids=lambda each: each.name)
def test_a_command_is_announced_in_its_own_words(announced):
    command = announced.load()

    assert command.name == announced.name
    assert command.callback.__module__ == f"triage.cli.commands.{announced.name}"
    for width in (45, 70, 1000):
        assert announced.get_short_help_str(width) == command.get_short_help_str(width)
