from __future__ import annotations

import re
from types import MappingProxyType

import pytest

from tests.tree_files.folders import GOOD, good_files, name_of
from triage.model.conditions import All, Any, Count, Is, Not, Points, Score
from triage.model.dispositions import Disposition
from triage.model.domains import Number, OneOf, Option
from triage.model.facts import Demand, SignWords
from triage.model.provenance import Location, Provenance
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.tree_files import format as declared
from triage.tree_files.library import check_file, load
from triage.tree_files.records import Record

YES = AnswerSet((True,))


@pytest.fixture(scope="module")
def everything():
    return load(GOOD / "everything.yaml")


@pytest.mark.parametrize("path", good_files(), ids=name_of)
def test_a_good_tree_has_no_findings_not_even_warnings(path):
    assert check_file(path) == ()
    assert load(path).digest.startswith("sha256:")


def test_every_key_of_the_format_is_used_by_a_good_tree():
    text = "\n".join(path.read_text("utf-8") for path in good_files())
    records = [r for r in vars(declared).values() if isinstance(r, Record)]
    keys = {k.name for r in records for k in r.keys}

    assert {key for key in keys if not re.search(rf"\b{key}\"?:", text)} == set()


def test_the_mappings_of_a_tree_are_read_only(everything):
    names = ("sources", "facts", "groups", "steps", "outcomes", "advice", "watch_for", "exits")

    assert all(isinstance(getattr(everything, name), MappingProxyType) for name in names)


def test_the_header_is_read(everything):
    assert everything.id == "everything"
    assert everything.intended_for == "Adults with sore lower legs after running"
    assert everything.not_for == "Children.\nAnyone after an operation."
    assert everything.review_by.isoformat() == "2028-02-29"
    assert everything.review.on.isoformat() == "2026-11-20"
    assert everything.sources["guide"].year == "2020"
    assert everything.sources["guide"].url == "https://example.org/legs#calf"


def test_a_choice_is_read(everything):
    trend = everything.facts["trend"]

    assert isinstance(trend.domain, OneOf)
    assert trend.domain.options[2] == Option("up-and-down", "It goes up and down")
    assert trend.worse == (("better",), ("same", "up-and-down"), ("2-worse",))
    assert trend.demands == (Demand(AnswerSet(("2-worse",)), Disposition.PHYSIO),)
    assert (trend.not_sure_as, trend.well, trend.clinical) == (
        "same",
        "better",
        "course of symptoms",
    )
    assert trend.provenance == Provenance(("guide",), "The guide says so, and so do I.")


def test_words_that_texts_say_are_read(everything):
    temperature, trend = everything.facts["temperature"], everything.facts["trend"]

    assert temperature.saying("").of(40) == "your high fever"
    assert temperature.saying("").of(37) is None
    assert (trend.saying("").unanswered, trend.saying("").anybody) == ("as you know", "as it goes")
    assert trend.saying("course").of("better") is None
    assert trend.saying("other") is None
    assert everything.facts["cadence"].says is None


def test_words_for_signs_and_what_a_person_brings_along_are_read(everything):
    facts = everything.facts

    assert facts["trend"].signs == (
        SignWords(AnswerSet(("better",)), "getting better"),
        SignWords(AnswerSet(("2-worse",)), "getting worse"),
    )
    over = AnswerSet(ranges=(Range(low=39.5, low_included=False),))
    assert facts["temperature"].signs == (SignWords(over, "a high fever"),)
    assert facts["age_years"].background is True
    assert (facts["cadence"].signs, facts["cadence"].background) == (None, None)


def test_numbers_are_read(everything):
    temperature = everything.facts["temperature"]

    assert temperature.domain == Number(low=34, high=43, step=0.1, unit="°C")
    assert temperature.worse == "higher"
    assert temperature.demands[0] == Demand(AnswerSet((), (Range(low=38),)), Disposition.GP_ROUTINE)
    assert temperature.how == "Put the thermometer under your arm.\n\nWait until it beeps."
    assert everything.facts["cadence"].domain.also == (Option("never counted", "never counted"),)
    weeks = everything.facts["weeks_since_change"]
    assert weeks.domain.also == (Option("no change", "I have not changed anything"),)
    assert (weeks.worse, weeks.well) == ("lower", "no change")


def test_a_yes_no_fact_is_read(everything):
    limping = everything.facts["limping"]

    assert limping.worse == ((False,), (True,))
    assert (limping.not_sure_as, limping.well, limping.module) == (True, False, "leg-facts")
    assert everything.facts["age_years"].sure
    assert everything.facts["age_years"].ask_for_other == "How old are they?"


def test_groups_of_groups_are_resolved_to_facts(everything):
    assert everything.groups["all-signs"] == ("dark_urine", "cold_foot", "numb")


