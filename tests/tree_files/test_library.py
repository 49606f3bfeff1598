from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

import triage
from tests.tree_files.folders import GOOD, SMALL
from triage.errors import TreeError, UnknownTree
from triage.tree_files import library, shipped
from triage.tree_files.library import available, check_file, load

ROOT = Path(triage.__file__).parent.parent


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of shipped trees of our own."""
    for name in ("calf", "shin"):
        (tmp_path / name).mkdir()
        text = SMALL.replace("id: calf", f"id: {name}")
        (tmp_path / name / "tree.yaml").write_text(text, encoding="utf-8")
    for name in ("leg-signs", "leg-facts"):
        (tmp_path / name).mkdir()
        text = (GOOD / name / "tree.yaml").read_text("utf-8")
        (tmp_path / name / "tree.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "notes").mkdir()
    for module in (library, shipped):
        monkeypatch.setattr(module, "shipped", lambda: tmp_path)
    return tmp_path


@pytest.mark.usefixtures("shelf")
def test_trees_that_can_be_asked_are_listed_and_modules_are_not():
    assert available() == ("calf", "shin")


@pytest.mark.usefixtures("shelf")
def test_a_name_means_a_shipped_tree():
    tree = load("shin")

    assert (tree.id, tree.file) == ("shin", "trees/shin/tree.yaml")
    assert check_file("leg-signs") == ()


@pytest.mark.parametrize("path", ["calf.yaml", Path("calf.yaml"), "./calf.yaml"])
def test_a_path_means_a_file(path, monkeypatch):
    monkeypatch.chdir(GOOD)

    assert load(path).file == "calf.yaml"


@pytest.mark.parametrize(
    "path", ["./leg-signs", Path("leg-signs"), "leg-signs/", "leg-signs/tree.yaml"]
)
def test_a_folder_means_its_tree(path, monkeypatch):
    monkeypatch.chdir(GOOD)

    assert load(path).file == "leg-signs/tree.yaml"


def test_the_folder_that_one_is_in_means_its_tree(monkeypatch):
    monkeypatch.chdir(GOOD / "leg-signs")

    assert load(".").id == "leg-signs"
    assert load("tree.yaml").modules == ("leg-facts",)


@pytest.mark.usefixtures("shelf")
def test_a_misspelt_name_is_told_with_a_suggestion():
    with pytest.raises(UnknownTree, match=r"did you mean `calf`\?"):
        load("claf")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("name", ["nothing", "a\0b", "notes"])
def test_an_unknown_name_is_told(name):
    with pytest.raises(UnknownTree, match="found no tree named"):
        check_file(name)


@pytest.mark.parametrize("path", ["gone.yaml", "./gone", "", "a\0b.yaml", "x" * 5000 + ".yaml"])
def test_a_path_that_leads_nowhere_is_told(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UnknownTree, match="found no file"):
        load(path)


def test_a_link_to_nothing_is_told(tmp_path):
    (tmp_path / "calf.yaml").symlink_to(tmp_path / "gone.yaml")

    with pytest.raises(UnknownTree, match="found no file"):
        load(tmp_path / "calf.yaml")


def test_the_error_lists_the_findings_one_after_the_other():
    with pytest.raises(TreeError) as raised:
        load(GOOD.parent / "bad" / "many-faults.yaml")

    assert str(raised.value) == "\n".join(map(str, raised.value.findings))
    assert raised.value.exit_code == 1


def test_a_checkout_without_installation_finds_the_trees_beside_the_package(monkeypatch):
    def not_installed(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(shipped, "files", not_installed)

    assert shipped.shipped() == ROOT / "trees"


def test_a_package_without_trees_falls_back_to_the_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "files", lambda _: tmp_path / "gone")

    assert shipped.shipped() == ROOT / "trees"


def test_shipped_trees_are_found_from_any_folder(tmp_path):
    code = "import triage.tree_files.library; print(triage.tree_files.library.available())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == repr(available())


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(was_on, monkeypatch):
    monkeypatch.chdir(GOOD)
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        load("calf.yaml")
        check_file("../bad/broken-quote.yaml")
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()
