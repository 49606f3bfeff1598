"""The schemas that are made of the types say what was published, and are never out of step."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest
from attrs import frozen
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import triage
from tests.engine.drawn import Answers, screens_of, trees_and_patients
from tests.recording.people import people
from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage.model.serialise import JsonForm, Serialised
from triage.model.texts import Title
from triage.model.tree import Tree
from triage.model.values import Numeric, Value
from triage.schemas import PUBLISHED, definitions_of

DAY = date(2026, 11, 20)
HERE = Path(__file__).parent
# The schemas as apps have them. A change there is a change for every app.
BOOK: Any = json.loads((HERE / "published.schema.json").read_text("utf-8"))
TREES = sorted((HERE.parent / "trees").glob("*/cases.yaml"))
SOME = [path for path in TREES if path.parent.name in ("showcase", "calf-soreness")]


def validator(definitions: Any, name: str) -> Draft202012Validator:
    whole = {"$schema": BOOK["$schema"], "$ref": f"#/$defs/{name}", "$defs": definitions}
    return Draft202012Validator(whole, format_checker=FormatChecker())


BEFORE = {name: validator(BOOK["$defs"], name) for name in PUBLISHED}
NOW = {name: validator(triage.schema(name)["$defs"], name) for name in PUBLISHED}


# --- against the schemas that were written by hand


def bare(schema: Any) -> Any:
    """Return a schema without what it tells people, and with the order of its lists forgotten."""
    if isinstance(schema, dict):
        told = {"description"} if isinstance(schema.get("description"), str) else set()
        return {key: bare(part) for key, part in schema.items() if key not in told}
    if isinstance(schema, list):
        return sorted((bare(part) for part in schema), key=str)
    return schema


def differences(before: Any, now: Any, at: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield where two schemas differ, and what each says there."""
    if not isinstance(before, dict) or not isinstance(now, dict):
        if before != now:
            yield at, before, now
        return
    for key in sorted({*before, *now}):
        yield from differences(before.get(key), now.get(key), f"{at}/{key}".lstrip("/"))


def changed(now: Any) -> set[str]:
    return {at for at, _, _ in differences(bare(BOOK["$defs"]), bare(now))}


def test_the_schemas_say_what_was_published_but_for_one_code_and_two_other_ways_to_say_it() -> None:
    urgency = ("result", "change", "outcome")  # its numbers are listed instead of bounded
    said_otherwise = {
        *(f"{of}/properties/urgency/{key}" for of in urgency for key in ("type", "minimum")),
        *(f"{of}/properties/urgency/maximum" for of in urgency),
        "result/properties/urgency/anyOf",
        *("change/properties/urgency/enum", "outcome/properties/urgency/enum"),
        *("tree/properties/reviewed/anyOf", "sign_off"),  # it has a name now
        # Later keys, which no kept result needs to have.
        *("result/properties/within_hours", "result/properties/also", "also_told"),
        # Later keys of what is only shown, and never read back.
        *("screen/required", "screen/properties/is_form", "question/properties/part"),
        "question/properties/anchors",
        # A tree may have a scale of its own, so they are listed as examples.
        *("disposition/enum", "disposition/examples", "disposition/type"),
    }
    # What leads a result, and an advice in a few words: keys that were added.
    added = {
        *("result/properties/plan", "result/required", "plan_part"),
        *("advice/properties/short", "advice/required"),
    }
    # `triage.outputs.fhir.answers_from` raised with this code, and the schema did not list it.
    assert changed(triage.schema("result")["$defs"]) - said_otherwise - added == {
        "problem/properties/code/enum",
        *(f"{of}/properties/type/enum" for of in ("fact", "question")),  # a note is a type, too
    }
    codes: Any = triage.schema("error")["$defs"]
    listed = codes["problem"]["properties"]["code"]["enum"]
    before = BOOK["$defs"]["problem"]["properties"]["code"]["enum"]
    assert set(listed) - set(before) == {"not-in-response"}
    assert set(before) <= set(listed)


@slow
@pytest.mark.parametrize("cases", sampled(TREES, *SOME), ids=lambda path: path.parent.name)
def test_everybody_in_the_cases_gets_a_result_that_both_schemas_accept(cases: Path) -> None:
    tree = shipped_tree(cases.parent.name, allow_draft=True)
    given = [json.loads(text) for name, text in people(tree.id, cases).items() if name.isdigit()]
    results = {
        json.dumps(triage.assess(tree, each, on=DAY, ignore_unknown=True).to_json())
        for each in given
    }

    assert results
    for result in map(json.loads, results):
        BEFORE["result"].validate(result)
        NOW["result"].validate(result)


