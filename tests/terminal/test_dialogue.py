"""The dialogue, told through the plain front: what is asked, and what replies do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sampled import slow
from tests.terminal.conftest import Told
from tests.terminal.looking import flat
from triage.phrasing import terminal_words
from triage.tree_files.library import load

Ask = Callable[..., Told]

WELL = "1\n0\ny\nn\n36,8\n12\n1\n"  # to the disposition, by way of every question
HOME = "Look after it yourself."


def test_the_first_page_says_what_it_is_and_whose_numbers_it_uses(ask: Ask) -> None:
    text = ask("").text

    for said in ("A sore leg (about 1 minute)", "Not for: Under 18s", terminal_words.DRAFT_SHORT):
        assert said in text
    assert "r numbers: United Kingdom" in text
    assert "Emergency? Call 999." in text


def test_a_locale_proposes_the_region(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    assert "Call 911" in ask("", region=None).text


@slow
def test_a_region_that_is_named_counts_before_a_tree_is_chosen(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    text = ask("", tree="", region="gb").text

    assert load("start").title in flat(text)
    assert "Call 999" in text
    assert "Call 911" not in text


def test_without_a_region_no_number_is_guessed(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    text = ask("", region=None).text

    assert terminal_words.NUMBERS_OF_NOBODY in text
    assert "Call your local emergency number." in text


def test_the_region_can_be_changed_on_the_first_page(ask: Ask) -> None:
    told = ask("r\nus\n1\n1\n")

    assert "Call 911" in told.text.split("Which country are you in?")[1]


def test_another_country_takes_back_the_number(ask: Ask) -> None:
    told = ask("r\n0\n1\n1\n")

    assert "Call your local emergency number now." in told.text


def test_answering_for_someone_else_asks_in_the_third_person(ask: Ask) -> None:
    assert "Do they have any of these now?" in ask("2\n").text
    assert "Do they have any of these now?" in ask("1\n", for_other=True).text
    assert "Do you have any of these now?" in ask("1\n", for_other=False).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1\n1\n", "Call 999 now."),
        ("1\n2u\n0\n", "Get medical help today."),
        ("1\n0\ny\nu\n", "See a physio."),
        ("1\n0\ny\nn\n36\n15\n", "See a doctor within days."),
        (WELL + "2\n", HOME),
    ],
)
def test_every_disposition_can_be_reached(ask: Ask, typed: str, said: str) -> None:
    told = ask(typed)

    assert told.code == 0
    assert said in told.text


def test_one_ticked_sign_that_decides_is_enough(ask: Ask) -> None:
    assert "Call 999 now." in ask("1\n2\n").text


def test_a_mark_that_decides_nothing_waits_for_the_others(ask: Ask) -> None:
    told = ask("1\n1u\n")

    assert told.code == 4
    assert terminal_words.ANY_OTHERS.format(rest=terminal_words.NONE_OF_THE_OTHERS) in told.text
    assert "1  short of breath (not sure)" in told.text


def test_a_mark_can_be_taken_away(ask: Ask) -> None:
    told = ask("1\n1u\n-1\n0\ny\n")

    assert "Question 3" in told.text
    assert (
        terminal_words.MARK_NOT_SURE
        not in told.text.split("Question 2")[1].split("Do you limp?")[0]
    )


def test_a_checklist_is_not_left_without_a_word(ask: Ask) -> None:
    told = ask("1\n\n-1\n")

    assert terminal_words.NOTHING_CHOSEN in told.text
    assert terminal_words.TICK_SOMETHING.format(rest=terminal_words.NONE_OF_THESE) in told.text
    assert "Question 2" not in told.text


def test_what_is_already_demanded_stays_in_sight(ask: Ask) -> None:
    told = ask("1\n1u\n")

    assert "From what you have told so far: get medical help today." in told.text


def test_going_back_shows_the_earlier_answer(ask: Ask) -> None:
    told = ask("1\n0\ny\nn\n36,8\nb\nb\nb\nn\n")

    assert "You said 36.8 before." in told.text
    assert f"2  no ({terminal_words.BEFORE})" in told.text
    assert f"1  yes ({terminal_words.BEFORE})" in told.text


def test_going_back_to_a_checklist_shows_its_marks(ask: Ask) -> None:
    told = ask("1\n1u\n2\nb\n")

    assert "1  short of breath (not sure)" in told.text.split("Call an ambulance")[1]


def test_before_the_first_question_one_may_say_again_whom_it_is_about(ask: Ask) -> None:
    told = ask("2\nr\n3\n0\nb\nb\n1\n0\n").text
    again = told.rsplit(terminal_words.WHO_ANSWERS, maxsplit=1)[1]

    assert "Are they" not in again  # it asks about oneself now, and goes on
    assert "Emergency? Call 911." in again
    assert "Question 2" in again


def test_nothing_lies_before_the_first_question_of_answers_that_were_kept(ask: Ask) -> None:
    ask("1\n0\nq\n")

    assert terminal_words.NOTHING_BEFORE in ask("1\nb\nb\n").text


def test_back_and_the_same_answer_lead_to_the_same_result(ask: Ask) -> None:
    straight = ask(WELL + "2\n\n").text
    roundabout = ask("1\n0\ny\nb\ny\nn\n36,8\nb\n36,8\n12\nb\nb\n36,8\n12\n1\n2\n\n").text

    assert roundabout.split(HOME)[-1] == straight.split(HOME)[-1]


def test_why_tells_the_reason_and_the_source(ask: Ask) -> None:
    text = ask("1\n0\ny\n?\n\n").text

    assert "A limp is a sign of pain." in text
    assert "Source: The leg handbook (A. Writer, 2020)" in text
    assert text.count("Do you limp?") == 2


def test_why_on_a_checklist_explains_each_item(ask: Ask) -> None:
    text = ask("1\n?\nb\n").text

    assert "It can come from a clot." in text
    assert "How to find out: Try to say a whole sentence" in text
    assert "The authors' own judgement: A new shape means a break." in text
    assert terminal_words.NO_REASON not in text


def test_being_worried_tells_who_to_call_and_returns(ask: Ask) -> None:
    text = ask("w\n\n1\n1u\nw\n1\n").text

    assert text.count(terminal_words.WORRIED_TITLE) == 2
    assert "call 999" in text
    assert text.count("1  short of breath (not sure)") == 2


def test_the_disposition_comes_before_the_refining_questions(ask: Ask) -> None:
    text = ask(WELL).text

    assert "3 short questions can make the advice fit better." in text
    assert text.index(HOME) < text.index("3 short questions")


def test_refining_questions_choose_advice_and_can_be_skipped(ask: Ask) -> None:
    chosen = ask(WELL + "1\n1 0\n3\n2\n").text
    skipped = ask(WELL + "1\ns\ns\n3\n").text

    assert "Keep to flat ground." in chosen
    assert "Take a warm bath." in chosen
    assert "Keep to flat ground." not in skipped
    assert "Not now: Take a warm bath (because of: new shoes: not answered)" in skipped


def test_stopping_at_a_refining_question_still_shows_the_advice(ask: Ask) -> None:
    for end in ("", "q\n"):
        told = ask(WELL + "1\n" + end)

        assert told.code == 0
        assert "Rest from running." in told.text


def test_a_deciding_question_cannot_be_skipped(ask: Ask) -> None:
    assert terminal_words.CANNOT_SKIP in ask("1\ns\n").text


def test_one_can_go_back_from_the_result(ask: Ask) -> None:
    told = ask(WELL + "2\nb\nb\n3\n\n")

    assert told.code == 0
    assert "See a doctor within days." in told.text


def test_one_can_go_back_into_the_refining_questions(ask: Ask) -> None:
    told = ask(WELL + "1\n0\n3\nb\n5\n\n")

    assert "You said 3 before." in told.text
    assert told.code == 0


def test_going_back_from_a_result_without_refining_asks_again(ask: Ask) -> None:
    told = ask("1\n0\ny\ny\nb\nn\n")

    assert "See a physio." in told.text
    assert "What is your temperature?" in told.text
    assert told.code == 4


def test_the_card_has_its_parts_in_the_order_of_need(ask: Ask) -> None:
    text = ask(WELL + "2\n").text
    card = text[text.index(HOME, text.index(terminal_words.SHOW_ADVICE)) :]
    parts = [
        HOME,
        "Ordinary soreness",
        "This should settle by itself.",
        terminal_words.PLAN[None],
        "Rest from running.",
        "(in 14 days)",
        terminal_words.DRAFT_SHORT,
        "1  signs to watch for",
        "2  all that there is to do",
        "3  what not to do",
        "4  what to expect",
        "5  what to tell",
    ]

    assert [card.index(part) for part in parts] == sorted(card.index(part) for part in parts)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("1", ["One leg swells: get medical help today"]),
        ("2", ["How much: two days", "Too much when: it is stiffer than before"]),
        ("3", ["Do not race.", "Not now: Take a warm bath"]),
        ("4", ["It is gone in two weeks.", "(in 14 days)"]),
        ("5", ["What to tell the physio or doctor, if you see one", "days sore: 12 days"]),
        ("?", ["change: getting better (source: The leg handbook)", "sore-leg 0.1.0, sha256:"]),
    ],
)
def test_each_part_opens_by_its_key_and_closes_again(ask: Ask, key: str, told: list[str]) -> None:
    text = ask(WELL + f"2\n{key}\n\n").text
    card, part, again, *_ = text.split(f"\n{HOME}\n")[2:]

    assert all(said in part for said in told)
    assert terminal_words.PLAN[None] in card
    assert terminal_words.PLAN[None] in again


def test_nothing_but_its_own_key_closes_a_result(ask: Ask) -> None:
    told = ask(WELL + "2\n\n \nx\n99\nok\nb\n2\n1\n2\nq\n")

    assert told.code == 0
    assert terminal_words.OPEN_A_PART in told.text
    assert told.text.count(terminal_words.CLOSING) == 1
    assert told.text.count(terminal_words.SHOW_ADVICE) == 2


def test_the_last_words_say_the_disposition_again_and_soothe_nobody_in_danger(ask: Ask) -> None:
    emergency, well = ask("1\n1\n\n").text, ask("1\n0\ny\nn\n36,8\n12\n1\n2\n\n").text

    assert f"Get emergency help now.\n\n{terminal_words.CLOSING_NOW}\n" in emergency
    assert "Take care" not in emergency
    assert f"get medical help today\n\n{terminal_words.CLOSING}\n" in well


def test_all_answers_are_listed_on_request(ask: Ask) -> None:
    short = ask("1\n0\ny\ny\n\n").text
    full = ask("1\n0\ny\ny\n?\n\n\n").text

    assert terminal_words.ALL_REASONS not in short
    assert terminal_words.ALL_REASONS in full
    assert "none of these: short of breath / foot cold" in full
    assert terminal_words.ALL_REASONS in ask(WELL + "?\nb\n2\n\n").text


def test_advice_that_others_disagree_with_says_so(ask: Ask) -> None:
    short = ask(WELL + "1\n0\n3\n2\n").text
    full = ask(WELL + "1\n0\n3\n?\n\n\n").text

    assert terminal_words.IS_DISPUTED in short
    assert "Others disagree. The leg handbook: cold is better" not in short
    assert "Others disagree. The leg handbook: cold is better" in full
    assert "Take a warm bath. (source: The leg handbook)" in full


def test_a_title_that_says_the_disposition_is_not_said_twice(ask: Ask) -> None:
    assert ask("1\n0\ny\ny\n").text.split(terminal_words.PLAN[None])[0].count("See a physio") == 1


def test_a_result_that_was_shown_is_not_written_twice(ask: Ask) -> None:
    assert ask("1\n1\nq\n").text.count("Because of this: short of breath.") == 1


def test_a_threshold_of_the_authors_own_is_named_as_such(ask: Ask) -> None:
    text = ask("1\n0\ny\nn\n38,5\n?\n").text

    assert "temperature: 38.5 °C (the authors' own judgement: 38 is the usual threshold.)" in text


def test_answers_that_do_not_fit_together_are_shown_and_either_can_be_corrected(ask: Ask) -> None:
    tree = str(Path(__file__).parent / "trees" / "odd-answers.yaml")
    first = ask("1\nn\n3\n1\ny\n", tree)
    second = ask("1\nn\n3\n2\n0\n", tree)

    for told in (first, second):
        assert terminal_words.CANNOT_BOTH in told.text
        assert "hurts: yes" not in told.text.split(terminal_words.CANNOT_BOTH)[0]
        assert "hurts (you said: no)" in told.text
        assert "pain (you said: 3)" in told.text
        assert told.code == 0
    assert "See a physio." in first.text
    assert HOME in second.text


def test_a_correction_can_be_thought_over(ask: Ask) -> None:
    tree = str(Path(__file__).parent / "trees" / "odd-answers.yaml")
    told = ask("1\nn\n3\n1\n?\n\n1\nb\n2\nw\n\n0\n", tree)

    assert "It tells whether to go on." in told.text
    assert told.text.count(terminal_words.CANNOT_BOTH) == 3
    assert HOME in told.text


def test_going_back_is_another_way_to_correct(ask: Ask) -> None:
    tree = str(Path(__file__).parent / "trees" / "odd-answers.yaml")
    told = ask("1\nn\n3\nb\n0\n", tree)

    assert "You said 3 before." in told.text
    assert HOME in told.text


def test_a_contradiction_does_not_hold_up_what_is_demanded(ask: Ask) -> None:
    tree = str(Path(__file__).parent / "trees" / "odd-answers.yaml")
    told = ask("1\nn\n10\n\n", tree)

    assert "Because of this: pain: 10." in told.text
    assert "These answers do not fit together: hurts: no; pain: 10" in told.text


def test_every_word_of_the_terminal_is_used() -> None:
    phrasing = Path(terminal_words.__file__).parent
    room = phrasing.parent / "terminal"
    cli = room.parent / "cli"
    commands = [*cli.glob("*.py"), cli / "commands" / "ask.py"]
    printing = [*phrasing.parent.joinpath("outputs", "printing").glob("*.py")]
    files = [*phrasing.glob("*.py"), *room.glob("*.py"), *commands, *printing]
    used = set(re.findall(r"words\.(\w+)", "".join(f.read_text("utf-8") for f in files)))
    spoken = {name for name in vars(terminal_words) if name.isupper() and name != "N_"}

    assert spoken - used == set()


def test_a_number_off_its_step_is_refused(ask: Ask) -> None:
    tree = str(Path(__file__).parent / "trees" / "odd-answers.yaml")

    assert "in steps of 0.5" in ask("1\ny\n3.3\n", tree).text
