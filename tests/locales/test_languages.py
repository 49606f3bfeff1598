"""The language of the texts is chosen by a language tag."""

from __future__ import annotations

import pytest

from triage.errors import TriageError
from triage.locales.languages import language_of
from triage.words import LANGUAGES


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en-Latn-US", "en-gb-oxendict", "en-x-plain"])
def test_english_is_english_in_every_country_and_spelling(tag):
    assert language_of(tag) == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_found_by_itself(language):
    assert language_of(language) == language


@pytest.mark.parametrize("tag", ["de", "eng", "english", "", "en-", "-en", "en GB", "en\n", "ᴇn"])
def test_another_language_is_refused_and_those_there_are_are_named(tag):
    with pytest.raises(TriageError, match=r"^found no language `.*`, expected one of `en` \(Eng"):
        language_of(tag)


def test_a_locale_is_not_taken_for_a_tag_but_corrected():
    with pytest.raises(TriageError, match=r"`en_GB`.*\n    help: write it with a hyphen: `en-GB`$"):
        language_of("en_GB")


def test_what_is_shown_of_a_wrong_tag_is_short_and_harmless():
    with pytest.raises(TriageError) as raised:
        language_of("\x1b[31m" + "x" * 1000)

    assert "\x1b" not in str(raised.value)
    assert len(str(raised.value)) < 200
