import sys
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.outputs.printing.orders import order
from tests.shipped_trees import shipped_tree
from triage.errors import MissingExtra, TriageError
from triage.outputs.printing import typesetting
from triage.outputs.printing.typesetting import measure, typeset

TREE = shipped_tree("calf-soreness")


@pytest.fixture
def sheet(tmp_path, monkeypatch):
    """A template that sets one text, beside the shipped ones."""
    for file in (typesetting._TEMPLATES).glob("*.typ"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    lines = [
        '#import "common.typ": *',
        '#show: sheets.with("A sheet")',
        '#title-block("A sheet")',
        "#said(data.words)",
        '#context [#metadata(measure(said("abc")).width.mm()) <told>]',
    ]
    (tmp_path / "one.typ").write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(typesetting, "_TEMPLATES", tmp_path)
    return lambda words: order(TREE).data(words=words)


def test_the_same_data_give_the_same_bytes(sheet):
    assert typeset("one", sheet("Hello")) == typeset("one", sheet("Hello"))


def test_a_template_can_tell_how_wide_a_text_is(sheet):
    width: Any = measure("one", sheet(""))

    assert 5 < width < 8


def test_a_letter_that_no_font_has_is_named(sheet):
    with pytest.raises(TriageError, match=r"no `漢` \(U\+6F22\)\n    help: .*--fonts"):
        typeset("one", sheet("a 漢 b"))


@pytest.mark.parametrize("left", [(), ("DejaVuSans.ttf",)])
def test_where_our_fonts_are_gone_no_page_without_words_is_set(sheet, monkeypatch, tmp_path, left):
    for name in left:
        (tmp_path / name).write_bytes((typesetting._FONTS / name).read_bytes())
    monkeypatch.setattr(typesetting, "_FONTS", tmp_path)

    with pytest.raises(
        TriageError, match=r"fonts that come with triage .*\n.*install triage again"
    ):
        typeset("one", sheet("Hello"))


def test_words_are_never_markup(sheet):
    hostile = "#pagebreak() *b* _i_ $x$ @ref <label> `raw` \\ = h #set page(fill: red)"

    read = PdfReader(BytesIO(typeset("one", sheet(hostile))))

    assert len(read.pages) == 1
    assert hostile in read.pages[0].extract_text()


def test_without_typst_an_error_says_what_to_install(sheet, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(MissingExtra, match="-m pip install typst"):
        typeset("one", sheet("Hello"))
