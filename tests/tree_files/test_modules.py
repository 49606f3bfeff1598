from __future__ import annotations

import pytest

from tests.tree_files.folders import BAD, GOOD
from triage.errors import TreeError
from triage.model.conditions import Count
from triage.model.values import AnswerSet
from triage.tree_files.library import check_file, load

HEAD = """\
triage: 1
id: {id}
title: T
version: 0.1.0
status: draft
review_by: 2027-11-20
"""
ASKED = "for: Adults\nnot_for: Children\n"
FACT = """\
  {name}:
    type: yes-no
    ask: Is it so?
    label: so
    sure: true
    judgement: so
"""
OUTCOME = """\
  {name}:
    disposition: {name}
    title: T
    text: T
    judgement: so
"""
OUTCOMES = "outcomes:\n" + OUTCOME.format(name="physio") + OUTCOME.format(name="emergency")


@pytest.fixture
def write(tmp_path):
    def write(id, *parts):
        path = tmp_path / id / "tree.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD.format(id=id) + "".join(parts), encoding="utf-8")
        return path

    return write


def module(fact="numb", exits='exits: {way-out: "out"}\n', go="way-out"):
    facts = "facts:\n" + FACT.format(name=fact)
    return (
        facts
        + exits
        + f"start: first\nsteps:\n  first:\n    ask: {fact}\n    then: [{{go: {go}}}]\n"
    )


def names(path):
    return [(f.line, f.name) for f in check_file(path)]


def test_the_parts_of_modules_are_named_after_them():
    tree = load(GOOD / "everything.yaml")

    assert tree.modules == (
        "leg-facts",
        "leg-signs",
        "leg-signs.leg-facts",
        "pregnant",
        "pregnant.leg-facts",
        "pregnant.leg-signs",
        "pregnant.leg-signs.leg-facts",
    )
    assert tree.start == "pregnant.pregnant"
    assert tree.steps["leg-signs.signs"].branches[0].go == "leg-signs.ambulance"
    assert tree.outcomes["leg-signs.ambulance"].advice == ("leg-signs.rest",)
    assert tree.outcomes["leg-signs.same-day"].watch_for == ("leg-signs.dark-urine",)


def test_exits_lead_where_the_including_tree_connects_them():
    tree = load(GOOD / "everything.yaml")

    assert tree.steps["leg-signs.signs"].branches[-1].go == "age"
    # An exit of a module of a module, to an exit of the module, to a module.
    assert tree.steps["pregnant.leg-signs.signs"].branches[-1].go == "leg-signs.signs"
    assert tree.steps["pregnant.pregnant"].branches[0].go == "leg-signs.same-day"


def test_parts_of_modules_that_nothing_leads_to_are_left_out():
    tree = load(GOOD / "everything.yaml")

    assert not any("offered" in name for name in (*tree.outcomes, *tree.advice, *tree.watch_for))
    assert "offered" in load(GOOD / "leg-signs").advice


def test_a_module_has_exits_and_no_reader():
    tree = load(GOOD / "leg-signs")

    assert dict(tree.exits) == {
        "no-signs": "none of the signs",
        "pregnant": "never taken, but connected",
    }
    assert (tree.intended_for, tree.start) == ("", "signs")


