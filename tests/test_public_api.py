"""The names that apps rely on, with what they take: a change here is a change for apps."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from importlib.metadata import version

import pytest

import triage
from tests.shipped_trees import shipped_tree
from triage.version import VERSION

FUNCTIONS = {
    "assess": "(tree: Tree, answers: Mapping[str, object], *, region: str | None = None, "
    "language: str | None = None, ignore_unknown: bool = False, on: date | None = None, "
    "allow_draft: bool = False) -> Result",
    "available": "() -> tuple[str, ...]",
    "load": "(name_or_path: Loadable, *, name: str | None = None, allow_draft: bool = False) "
    "-> Tree",
    "regions": "() -> tuple[Region, ...]",
    "resume": "(tree: Tree, data: Mapping[str, object], *, on: date | None = None, "
    "replay: bool = False, allow_draft: bool = False) -> Resumed",
    "review": "(tree: Tree, earlier: Session | Mapping[str, object], *, on: date, "
    "region: str | None = None, language: str | None = None, allow_draft: bool = False) "
    "-> FollowUp",
    "schema": "(name: str) -> dict[str, object]",
    "start": "(tree: Tree, *, for_other: bool = False, region: str | None = None, "
    "language: str | None = None, on: date | None = None, allow_draft: bool = False) -> Session",
    "what_would_change": "(tree: Tree, answers: Mapping[str, object], *, "
    "region: str | None = None, language: str | None = None, ignore_unknown: bool = False, "
    "on: date | None = None, allow_draft: bool = False, at_most: int = 20) -> Changes",
}
METHODS = {
    "Session.answer": "(given: Mapping[str, object]) -> Session",
    "Session.back": "() -> Session",
    "Session.change": "(fact: str, given: object) -> Session",
    "Session.skip": "() -> Session",
    "Session.to_json": "() -> dict[str, object]",
    "Result.to_json": "() -> dict[str, object]",
    "Screen.to_json": "() -> dict[str, object]",
    "Resumed.to_json": "() -> dict[str, object]",
    "Changes.to_json": "() -> dict[str, object]",
    "Comparison.to_json": "() -> dict[str, object]",
    "FollowUp.since": "(session: Session) -> Comparison",
    "FollowUp.to_json": "() -> dict[str, object]",
    "Tree.to_json": "() -> dict[str, object]",
    "Finding.to_json": "() -> dict[str, object]",
    "TriageError.to_json": "() -> dict[str, object]",
}
CLASSES = {
    "AdviceGiven": "id kind text phase dose too_much evidence sources judgement disputes short",
    "AnswerError": "problems",
    "AnswerProblem": "fact found expected help code to_json",
    "Change": "answers instead_of more is_certain disposition result text",
    "Changes": "now raising lowering is_whole to_json",
    "Choice": "value words",
    "Comparison": "before after direction facts text",
    "Contradiction": "facts text",
    "Difference": "fact label before after direction",
    "Disposition": "urgency words",
    "Fact": "name domain ask label why how well lasts demands accept choices expected say to_json",
    "Finding": "file line column code name message help severity to_json",
    "FollowUp": "session earlier answered_on kept asked_afresh dropped",
    "Option": "name words",
    "Progress": "done at_most",
    "Question": "fact text label type choices unit low high step why how sources judgement before "
    "part",
    "Reason": "step facts text sources judgement",
    "Region": "code name emergency_number emergency_department urgent_advice doctor sources "
    "checked urgent_number",
    "Result": "status disposition urgency at_least outcome title text expect advice withheld "
    "safety_net review_after_days review_on because refine contradictions not_used next summary "
    "answers region language on expired cautions tree to_json",
    "Resumed": "session dropped asked_afresh",
    "Screen": "step kind heading questions is_form facts optional is_checklist",
    "Session": "tree for_other region language on answers taken_back next result progress unasked "
    "answer skip back can_go_back change to_json",
    "SessionError": "exit_code",
    "Tree": "id title version status digest facts outcomes advice allow_draft",
    "TreeError": "findings",
    "TreeRefused": "code tree version review_by",
    "TriageError": "exit_code code",
    "Withheld": "id text facts because",
}


def test_the_public_names_are_these_and_no_others():
    assert sorted(triage.__all__) == sorted([*FUNCTIONS, *CLASSES, "NOT_SURE", "Value"])


def shape(function):
    """Return what a function takes and returns, without `self`."""
    signature = inspect.signature(function)
    own = [p for p in signature.parameters.values() if p.name != "self"]
    return str(signature.replace(parameters=own)).replace("'", "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_takes_what_apps_pass(name):
    assert shape(getattr(triage, name)) == FUNCTIONS[name]


@pytest.mark.parametrize("name", METHODS)
def test_a_public_method_takes_what_apps_pass(name):
    of, method = name.split(".")
    assert shape(getattr(getattr(triage, of), method)) == METHODS[name]


@pytest.mark.parametrize("name", CLASSES)
def test_a_public_class_has_what_apps_read(name):
    public = getattr(triage, name)
    fields = {field.name for field in getattr(public, "__attrs_attrs__", ())}
    # Errors set what they carry when they are made; a disposition is given what its scale says.
    had = fields | set(inspect.signature(public.__init__).parameters) | {*public.__annotations__}

    assert [
        part for part in CLASSES[name].split() if not (part in had or hasattr(public, part))
    ] == []


def test_every_public_name_is_documented_and_listed():
    undocumented = [name for name in FUNCTIONS | CLASSES if not getattr(triage, name).__doc__]

    assert undocumented == []
    assert set(triage.__all__) <= set(dir(triage))


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        triage.nonsense  # noqa: B018  # reading it is the test


@pytest.mark.parametrize("first", ["available", "load", "assess", "regions"])
def test_public_names_work_in_any_order_of_use(first):
    calls = "triage.load(triage.available()[0]); triage.resume; triage.regions()"
    program = f"import triage; triage.{first}; {calls}"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.stderr == b""


def test_errors_can_be_told_from_all_others_by_one_class():
    exported = [getattr(triage, name) for name in CLASSES]
    errors = [public for public in exported if issubclass(public, Exception)]

    assert all(issubclass(error, triage.TriageError) for error in errors)


def test_the_version_is_that_of_the_installed_package():
    assert triage.__version__ == VERSION == version("triage-trees")


def test_dispositions_can_be_sent_to_another_process():
    disposition = triage.Disposition.EMERGENCY

    assert pickle.loads(pickle.dumps(disposition)) is disposition


def test_a_region_of_the_list_can_be_asked_for_by_its_code():
    tree = shipped_tree("calf-soreness", allow_draft=True)
    codes = [region.code for region in triage.regions()]

    assert {"gb", "us"} <= set(codes)
    assert [triage.assess(tree, {}, region=code).region.code for code in codes] == codes
