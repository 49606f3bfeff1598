"""``triage list``: the trees that come with triage."""

from __future__ import annotations

import json

import triage as package


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
