"""Names as people give them."""

from __future__ import annotations

from triage.model.names import (
    did_you_mean,
    module_of,
    modules_of,
    named,
    near,
    path_of_modules,
)

NAMES = ["home", "foot.home", "foot.doctor", "today"]


def test_the_full_name_is_meant_before_any_that_ends_with_it():
    assert named("home", NAMES) == ["home"]


def test_a_name_of_an_included_tree_is_found_by_what_stands_behind_the_dot():
    assert named("doctor", NAMES) == ["foot.doctor"]


def test_all_names_with_the_same_end_may_be_meant():
    assert named("home", ["foot.home", "calf.home"]) == ["foot.home", "calf.home"]


def test_a_part_of_a_word_is_no_end_of_a_name():
    assert named("ome", NAMES) == []
    assert named("oot.home", NAMES) == []


def test_the_nearest_name_comes_first():
    assert near("doctr", ["today", "doctor", "doctors"], most=3) == ["doctor", "doctors"]
    assert near("xyz", NAMES) == []


def test_one_question_asks_for_all_that_may_be_meant():
    assert did_you_mean(["home"]) == "did you mean `home`?"
    assert did_you_mean(["home", "today"]) == "did you mean `home` or `today`?"
    assert did_you_mean([], "name a step") == "name a step"


def test_a_name_tells_which_included_trees_it_comes_from():
    assert modules_of("leg.signs.emergency") == ("leg", "signs")
    assert path_of_modules("leg.signs.emergency") == "leg.signs"
    assert module_of("leg.signs.emergency") == "signs"


def test_a_name_of_the_tree_itself_comes_from_no_other():
    assert (modules_of("home"), path_of_modules("home"), module_of("home")) == ((), "", "")
