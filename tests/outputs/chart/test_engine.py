"""Graphviz is found where it is, and what is missing is named."""

from __future__ import annotations

import io
import os
import runpy
import select
import shutil
import sys

import pytest

from tests.outputs.chart.engines import engines, needs_engine
from triage.errors import MissingExtra, TriageError, to_install
from triage.outputs.chart import layout_engine, library

DOT = 'digraph { a [label="one"] }'
BEGINNINGS: dict[layout_engine.Picture, bytes] = {
    "svg": b"<?xml",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
}


def program(folder, monkeypatch, script: str) -> None:
    """Put a program ``dot`` on an otherwise empty path."""
    file = folder / "dot"
    file.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@needs_engine
def test_every_kind_of_picture_is_drawn(monkeypatch):
    for draw in engines(monkeypatch):
        for kind, beginning in BEGINNINGS.items():
            assert draw(DOT, kind).startswith(beginning)


def test_without_graphviz_the_library_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)

    with pytest.raises(MissingExtra) as raised:
        layout_engine.render(DOT, "svg")

    assert str(raised.value) == (
        "this picture needs Graphviz\n"
        f"    help: {to_install('draw')}, or write a .txt, .dot or .mmd file"
    )


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_on_a_bare_debian_the_one_command_that_is_enough_is_named(monkeypatch, tmp_path):
    (tmp_path / "apt-get").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    monkeypatch.setattr(layout_engine, "find_library", lambda name: None if name == "X11" else name)

    with pytest.raises(MissingExtra, match="help: apt-get install graphviz, or write a"):
        layout_engine.find_engine()

    monkeypatch.setattr(layout_engine, "find_library", lambda name: name)
    with pytest.raises(MissingExtra, match="-m pip install pygraphviz"):
        layout_engine.find_engine()


def test_a_library_that_does_not_start_is_no_missing_one(monkeypatch, tmp_path):
    (tmp_path / "pygraphviz.py").write_text("raise ImportError('no libX11.so.6')")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delitem(sys.modules, "pygraphviz", raising=False)
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(MissingExtra, match=r"does not start \(no libX11.so.6\)\n.*apt-get install"):
        layout_engine.find_engine()


@needs_engine
def test_what_graphviz_cannot_read_is_an_error_in_words(monkeypatch):
    for draw in engines(monkeypatch):
        with pytest.raises(TriageError, match="Graphviz failed: "):
            draw("digraph {", "svg")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sys.exit('a warning\\nout of memory\\n')", "out of memory"),
        ("sys.exit(1)", "it said nothing"),
        ("os.kill(os.getpid(), 11)", "it crashed; draw a part with --depth or --focus, or .*"),
        (r"os.write(2, b'\xff \xc3\xa9\n'); sys.exit(1)", "\ufffd é"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_a_program_that_fails_is_an_error_in_words(monkeypatch, tmp_path, script, said):
    program(tmp_path, monkeypatch, f"import os, sys; {script}")

    with pytest.raises(TriageError, match=f"^Graphviz failed: {said}$"):
        layout_engine.render(DOT, "svg")


@needs_engine
def test_the_library_draws_what_it_is_given(monkeypatch):
    pytest.importorskip("pygraphviz", exc_type=ImportError)
    given, shown = io.BytesIO(DOT.encode()), io.BytesIO()
    monkeypatch.setattr(sys, "argv", ["library", "library", "svg"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown))

    runpy.run_path(library.__file__, run_name="__main__")

    assert b">one</text>" in shown.getvalue()


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_a_program_that_never_ends_is_stopped(monkeypatch, tmp_path):
    program(tmp_path, monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(layout_engine, "_SECONDS", 0.2)

    with pytest.raises(TriageError, match=r"took over 0\.2 seconds; draw a part"):
        layout_engine.render(DOT, "svg")


@pytest.mark.skipif(os.name == "nt", reason="a pipe has no name there")
def test_the_program_ends_when_its_time_is_over(monkeypatch, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    script = "import os, time; os.write(os.open({!r}, os.O_WRONLY), b'begun'); time.sleep(600)"
    program(tmp_path, monkeypatch, script.format(str(tmp_path / "pipe")))

    for seconds in (1, 4, 16, 64):  # on a busy computer it takes a while until it begins
        monkeypatch.setattr(layout_engine, "_SECONDS", seconds)
        with pytest.raises(TriageError, match="took over"):
            layout_engine.render(DOT, "svg")
        if begun := os.read(reader, 5):
            break

    assert begun == b"begun"
    assert select.select([reader], [], [], 60)[0], "it still runs"
    assert os.read(reader, 5) == b""
    os.close(reader)


@needs_engine
def test_a_file_beside_the_user_is_not_taken_for_the_package(monkeypatch, tmp_path):
    for name in ("graphviz", "pygraphviz", "io"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong file')", "utf-8")
    monkeypatch.chdir(tmp_path)

    for draw in engines(monkeypatch):
        assert b">one</text>" in draw(DOT, "svg")


@needs_engine
def test_a_png_whose_words_nobody_could_read_is_refused(monkeypatch):
    for draw in engines(monkeypatch):
        with pytest.raises(TriageError, match=r"too large for a PNG.*\n.*write an SVG or a PDF"):
            draw("digraph { a [width=700 fixedsize=true] }", "png")
        assert draw("digraph { a [width=700 fixedsize=true] }", "svg").startswith(b"<?xml")


@needs_engine
def test_several_graphs_are_laid_out_one_after_another(monkeypatch):
    for draw in engines(monkeypatch):
        laid = draw('digraph {\n  a [label="}"]\n}\ndigraph {\n  b\n}\n', "json0").decode()
        assert [name in laid for name in ('"a"', '"b"')] == [True, True]
        assert laid.count('"bb"') == 2


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_without_fonts_no_picture_without_words_is_written(monkeypatch, tmp_path):
    program(tmp_path, monkeypatch, "print('the same for every text')")

    with pytest.raises(TriageError, match=r"a PDF would have no words.*\n.*fonts-dejavu-core"):
        layout_engine.render(DOT, "pdf")

    assert layout_engine.render(DOT, "svg") == b"the same for every text\n"


@needs_engine
def test_a_computer_without_fonts_is_noticed(monkeypatch, tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    if not shutil.which("dot"):
        pytest.skip("in this process the fonts are already known")

    with pytest.raises(TriageError, match="would have no words"):
        layout_engine.render(DOT, "png")
