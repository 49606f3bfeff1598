"""The summary of one patient, read back: it says what was answered and what it came to."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.printing.heard import HARD, heard, is_heard, squeezed, with_texts
from tests.outputs.printing.orders import order
from tests.outputs.printing.structure import read
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import PAPERS
from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.errors import AnswerError, TriageError
from triage.model.dispositions import Disposition
from triage.model.facts import Demand
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.outputs.printing.print_job import Patient
from triage.outputs.printing.sources import numbers_of, short_references
from triage.outputs.printing.summary import (
    AnswerGroup,
    Summary,
    SummaryItem,
    by_answer,
    by_danger,
    clinically,
    document,
    is_danger,
    summary_of,
)
from triage.phrasing.signs import say_answer, says_nothing_alone, sign_of
from triage.testing import answers, patients

pytest.importorskip("typst", reason="needs the extra `print`")
CALF = shipped_tree("calf-soreness")
PICNIC = shipped_tree("showcase")


def well(tree, **given_: object) -> dict[str, object]:
    known = {name: f.well for name, f in tree.facts.items() if f.well is not None}
    return {**known, **given_}


def summary(tree, given_, **more) -> Summary:
    return summary_of(order(tree, patient=Patient(given_), **more))


def section(found: Summary, title: str) -> dict[str, str]:
    """Return the lines of a section by the names in front of them."""
    (items,) = (s.items for s in (*found.answered, *found.came_to) if s.title == title)
    return {item.name: item.text for item in items}


def reasons(found: Summary) -> tuple[SummaryItem, ...]:
    (because,) = (s for s in found.came_to if s.title.startswith("Because"))
    return because.items


def test_where_the_patient_is_sent_stands_first():
    said = heard(
        document(order(CALF, patient=Patient(well(CALF, limping=True, limps_on_the_flat=True))))
    )

    assert "SEEAPHYSIOurgency1of3Seeaphysiowithin14days:thisispain" in said
    assert said.index("SEEAPHYSIO") < said.index("Dangersigns")


def test_it_is_one_page_in_the_order_of_a_referral():
    pdf = document(order(CALF, patient=Patient(well(CALF, limping=True))))
    parts = ("S·Situation", "B·Background", "A·Assessment", "R·Recommendation")
    places = [heard(pdf).index(part) for part in parts]

    assert len(read(pdf).pages) == 1
    assert places == sorted(places)


def test_the_title_is_not_said_twice():
    assert summary(CALF, well(CALF)).title == ""
    assert summary(CALF, well(CALF)).headline == "LOOK AFTER IT YOURSELF"


def test_answers_not_sure_and_not_asked_are_told_apart():
    limp = {"limping": True, "limps_on_the_flat": True}
    given_ = well(CALF, recurred_after_better=NOT_SURE, **limp)
    del given_["weeks_since_running_change"]

    found = section(summary(CALF, given_), "Findings to pass on")

    assert found["Present"] == "antalgic gait or guarding"
    assert "duration of this episode: 2 days" in found["Stated"]
    assert found["Not sure"] == "relapse after near recovery"
    assert found["Not asked, or skipped"] == "weeks since change of foot strike or footwear"
    assert "back pain" in found["Denied"]


def test_danger_signs_are_present_denied_not_sure_or_not_asked():
    found = section(
        summary(
            CALF,
            {
                "droopy_face_weak_arm_or_speech": False,
                "foot_cold_pale_or_blue": True,
                "dark_urine": NOT_SURE,
            },
        ),
        "Danger signs",
    )

    assert found["Present"].startswith("cold, pale or cyanosed foot")
    assert found["Denied"].startswith("FAST-positive")
    assert found["Not sure"].startswith("tea- or cola-coloured urine")
    assert "fever" in found["Not asked, or skipped"]


def test_a_sign_whose_no_is_dangerous_is_present_when_it_is_denied():
    walk = CALF.facts["can_walk_4_steps"]
    signs = (walk, CALF.facts["pain_0_10"])

    assert by_danger(signs, {"can_walk_4_steps": False, "pain_0_10": 9}) == (
        AnswerGroup("Present", ("cannot walk 4 steps", "worst pain in 24 h (NRS 0-10): 9")),
    )
    assert by_danger(signs, {"can_walk_4_steps": True, "pain_0_10": 0}) == (
        AnswerGroup(
            "Denied",
            (
                "cannot walk 4 steps",
                "pain of 8 or more out of 10 (worst pain in 24 h (NRS 0-10): 0)",
            ),
        ),
    )


def test_an_answer_that_calls_for_help_some_other_day_is_no_danger_present():
    over = {n: AnswerSet(ranges=(Range(low=n, low_included=False),)) for n in (30, 90)}
    demands = (Demand(over[90], Disposition.EMERGENCY), Demand(over[30], Disposition.PHYSIO))
    walk = evolve(PICNIC.facts["walk_minutes"], demands=demands)

    assert by_danger([walk], {"walk_minutes": 45}) == (
        AnswerGroup("Denied", ("minutes to walk over 90 (walking time: 45 minutes)",)),
    )
    assert by_danger([walk], {"walk_minutes": 91})[0].name == "Present"


def test_a_zero_is_an_answer_and_no_no():
    assert by_answer([CALF.facts["pain_0_10"]], {"pain_0_10": 0}) == (
        AnswerGroup("Stated", ("worst pain in 24 h (NRS 0-10): 0",)),
    )


def test_a_fact_that_only_worries_when_not_sure_is_no_danger_sign():
    fact = PICNIC.facts["way_known"]
    unsure = Demand(AnswerSet((NOT_SURE,)), Disposition.EMERGENCY)

    assert not is_danger(evolve(fact, demands=(unsure,)))
    assert is_danger(evolve(fact, demands=(unsure, evolve(unsure, answers=AnswerSet((False,))))))


def test_the_reasons_have_the_sources_of_the_engine():
    given_ = {"droopy_face_weak_arm_or_speech": True}
    (reason,) = assess(CALF, given_).because

    (told,) = reasons(summary(CALF, given_))

    assert told.text == reason.text
    assert told.sources == numbers_of(reason.sources, CALF)
    said = heard(document(order(CALF, patient=Patient(given_))))
    assert all(squeezed(each) in said for each in short_references(CALF, told.sources))


def test_a_reason_told_in_part_has_the_sources_of_that_part():
    items = reasons(summary(CALF, well(CALF, limping=True, limps_on_the_flat=True)))

    (told,) = (item for item in items if item.text == "can walk 4 steps")
    assert told.sources == numbers_of(CALF.facts["can_walk_4_steps"].provenance.sources, CALF)


def test_a_judgement_is_named_only_where_no_source_carries_the_reason():
    given_ = well(CALF, onset="sudden_during_activity")
    (decided,) = (r for r in assess(CALF, given_).because if r.sources and r.judgement)

    told = [item.text for item in reasons(summary(CALF, given_))]

    assert decided.text in told
    assert not [text for text in told if "judgement" in text]


def test_a_reason_without_a_source_says_that_it_is_a_judgement():
    (because,) = (
        s for s in summary(PICNIC, well(PICNIC, way_known=False)).came_to if "Bec" in s.title
    )

    assert "not knowing the way (the authors' own judgement)" in [i.text for i in because.items]


def test_what_was_answered_but_not_asked_on_this_way_is_named():
    found = summary(PICNIC, well(PICNIC, grass_dry=True, fire_planned=True))

    assert "chance of rain" in section(found, "Answered, but not asked on this way")[""]


def test_what_would_make_the_advice_fit_better_is_named():
    given_ = well(PICNIC)
    del given_["food"]

    assert section(summary(PICNIC, given_), "Not asked, would sharpen the advice") == {
        "": "favourite food"
    }


def test_incomplete_answers_say_so_and_what_is_still_to_ask():
    found = summary(CALF, {"droopy_face_weak_arm_or_speech": False, "dark_urine": NOT_SURE})

    assert found.headline == "INCOMPLETE: no result yet"
    assert (found.urgency, found.title, found.text) == ("", "", "")
    assert "dashed" in found.look.style
    assert found.warnings == (
        "The answers call for at least this, whatever else is so: GET MEDICAL HELP TODAY.",
    )
    (to_ask,) = (s for s in found.answered if s.title == "Still to be asked")
    assert "Is your foot cold and pale, grey or blue?" in [item.text for item in to_ask.items]


def test_what_calls_for_a_visit_some_day_is_a_warning_too():
    assert summary(PICNIC, {"way_known": False}).warnings == (
        "The answers call for at least this, whatever else is so: SEE A PHYSIO.",
    )


def test_nothing_answered_is_no_all_clear():
    found = summary(CALF, {})

    assert found.warnings == ("Nothing so far says that it is harmless.",)
    assert "LOOK AFTER IT YOURSELF" not in found.headline


def test_contradictions_are_named():
    found = summary(PICNIC, well(PICNIC, place="garden", walk_minutes=61))

    assert "These answers cannot all be true: where: A garden; minutes to walk: 61 minutes." in (
        found.warnings
    )


def test_an_answer_that_calls_for_more_than_the_way_is_a_warning():
    urgent = Demand(AnswerSet((True,)), Disposition.EMERGENCY)
    shade = evolve(PICNIC.facts["wants_shade"], demands=(urgent,))
    tree = evolve(PICNIC, facts={**PICNIC.facts, "wants_shade": shade})

    (warning,) = summary(tree, well(tree, wants_shade=True)).warnings

    assert "GET EMERGENCY HELP NOW" in warning


def test_when_and_by_whom_it_was_answered_is_filled_in_where_it_is_known():
    days = (date(2026, 11, 21), date(2026, 11, 19), date(2026, 11, 20))
    patient = Patient(well(CALF), for_other=True, days=days)

    said = heard(document(order(CALF, patient=patient)))

    assert "Answeredon19November2026to21November2026" in said
    assert "Answeredbysomebodyelse,forthepatient" in said
    assert (
        summary_of(order(CALF, patient=Patient(well(CALF), for_other=False))).who == "the patient"
    )
    assert summary_of(order(CALF, patient=Patient(well(CALF)))).who == ""


def test_the_day_to_look_again_is_counted_from_the_last_answers():
    now = summary(CALF, well(CALF))
    patient = Patient(well(CALF), days=(date(2026, 11, 10), date(2026, 11, 12)))
    later = summary_of(order(CALF, patient=patient))

    assert section(now, "What follows")["When to look again"] == (
        "On 28 November 2026 (in 7 days), or at once if it gets worse."
    )
    assert section(later, "What follows")["When to look again"] == (
        "On 19 November 2026 (7 days after the answers), or at once if it gets worse."
    )


def test_the_words_never_name_a_disease_as_a_result():
    said = heard(document(order(CALF, patient=Patient(well(CALF)))))

    assert "isnodiagnosis" in said


def test_without_a_patient_there_is_no_summary():
    with pytest.raises(TriageError, match="none were given"):
        document(order(CALF))


def test_a_bad_answer_is_refused():
    with pytest.raises(AnswerError, match="pain_0_10: found 11"):
        document(order(CALF, patient=Patient({"pain_0_10": 11})))


@pytest.mark.parametrize("paper", PAPERS)
def test_hard_texts_are_heard_as_they_are_written(paper):
    tree = with_texts(PICNIC, HARD)
    given_ = well(tree, place="hilltop")
    result = assess(tree, given_)

    said = heard(document(order(tree, patient=Patient(given_), paper=paper)))

    told = [result.title, result.text]
    assert [text for text in told if text is None or not is_heard(text, said)] == []
    assert [n for n in result.answers if not is_heard(clinically(tree.facts[n]), said)] == []


def names_of(fact, value) -> set[str]:
    """Return the words under which a summary may list a fact."""
    signs = {sign_of(fact, each.answers) for each in fact.demands}
    return {clinically(fact), sign_of(fact, AnswerSet((value,))), *signs} - {""}


def assert_agrees(found: Summary, result) -> None:
    """Compare a summary with what `triage assess` tells a program."""
    told = result.to_json()
    named = {s.title: s.items for s in (*found.answered, *found.came_to)}
    lines = " ".join(f"{i.name} {i.text}" for items in named.values() for i in items)
    reached = result.disposition
    assert found.headline == (reached.words.upper() if reached else "INCOMPLETE: no result yet")
    for item, each in zip(named.get("Advice withheld", ()), told["withheld"], strict=True):
        assert item.text.startswith(f"{each['text']} (because of: ")
    given_ = [i.text for i in named.get("Advice given", ())]
    assert given_ == [a.short or a.text + (f" ({a.dose})" if a.dose else "") for a in result.advice]
    facts = result.tree.facts
    for name, value in result.answers.items():
        assert any(words in lines for words in names_of(facts[name], value))
        if not says_nothing_alone(facts[name].say(value)) and value != NOT_SURE:
            assert f"{clinically(facts[name])}: {facts[name].say(value)}" in lines
    because = [
        i.text for items in (named.get("Because (the last decision first)", ()),) for i in items
    ]
    decided = [item for reason in result.because for item in reason.facts.items()]
    told_as = [say_answer(facts[name], v) for name, v in decided if v is not False]
    assert all(any(words in text for text in because) for words in told_as)
    if reached is None:
        assert [i.text for i in named.get("Still to be asked", ())] == [
            facts[name].ask for name in told["next"] or ()
        ]


@given(trees(), st.data())
def test_a_summary_agrees_with_the_engine_for_any_answers(tree, data):
    given_ = data.draw(patients(tree) | answers(tree))

    assert_agrees(summary(tree, given_), assess(tree, given_))


@pytest.mark.parametrize("name", ["calf-soreness", "showcase", "start"])
@given(data=st.data())
def test_a_summary_of_a_shipped_tree_agrees_with_the_engine(name, data):
    tree = shipped_tree(name)
    given_ = data.draw(patients(tree) | answers(tree))

    assert_agrees(summary(tree, given_), assess(tree, given_))


@pytest.mark.parametrize("lists", [by_answer, by_danger])
@given(trees(), st.data())
def test_each_fact_stands_in_one_list_and_in_the_one_of_its_answer(lists, tree, data):
    given_ = data.draw(patients(tree) | answers(tree))
    facts = [fact for fact in tree.facts.values() if lists is by_answer or is_danger(fact)]

    found = {group.name: group.facts for group in lists(facts, given_)}

    assert sum(map(len, found.values())) == len(facts)
    said = [words for group in found.values() for words in group]
    assert len(set(said)) == len(said)
    open_ = [fact for fact in facts if fact.name not in given_]
    unsure = [fact for fact in facts if given_.get(fact.name) == NOT_SURE]
    assert len(found.get("Not asked, or skipped", ())) == len(open_)
    assert len(found.get("Not sure", ())) == len(unsure)
    if lists is by_danger:
        present = [
            f for f in facts if (d := f.demand(given_.get(f.name, NOT_SURE))) and d.is_urgent
        ]
        assert len(found.get("Present", ())) == len(
            [f for f in present if f not in (*open_, *unsure)]
        )


@a_share(of=5)
@given(trees(), st.data())
def test_all_that_a_summary_says_is_heard(tree, data):
    tree = with_texts(tree, tuple(data.draw(st.permutations(HARD))))
    wanted = order(tree, patient=Patient(data.draw(patients(tree) | answers(tree))))

    said, found = heard(document(wanted)), summary_of(wanted)

    sections = [s for s in (*found.answered, *found.came_to) if not s.may_go]
    items = [i.text for s in sections for i in s.items]
    wanted_texts = [found.headline, found.title, found.text, *found.warnings, *items]
    assert [text for text in wanted_texts if not is_heard(text, said)] == []
