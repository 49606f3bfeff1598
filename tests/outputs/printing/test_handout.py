"""The handout, read back: it says all that the tree says to people who look after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.outputs.printing.heard import HARD, heard, is_heard, squeezed, texts_of, with_texts
from tests.outputs.printing.orders import A_DAY, order
from tests.outputs.printing.structure import read
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import PAPERS, SHIPPED
from tests.shipped_trees import shipped_tree
from triage.engine.advice import arrange
from triage.engine.assess import assess
from triage.errors import TriageError
from triage.locales.regions import localize, region_for
from triage.model.conditions import All, Is
from triage.model.dispositions import Disposition
from triage.model.facts import Demand
from triage.model.texts import Instruction
from triage.model.tree import Impossible, Tree
from triage.model.values import AnswerSet
from triage.outputs.printing.handout import document, outcomes_at_home, take_home
from triage.outputs.printing.handout_content import (
    say_withheld,
    sheet_for_anybody,
    sheet_for_patient,
)
from triage.outputs.printing.help import dangers_to_come, is_said_in
from triage.outputs.printing.print_job import Patient
from triage.testing import patients

pytest.importorskip("typst", reason="needs the extra `print`")
GB = region_for("gb")
CALF = shipped_tree("calf-soreness")
PICNIC = shipped_tree("showcase")


def missing(texts, said: str, region=GB) -> list[str]:
    return [text for text in texts if not is_heard(localize(text, region), said)]


def well(tree: Tree, **answers: object) -> dict[str, object]:
    known = {name: f.well for name, f in tree.facts.items() if f.well is not None}
    return {**known, **answers}


@cache
def handout(name: str) -> str:
    return heard(document(order(shipped_tree(name), region=GB)))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_for_people_at_home_is_heard(name):
    tree, said = shipped_tree(name), handout(name)

    assert missing([text for o in outcomes_at_home(tree) for text in texts_of(o, tree)], said) == []
    signs = [sign for danger in dangers_to_come(tree) for sign in danger.signs]
    watched = [w.look_for for w in tree.watch_for.values()]
    assert missing([s for s in signs if not any(is_said_in(s, w) for w in watched)], said) == []
    assert "Call999,orgotoA&E." in said


@pytest.mark.parametrize("name", SHIPPED)
def test_the_source_of_every_measure_is_listed_under_its_number(name):
    tree, said = shipped_tree(name), handout(name)
    advice = [tree.advice[each] for outcome in outcomes_at_home(tree) for each in outcome.advice]
    used = {source for each in advice for source in each.provenance.sources}
    used |= {dispute.source for each in advice for dispute in each.disputed_by}

    assert used
    for number, source in enumerate(tree.sources.values(), 1):
        if source.id in used:
            assert squeezed(f"[{number}] {source.title}") in said
            assert squeezed(source.author or "") in said


def test_a_measure_that_is_not_for_everybody_says_for_whom():
    said = heard(document(order(CALF, outcome="look-after-it")))

    assert "Onlyif:runningtoofasttotalk(oryouarenotsure)" in said
    assert "Notif:numbnessorpinsandneedlesthatkeepcomingback" in said
    assert "orifyouarenotsure" in said


def test_conditions_are_said_as_those_who_must_judge_them_would():
    said = heard(document(order(CALF, outcome="look-after-it")))

    assert "whilemovingorbeganallatonce,withoutmoving)togetherwithdays" in said
    assert "togetherwithdayssincethisboutbeganatmost3;onecalforlegmoreswollen" in said
    assert "anyofthese:abloodthinneror" in said


def test_measures_stand_by_phase_and_what_not_to_do_comes_last():
    (sheet,) = (s for s in take_home(CALF, GB) if s.title == "Look after it yourself")

    assert [part.title for part in sheet.parts] == [
        "What to do today",
        "What to do this week",
        "What to do when it has settled",
        "What not to do",
    ]


def test_signs_stand_by_what_to_do_then_the_most_urgent_first():
    (sheet, *_) = take_home(CALF, GB)

    assert [help.disposition.urgency for help in sheet.help] == [3, 2, 1, 1]
    assert [help.how for help in sheet.help][:3] == [
        "Call 999, or go to A&E.",
        "Contact NHS 111 (call 111; in Northern Ireland call your GP).",
        "See your GP.",
    ]


@pytest.mark.parametrize(
    ("outcome", "urgencies", "calls"),
    [
        ("emergency-body", [3], 1),
        ("today-fever", [3, 2], 2),
        ("physio-pain", [3, 2, 1], 3),
    ],
)
def test_nobody_is_told_of_less_help_than_they_need(outcome, urgencies, calls):
    ending = next(o for name, o in CALF.outcomes.items() if name.endswith(outcome))

    sheet = sheet_for_anybody(ending, CALF, GB)

    assert [help.disposition.urgency for help in sheet.help] == urgencies
    assert len(sheet.calls) == calls
    urgency = ending.disposition.urgency
    assert all(help.disposition.urgency > urgency for help in sheet.help if help.dangers)


def test_a_handout_for_one_outcome_is_for_that_alone():
    said = heard(document(order(CALF, outcome="back-to-running")))

    assert squeezed(CALF.outcomes["back-to-running"].text) in said
    assert squeezed(CALF.outcomes["look-after-it"].text) not in said


def test_an_outcome_is_found_by_the_end_of_its_name():
    said = heard(document(order(shipped_tree("start"), outcome="look-after-it-closely")))

    assert "lookagainin3days" in said


def test_an_outcome_that_is_not_there_is_refused_with_those_nearby():
    with pytest.raises(TriageError, match=r"found no outcome `look-after`.*\n.*look-after-it"):
        document(order(CALF, outcome="look-after"))


def test_a_name_that_two_outcomes_share_is_refused():
    with pytest.raises(TriageError, match=r"calf-soreness\.back-to-running, achilles-pain\."):
        document(order(shipped_tree("start"), outcome="back-to-running"))


def test_a_tree_without_self_care_needs_the_name_of_an_outcome():
    outcomes = {name: o for name, o in CALF.outcomes.items() if o not in outcomes_at_home(CALF)}
    tree = evolve(CALF, outcomes=outcomes)

    with pytest.raises(TriageError, match=r"`calf-soreness` has none\n.*--outcome"):
        document(order(tree))
    assert "Seeaphysiowithin14days" in heard(document(order(tree, outcome="physio-pain")))


def test_more_sheets_than_anybody_would_print_at_once_are_refused():
    outcomes = {f"home-{n}": CALF.outcomes["look-after-it"] for n in range(101)}
    tree = evolve(CALF, outcomes=outcomes)

    with pytest.raises(TriageError, match=r"has 101 outcomes of self-care, over 100\n.*--outcome"):
        document(order(tree))
    assert len(take_home(tree, GB)) == 101


def test_the_sheet_of_a_patient_gives_only_what_fits_and_says_what_does_not():
    answers = well(CALF)
    result = assess(CALF, answers, region="gb")

    said = heard(document(order(CALF, region=GB, patient=Patient(answers))))

    assert missing([*led_by(result)], said) == []
    fitting = {given.id for given in result.advice} | {each.id for each in result.withheld}
    assert result.outcome is not None
    others = {*CALF.outcomes[result.outcome].advice} - fitting
    assert others
    assert not [name for name in others if is_heard(CALF.advice[name].text, said)]
    assert "Onlyif" not in said
    assert "Patient" in said


def led_by(result) -> Iterator[str]:
    """Yield what the sheet of a patient tells: the plan, and what not to do, or else all of it."""
    arranged = arrange(result.plan, result.advice)
    if not result.plan:
        yield from (given.text for given in result.advice)
    yield from (g.short or g.text for _, several in arranged.leading for g in several)
    yield from (given.text for given in arranged.always)


def test_the_sheet_of_a_patient_is_one_page():
    pdf = document(order(CALF, region=GB, patient=Patient(well(CALF))))

    assert len(read(pdf).pages) == 1


def test_the_day_to_look_again_is_counted_from_the_day_of_printing():
    said = heard(document(order(CALF, patient=Patient(well(CALF)))))

    assert "On28November2026(in7days)" in said


def test_answers_of_another_day_are_handed_nothing():
    for days in ((date(2026, 11, 19),), (date(2026, 11, 20), A_DAY)):
        with pytest.raises(TriageError, match=r"danger signs can change .*\n.*ask again"):
            document(order(CALF, patient=Patient(well(CALF), days=days)))

    assert document(order(CALF, patient=Patient(well(CALF), days=(A_DAY,))))


def test_withheld_advice_says_why():
    answers = well(CALF, anticoagulant="not sure")
    result = assess(CALF, answers)
    assert result.withheld

    said = heard(document(order(CALF, patient=Patient(answers))))

    for each in result.withheld:
        assert squeezed(say_withheld(each, result)) in said


def test_answers_without_a_result_are_handed_nothing():
    with pytest.raises(TriageError, match=r"do not come to a result yet.*\n.*summary"):
        document(order(CALF, patient=Patient({"limping": False})))


def test_nobody_is_handed_less_than_an_answer_calls_for():
    tree = PICNIC
    urgent = Demand(AnswerSet((True,)), Disposition.EMERGENCY)
    shade = evolve(tree.facts["wants_shade"], demands=(urgent,))
    tree = evolve(tree, facts={**tree.facts, "wants_shade": shade})

    with pytest.raises(TriageError, match="calls for more: get emergency help now"):
        document(order(tree, patient=Patient(well(tree, wants_shade=True))))


def test_answers_that_cannot_all_be_so_are_named_on_the_sheet():
    cake_in_the_shade = All(
        (Is("food", AnswerSet(("cake",))), Is("wants_shade", AnswerSet((True,))))
    )
    tree = evolve(PICNIC, impossible=(Impossible(cake_in_the_shade),))
    patient = Patient(well(tree, food="cake", wants_shade=True))

    said = heard(document(order(tree, patient=patient)))

    assert "Theseanswerscannotallbetrue:favouritefood:Cake;sittingintheshade:yes." in said


def test_a_day_behind_the_last_of_the_calendar_is_given_as_a_number_of_days():
    last = date(9999, 12, 31)

    said = heard(document(order(PICNIC, patient=Patient(well(PICNIC)), on=last)))

    assert "After1day,oratonceifitgetsworse." in said


@pytest.mark.parametrize("paper", PAPERS)
def test_hard_texts_are_heard_as_they_are_written(paper):
    tree = with_texts(PICNIC, HARD)
    texts = [text for o in outcomes_at_home(tree) for text in texts_of(o, tree)]

    said = heard(document(order(tree, region=GB, paper=paper)))

    assert missing(texts, said) == []


@a_share(of=5)
@given(trees(), st.data())
def test_every_text_of_a_made_up_tree_is_heard(tree, data):
    assume(outcomes_at_home(tree))
    texts = data.draw(st.permutations(HARD))
    tree = with_texts(tree, tuple(texts))

    said = heard(document(order(tree, region=GB)))

    assert missing([text for o in outcomes_at_home(tree) for text in texts_of(o, tree)], said) == []


@a_share(of=5)
@given(trees(), st.data())
def test_the_sheet_of_a_made_up_patient_says_what_the_engine_gives(tree, data):
    patient = data.draw(patients(tree))
    result = assess(tree, patient)
    assume(result.status == "complete" and result.at_least is result.disposition)

    said = heard(document(order(tree, patient=Patient(patient))))

    told = [result.title, result.text, *led_by(result)]
    assert missing(told, said, result.region) == []
    for each in result.withheld:
        assert squeezed(f"{each.text} (because of: {each.because})") in said


def test_nothing_is_cut_where_one_measure_is_longer_than_a_page():
    long = " ".join(f"word{number}" for number in range(1_500))
    advice = {
        **PICNIC.advice,
        "cake-first": evolve(PICNIC.advice["cake-first"], text=Instruction(long)),
    }

    pdf = document(order(evolve(PICNIC, advice=advice), outcome="light-picnic"))

    assert len(read(pdf).pages) > 2
    assert squeezed(long) in heard(pdf)


def test_the_sheet_of_a_patient_leads_with_their_plan_and_says_that_there_is_more():
    result = assess(CALF, well(CALF, pain_0_10=4, weeks_since_running_change=2))
    sheet = sheet_for_patient(result, result, A_DAY)

    assert [part.title for part in sheet.plan] == [
        "What to do today",
        "What to do this week",
        "What to do when it has settled",
    ]
    assert [part.title for part in sheet.parts] == ["What not to do"]
    assert "ask whoever gave you this sheet" in sheet.more
