"""A tree is named in one way for every command: a name, its beginning, a folder or a file."""

from __future__ import annotations

import shutil

import pytest

from triage.cli import main
from triage.cli.tree_names import tree_named
from triage.errors import UnknownTree
from triage.tree_files.library import load
from triage.tree_files.shipped import shipped

FOLDER = ["ankle", "ankle/", "./ankle", "./ankle/", "ankle/tree.yaml", "copies/../ankle"]
COMMANDS = {
    "assess": ["assess", "{}", "--answers", "answers.json"],
    "check": ["check", "{}"],
    "diff": ["diff", "{}", "copies/ankle"],
    "diff, as the new": ["diff", "copies/ankle", "{}"],
    "draw": ["draw", "{}", "-o", "a.txt"],
    "export": ["export", "{}", "--to", "fhir"],
    "format": ["format", "{}", "--check"],
    "mutate": ["mutate", "{}", "--operator", "sign"],
    "print": ["print", "{}", "-o", "a.pdf"],
    "prove": ["prove", "{}"],
    "show": ["show", "{}"],
    "test": ["test", "{}"],
    "who": ["who", "{}", "home"],
    "ask": ["ask", "{}", "--plain", "--no-save"],
    "mcp": ["mcp", "{}"],
    "cohort": ["cohort", "{}", "people.csv", "-o", "out.csv"],
    "evaluate": ["evaluate", "{}", "people.csv", "--truth", "truth"],
}


@pytest.fixture
def folders(here):
    (here / "copies").mkdir()
    shutil.copytree(here / "ankle", here / "copies" / "ankle")
    (here / "people.csv").write_text("cannot_stand,truth\nyes,emergency\n", encoding="utf-8")
    (here / "answers.json").write_text('{"cannot_stand": true}', encoding="utf-8")
    return here


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_in_front_of_one_is_taken_by_every_command(triage, command):
    for given in FOLDER:
        done = triage(*(each.replace("{}", given) for each in COMMANDS[command]), given="")

        assert done.exit_code in (0, 3, 4), (given, done.output)
        assert "error" not in done.stderr


def test_every_command_that_takes_a_tree_is_tried_here():
    take_one = {"tree", "trees", "files"}
    named = {n for n, c in main.load_all().items() if {p.name for p in c.params} & take_one}

    assert named == {words[0] for words in COMMANDS.values()}


def test_the_folder_that_one_is_in_is_a_dot(triage, here, monkeypatch):
    monkeypatch.chdir(here / "ankle")

    for command in ("check", "test", "show", "format", "prove"):
        assert triage(command, ".").exit_code in (0, 3)


@pytest.mark.usefixtures("here")
def test_a_file_needs_no_ending(triage, here):
    (here / "ankle" / "tree.yaml").rename(here / "mine")

    assert "A sore ankle" in triage("show", "mine").stdout


BEGINNINGS = {
    "calf": "calf-soreness",
    "achilles": "achilles-pain",
    "show": "showcase",  # its modules cannot be asked
    "showcase": "showcase",  # a whole name, though others begin with it
    "lower-leg-f": "lower-leg-facts",
}


@pytest.mark.parametrize(("given", "meant"), BEGINNINGS.items(), ids=BEGINNINGS)
def test_the_beginning_of_a_name_is_enough(given, meant, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert tree_named(given) == meant


def test_what_is_here_goes_before_the_beginning_of_a_name(here):
    (here / "ankle").rename(here / "calf")

    assert tree_named("calf") == "calf/tree.yaml"


def test_an_app_names_trees_in_full():
    with pytest.raises(UnknownTree, match="found no tree named `calf`"):
        load("calf")


def test_kept_answers_are_deleted_by_the_beginning_of_a_name(triage, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    asked = triage("ask", "showcase", "--plain", "--for-me", given="\n1\n0\nq\n")
    assert asked.exit_code == 4, asked.output

    done = triage("ask", "show", "--forget")
    said = done.stdout.replace("\n", "")  # a long path is broken at the width of the terminal
    assert (done.exit_code, "showcase" in said) == (0, True), done.output


# --- a folder with the name of a shipped tree


@pytest.fixture
def namesake(here):
    text = (here / "ankle" / "tree.yaml").read_text("utf-8")
    (here / "ankle").rename(here / "showcase")
    named = text.replace("id: ankle", "id: showcase")
    (here / "showcase" / "tree.yaml").write_text(named, encoding="utf-8")
    return here


@pytest.mark.usefixtures("namesake")
@pytest.mark.parametrize("slash", ["showcase/", "./showcase", "showcase/tree.yaml"])
def test_a_folder_of_that_name_is_written_with_a_slash(triage, slash):
    done = triage("show", slash)

    assert (done.stderr, "A sore ankle" in done.stdout) == ("", True)


@pytest.mark.usefixtures("namesake")
@pytest.mark.parametrize("words", [["show"], ["check"], ["test"], ["diff", "showcase/"]])
def test_the_name_alone_is_the_shipped_tree_and_that_is_said(triage, words):
    assert triage(*words, "showcase").stderr == (
        "note: `showcase` is the tree that comes with triage; "
        "write `showcase/` for the folder here\n"
    )


def test_where_both_are_one_nothing_is_said(triage, monkeypatch):
    monkeypatch.chdir(shipped())

    assert triage("show", "showcase").stderr == ""


# --- help

COMMANDS_THERE_ARE = main.load_all().items()


@pytest.mark.parametrize(("name", "command"), COMMANDS_THERE_ARE, ids=main.commands)
def test_help_names_only_options_that_the_command_has(triage, name, command):
    words = (word.strip(".,;:()`") for word in triage(name, "--help").stdout.split())
    known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}

    assert {word for word in words if word.startswith("--")} <= known | {"--help"}


@pytest.mark.parametrize(("name", "command"), COMMANDS_THERE_ARE, ids=main.commands)
def test_help_names_only_arguments_that_the_command_has(triage, name, command):
    usage, _, text = triage(name, "--help").stdout.partition("\n")
    said = {word.strip(".,;:()`") for word in (command.help or "").split()}
    of_options = {p.metavar for p in command.params}

    for word in said & {"TREE", "FILE", "FOLDER", "OUTCOME", "SHELL", "OLD", "NEW", "REV"}:
        assert word in usage or word in of_options, text