def test_a_module_reached_by_two_ways_is_one_file(write):
    write("numb", module())
    write(
        "both",
        "include: {numb: {exits: {way-out: way-out}}}\n",
        'exits: {way-out: "out"}\nstart: numb\n',
    )
    path = write(
        "main",
        ASKED,
        "include:\n  both: {exits: {way-out: numb}}\n  numb: {exits: {way-out: physio}}\n",
        "start: both\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )

    assert check_file(path) == ()
    tree = load(path)
    assert list(tree.steps) == ["both.numb.first", "numb.first"]
    assert tree.steps["both.numb.first"].branches[0].go == "numb.first"
    assert list(tree.facts) == ["numb"]


def test_rules_of_a_file_reached_by_two_ways_are_there_once(write):
    write("numb", module(), "impossible: [{numb: yes}]\n")
    write(
        "other",
        "include: {numb: {exits: {way-out: way-out}}}\n",
        'exits: {way-out: "out"}\nstart: numb\n',
    )
    path = write(
        "main",
        ASKED,
        "include:\n  other: {exits: {way-out: numb}}\n  numb: {exits: {way-out: physio}}\n",
        "start: other\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )

    assert len(load(path).impossible) == 1


def test_a_module_does_not_know_the_names_of_the_tree_that_includes_it(write):
    write("numb", module(go="physio"))
    path = write(
        "main",
        ASKED,
        "include: {numb: {exits: {way-out: physio}}}\nstart: numb\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )

    assert ("numb", "unknown-target") in [(f.file.split("/")[-2], f.name) for f in check_file(path)]


def test_a_group_of_a_module_is_known_to_the_tree_that_includes_it(write):
    write("numb", module(), "groups: {signs: [numb]}\n")
    path = write(
        "main",
        ASKED,
        "include: {numb: {exits: {way-out: last}}}\nstart: numb\n",
        "steps:\n  last:\n    then:\n",
        "      - {if: {any of signs: yes}, go: emergency}\n      - {go: physio}\n",
        OUTCOMES,
    )

    condition = load(path).steps["last"].branches[0].condition
    assert condition == Count(
        facts=("numb",), answers=AnswerSet((True,)), low=1, high=1, group="signs"
    )


def test_two_modules_that_define_one_fact_are_a_fault_that_names_both_places(write):
    write("one", module())
    write("two", module())
    path = write(
        "main",
        "include: {one: {exits: {way-out: two}}, two: {exits: {way-out: end}}}\n",
        'exits: {end: "out"}\nstart: one\n',
    )
    (finding,) = check_file(path)

    assert finding.name == "defined-twice"
    assert finding.file.endswith("two/tree.yaml")
    assert "one/tree.yaml:8:3" in finding.message


def test_two_files_that_define_one_source_are_a_fault(write):
    sources = 'sources: {book: {title: "A book", kind: other}}\n'
    write("one", sources, module())
    path = write(
        "main",
        sources,
        "include: {one: {exits: {way-out: end}}}\n",
        'exits: {end: "out"}\nstart: one\n',
    )

    assert names(path) == [(7, "defined-twice")]


def test_the_same_source_by_two_ways_is_no_fault(write):
    write("book", 'sources: {book: {title: "A book", kind: other}}\n')
    write("one", "include: {book: {}}\n", module())
    path = write(
        "main",
        "include: {one: {exits: {way-out: end}}, book: }\n",
        'exits: {end: "out"}\nstart: one\n',
    )

    assert check_file(path) == ()


def test_a_module_without_a_start_cannot_be_gone_to(write):
    write("facts", "facts:\n" + FACT.format(name="numb"))
    path = write("main", ASKED, "include: {facts: {}}\nstart: facts\n", OUTCOMES)

    assert names(path) == [(10, "unknown-target")]


def test_the_parts_of_a_module_can_be_gone_to_by_name(write):
    write("ends", OUTCOMES)
    path = write("main", ASKED, "include: {ends: {}}\nstart: ends.physio\n")

    tree = load(path)
    assert (tree.start, list(tree.outcomes)) == ("ends.physio", ["ends.physio"])


def test_a_fault_in_a_module_keeps_the_tree_from_loading(write):
    write("numb", module().replace("label", "lable"))
    path = write(
        "main", ASKED, "include: {numb: {exits: {way-out: physio}}}\nstart: numb\n", OUTCOMES
    )

    with pytest.raises(TreeError) as raised:
        load(path)

    assert {f.file.split("/")[-2] for f in raised.value.findings} == {"numb"}


def test_a_module_that_is_no_tree_is_one_fault(write):
    path = write(
        "main", ASKED, "include: {numb: {exits: {way-out: physio}}}\nstart: numb\n", OUTCOMES
    )
    (path.parent.parent / "numb").mkdir()
    (path.parent.parent / "numb" / "tree.yaml").write_text("just words", encoding="utf-8")

    assert [f.name for f in check_file(path)] == ["wrong-type"]


def test_a_fault_in_an_include_is_one_fault(write):
    path = write("main", ASKED, "include: none\nstart: numb\n", OUTCOMES)

    assert names(path) == [(9, "wrong-type")]


def test_a_name_for_two_things_is_a_fault(write):
    write("physio", module(fact="numb"))
    path = write(
        "main", ASKED, "include: {physio: {exits: {way-out: emergency}}}\nstart: physio\n", OUTCOMES
    )

    assert (9, "defined-twice") in names(path)


def test_a_module_in_a_file_of_its_own_name_is_found(write, tmp_path):
    (tmp_path / "numb.yaml").write_text(HEAD.format(id="numb") + module(), encoding="utf-8")
    path = write(
        "main",
        ASKED,
        "include: {numb: {exits: {way-out: physio}}}\nstart: numb\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )

    assert check_file(path) == ()


def test_links_that_lead_to_each_other_are_no_module(write, tmp_path):
    (tmp_path / "numb.yaml").symlink_to(tmp_path / "round.yaml")
    (tmp_path / "round.yaml").symlink_to(tmp_path / "numb.yaml")
    path = write(
        "main",
        ASKED,
        "include: {numb: {}}\nstart: physio\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )

    assert names(path) == [(9, "unknown-module")]


def test_what_a_module_reads_may_be_asked_before_it(write):
    steps = "start: first\nsteps:\n  first:\n    then:\n"
    ways = "      - {if: {numb: yes}, go: way-out}\n      - {go: way-out}\n"
    write("facts", "facts:\n" + FACT.format(name="numb"))
    path = write("reads", 'include: {facts: }\nexits: {way-out: "out"}\n' + steps + ways)
    assert names(path) == [(13, "idle-branch")]

    main = write(
        "main",
        ASKED,
        "include: {facts: , reads: {exits: {way-out: physio}}}\nstart: ask\n",
        "steps:\n  ask:\n    ask: numb\n    then: [{go: reads}]\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )
    assert {finding.name for finding in check_file(main)} == {"question-changes-nothing"}

    forgetful = write(
        "forgetful",
        ASKED,
        "include: {facts: , reads: {exits: {way-out: physio}}}\nstart: reads\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )
    assert [(f.file.split("/")[-2], f.name) for f in check_file(forgetful)] == [
        ("reads", "fact-not-asked")
    ]


def test_files_are_shown_beside_the_file_that_includes_them(monkeypatch):
    monkeypatch.chdir(BAD / "faulty-module")
    assert {f.file for f in check_file("./tree.yaml")} == {"tree.yaml"}

    monkeypatch.chdir(BAD)
    assert {f.file for f in check_file("./include-cycle.yaml")} == {"round.yaml"}


def test_the_safety_rules_of_a_module_hold_for_the_tree_that_includes_it(write):
    advice = "advice:\n  ice:\n    text: Cool it.\n    judgement: so\n"
    rule = (
        "safety:\n  cool:\n    if: {numb: yes}\n    then: {never_advice: ice}\n    judgement: so\n"
    )
    write("numb", module(), advice, rule)
    path = write(
        "main",
        ASKED,
        "include: {numb: {exits: {way-out: physio}}}\nstart: numb\n",
        "outcomes:\n" + OUTCOME.format(name="physio"),
    )

    (kept,) = load(path).safety
    assert (kept.name, kept.never_advice) == ("numb.cool", ("numb.ice",))


def test_groups_may_share_a_group(write):
    groups = "groups: {one: [numb], two: [one], three: [one, two]}\n"
    tree = load(write("numb", module(), groups))

    assert tree.groups == {"one": ("numb",), "two": ("numb",), "three": ("numb",)}


def test_a_withdrawn_tree_may_include_a_withdrawn_module(tmp_path):
    (tmp_path / "old-facts").mkdir()
    module = (BAD / "old-facts" / "tree.yaml").read_text("utf-8")
    (tmp_path / "old-facts" / "tree.yaml").write_text(module, encoding="utf-8")
    text = (BAD / "withdrawn-module.yaml").read_text("utf-8")
    path = tmp_path / "sore.yaml"

    path.write_text(text, encoding="utf-8")
    assert [f.name for f in check_file(path)] == ["withdrawn-module"]

    path.write_text(text.replace("status: draft", "status: withdrawn"), encoding="utf-8")
    assert check_file(path) == ()
