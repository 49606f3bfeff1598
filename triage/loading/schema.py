"""The JSON Schema of tree files, for editors: ``python -m triage.loading.schema`` prints it.

It knows the form of a file only. What names stand for, and all that the
checks find, is for ``triage check`` to say.
"""

from __future__ import annotations

import json

from triage.loading.format import FACT, NUMBER, TREE, VERSION
from triage.loading.shapes import Json

_LIST = {"type": "array", "minItems": 1}
_SPEC = {"$ref": "#/$defs/spec"}
_CONDITION = {"$ref": "#/$defs/condition"}


def schema() -> Json:
    """Return the JSON Schema of a tree file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"triage tree, version {VERSION} of the format",
        **TREE.schema(),
        "$defs": {
            "answer": {"type": ["string", "number"]},
            "spec": _one_or_more({"$ref": "#/$defs/answer"}),
            "worse": {
                "anyOf": [
                    {"enum": ["yes", "no", "higher", "lower"]},
                    _LIST | {"items": _one_or_more({"type": "string"})},
                ]
            },
            "condition": _condition(),
        },
    }


def _one_or_more(item: Json) -> Json:
    return {"anyOf": [item, _LIST | {"items": item}]}


def _condition() -> Json:
    conditions = _LIST | {"items": _CONDITION}
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {
            "all": conditions,
            "any": conditions,
            "none": conditions,
            "not": _CONDITION,
            "score": _score(),
        },
        "patternProperties": {
            "^(?!(all|any|none|not|score)$)" + FACT.pattern + "$": _SPEC,
            "^(any|all|none) asked$": _SPEC,
            "^(any|all|none|[0-9]+ or more) of .+$": _SPEC,
        },
        "additionalProperties": False,
    }


def _score() -> Json:
    sums = rf"^((over|under|at least|at most) {NUMBER}|{NUMBER} to {NUMBER})$"
    points = {"type": "integer", "minimum": -1000, "maximum": 1000}
    per_fact = {"type": "object", "minProperties": 1, "additionalProperties": points}
    return {
        "type": "object",
        "properties": {
            "points": {"type": "object", "minProperties": 1, "additionalProperties": per_fact},
            "is": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": sums}]},
        },
        "required": ["points", "is"],
        "additionalProperties": False,
    }


def text() -> str:
    """Return the schema as the text of the file that comes with the package."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(text(), end="")
