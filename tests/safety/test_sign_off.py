"""A sign-off is for exactly one resolved tree: an edit anywhere in it takes it away."""

from __future__ import annotations

import re
import shutil

import pytest

import triage
from docs.evidence.elements import ROOT, trees
from tests.sampled import slow
from triage.errors import TreeError

MODULES = ("lower-leg-facts", "lower-leg-red-flags", "lower-leg-self-care")


@pytest.fixture
def signed(tmp_path):
    """Return a folder with copies of the trees, each about legs signed as it is."""
    folder = tmp_path / "trees"
    shutil.copytree(ROOT / "trees", folder, ignore=shutil.ignore_patterns("__pycache__"))
    for tree in trees().values():
        sign(folder, tree)
    return folder


def sign(folder, tree):
    review = f'{{by: "A. Clinician", role: "doctor", on: 2026-11-20, digest: "{tree.digest}"}}'
    file = folder / tree.id / "tree.yaml"
    text = file.read_text("utf-8")
    assert "\nstatus: draft\n" in text
    file.write_text(
        text.replace("\nstatus: draft\n", f"\nstatus: reviewed\nreviewed: {review}\n"), "utf-8"
    )


def signed_still(folder):
    return {name for name in trees() if not unsigned(folder / name)}


def unsigned(path):
    """Tell whether a tree is refused because it was edited since it was signed."""
    try:
        triage.load(path)
    except TreeError as error:
        names = [finding.name for finding in error.findings]
        assert names == ["edited-since-review"]
        return True
    return False


def includes(tree, module):
    return any(f".{name}".endswith(f".{module}") for name in tree.modules)


def edit(folder, name):
    """Change one word in each text that people read, as an editor might."""
    file = folder / name / "tree.yaml"
    before = file.read_text("utf-8")
    after = re.sub(r'^( +(?:text|look_for|label): ")', r"\1Now ", before, flags=re.MULTILINE)
    assert after != before
    file.write_text(after, "utf-8")


@slow
def test_a_sign_off_holds_while_nothing_is_edited(signed):
    assert signed_still(signed) == set(trees())


@slow
@pytest.mark.parametrize("module", MODULES)
def test_an_edit_of_a_module_takes_the_sign_off_from_every_tree_that_uses_it(signed, module):
    users = {name for name, tree in trees().items() if includes(tree, module)}
    assert users

    edit(signed, module)

    assert signed_still(signed) == set(trees()) - users


def test_the_finding_says_who_signed_when_and_what_the_digest_is_now(signed):
    edit(signed, "lower-leg-facts")

    with pytest.raises(TreeError) as error:
        triage.load(signed / "calf-soreness")

    finding = error.value.findings[0]
    assert "edited since A. Clinician reviewed it on 2026-11-20" in finding.message
    assert re.search(r"set `status: draft`; its digest now is sha256:[0-9a-f]{64}$", finding.help)


@slow
def test_a_comment_in_a_module_takes_no_sign_off(signed):
    for module in MODULES:
        file = signed / module / "tree.yaml"
        file.write_text("# a comment\n" + file.read_text("utf-8"), "utf-8")

    assert signed_still(signed) == set(trees())
