from __future__ import annotations

from types import ModuleType

import pytest
import yaml

from tests.tree_files.folders import good_files, name_of
from triage.tree_files.events import PARSER, BrokenYaml, events, fastest
from triage.tree_files.nodes import YamlNode, compose
from triage.tree_files.report import Report

PURE = yaml.SafeLoader


def composed(text):
    report = Report()
    return compose(text, "file.yaml", report), report.findings


def as_data(node: YamlNode):
    if isinstance(node.value, dict):
        return {key: as_data(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [as_data(item) for item in node.value]
    return (node.value, node.line, node.column, node.style, node.in_flow, node.cut)


def test_every_value_knows_where_it_begins_and_where_its_key_stands():
    node, _ = composed("a:\n  b: [1, {c: d}]\n")
    inner = node.entries["a"].entries["b"]

    assert str(inner.head) == "file.yaml:2:3"
    assert str(inner.at) == "file.yaml:2:6"
    assert str(inner.items[1].entries["c"].at) == "file.yaml:2:14"
    assert str(node.head) == "file.yaml:1:1"


@pytest.mark.parametrize("path", good_files(), ids=name_of)
def test_the_pure_parser_gives_the_same_nodes_as_libyaml(path, monkeypatch):
    text = path.read_text("utf-8")
    fast, _ = composed(text)
    slow_events = list(events(text, PURE))
    monkeypatch.setattr("triage.tree_files.nodes.events", lambda _: iter(slow_events))
    slow, _ = composed(text)

    assert as_data(slow) == as_data(fast)


@pytest.mark.parametrize("parser", [PARSER, PURE])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1", "found a `[` without its `]`"),
        ("a: {b", "found a `{` without its `}`"),
        ('a: "b', "found a quote that is never closed"),
        ("a: b: c", "found a `:` where none can stand"),
        ("a: @b", "found a character that no text begins with, unless in quotes"),
        ("- a\nb: 1", "found a line that does not fit the lines above it"),
        ("a: 1\nb\nc: 2", "found a line without the `:` that it needs"),
        (r'a: "\q"', "found a `\\` in double quotes that means nothing"),
    ],
)
def test_broken_yaml_is_told_in_plain_words_by_either_parser(text, words, parser):
    with pytest.raises(BrokenYaml) as raised:
        list(events(text, parser))

    assert raised.value.message == words
    assert 1 <= raised.value.line <= text.count("\n") + 1


@pytest.mark.parametrize("parser", [PARSER, PURE])
@pytest.mark.parametrize("text", ['a: "\\U00110000"', "a: \x00", "&", "!<", "%YAML 9"])
def test_whatever_is_no_yaml_is_told_as_broken(text, parser):
    with pytest.raises(BrokenYaml, match=r"^found "):
        list(events(text, parser))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a: b # c", True),
        ("a: b  # c", True),
        ("a: b\t# c", True),
        ("a: b\n  c # d", True),
        ("a: b#c", False),
        ("a: b\n# c", False),
        ('a: "b" # c', False),
        ("a: >\n  b # c", False),
        ("a: b", False),
    ],
)
def test_a_comment_behind_a_plain_text_is_noticed(text, cut):
    node, _ = composed(text)

    assert node.entries["a"].cut is cut


@pytest.mark.parametrize(
    ("text", "style", "in_flow"),
    [
        ("a: b", "plain", False),
        ("a: 'b'", "quoted", False),
        ('{a: "b"}', "quoted", True),
        ("a: |\n  b", "block", False),
        ("a: >-\n  b", "block", False),
        ("{a: b}", "plain", True),
    ],
)
def test_a_text_knows_how_it_is_written(text, style, in_flow):
    node = composed(text)[0].entries["a"]

    assert (node.style, node.in_flow) == (style, in_flow)


def test_of_two_equal_keys_the_first_counts_and_the_second_is_reported():
    node, findings = composed("a: 1\nb: 2\na: 3\n")

    assert node.entries["a"].value == 1
    assert [(f.line, f.name) for f in findings] == [(3, "duplicate-key")]


def _library(**parsers: type) -> ModuleType:
    library = ModuleType("yaml")
    vars(library).update(parsers)
    return library


def test_without_libyaml_the_pure_parser_is_taken():
    assert fastest(_library(SafeLoader=PURE)) is PURE
    assert fastest(_library(SafeLoader=PURE, CSafeLoader=dict)) is dict
