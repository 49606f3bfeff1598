"""A bundle that is posted twice to a server of others, in memory, makes one set of resources."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from tests.outputs.fhir.fetch_clients import SERVER
from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.outputs.fhir import bundle

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (SERVER.is_file() and shutil.which("node")), reason="run `make clients`"
    ),
]
KINDS = ("QuestionnaireResponse", "ServiceRequest", "Provenance")


def posted_twice(made):
    """Return for each post how many resources of each kind it added."""
    done = subprocess.run(
        ["node", SERVER], input=json.dumps(made), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-500:]
    return [tuple((kind, added) for kind, added, _ in post) for post in json.loads(done.stdout)]


def filed():
    result = assess(shipped_tree("calf-soreness"), {"droopy_face_weak_arm_or_speech": True})
    return bundle(result, subject="Patient/1", authored=datetime(2026, 11, 21, 18, tzinfo=UTC))


def test_the_second_post_adds_nothing():
    assert posted_twice(filed()) == [
        tuple((kind, 1) for kind in KINDS),
        tuple((kind, 0) for kind in KINDS),
    ]


def test_without_its_names_it_would_be_added_again():
    made = filed()
    for entry in made["entry"]:
        del entry["request"]["ifNoneExist"]

    assert posted_twice(made)[1] == tuple((kind, 1) for kind in KINDS)
