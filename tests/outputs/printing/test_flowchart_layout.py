"""Nothing in a printed flowchart overlaps, leaves its page or is hard to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given
from pypdf import PageObject

from tests.outputs.printing.flowcharts import read_flowchart
from tests.outputs.printing.heard import heard
from tests.outputs.printing.orders import order
from tests.outputs.printing.structure import read
from tests.outputs.printing.test_flowchart_read_back import assert_is_tree
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import PAPERS, SHIPPED, sampled, slow
from triage.errors import TriageError
from triage.model.conditions import Is
from triage.model.dispositions import Disposition
from triage.model.domains import OneOf, Option, YesNo
from triage.model.facts import Fact
from triage.model.texts import Instruction, Title
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.model.values import AnswerSet
from triage.outputs.chart.chart import Chart, chart_of
from triage.outputs.printing.flow.drawing import Column, DrawnBox, DrawnLine, DrawnPage, DrawnPart
from triage.outputs.printing.flow.layout import growing, laid_out
from triage.outputs.printing.flow.pages import LETTERS
from triage.outputs.printing.flow.parts import steps_of
from triage.outputs.printing.flow.plan import GRIDS, Plan, Sizes, measured
from triage.outputs.printing.flowchart import document, pages_for
from triage.outputs.printing.print_job import PrintJob
from triage.phrasing.phrases import letters
from triage.tree_files.library import load

pytest.importorskip("typst", reason="needs the extra `print`")
SIZES = {"a4": (595, 842), "a3": (842, 1191), "letter": (612, 792)}
MARGIN = {"x": 13 * 72 / 25.4, "y": 20 * 72 / 25.4}
TOUCH = 0.6
SMALLEST = 9


def boxes_of(part: DrawnPart) -> Iterator[DrawnBox]:
    """Yield all that a reader of a step sees, but what stands inside its box."""
    yield part.box
    if part.come_in:
        yield from (part.come_in.circle, part.come_in.box)
    for arrow in part.arrows:
        yield arrow.box
        if arrow.end:
            yield arrow.end.box
        if arrow.away:
            yield from (arrow.away.circle, arrow.away.box)


def boxes_in(column: Column) -> list[DrawnBox]:
    return [*(b for part in column.parts for b in boxes_of(part)), *(n.box for n in column.notes)]


def overlap(one: DrawnBox, other: DrawnBox) -> bool:
    return (
        one.x < other.right - TOUCH
        and other.x < one.right - TOUCH
        and one.y < other.bottom - TOUCH
        and other.y < one.bottom - TOUCH
    )


def segments(line: DrawnLine) -> Iterator[DrawnBox]:
    """Yield the pieces of a line, each as a box without width or height."""
    for (x, y), (to_x, to_y) in zip(line.points, line.points[1:], strict=False):
        assert x == to_x or y == to_y, "lines run straight down or across"
        yield DrawnBox(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))


def crosses(piece: DrawnBox, box: DrawnBox) -> bool:
    return (
        piece.x < box.right - TOUCH
        and piece.right > box.x + TOUCH
        and piece.y < box.bottom - TOUCH
        and piece.bottom > box.y + TOUCH
    )


def touched(line: DrawnLine, column: Column) -> set[str]:
    """Return what the head of a line points at."""
    x, y = line.points[-1]
    down = line.points[-2][0] == x
    targets = [("step", p.box) for p in column.parts]
    targets += [("end", a.end.box) for p in column.parts for a in p.arrows if a.end]
    targets += [("letter", a.away.circle) for p in column.parts for a in p.arrows if a.away]
    return {
        kind
        for kind, box in targets
        if (down and abs(y - box.y) < 0.01 and box.x < x < box.right)
        or (not down and abs(x - box.x) < 0.01 and box.y < y < box.bottom)
    }


def assert_laid_out(pages: tuple[DrawnPage, ...], room: float) -> None:
    for column in (placed.column for page in pages for placed in page.columns):
        found = boxes_in(column)
        assert not [pair for pair in combinations(found, 2) if overlap(*pair)]
        assert all(b.x >= 0 and b.y >= 0 for b in found)
        assert max(b.bottom for b in found) <= column.height + TOUCH
        assert max(b.right for b in found) <= room + TOUCH
        pieces = [piece for line in column.lines for piece in segments(line)]
        assert not [(p, b) for p in pieces for b in found if crosses(p, b)]
        heads = [line for line in column.lines if line.has_head]
        assert all(touched(line, column) for line in heads)


def room_of(paper: str) -> float:
    """Return the width of a column."""
    width = SIZES[paper][0] - 2 * MARGIN["x"]
    return (width - 20) / 2 if paper == "a3" else width


def assert_pages(tree: Tree, paper: str = "a4") -> None:
    asked = order(tree, paper=paper)
    pages = pages_for(asked)
    assert_laid_out(pages, room_of(paper))
    height = SIZES[paper][1] - 2 * MARGIN["y"]
    assert all(p.y + p.column.height <= height + 1 for page in pages for p in page.columns)
    pdf = read(document(asked))
    for number, page in enumerate(pdf.pages, 1):
        assert_readable(page, SIZES[paper], number)


def assert_readable(page: PageObject, size: tuple[int, int], number: int) -> None:
    """Every text is large enough and on the page."""

    def visit(text: str, cm: list[float], tm: list[float], _font: object, points: float) -> None:
        if text.strip():
            x, y = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
            assert points * abs(cm[3] or cm[1]) >= SMALLEST - 0.01, text
            assert 0 < x < size[0], f"`{text}` on page {number}"
            assert 0 < y < size[1], f"`{text}` on page {number}"

    page.extract_text(visitor_text=visit)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_overlaps_in_a_shipped_tree(name, paper):
    assert_pages(load(name), paper)


@a_share(of=5)
@given(trees())
def test_nothing_overlaps_in_a_made_up_tree(tree):
    assert_pages(tree)


def fork(branches: int, *, long: int = 1, meets: bool = False) -> Tree:
    """Return a tree with one step of many branches, half of them to ends, half to steps.

    Args:
        branches: how many.
        long: how many more words each has.
        meets: whether all those steps lead to the same last one, and not to the end.
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
    ways = [
        Branch(condition=Is("which", AnswerSet((f"o{i}",))), go=to) for i, to in enumerate(leaving)
    ]
    first = Step(
        name="first",
        ask=("which",),
        branches=(*ways, Branch(condition=None, go="home", including_not_sure=True)),
    )
    asked = [to for to in leaving if to != "home"] + ["last"] * meets
    asks = [
        Step(
            name=to,
            ask=("sure",),
            branches=(Branch(condition=None, go=after, including_not_sure=True),),
        )
        for to in asked
        for after in ["last" if meets and to != "last" else "home"]
    ]
    return evolve(
        load("showcase"),
        facts={"which": which, "sure": sure},
        groups={},
        start="first",
        steps={step.name: step for step in (first, *asks)},
        outcomes={"home": home},
        modules=(),
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_a_step_with_fifty_branches_is_continued(paper):
    tree = fork(50)

    assert_pages(tree, paper)
    steps = [s for s in read_flowchart(document(order(tree, paper=paper))).steps if s.number == 1]
    assert len(steps) > 1
    assert [s.marks for s in steps[1:]] == [["CONTINUED"]] * len(steps[1:])
    assert sum(len(s.arrows) for s in steps) == 50 + len(steps) - 1


def test_a_step_that_many_lead_to_says_from_how_many_and_on_which_pages():
    tree = fork(50, meets=True)
    read_back = read_flowchart(document(order(tree)))
    last = read_back.steps[-1]
    away = [s for s in read_back.steps if any(a.letter == last.letter for a in s.arrows)]
    pages = sorted(step.page for step in away)

    assert last.comes_from == f"from{len(away)}steps,pages{pages[0]}to{pages[-1]}"
    assert len(away) > 3
    assert_is_tree(tree)


@slow
def test_names_that_stand_for_very_much_are_explained_behind_the_chart():
    tree = load("calf-soreness")
    long = {name: evolve(f, label=f"{f.label} and more" * 10) for name, f in tree.facts.items()}
    tree = evolve(tree, facts=long)
    said = heard(document(order(tree)))

    assert_is_tree(tree)
    assert said.count("“emergencysigns”are:") == 1
    assert said.index("“emergencysigns”are:") > said.index("Thenamesonthearrows")


def test_a_text_longer_than_a_page_is_an_error_that_says_what_to_do():
    with pytest.raises(TriageError, match=r"step `first` .* longer than a page.*\n.*help"):
        document(order(fork(3, long=2000)))


@pytest.mark.parametrize("name", sampled(["start", "forefoot-transition"], "start"))
def test_a_column_that_grows_is_as_tall_as_one_made_at_once(name):
    asked = order(load(name))
    chart = chart_of(asked.tree, asked.region)
    plan = Plan(steps_of(asked.tree, chart), sizes_without_front(asked, chart), GRIDS["a4"])
    parts = plan.steps.parts[:30]

    heights = [height for height, _ in growing(parts, plan)]

    assert heights == [laid_out(parts[: n + 1], plan).height for n in range(len(parts))]


def sizes_without_front(asked: PrintJob, chart: Chart) -> Sizes:
    front = {"legend": [], "dangers": [], "rules": []}
    return measured(asked, steps_of(asked.tree, chart), front)


def test_letters_go_on_after_z():
    found = [letter for letter, _ in zip(letters(LETTERS), range(700), strict=False)]

    assert found[:3] + found[23:26] == ["A", "B", "C", "Z", "AA", "AB"]
    assert len(set(found)) == 700
    assert not {"I", "O"} & set("".join(found))


def test_a_small_tree_is_a_poster_on_one_page():
    (page,) = pages_for(order(load("showcase"), paper="a3"))

    assert page.number == 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_no_page_holds_a_lonely_box(name, paper):
    pages = pages_for(order(load(name), paper=paper))
    height = SIZES[paper][1] - 2 * MARGIN["y"]

    for page in pages[1:]:
        steps = sum(len(placed.column.parts) for placed in page.columns)
        assert steps > 1 or page.columns[0].column.height > height / 2


def test_the_same_order_gives_the_same_bytes():
    assert document(order(load("showcase"))) == document(order(load("showcase")))
