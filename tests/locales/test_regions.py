"""Each country's words, as they stand in the sentences of a tree."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from triage.errors import TriageError
from triage.locales.regions import (
    PLACEHOLDERS,
    localize,
    region_codes,
    region_for,
    region_of_locale,
)
from triage.tree_files import spoken

CODES = ("gb", "ie", "us", "ca", "eu", "au", "nz", "in", "za")
ANYWHERE = (None, *CODES)

EMERGENCY_NUMBERS = {
    None: [],
    "gb": ["999"],
    "ie": ["112", "999"],
    "us": ["911"],
    "ca": ["911"],
    "eu": ["112"],
    "au": ["000"],
    "nz": ["111"],
    "in": ["112", "108"],
    "za": ["10177", "112"],
}
ADVICE_NUMBERS = {
    "gb": ["111"],
    "ca": ["811"],
    "au": ["1800 633 422"],
    "nz": ["0800 611 116"],
}


def phone_numbers(text):
    """Return each number that can be called once, in the order of the text."""
    return list(dict.fromkeys(re.findall(r"\b\d+(?: \d+)*\b", text)))


def words_of(region):
    return (
        region.emergency_number,
        region.emergency_department,
        region.urgent_advice,
        region.doctor,
    )


# --- the data


def test_the_regions_come_in_the_order_in_which_they_are_offered():
    assert region_codes() == CODES


@pytest.mark.parametrize("code", ANYWHERE)
def test_an_emergency_number_is_the_one_of_the_country(code):
    assert phone_numbers(region_for(code).emergency_number) == EMERGENCY_NUMBERS[code]


@pytest.mark.parametrize("code", ANYWHERE)
def test_an_advice_line_is_the_one_of_the_country(code):
    assert phone_numbers(region_for(code).urgent_advice) == ADVICE_NUMBERS.get(code, [])


@pytest.mark.parametrize("code", ANYWHERE)
def test_an_urgent_number_is_that_of_the_advice_line(code):
    assert region_for(code).urgent_number == next(iter(ADVICE_NUMBERS.get(code, [])), None)


def test_111_gives_advice_in_great_britain_and_calls_the_ambulance_in_new_zealand():
    assert localize("Call {emergency number} now", region_for("gb")) == "Call 999 now"
    assert localize("Call {emergency number} now", region_for("nz")) == "Call 111 now"
    assert "111" in region_for("gb").urgent_advice
    assert "111" not in phone_numbers(region_for("nz").urgent_advice)


@pytest.mark.parametrize("code", ANYWHERE)
def test_no_line_for_advice_is_an_emergency_number_of_the_same_country(code):
    region = region_for(code)

    both = {*phone_numbers(region.emergency_number)} & {*phone_numbers(region.urgent_advice)}

    assert both == set()


@pytest.mark.parametrize("code", ANYWHERE)
def test_all_words_fit_the_middle_of_a_sentence(code):
    for words in words_of(region_for(code)):
        assert words == words.strip()
        assert words[-1] not in ".,;:"
        assert not {"{", "}", "\n"} & set(words)
        assert not words.startswith(("Your ", "The ", "A ", "call ", "go to ", "see "))


@pytest.mark.parametrize("code", ANYWHERE)
def test_a_region_knows_its_own_code_and_a_name_to_be_chosen_by(code):
    assert region_for(code).code == code
    assert region_for(code).name


def test_no_two_regions_have_the_same_name():
    assert len({region_for(code).name for code in ANYWHERE}) == len(ANYWHERE)


@pytest.mark.parametrize("code", ANYWHERE)
def test_a_region_says_when_it_was_checked(code):
    assert re.match(r"20\d\d-[01]\d-[0-3]\d: \w", region_for(code).checked)


@pytest.mark.parametrize("code", CODES)
def test_the_numbers_of_a_country_name_the_pages_that_they_were_read_in(code):
    assert region_for(code).sources
    assert all(re.match(r"https?://\S+$", source) for source in region_for(code).sources)


def test_a_region_cannot_be_changed():
    region: Any = region_for("gb")

    with pytest.raises(FrozenInstanceError):
        region.emergency_number = "111"


def test_the_data_is_read_once_and_only_when_it_is_needed():
    program = """if True:
        import sys
        opened = []
        def note(event, args):
            if event == "open" and str(args[0]).endswith("regions.json"):
                opened.append(args[0])
        sys.addaudithook(note)
        from triage.locales.regions import region_codes, region_for, region_of_locale
        before = len(opened)
        region_for("gb"), region_for(None), region_codes(), region_of_locale("de_DE")
        print(before, len(opened))
    """
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert run.stdout.split() == ["0", "1"], run.stderr


# --- unknown regions


def refusal(code):
    with pytest.raises(TriageError) as caught:
        region_for(code)
    return str(caught.value)


def test_an_unknown_region_is_refused_with_those_that_are_known():
    assert refusal("zz-top") == (
        "found no region `zz-top`, expected one of `gb`, `ie`, `us`, `ca`, `eu`, `au`, `nz`, "
        "`in`, `za`\n    help: leave it out for words that fit any country"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" gb ", "gb"),
        ("uk", "gb"),
        ("de", "eu"),
        ("nzl", "nz"),
        ("Austrlia", "au"),
        ("south africa", "za"),
    ],
)
def test_a_country_written_in_another_way_is_recognised(written, meant):
    assert refusal(written).endswith(f"\n    help: did you mean `{meant}`?")


@pytest.mark.parametrize("code", CODES)
def test_a_code_may_be_written_in_capitals(code):
    assert region_for(code.upper()) is region_for(code)


def test_a_long_or_disturbing_region_is_shown_short_and_escaped():
    assert refusal("x" * 10_000).startswith(f"found no region `{'x' * 40}`, expected")
    assert refusal("\x1b[2J\n").startswith(r"found no region `\x1b[2J\n`, expected")


@given(st.text())
def test_any_text_is_a_region_or_refused_in_three_lines_at_most(text):
    if text.lower() in CODES:
        assert region_for(text).code == text.lower()
    else:
        assert refusal(text).count("\n") == 1


# --- the region of a locale


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("en_GB.UTF-8", "gb"),
        ("cy_GB", "gb"),
        ("en-GB", "gb"),
        ("en_gb", "gb"),
        ("en_GB:en", "gb"),
        ("en_IE.utf8", "ie"),
        ("ga_IE", "ie"),
        ("en_US.UTF-8", "us"),
        ("en_US_POSIX", "us"),
        ("fr_CA", "ca"),
        ("en_AU", "au"),
        ("mi_NZ", "nz"),
        ("hi_IN", "in"),
        ("af_ZA", "za"),
        ("de_DE.UTF-8", "eu"),
        ("de_DE@euro", "eu"),
        ("de-AT", "eu"),
        ("en_SE", "eu"),
        ("uz_Latn_GB", "gb"),
        ("haw_US", "us"),
    ],
)
def test_the_country_of_a_locale_gives_the_region(locale, code):
    assert region_of_locale(locale) == code


@pytest.mark.parametrize("locale", ["", "C", "POSIX", "C.UTF-8", "C_GB", "en", "english", "_GB"])
def test_a_locale_without_a_country_gives_no_region(locale):
    assert region_of_locale(locale) is None


@pytest.mark.parametrize("locale", ["ja_JP.UTF-8", "de_CH", "nb_NO", "en_001", "en_GBR", "es_419"])
def test_a_country_whose_numbers_are_not_known_gives_no_region(locale):
    assert region_of_locale(locale) is None


@pytest.mark.parametrize("locale", ["ie", "uk_UA", "ca_AD", "za_CN", "in_ID", "de_LI", "eu"])
def test_a_language_is_never_taken_for_a_country(locale):
    assert region_of_locale(locale) is None


def test_letters_that_only_look_like_a_country_give_no_region():
    assert (
        region_of_locale("en_U\u017f") is None
    )  # a long s, which is an s to a regex without ASCII
    assert region_of_locale("en_D\u212a") is None  # the Kelvin sign, likewise a k


def test_all_27_members_of_the_european_union_have_a_region():
    members = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"

    assert len(members.split()) == 27
    assert {region_of_locale(f"en_{member}") for member in members.split()} == {"eu", "ie"}


@given(st.text() | st.from_regex(r"[a-zA-Z]{1,4}([_-][a-zA-Z]{1,5}){0,3}([.@:].*)?"))
def test_any_text_is_a_locale_of_a_known_region_or_of_none(text):
    assert region_of_locale(text) in ANYWHERE


# --- filling texts

SENTENCES = "Call {emergency number} now|Go to {emergency department}|{urgent advice}|See {doctor}"


@pytest.mark.parametrize(
    ("code", "filled"),
    [
        (
            None,
            "Call your local emergency number now|Go to a hospital emergency department|"
            "your doctor or your local health advice line|See your doctor",
        ),
        (
            "gb",
            "Call 999 now|Go to A&E|NHS 111 (call 111; in Northern Ireland call your GP)|"
            "See your GP",
        ),
        (
            "us",
            "Call 911 now|Go to the emergency room|your doctor's office or an urgent care clinic|"
            "See your doctor",
        ),
    ],
)
def test_each_placeholder_is_replaced_by_the_words_of_the_region(code, filled):
    assert localize(SENTENCES, region_for(code)) == filled


@pytest.mark.parametrize(
    "text",
    ["", "no braces", "{", "{}", "{ doctor }", "{Doctor}", "{emergency}", "doctor", "{{physio}}"],
)
def test_nothing_but_the_placeholders_is_replaced(text):
    assert localize(text, region_for("gb")) == text


PIECES = st.lists(st.sampled_from([*PLACEHOLDERS, "{", "}", "doctor", "emergency "]) | st.text())


@given(PIECES.map("".join), st.sampled_from(ANYWHERE))
def test_a_filled_text_never_holds_a_placeholder(text, code):
    filled = localize(text, region_for(code))

    assert [name for name in PLACEHOLDERS if name in filled] == []


@given(st.text(), st.text(), st.sampled_from(PLACEHOLDERS), st.sampled_from(ANYWHERE))
def test_the_text_around_a_placeholder_stays_as_it_is(before, after, name, code):
    said = localize(name, region_for(code))

    assert said in words_of(region_for(code))
    assert localize(f"{before}{name}{after}", region_for(code)) == f"{before}{said}{after}"


def test_a_tree_may_use_exactly_the_placeholders_that_are_filled():
    assert {f"{{{name}}}" for name in spoken.PLACEHOLDERS} == set(PLACEHOLDERS)
