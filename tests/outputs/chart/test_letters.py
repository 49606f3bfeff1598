"""A picture made of dots, or to print, has all its letters, or is not written."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import triage.outputs.printing
from tests.outputs.chart.engines import needs_engine
from triage.errors import TriageError
from triage.outputs.chart.layout_engine import render, without_font

OUR_FONTS = Path(triage.outputs.printing.__file__).parent / "fonts"
needs_list = pytest.mark.skipif(not shutil.which("fc-list"), reason="needs fontconfig's fc-list")


@pytest.fixture
def our_fonts(monkeypatch, tmp_path):
    """Leave only the fonts for paper, as on a computer that has few."""
    # A copy: fontconfig writes `.uuid` beside the fonts that it reads.
    fonts = shutil.copytree(OUR_FONTS, tmp_path / "fonts")
    config = tmp_path / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{fonts}</dir>'
        f"<cachedir>{tmp_path}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


@needs_list
@pytest.mark.usefixtures("our_fonts")
def test_letters_that_no_font_has_are_named_once_in_their_order():
    assert without_font("a 漢 b\n字 漢 é") == ["漢", "字"]
    assert without_font("Is it 38.5 °C? “yes” … ✓") == []


@needs_list
@pytest.mark.usefixtures("our_fonts")
def test_what_is_never_seen_by_itself_needs_no_font():
    assert without_font("a\u200db\ufe0f \u202e\t\u2028") == []


@needs_list
@needs_engine
@pytest.mark.usefixtures("our_fonts")
@pytest.mark.parametrize("picture", ["png", "pdf"])
def test_a_picture_with_boxes_for_letters_is_not_written(picture):
    dot = 'digraph { a [label="漢 and 字"] }'

    with pytest.raises(TriageError) as raised:
        render(dot, picture)

    assert str(raised.value) == (
        f"a {picture.upper()} would have boxes for letters, as no font here has "
        "`漢` (U+6F22) `字` (U+5B57)\n"
        "    help: install a font that has them, or write an SVG"
    )
    assert "漢" in render(dot, "svg").decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_fonts_with_digits_alone_are_not_enough(monkeypatch, tmp_path):
    program = tmp_path / "fc-list"
    program.write_text(f"#!{sys.executable}\nprint('23 30-39 1f469')\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert without_font("A1 👩 B2") == ["A", "B"]


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize("script", ["import sys; sys.exit(1)", "print()"])
def test_a_list_that_fails_tells_nothing(monkeypatch, tmp_path, script):
    program = tmp_path / "fc-list"
    program.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert without_font("a") == []


def test_without_fontconfig_nothing_can_be_told(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)

    assert without_font("漢") == []
