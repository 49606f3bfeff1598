"""What commands write: to whom it is open, where it may go, and what is said where it cannot."""

from __future__ import annotations

import json
import os
import resource
import shutil
import stat
import subprocess
import sys

import pytest

from tests.cli.writers import (
    ANKLE,
    BROKEN_ANKLE,
    ORDINARY,
    PRIVATE,
    WRITERS,
    furnish,
    left_behind,
    some,
)

EXPORT, EXPORT_PATIENT = ORDINARY["export a tree"], PRIVATE["export a patient"]


@pytest.fixture
def folder(here):
    furnish(here)
    return here


def run(writer, folder, **options):
    running = writer.start(folder, **options)
    said, errors = running.communicate(timeout=120)
    return subprocess.CompletedProcess([], running.returncode, said, errors)


def mode(file):
    return stat.S_IMODE(file.stat().st_mode)


# --- to whom they are open -----------------------------------------------------------------


@pytest.mark.parametrize("writer", some(PRIVATE))
def test_only_its_owner_can_read_a_file_with_answers_under_any_umask(folder, writer):
    done = run(writer, folder, umask=0)
    assert mode(folder / writer.file) == 0o600, done.stderr

    (folder / writer.file).chmod(0o644)
    run(writer, folder, umask=0)
    assert mode(folder / writer.file) == 0o600


@pytest.mark.parametrize("writer", some({k: w for k, w in ORDINARY.items() if k[:4] != "form"}))
def test_other_files_are_as_open_as_new_files_are(folder, writer):
    if "--save-case" not in writer.arguments:
        run(writer, folder, umask=0o022)
        assert mode(folder / writer.file) == 0o644

    writer.prepare(folder)
    (folder / writer.file).chmod(0o640)
    run(writer, folder, umask=0o022)
    assert mode(folder / writer.file) == 0o640


# --- where they may go ---------------------------------------------------------------------


@pytest.mark.parametrize("output", ["-", "/dev/stdout"])
def test_what_is_written_to_standard_output_stands_there_alone(folder, output):
    command = [sys.executable, "-m", "triage", *EXPORT.arguments[:-1], output]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout)["resourceType"] == "Questionnaire"
    assert not (folder / "-").exists()


def test_junit_on_standard_output_stands_there_alone(folder):
    printed = {
        subprocess.run(
            [sys.executable, "-m", "triage", "test", ANKLE, "--junit", output],
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
        for output in ("-", "/dev/stdout")
    }

    (document,) = printed
    assert document.endswith(b"</testsuites>\n")


def test_cases_and_reports_can_be_printed(triage, folder):
    cases = triage("prove", BROKEN_ANKLE, "--save-case", "-")
    report = triage("prove", BROKEN_ANKLE, "--report", "-")

    assert (cases.exit_code, cases.stderr) == (3, "1 case added to -\n")
    assert "\ntriage_cases: 1\n" in cases.stdout
    assert (report.exit_code, report.stderr) == (3, "")
    assert "## Sign-off" in report.stdout
    assert not (folder / "-").exists()


def test_a_file_with_answers_is_not_written_through_a_link(folder):
    secret = folder / "secret"
    secret.write_bytes(b"old")
    (folder / EXPORT_PATIENT.file).symlink_to(secret)

    done = run(EXPORT_PATIENT, folder)

    assert done.returncode == 1
    assert done.stderr == (
        "error: cannot use `a.json`: found a link, expected an ordinary file, "
        "as it is to hold a patient's answers\n"
    )
    assert secret.read_bytes() == b"old"
    assert (folder / EXPORT_PATIENT.file).is_symlink()


def test_another_file_is_written_through_a_link_and_into_a_pipe(folder):
    (folder / "there").write_bytes(b"old")
    (folder / EXPORT.file).symlink_to("there")
    run(EXPORT, folder)
    through_link = (folder / "there").read_bytes()
    (folder / EXPORT.file).unlink()
    os.mkfifo(folder / EXPORT.file)
    with subprocess.Popen(["cat", folder / EXPORT.file], stdout=subprocess.PIPE) as reader:
        if run(EXPORT, folder).returncode:
            reader.kill()  # it would wait for somebody to write
        through_pipe = reader.communicate()[0]

    assert through_pipe == through_link
    assert json.loads(through_pipe)["resourceType"] == "Questionnaire"


# --- where they cannot be written ----------------------------------------------------------


@pytest.mark.parametrize("writer", some(WRITERS))
def test_a_file_that_grows_too_large_is_said_and_the_old_one_stays(folder, writer):
    writer.prepare(folder)
    done = run(
        writer,
        folder,
        env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )

    assert done.returncode == 1
    assert f"error: cannot use `{writer.file}`: file too large" in done.stderr
    assert (folder / writer.file).read_bytes() == writer.before
    assert left_behind(folder) == []


FULL = """
file=$1; shift
mount -t tmpfs -o size=16k none full && cp $file full && cd full || exit 77
cat /dev/zero > filler 2> /dev/null
"$@" > /dev/null 2> ../said
echo $?; cmp $file ../$file; ls -A
"""


@pytest.mark.parametrize("writer", some(WRITERS))
def test_a_full_disk_is_said_and_the_old_file_stays(folder, writer):
    if not shutil.which("unshare"):
        pytest.skip("needs `unshare`, to mount a small disk")
    writer.prepare(folder)
    (folder / "full").mkdir()
    read = {a: f"../{a}" for a in writer.arguments if (folder / a).exists() and a != writer.file}
    triage = [sys.executable, "-m", "triage", *(read.get(a, a) for a in writer.arguments)]
    # Whoever is not root becomes it in a space of its own, where that is allowed.
    root = ["unshare", "-m" if os.geteuid() == 0 else "-rm"]
    done = subprocess.run(
        [*root, "sh", "-c", FULL, "sh", writer.file, *triage],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if not done.stdout:
        pytest.skip("may not mount a small disk here")

    assert done.stdout.split("\n") == ["1", *sorted([writer.file, "filler"]), ""]
    said = (folder / "said").read_text("utf-8")
    assert f"error: cannot use `{writer.file}`: no space left on device\n" in said
    assert "help: make room" in said


@pytest.mark.parametrize("writer", some({k: w for k, w in WRITERS.items() if k[:4] != "form"}))
def test_a_folder_that_is_missing_is_named(folder, writer):
    command = [sys.executable, "-m", "triage", *writer.arguments[:-1], f"nowhere/{writer.file}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == (
        f"error: cannot use `nowhere/{writer.file}`: there is no folder `nowhere`\n"
        "    help: make the folder first, or name another\n"
    )
