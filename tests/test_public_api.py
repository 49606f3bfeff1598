"""The names that apps rely on, with what they take: a change here is a change for apps."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from importlib.metadata import version

import pytest

import triage
from triage.version import VERSION

FUNCTIONS = {
    "assess": "(tree, answers, *, region, ignore_unknown)",
    "available": "()",
    "load": "(name_or_path)",
    "resume": "(tree, data, *, on, replay)",
    "start": "(tree, *, for_other, region, on)",
}
CLASSES = {
    "AnswerError": "problems",
    "Choice": "value words",
    "Disposition": "urgency words",
    "Finding": "file line column code name message help severity to_json",
    "Question": "fact text label type choices unit low high step why how sources judgement",
    "Result": "status disposition urgency at_least outcome title text expect advice withheld "
    "safety_net review_after_days because refine contradictions not_used next summary to_json",
    "Resumed": "session dropped asked_afresh",
    "Screen": "step heading questions optional is_checklist",
    "Session": "tree for_other region answers next result progress "
    "answer skip back can_go_back change to_json",
    "SessionError": "exit_code",
    "Tree": "id title version status digest facts outcomes advice",
    "TreeError": "findings",
    "TriageError": "exit_code",
}


def test_the_public_names_are_these_and_no_others():
    assert sorted(triage.__all__) == sorted([*FUNCTIONS, *CLASSES, "NOT_SURE"])


def shape(function):
    """Return the parameters of a function without their types and defaults."""
    parameters = inspect.signature(function).parameters.values()
    plain = [p.replace(annotation=p.empty, default=p.empty) for p in parameters]
    return str(inspect.Signature(plain))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_takes_what_apps_pass(name):
    assert shape(getattr(triage, name)) == FUNCTIONS[name]


@pytest.mark.parametrize("name", CLASSES)
def test_a_public_class_has_what_apps_read(name):
    public = getattr(triage, name)
    fields = {field.name for field in getattr(public, "__attrs_attrs__", ())}
    # Errors set what they carry when they are made.
    had = fields | set(inspect.signature(public.__init__).parameters)

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


@pytest.mark.parametrize("first", ["available", "load", "assess"])
def test_public_names_work_in_any_order_of_use(first):
    program = f"import triage; triage.{first}; triage.load(triage.available()[0]); triage.resume"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.stderr == b""


def test_errors_can_be_told_from_all_others_by_one_class():
    errors = [getattr(triage, name) for name in CLASSES if name.endswith("Error")]

    assert all(issubclass(error, triage.TriageError) for error in errors)


def test_the_version_is_that_of_the_installed_package():
    assert version("triage-trees") == VERSION


def test_dispositions_can_be_sent_to_another_process():
    disposition = triage.Disposition.EMERGENCY

    assert pickle.loads(pickle.dumps(disposition)) is disposition
