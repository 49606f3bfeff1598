"""Sentences are said in the language of who reads them, whenever they were marked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from docs.words import TEMPLATE
from tests.words.pseudo import PSEUDO, PseudoTranslations
from triage import words
from triage.words import ENGLISH, N_, Speaking, _, language_of_reader, language_spoken, ngettext

LATER = N_("found no step `{name}`")


def test_english_is_said_as_it_is_written() -> None:
    assert _("found no step `{name}`", name="{x}") == "found no step `{x}`"
    assert ngettext("{count} day", "{count} days", 1) == "1 day"
    assert ngettext("{count} day of {all}", "{count} days of {all}", 2, all=7) == "2 days of 7"


def test_a_sentence_without_values_keeps_the_braces_of_trees() -> None:
    assert _("In an emergency call {emergency number}.").endswith("{emergency number}.")


@pytest.mark.usefixtures("pseudo")
def test_a_constant_is_said_in_the_language_of_the_moment() -> None:
    with Speaking(PSEUDO):
        assert _(LATER, name="a") == "[found no step `a` ~~~~ ~]"
        with Speaking(ENGLISH):
            assert _(LATER, name="a") == "found no step `a`"
        assert ngettext("{count} day", "{count} days", 2) == "[2 days ~~]"
    assert language_spoken() == ENGLISH


@pytest.mark.usefixtures("pseudo")
def test_another_thread_speaks_english_until_it_is_told_otherwise() -> None:
    heard: list[str] = []
    with Speaking(PSEUDO):
        thread = Thread(target=lambda: heard.append(language_spoken()))
        thread.start()
        thread.join()

    assert heard == [ENGLISH]


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, ENGLISH),
        ({"LANG": "qps_GB.UTF-8"}, PSEUDO),
        ({"LANG": "de_DE.UTF-8"}, ENGLISH),
        ({"LANG": "qps", "LC_ALL": "C"}, ENGLISH),
        ({"LANG": "en_GB", "LANGUAGE": "de:qps:en"}, PSEUDO),
        ({"LANGUAGE": "", "LC_MESSAGES": "QPS@euro"}, PSEUDO),
    ],
)
@pytest.mark.usefixtures("pseudo")
def test_a_reader_is_told_in_the_first_language_that_there_is(
    environ: dict[str, str], language: str
) -> None:
    assert language_of_reader(environ) == language


def test_a_catalogue_of_gettext_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TEMPLATE.open("rb") as file:
        catalogue = read_po(file)
    catalogue["see a physio"].string = "zur Physiotherapie gehen"
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "triage.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr("importlib.resources.files", lambda _package: tmp_path)
    words.catalogue.cache_clear()

    with Speaking("de"):
        assert _("see a physio") == "zur Physiotherapie gehen"
        assert _("get emergency help now") == "get emergency help now"
    words.catalogue.cache_clear()


def test_a_language_without_a_catalogue_is_english() -> None:
    with Speaking("tlh"):
        assert _("see a physio") == "see a physio"


def test_english_loads_no_gettext() -> None:
    code = "import sys, triage; triage.load('start'); print('gettext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_the_pseudo_language_is_a_translation_like_any_other() -> None:
    assert PseudoTranslations().ngettext("one day", "{n} days", 2) == "[{n} days ~~]"
