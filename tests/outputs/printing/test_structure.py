"""A screen reader hears all of a sheet in order: the tags of PDF/UA, read back."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from attrs import asdict
from hypothesis import given
from pypdf.generic import ContentStream

from tests.outputs.printing.orders import order
from tests.outputs.printing.sheets import set_once
from tests.outputs.printing.structure import Tag, drawn_on, read, structure_of
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage.errors import MissingExtra
from triage.locales.regions import region_for
from triage.model.dispositions import Disposition
from triage.outputs.printing.handout import take_home
from triage.outputs.printing.kinds import SHEETS
from triage.phrasing.tree_status import say_status, short_digest
from triage.tree_files.library import load

KINDS = (*SHEETS,)
TREES = ("showcase", "calf-soreness")
SOME = [(kind, "showcase") for kind in KINDS]
each_sheet = pytest.mark.parametrize(
    "sheet", sampled([(k, t) for k in KINDS for t in TREES], *SOME), ids="-".join
)


@cache
def printed(kind, name, paper=""):
    try:
        return read(set_once(kind, name, paper))
    except MissingExtra as error:
        pytest.skip(str(error))


@cache
def structure(kind, name) -> Tag:
    return structure_of(printed(kind, name))


def tags(sheet, *kinds) -> list[Tag]:
    return [tag for tag in structure(*sheet).walk() if tag.kind in kinds]


@each_sheet
def test_the_file_says_that_it_is_tagged_its_language_and_its_title(sheet):
    reader = printed(*sheet)
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert load(sheet[1]).title in reader.xmp_metadata.dc_title["x-default"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert all(page["/Tabs"] == "/S" for page in reader.pages)


@each_sheet
def test_all_that_a_page_draws_is_tagged_or_decoration(sheet):
    for page in printed(*sheet).pages:
        drawn = list(drawn_on(page))
        assert [each for each in drawn if each.mcid is None and not each.is_artifact] == []
        assert any(each.text for each in drawn)


@each_sheet
def test_every_tagged_text_is_in_the_structure_once(sheet):
    drawn = [
        each.text
        for page in printed(*sheet).pages
        for each in drawn_on(page)
        if not each.is_artifact
    ]

    assert sorted("".join(drawn)) == sorted(structure(*sheet).text)


@each_sheet
def test_headings_skip_no_level_and_hold_words(sheet):
    headings = [tag for tag in structure(*sheet).walk() if re.fullmatch(r"H\d", tag.kind)]
    levels = [int(tag.kind[1]) for tag in headings]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(tag.text.strip() for tag in headings)


@each_sheet
def test_no_two_texts_run_into_each_other(sheet):
    tags = [tag for tag in structure(*sheet).inside if isinstance(tag, Tag)]
    blocks = next(tag for tag in tags if tag.kind == "Document").inside

    assert all(isinstance(block, Tag) for block in blocks)
    assert {block.kind for block in blocks if isinstance(block, Tag)} & {
        "Span",
        "Strong",
        "Em",
        "Link",
        "Lbl",
    } == set()


@each_sheet
def test_rows_are_as_long_as_their_table_and_its_columns_have_headers(sheet):
    for table in tags(sheet, "Table"):
        rows = [tag for tag in table.walk() if tag.kind == "TR"]
        cells = [[c for c in row.walk() if c.kind in ("TH", "TD")] for row in rows]
        assert len({sum(cell.columns for cell in row) for row in cells}) == 1
        assert all(cell.kind == "TH" and cell.scope for cell in cells[0])


@each_sheet
def test_lists_hold_items_with_a_body(sheet):
    for entries in tags(sheet, "L"):
        items = [part for part in entries.inside if isinstance(part, Tag)]
        assert {item.kind for item in items} <= {"LI", "Caption", "L"}
        assert all(any(part.kind == "LBody" for part in item.walk()) for item in items)


@each_sheet
def test_what_is_no_text_has_words_instead(sheet):
    assert all(tag.alt for tag in tags(sheet, "Figure", "Formula"))


@each_sheet
def test_every_link_is_in_the_structure_and_says_where_it_leads(sheet):
    reader = printed(*sheet)
    links = [
        link.get_object()
        for page in reader.pages
        for link in page.get("/Annots", ())
        if link.get_object()["/Subtype"] == "/Link"
    ]

    assert len(tags(sheet, "Link")) == len([tag for tag in tags(sheet, "Link") if tag.is_linked])
    assert all("/StructParent" in link and link.get("/Contents") for link in links)
    assert bool(links) == bool(tags(sheet, "Link"))


@each_sheet
def test_every_font_is_in_the_file_and_its_letters_can_be_copied(sheet):
    for page in printed(*sheet).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])
            assert "/ToUnicode" in font


@each_sheet
def test_no_text_is_smaller_than_nine_points(sheet):
    for page in printed(*sheet).pages:
        stream = ContentStream(page.get_contents(), page.pdf)
        sizes = [float(o[1]) for o, operator in stream.operations if operator == b"Tf"]
        assert min(sizes) >= 9


@each_sheet
def test_which_tree_it_is_and_until_when_it_holds_are_heard(sheet):
    tree, text = load(sheet[1]), structure(*sheet).text

    assert all(
        said in text
        for said in (tree.version, short_digest(tree), say_status(tree), str(tree.review_by))
    )


def texts_in(data) -> list[str]:
    """Return the texts of a sheet in their order; who disagrees stands behind all sheets."""
    if isinstance(data, dict):
        told = [each for key, each in data.items() if key not in ("look", "disagreement")]
        return [text for each in told for text in texts_in(each)]
    if isinstance(data, (list, tuple)):
        return [text for each in data for text in texts_in(each)]
    is_text = isinstance(data, str) and not isinstance(data, Disposition)
    return [data] if is_text else []


def plain(text: str) -> str:
    """Leave out spaces, also those that let a long word be divided."""
    return re.sub(r"[\s\u200b]", "", text)


@pytest.mark.parametrize("name", TREES)
def test_a_handout_is_heard_in_the_order_of_its_meaning(name):
    heard = plain(structure("handout", name).text)
    at = 0

    for text in texts_in(
        [asdict(sheet) for sheet in take_home(shipped_tree(name), region_for(None))]
    ):
        found = heard.find(plain(text), at)
        assert found >= at, text
        at = found + len(plain(text))


@slow
@pytest.mark.parametrize("name", TREES)
def test_a_questionnaire_is_heard_by_number_and_then_its_table(name):
    headings = [tag for tag in structure("questionnaire", name).walk() if tag.kind == "H3"]
    said = [tag.text.removeprefix("▶").strip() for tag in headings]
    numbers = [text for text in said if text.isdecimal()]
    boxes = [text.partition(":")[0] for text in said[len(numbers) :]]

    assert said[: len(numbers)] == [str(number) for number in range(1, len(numbers) + 1)]
    assert boxes == [chr(ord("A") + number) for number in range(len(boxes))]
    assert len(boxes) > 2


@slow
@pytest.mark.parametrize("kind", ["flowchart", "questionnaire"])
@a_share(of=5)
@given(tree=trees())
def test_sheets_of_made_up_trees_are_tagged_throughout(kind, tree):
    reader = read(SHEETS[kind].document(order(tree)))
    told = structure_of(reader)
    drawn = [each for page in reader.pages for each in drawn_on(page)]
    levels = [int(tag.kind[1]) for tag in told.walk() if re.fullmatch(r"H\d", tag.kind)]

    assert all(each.is_artifact or each.mcid is not None for each in drawn)
    assert sorted("".join(each.text for each in drawn if not each.is_artifact)) == sorted(told.text)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