def test_conditions_are_read(everything):
    unsure_or_yes = AnswerSet((True, NOT_SURE))
    facts = ("dark_urine", "cold_foot", "numb", "cannot_walk", "limping")
    walking = everything.steps["walking"].branches

    assert walking[0].condition == Count(
        facts=facts, answers=unsure_or_yes, low=2, high=5, group="all-signs, cannot_walk, limping"
    )
    assert walking[1].condition == All(
        (
            Count(facts=("cannot_walk", "limping", "numb"), answers=YES, low=1, high=3),
            Count(
                facts=("dark_urine", "cold_foot"),
                answers=YES,
                low=0,
                high=0,
                group="leg-signs-seen",
            ),
        )
    )
    assert everything.steps["nothing-asked"].branches[0].condition == Count(
        facts=("dark_urine", "cold_foot"),
        answers=AnswerSet((False,)),
        low=2,
        high=2,
        group="leg-signs-seen",
    )
    assert everything.impossible[1].condition == All(
        (Is("trend", AnswerSet(("better",))), Not(Is("limping", AnswerSet((False,)))))
    )
    assert everything.steps["trend"].branches[1].condition == Any(
        (
            Is("trend", AnswerSet(("better",))),
            Not(Any((Is("trend", AnswerSet(("same",))), Is("trend", AnswerSet(("up-and-down",)))))),
        )
    )


def test_scores_are_read(everything):
    first, second = everything.steps["score"].branches[:2]

    assert first.condition == Score(
        (
            Points("temperature", AnswerSet((), (Range(low=37.5, low_included=False),)), 1),
            Points("temperature", AnswerSet((), (Range(low=39),)), 1),
            Points("limping", YES, 2),
            Points("limping", AnswerSet((NOT_SURE,)), 1),
            Points("numb", AnswerSet((False,)), -1),
        ),
        Range(low=2),
        tuple(everything.facts[name] for name in ("temperature", "limping", "numb")),
    )
    assert second.condition.points[0].answers == AnswerSet((36.6,))
    assert second.condition.total == Range(low=1, high=1)


def test_answers_to_numbers_are_read(everything):
    when = everything.advice["no-ice"].when

    assert when.answers == AnswerSet(
        ("no change",), (Range(high=3, high_included=False), Range(low=10, high=20))
    )


def test_outcomes_are_read(everything):
    home = everything.outcomes["home"]

    assert home.refine == ("weeks_since_change", "cadence", "trend")
    assert home.watch_for == ("numb-toes", "leg-signs.dark-urine")
    assert (home.review_after_days, home.expect) == (
        14,
        "It is {trend}, and gets better in a week.",
    )
    assert everything.outcomes["physio"].review_after_days == 14
    assert everything.outcomes["doctor"].review_after_days is None


def test_advice_is_read(everything):
    bath = everything.advice["warm-bath"]

    assert bath.short == "A warm bath."
    assert (bath.kind, bath.dose, bath.evidence) == (
        "do",
        "Ten minutes, every evening.",
        "clinician",
    )
    assert bath.never_when == (Is("numb", YES), Is("cold_foot", YES))
    assert bath.disputed_by[0].source == "guide"
    assert everything.advice["no-ice"].kind == "avoid"


def test_safety_rules_are_read(everything):
    rules = {rule.name: rule for rule in everything.safety}

    assert rules["limping-is-seen"].urgency_at_least is Disposition.PHYSIO
    assert rules["dispositions-may-be-one"].dispositions == (Disposition.EMERGENCY,)
    assert rules["numb-legs-stay-cool"].never_advice == ("warm-bath",)
    assert rules["numb-legs-are-told-to-look"].always_advice == ("warm-bath",)
    assert rules["a-look-within-a-week"].review_within_days == 7
    assert rules["age-is-asked"].asked == ("age_years",)
    assert rules["walkers-come-by-walking"].passes == ("age", "walking")
    assert rules["walkers-see-no-doctor-first"].never_passes == ("walking",)


def test_every_part_knows_its_place(everything):
    shown = str(GOOD / "everything.yaml")
    text = (GOOD / "everything.yaml").read_text("utf-8").split("\n")
    parts = [
        *everything.facts.values(),
        *everything.steps.values(),
        *everything.outcomes.values(),
        *everything.advice.values(),
        *everything.watch_for.values(),
        *everything.safety,
    ]

    assert all(part.at is not None for part in parts)
    own = [part for part in parts if part.at.file == shown]
    assert own
    for part in own:
        assert text[part.at.line - 1][part.at.column - 1 :].startswith(f"{part.name}:")
    assert everything.steps["age"].branches[0].at == Location(
        shown, everything.steps["age"].at.line + 3, 9
    )


def test_a_tree_written_as_json_means_the_same():
    tree = load(GOOD / "as-json.yaml")

    assert tree.steps["pain"].branches[0].condition == Is("pain", AnswerSet((10,)))
    assert tree.facts["pain"].demands[0].answers == AnswerSet((10,))
