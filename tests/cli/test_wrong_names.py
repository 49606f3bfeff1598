"""Thirty wrong names for each command: one guess at most, an exit code, no traceback."""

from __future__ import annotations

import pytest

from triage.tree_files.library import available

WRONG = [
    "",
    " ",
    "nonsense",
    "clf-soreness",
    "calf-sorness",
    "Calf-Soreness",
    "calf_soreness",
    "calf soreness",
    "calf-soreness2",
    "sore-calf",
    "soreness",
    "s",
    "sh",
    "lower-leg",
    "ankel",
    "ankl",
    "ANKLE",
    "./ankel",
    "ankel/",
    "ankle/tre.yaml",
    "ankle/tree.yml",
    "ankel/tree.yaml",
    "nowhere/at/all",
    "nowhere/calf-soreness",
    "calf-soreness.yaml",
    "calf-soreness/",
    "../../nowhere.yaml",
    "empty",
    "empty/",
    "a\0b",
    "a\nb",
    "\x1b[2J",
    "x" * 5_000,
    "x/" * 3_000,
    "--calf"[2:] + "?",
    "*",
    "~/ankle",
    "C:\\trees\\calf",
]
# What each command is given besides; `{}` is the wrong name.
COMMANDS = {
    "ask": ["ask", "{}", "--plain"],
    "assess": ["assess", "{}", "--answers", "-"],
    "check": ["check", "{}"],
    "check, the second of two": ["check", "ankle", "{}"],
    "diff, the old": ["diff", "{}", "ankle"],
    "diff, the new": ["diff", "ankle", "{}"],
    "diff --git": ["diff", "--git", "HEAD", "{}"],
    "draw": ["draw", "{}", "-o", "a.txt"],
    "export": ["export", "{}", "--to", "fhir"],
    "format": ["format", "{}", "--check"],
    "mutate": ["mutate", "{}"],
    "print": ["print", "{}", "-o", "a.pdf"],
    "prove": ["prove", "{}"],
    "show": ["show", "{}"],
    "test": ["test", "{}"],
    "who": ["who", "{}", "self_care"],
}
TO_CHOOSE = {"ask"}  # without a name it asks which


@pytest.fixture
def folders(here):
    (here / "empty").mkdir()
    return here


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_name_gets_one_guess_at_most_and_few_lines(triage, command):
    assert len(WRONG) >= 30
    for wrong in WRONG[1:] if command in TO_CHOOSE else WRONG:
        done = triage(*(each.replace("{}", wrong) for each in COMMANDS[command]), given="{}")

        assert done.exit_code == 1, (wrong, done.output)
        assert isinstance(done.exception, SystemExit)
        assert done.stderr.startswith("error: "), wrong
        assert len(done.stderr.splitlines()) <= 3, wrong
        assert done.stderr.count("did you mean") <= 1
        assert sum(f"`{name}`" in done.stderr for name in available()) <= 3, wrong
        assert "Traceback" not in done.stderr


GUESSES = {
    "clf-soreness": "`calf-soreness`",
    "Calf_Soreness": "`calf-soreness`",
    "calf-soreness.yaml": "`calf-soreness`",
    "calf-soreness/": "`calf-soreness`",
    "nowhere/calf-soreness": "`calf-soreness`",
    "calf-soreness-2": "`calf-soreness`",
    "ankel": "`ankle`",
    "ankel/": "`ankle`",
    "./ankel/tree.yaml": "`ankle`",
    "ankle/tre.yaml": "`ankle/tree.yaml`",
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("wrong", "meant"), GUESSES.items(), ids=GUESSES)
def test_the_guess_is_what_was_meant_and_can_be_typed(triage, wrong, meant):
    done = triage("check", wrong)

    assert f"help: did you mean {meant}?\n" in done.stderr
    assert triage("check", meant.strip("`")).exit_code in (0, 3)


def test_a_name_that_is_near_to_nothing_gets_no_guess(triage):
    assert triage("show", "qqqq").stderr == (
        "error: found no tree named `qqqq`\n"
        "    help: `triage list` shows the trees, or give the path of a tree file\n"
    )


def test_a_beginning_of_several_names_three_of_them(triage):
    assert triage("show", "lower").stderr == (
        "error: `lower` may be any of `lower-leg-facts`, `lower-leg-red-flags`, "
        "`lower-leg-self-care`\n    help: type more of the name\n"
    )


def test_a_beginning_of_many_says_how_many_more(triage, monkeypatch):
    many = tuple(f"ankle-{number}" for number in range(30))
    monkeypatch.setattr("triage.cli.tree_names.available", lambda: many)

    said = "`ankle` may be any of `ankle-0`, `ankle-1`, `ankle-2` and 27 more\n"
    assert said in triage("show", "ankle").stderr


@pytest.mark.usefixtures("here")
def test_a_folder_of_trees_is_told_one_of_them(triage):
    assert triage("show", ".").stderr == (
        "error: found no `tree.yaml` in the folder `.`, but trees in folders of it\n"
        "    help: name one of them, such as `ankle`\n"
    )


MISSING = {
    "who": ["who", "ankle", "hom"],
    "show": ["show", "ankle", "--step", "hom"],
    "draw": ["draw", "ankle", "-o", "a.txt", "--focus", "hom"],
    "print": ["print", "ankle", "-o", "a.pdf", "--kind", "handout", "--outcome", "hom"],
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("arguments", MISSING.values(), ids=MISSING)
def test_a_wrong_outcome_or_step_gets_one_guess_at_most(triage, arguments):
    done = triage(*arguments)

    meant = "`triage show` names all steps and ends of a tree"
    meant = meant if arguments[0] == "show" else "did you mean `home`?"
    assert (done.exit_code, done.stderr.splitlines()[1:]) == (1, [f"    help: {meant}"])
