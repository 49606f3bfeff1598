"""The file of a population: every key of the people who ask."""

from __future__ import annotations

from typing import Final, get_args

from triage.model.population import Kind
from triage.tree_files.containers import ListOf, MapOf
from triage.tree_files.format import SOURCE_RECORD, SourcedFields, version_of_format
from triage.tree_files.format_words import (
    CONDITION,
    DISPOSITION,
    FACT,
    GROUP,
    MODULE,
    PLAIN,
    SOURCE,
)
from triage.tree_files.records import Field, Fields, Record
from triage.tree_files.shapes import Amount, OneWord

KIND: Final[OneWord[Kind]] = OneWord(get_args(Kind))
# The answers are read when their fact is known.
SHARES = MapOf(None, Amount(), "answers, each with its share in percent")


class RowFields(Fields):
    """What a row of shares says."""

    if_ = Field(
        CONDITION, "Of whom the shares are; of all others, where it is left out.", name="if"
    )
    shares = Field(SHARES, "The share of each answer, in percent.", required=True)


ROW = Record("a row of shares", RowFields)


class SpreadFields(SourcedFields):
    """What the spread of a fact says."""

    shares = Field(
        SHARES,
        "The share of each answer, in percent. What they leave goes to `not sure`, as far as it "
        "is not given, and then to the answer of a well person.",
    )
    rows = Field(
        ListOf(ROW, "rows of shares"),
        "Shares that depend on facts drawn before; the first row that holds counts.",
    )


_EITHER = (SpreadFields.shares, SpreadFields.rows)
_PROVENANCE = (SourcedFields.source, SourcedFields.judgement)
SPREAD = Record("a spread of answers", SpreadFields, one_of=_EITHER, some_of=_PROVENANCE)
# The people stand behind what they change.
OWN_SPREAD = Record("a spread of answers", SpreadFields, one_of=_EITHER)


class NotSureFields(SourcedFields):
    """What is said of those who are not sure."""

    share = Field(Amount(), "Their share in percent, where a fact does not say.", required=True)


NOT_SURE_SHARE = Record("a share", NotSureFields, some_of=_PROVENANCE)


class MeaningFields(SourcedFields):
    """What a meaning says."""

    title = Field(PLAIN, "What these people have, in a few words.", required=True)
    if_ = Field(CONDITION, "What holds for each of them.", name="if", required=True)


MEANING = Record("a meaning", MeaningFields, some_of=_PROVENANCE)


class PeopleFields(SourcedFields):
    """What a group of people says."""

    title = Field(PLAIN, "Who they are, in a few words.", required=True)
    kind = Field[Kind](KIND, "Whether they are well or ill.", required=True)
    means = Field(GROUP, "What they have in common, one of `means`.")
    at_least = Field(DISPOSITION, "The least that ill people need.")
    trees = Field(ListOf(MODULE, "trees"), "The trees that they come to.", required=True)
    weight = Field(Amount(), "How many there are among those of their kind; 1 if left out.")
    facts = Field(MapOf(FACT, OWN_SPREAD, "facts"), "What they answer otherwise than everybody.")


PEOPLE = Record("a group of people", PeopleFields, some_of=_PROVENANCE)


class PopulationFields(Fields):
    """What a population says."""

    triage_population = version_of_format()
    tree = Field(MODULE, "The tree whose facts the people answer.", required=True)
    not_sure = Field(NOT_SURE_SHARE, "How many are not sure.", required=True)
    sources = Field(MapOf(SOURCE, SOURCE_RECORD, "sources"), "What the shares rest on.")
    means = Field(MapOf(GROUP, MEANING, "meanings"), "What well people have in common.")
    as_well = Field(
        ListOf(FACT, "facts"), "Facts that everybody answers as a well person does; drawn last."
    )
    facts = Field(MapOf(FACT, SPREAD, "facts"), "What everybody answers.", required=True)
    people = Field(MapOf(GROUP, PEOPLE, "groups of people"), "The people.", required=True)


POPULATION = Record("a population", PopulationFields)