# A scale of a tree's own may have any, so these are no longer listed or bounded; or they are new.
OF_ANY_SCALE = {"disposition", "urgency", "at_least", "within_hours"}
SPOILT = (None, True, 7, 1.5, -1, "surprise", "2026-13-40", [], [1], {}, {"surprise": 1})


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each thing that holds others, with the key or number of one that it holds."""
    keys = data if isinstance(data, dict) else range(len(data))
    for key in keys:
        yield data, key
        if isinstance(data[key], dict | list):
            yield from places(data[key])


@given(trees_and_patients(), st.data())
def test_what_is_spoilt_is_refused_by_both_schemas_or_by_neither(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    tree, patient = drawn
    # There were no such when the schemas were published.
    assume(tree.own_scale is None and not any(fact.is_note for fact in tree.facts.values()))
    session = screens_of(triage.start(tree, on=DAY, allow_draft=True), patient)[-1]
    resumed = triage.resume(tree, {**session.to_json()}, on=DAY, allow_draft=True)
    written: dict[str, Any] = {
        "result": session.result.to_json(),
        "session": session.to_json(),
        "resumed": resumed.to_json(),
        "tree": tree.to_json(),
        "error": triage.TreeRefused("it cannot", "tree-draft", "a", "1", DAY).to_json(),
    }
    name = data.draw(st.sampled_from(sorted(written)))
    for _ in range(5):
        spoilt = json.loads(json.dumps(written[name]))
        holder, key = data.draw(st.sampled_from(list(places(spoilt))))
        if key in OF_ANY_SCALE:
            continue
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = data.draw(st.sampled_from(SPOILT))
        assert BEFORE[name].is_valid(spoilt) == NOW[name].is_valid(spoilt), spoilt


# --- planted: a schema that is out of step with its type


@frozen
class Part:
    """A part."""

    title: Title | None
    amount: Numeric
    points: Mapping[str, int] | None = None


@frozen
class Planted(Serialised):
    """What is planted.

    Attributes:
        on: the day.
    """

    on: date | None
    parts: tuple[Part, ...]
    kind: Literal["a", "b"] = "a"
    value: Value | None = None

    json_form: ClassVar = JsonForm(name="planted", version=3)


def test_what_is_written_of_a_type_keeps_the_schema_that_is_made_of_it() -> None:
    keeps = validator(definitions_of(Planted), "planted")
    parts = (Part(Title("one"), 1), Part(None, 0.5))

    keeps.validate(Planted(DAY, parts, "b", True).to_json())
    keeps.validate(Planted(None, ()).to_json())


@pytest.mark.parametrize(
    "lie",
    [
        Planted(DAY, (Part(Title("one"), 1),), "c"),  # type: ignore[arg-type]  # that is the test
        Planted(DAY, (Part(3, 1),)),  # type: ignore[arg-type]  # that is the test
        Planted(DAY, (Part(None, "1"),)),  # type: ignore[arg-type]  # that is the test
        Planted(DAY, (), "a", [1]),  # type: ignore[arg-type]  # that is the test
    ],
)
def test_a_value_that_its_type_does_not_tell_of_is_caught(lie: Planted) -> None:
    assert not validator(definitions_of(Planted), "planted").is_valid(lie.to_json())


def test_a_field_that_is_added_is_written_and_described_at_once() -> None:
    @frozen
    class Added(triage.AdviceGiven):
        colour: str = "red"

    advice = definitions_of(Added)["advice"]
    assert advice["properties"]["colour"] == {"type": "string"}
    assert "colour" in advice["required"]
    assert changed({**BOOK["$defs"], "advice": advice}) >= {"advice/properties/colour"}


@pytest.mark.parametrize("name", ["result", "advice", "question", "session", "problem", "tree"])
def test_a_published_schema_that_says_other_than_its_type_is_caught(name: str) -> None:
    """Each key of each definition in turn is called something that it is not."""
    caught = changed(triage.schema("result")["$defs"])
    for key in BOOK["$defs"][name]["properties"]:
        planted = deepcopy(BOOK["$defs"])
        planted[name]["properties"][key] = {"type": "object", "maxProperties": 77}
        now = bare(triage.schema("result")["$defs"])
        found = {at for at, _, _ in differences(bare(planted), now)}
        assert any(at.startswith(f"{name}/properties/{key}/") for at in found - caught), key


def test_a_schema_belongs_to_whoever_asked_for_it() -> None:
    kept = deepcopy(triage.schema("result"))
    given: Any = triage.schema("result")
    given["$defs"]["result"]["properties"].clear()

    assert triage.schema("result") == kept


def test_each_key_of_a_result_is_described_in_the_words_of_json() -> None:
    book: Any = triage.schema("result")["$defs"]
    silent = {
        key for key, part in book["result"]["properties"].items() if "description" not in part
    }

    assert silent == {"triage_result", "tree", "version", "tree_status", "review_by"}
    assert "None" not in json.dumps(book)
    assert "``" not in json.dumps(book)
