"""``triage list``: the trees that come with triage."""

from __future__ import annotations

import json
from datetime import date

import pytest

import triage as package
from tests.called import body
from tests.sampled import slow
from triage.cli.commands import list as command


def test_each_tree_has_a_line_with_name_version_status_and_title(triage):
    done = triage("list")
    tree = package.load("calf-soreness")
    line = next(line for line in done.stdout.splitlines() if line.startswith(tree.id))

    assert done.exit_code == 0
    assert line.split(maxsplit=3) == [tree.id, tree.version, tree.status, tree.title]


def test_json_says_for_whom_each_tree_is(triage):
    told = json.loads(triage("list", "--json").stdout)

    assert [tree["name"] for tree in told] == list(package.available())
    assert {"version", "status", "title", "for", "not_for", "review_by", "digest"} <= set(told[0])


@slow
def test_a_tree_past_its_review_is_marked(capsys):
    body(command.list_trees)(as_json=False, today=date(2200, 1, 1))
    lines = capsys.readouterr().out.splitlines()
    body(command.list_trees)(as_json=False, today=date(2000, 1, 1))

    assert len(lines) == len(package.available())
    assert all("(review overdue since 20" in line for line in lines)
    assert "overdue" not in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_a_withdrawn_tree_is_marked_and_the_review_counts_no_more(edit):
    edit("tree.yaml", "status: draft", "status: withdrawn")
    tree = package.load("ankle/tree.yaml")

    for today in (date(2026, 11, 20), date(2200, 1, 1)):
        (line,) = command.say_trees([tree], today)
        assert line.endswith("withdrawn  A sore ankle  (do not use: it cannot be asked any more)")


def test_json_says_whether_the_review_is_overdue():
    tree = package.load("calf-soreness")

    assert command.tree_to_json(tree, tree.review_by)["expired"] is False
    assert command.tree_to_json(tree, date(2200, 1, 1))["expired"] is True
