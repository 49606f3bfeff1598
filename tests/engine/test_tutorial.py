"""The app of the tutorial is short, and agrees with the library for whoever uses it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given

import triage
from tests.engine.drawn import Answers
from tests.shipped_trees import shipped_tree
from triage.testing import patients

PAGE = Path(__file__).parent.parent.parent / "docs" / "library-tutorial.md"
PROGRAM = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)[
    0
]
TREE = shipped_tree("calf-soreness")


@pytest.fixture(scope="module")
def app() -> Callable[..., Any]:
    names: dict[str, Any] = {"__name__": "app"}
    exec(compile(PROGRAM, "app.py", "exec"), names)
    made: Callable[..., Any] = names["app"]
    return made


def shown(app: Callable[..., Any], form: dict[str, str]) -> str:
    body = urlencode(form).encode()
    environ = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    status: list[str] = []
    page = b"".join(app(environ, lambda told, _: status.append(told))).decode()
    assert status == ["200 OK"]
    return page


def saved_in(page: str) -> str | None:
    found = re.search("name=saved value='(.*?)'", page)
    return unescape(found[1]) if found else None


def test_it_is_under_forty_lines() -> None:
    assert len(PROGRAM.splitlines()) < 40


@given(patient=patients(TREE))
def test_whoever_answers_its_questions_gets_the_result_of_the_library(
    app: Callable[..., Any], patient: Answers
) -> None:
    page = shown(app, {})
    while saved := saved_in(page):
        asked = set(re.findall(r"name=(\w+)", page)) - {"saved"}
        assert asked
        page = shown(app, {"saved": saved, **{f: json.dumps(patient[f]) for f in asked}})
    result = triage.assess(TREE, patient, region="gb", allow_draft=True)
    assert f"<h1>{result.title}</h1>" in unescape(page)
    assert result.cautions[0] in unescape(page)


@pytest.mark.parametrize(
    "form",
    [
        {"saved": "{"},
        {"saved": "5"},
        {"saved": "{}"},
        {"limping": "true"},
        {"saved": "null", "a<b": "<script>"},
    ],
)
def test_a_forged_form_is_told_and_harmless(app: Callable[..., Any], form: dict[str, str]) -> None:
    page = shown(app, form)
    assert "<script>" not in page
    assert saved_in(page) is not None
