"""The JSON Schema of tree files, for editors: ``triage schema`` prints it.

It knows the form of a file only. What names stand for, and all that the
checks find, is for ``triage check`` to say.
"""

from __future__ import annotations

import json

from triage.tree_files import conditions
from triage.tree_files.condition_reader import A_SPEC
from triage.tree_files.format import TREE, VERSION
from triage.tree_files.format_words import CONDITION_WORDS, FACT
from triage.tree_files.shapes import Json

_LIST = {"type": "array", "minItems": 1}


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
    kinds = conditions.KINDS
    facts = "^(?!(" + "|".join(CONDITION_WORDS) + ")$)" + FACT.pattern + "$"
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {name: value for kind in kinds for name, value in kind.names.items()},
        "patternProperties": {
            facts: A_SPEC,
            **{
                pattern: value
                for kind in conditions.KINDS
                for pattern, value in kind.patterns.items()
            },
        },
        "additionalProperties": False,
    }


def text() -> str:
    """Return the schema as the text of the file that comes with the package."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
