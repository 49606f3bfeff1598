"""What another layout changes in a file, or why it has none."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.sampled import sampled, slow
from triage.errors import TreeError, TriageError
from triage.tree_files.formatting.canonical import layout_of, layout_of_file

TYPED = b"id: toe\ntriage: 1\n"
CANONICAL = b"triage: 1\nid: toe\n"


def test_a_layout_says_what_changes():
    assert layout_of(TYPED, "toe.yaml").after == CANONICAL
    assert layout_of(TYPED, "toe.yaml").changes
    assert not layout_of(CANONICAL, "toe.yaml").changes


def test_line_ends_of_windows_are_no_difference_and_are_kept():
    data = CANONICAL.replace(b"\n", b"\r\n")

    assert not layout_of(data, "toe.yaml").changes
    assert layout_of(TYPED.replace(b"\n", b"\r\n"), "toe.yaml").after == data


@pytest.mark.parametrize(
    "data",
    [
        CANONICAL.replace(b"\n", b"\r\n", 1),
        CANONICAL.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + CANONICAL,
        CANONICAL[:-1],
    ],
)
def test_mixed_line_ends_byte_order_marks_and_a_last_line_without_end_change(data):
    layout = layout_of(data, "toe.yaml")

    assert layout.changes
    assert layout.after == CANONICAL


@pytest.mark.parametrize("before", [TYPED, TYPED[:-1], b"# \xc3\xa9\n\n\n" + TYPED])
def test_a_diff_can_be_applied(tmp_path, before):
    git = shutil.which("git")
    assert git is not None, "git is needed to clone this project"
    (tmp_path / "toe.yaml").write_bytes(before)
    layout = layout_of(before, "toe.yaml")
    patch = "\n".join(layout.diff()) + "\n"

    subprocess.run([git, "apply"], input=patch.encode(), cwd=tmp_path, check=True)

    assert (tmp_path / "toe.yaml").read_bytes() == layout.after


@slow
def test_a_file_that_would_grow_too_large_is_refused():
    data = f"{{triage: 1, groups: {{all: [{'a, ' * 150_000}a]}}}}".encode()

    with pytest.raises(TriageError, match="would grow to over 1,000,000 bytes"):
        layout_of(data, "toe.yaml")


@pytest.mark.parametrize("word", sampled(["a ", "{ a ", "} a ", "a\\n", "a  ", "# "], "{ a "))
def test_a_very_long_text_is_laid_out(word):
    data = f'triage: 1\ntitle: "{word * (300_000 // len(word))}"\n'.encode()
    after = layout_of(data, "toe.yaml").after

    assert layout_of(after, "toe.yaml").after == after


def test_what_is_no_text_is_refused(tmp_path):
    file = tmp_path / "toe.yaml"
    file.write_bytes(b"triage: 1\nid: \xff\n")

    for read in (lambda: layout_of(file.read_bytes(), "t"), lambda: layout_of_file(file, "t")):
        with pytest.raises(TreeError, match="no UTF-8 text"):
            read()
