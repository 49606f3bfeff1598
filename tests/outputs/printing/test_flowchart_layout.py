"""A printed flowchart is readable, on few pages, and refused where it cannot be."""

from __future__ import annotations

from itertools import groupby

import pytest
from attrs import evolve
from pypdf import PageObject, PdfReader

from tests.outputs.printing.orders import order
from tests.outputs.printing.sheets import set_once
from tests.outputs.printing.structure import read
from tests.outputs.printing.test_flowchart_read_back import assert_is_tree
from tests.sampled import PAPERS, SHIPPED, slow
from tests.shipped_trees import shipped_tree
from triage.errors import TriageError
from triage.model.conditions import Is
from triage.model.dispositions import Disposition
from triage.model.domains import OneOf, Option, YesNo
from triage.model.facts import Fact
from triage.model.texts import Instruction, Title
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.model.values import AnswerSet
from triage.outputs.printing.flowchart import document
from triage.outputs.printing.flowchart_content import content_of

pytest.importorskip("typst", reason="needs the extra `print`")
SIZES = {"a4": (595, 842), "a3": (842, 1191), "letter": (612, 792)}
SMALLEST = 9


def assert_readable(page: PageObject, size: tuple[int, int]) -> None:
    """Every text is large enough and on the page."""

    def visit(text: str, cm: list[float], tm: list[float], _font: object, points: float) -> None:
        if text.strip():
            x, y = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
            assert points * abs(cm[3] or cm[1]) >= SMALLEST - 0.01, text
            assert 0 < x < size[0], text
            assert 0 < y < size[1], text

    page.extract_text(visitor_text=visit)


@slow
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_of_a_shipped_tree_is_large_and_on_its_page(name, paper):
    for page in read(set_once("flowchart", name, paper)).pages:
        assert_readable(page, SIZES[paper])


@slow
@pytest.mark.parametrize(("name", "most"), [("calf-soreness", 1), ("start", 3)])
def test_a_tree_is_on_a_few_sheets_of_a3(name, most):
    assert len(read(set_once("flowchart", name, "a3")).pages) <= most


def fork(branches: int, *, long: int = 1) -> Tree:
    """Return a tree with one step of many branches, half of them to ends, half to steps.

    Args:
        branches: how many.
        long: how many more words each has.
    """
    options = tuple(Option(f"o{i}", f"{i} " + "long " * long) for i in range(branches))
    home = Outcome(
        name="home",
        disposition=Disposition.SELF_CARE,
        title=Title("Rest"),
        text=Instruction("Rest."),
    )
    which = Fact(name="which", domain=OneOf(options), ask="Which is it?", label="which")
    sure = Fact(name="sure", domain=YesNo(), ask="Are you sure?", label="sure")
    leaving = [f"ask-{i}" if i % 2 else "home" for i in range(branches - 1)]
    home_anyway = Branch(condition=None, go="home", including_not_sure=True)
    ways = [
        Branch(condition=Is("which", AnswerSet((f"o{i}",))), go=to) for i, to in enumerate(leaving)
    ]
    first = Step(name="first", ask=("which",), branches=(*ways, home_anyway))
    asks = [Step(name=to, ask=("sure",), branches=(home_anyway,)) for to in leaving if to != "home"]
    return evolve(
        shipped_tree("showcase"),
        facts={"which": which, "sure": sure},
        groups={},
        start="first",
        steps={step.name: step for step in (first, *asks)},
        outcomes={"home": home},
        modules=(),
    )


@slow
def test_a_step_taller_than_a_column_goes_on_and_says_so():
    tree = fork(60, long=12)
    pdf = document(order(tree))

    assert_is_tree(tree, pdf)
    assert "Answers to 1" in "".join(page.extract_text() for page in read(pdf).pages)


def test_a_text_longer_than_a_page_is_refused_by_the_name_of_its_step():
    with pytest.raises(TriageError, match=r"step `first` .* mm more than a page of A4 .*\n.*help"):
        document(order(fork(3, long=2000)))


def test_a_row_says_from_where_people_come_but_for_the_row_above():
    rows = {row.name: row for row in content_of(order(shipped_tree("showcase"))).rows}
    numbers = {row.number for row in rows.values()}

    assert all(row.number not in row.comes_from for row in rows.values())
    assert all({*row.comes_from} <= numbers for row in rows.values())
    assert [row.name for row in rows.values() if row.number == 1 and not row.follows]


def links_of(pdf: PdfReader) -> list[str]:
    """Return the names of the places to which links lead."""
    inside = (each.get_object() for page in pdf.pages for each in page.get("/Annots", ()))
    return [str(each["/Dest"]) for each in inside if "/Dest" in each]


@slow
def test_a_link_leads_to_the_step_that_it_names():
    pdf = read(set_once("flowchart", "calf-soreness"))
    rows = content_of(order(shipped_tree("calf-soreness"))).rows
    # Answers that follow one another and go on at the same step stand before one link.
    goes = [way for row in rows for way, _ in groupby(w.goes for w in row.ways) if way]
    wanted = [f"step-{number}" for number in goes]
    places = {name: place for name, place in pdf.named_destinations.items() if name in wanted}

    assert links_of(pdf) == wanted
    for name, place in places.items():
        page = pdf.pages[pdf.get_destination_page_number(place) or 0]
        assert f"{name.removeprefix('step-')} " in page.extract_text().replace("\n", " ")
    assert {*places} == {*wanted}


@slow
def test_the_same_order_gives_the_same_bytes():
    assert document(order(shipped_tree("showcase"))) == document(order(shipped_tree("showcase")))
