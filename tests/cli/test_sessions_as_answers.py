"""A session that `triage ask` saved is accepted wherever answers are."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from triage.engine.saved import start
from triage.tree_files.library import load

READERS = {
    "assess": "assess ankle --answers given.json",
    "draw": "draw ankle -o a.txt --path given.json",
    "export": "export ankle --to fhir --patient Patient/1 --answers given.json",
    "print": "print ankle -o a.pdf --kind summary --answers given.json",
}


@pytest.fixture
def save(here):
    """Return a function that saves a session held some days ago in Ireland."""

    def write(days, **more):
        on = date.today() - timedelta(days)
        session = start(load("ankle/tree.yaml"), for_other=True, region="ie", on=on)
        session = session.answer({"cannot_stand": True})
        data = {**session.to_json(), **more}
        (here / "given.json").write_text(json.dumps(data), encoding="utf-8")

    return write


def words(reader):
    return READERS[reader].split()


def written(triage, here, reader):
    """Return what a reader says and writes, without the moments, which tell when it was written."""
    done = triage(*words(reader), "--region", "ie")
    picture = here / "a.txt"
    text = picture.read_text("utf-8") if picture.exists() else ""
    return done.exit_code, re.sub(r'"\d{4}-\d\d-\d\dT.*?"', "", done.stdout), text


@pytest.mark.parametrize("reader", ["assess", "draw", "export"])
def test_a_session_says_what_its_answers_say(triage, here, save, reader):
    save(0)
    of_session = written(triage, here, reader)
    (here / "given.json").write_text('{"cannot_stand": true}', encoding="utf-8")

    assert of_session[0] == 0
    assert of_session == written(triage, here, reader)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_of_answers_takes_a_session(triage, save, reader):
    save(0)

    assert triage(*words(reader)).exit_code == 0


@pytest.mark.parametrize("reader", ["assess", "export"])
def test_the_region_of_the_session_counts_unless_one_is_asked_for(triage, save, reader):
    save(0)

    assert "112" in triage(*words(reader)).stdout
    assert "999" in triage(*words(reader), "--region", "gb").stdout


def test_of_a_session_of_an_earlier_day_assess_says_so(triage, save):
    save(2)
    done = triage(*words("assess"))

    assert done.exit_code == 0
    assert done.stderr.startswith("note: the questions were answered on ")
    assert "danger signs can change from one day to the next" in done.stderr
    save(0)
    assert triage(*words("assess")).stderr == ""


def test_a_session_of_an_earlier_day_is_not_exported_as_of_today(triage, save):
    save(2)
    done = triage(*words("export"))

    assert (done.exit_code, done.stdout) == (1, "")
    assert "danger signs can change from one day to the next" in done.stderr


@pytest.mark.parametrize("reader", READERS)
def test_a_session_with_another_tree_is_refused(triage, save, reader):
    save(0, tree="elbow")
    done = triage(*words(reader))

    assert done.exit_code == 1
    assert done.stderr.startswith("error: ")
