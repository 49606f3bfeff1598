"""The catalogue for translators holds every sentence, and is fresh."""

from __future__ import annotations

from inspect import cleandoc

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from docs.words import TEMPLATE, template
from triage.cli.registry import COMMANDS
from triage.locales.regions import region_for
from triage.outputs.printing.typesetting import sentences


def catalogue() -> Catalog:
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def test_the_catalogue_is_as_the_code_has_it() -> None:
    assert TEMPLATE.read_bytes() == template(), "run `make words` and commit what it changes"


def test_the_catalogue_holds_the_help_of_every_command() -> None:
    known = catalogue()

    for command in COMMANDS:
        assert cleandoc(command.load().help or "") in known, command.name
        assert (command.help or "") in known, command.name


def test_the_catalogue_holds_what_templates_of_print_say() -> None:
    known = catalogue()

    assert len(sentences()) > 50
    assert [each for each in sentences() if each not in known] == []


def test_the_words_of_a_country_are_translated_and_its_numbers_are_not() -> None:
    known = catalogue()

    assert region_for("gb").emergency_department in known
    assert region_for("gb").emergency_number not in known
