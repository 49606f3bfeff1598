"""What the documentation shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage
from docs.generate import GENERATED
from tests.docs.examples import (
    PAGES,
    ROOT,
    abridge,
    blocks_of,
    commands_of,
    matches,
    renew,
    run_page,
)
from tests.sampled import sampled
from triage.cli import main

RUN = ("console", "python")
RUNNABLE = [
    page for page in PAGES if any(b.language in RUN for b in blocks_of(page.read_text("utf-8")))
]
# What a newcomer reads first; the others are run with all tests.
FIRST = ("README.md", "docs/ask.md", "docs/library-tutorial.md")
# Hazards read all trees with all that they include.
QUICKLY_MADE = GENERATED.keys() - {"docs/safety/hazards.md"}
QUICK = [page for page in RUNNABLE if str(page.relative_to(ROOT)) in FIRST]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", sampled(RUNNABLE, *QUICK), ids=name_of)
def test_the_examples_of_a_page_do_what_it_says(page, tmp_path):
    for block, happened in run_page(page.read_text("utf-8"), tmp_path):
        where = f"{name_of(page)}:{block.line}, renew it with `make docs`"
        assert matches(block.text, happened), f"{where}\n{block.text}--- it is:\n{happened}"


def test_the_first_pages_of_a_newcomer_are_run():
    shown = {name_of(page) for page in RUNNABLE}

    assert {"README.md", "docs/tutorial.md", "docs/library.md"} <= shown


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    inside = [link for link in links if not re.match(r"[a-z]+:", link)]

    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", sampled(GENERATED, *QUICKLY_MADE))
def test_what_is_made_from_the_code_is_fresh(name):
    assert (ROOT / name).read_text("utf-8") == GENERATED[name](), "run `make docs`"


def test_every_command_is_in_the_table_of_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    in_table = re.findall(r"^\| `triage ([a-z]+)", readme, re.MULTILINE)

    assert sorted(main.commands) == sorted(in_table)


def test_every_public_name_is_on_the_library_page():
    page = (ROOT / "docs/library.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `triage\.(\w+)", page, re.MULTILINE))

    assert set(triage.__all__) == documented


def test_every_make_target_that_a_page_names_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    pages = [page.read_text("utf-8") for page in PAGES]
    named = {
        target
        for page in pages
        for target in re.findall(r"(?:^\$ |`)make ([a-z][a-z-]*)", page, re.MULTILINE)
    }

    assert named
    assert named <= targets


def test_a_transcript_with_another_line_is_not_accepted():
    assert matches("one\n…\nfour\n", "one\ntwo\nthree\nfour\n")
    assert not matches("one\n…\nfive\n", "one\ntwo\nthree\nfour\n")
    assert not matches("one\n", "one\ntwo\n")


def test_a_console_block_is_split_into_commands():
    block = "$ one\nprints\n$ two \\\n    --more  # exit 3\n"

    assert commands_of(block) == ["one", "two \\\n    --more"]


PAGE = """\
```yaml file=a/b.txt
one
```
```yaml replace=a/b.txt
one
# instead:
two
```
```console
$ cat a/b.txt
one
$ exit 3
```
```python
print(2)
```
```text
1
```
"""


def test_a_renewed_transcript_is_shortened_where_it_was():
    before = "one\nold\ntwo\n…\nQuestion 3 of 9\n…\nlast\n"
    after = "one\nnew\nmore\ntwo\nleft out\nQuestion 3 of 8\nleft out\nlast\n"
    shown = ["one", "new", "more", "two", "…", "Question 3 of 8", "…", "last"]

    assert abridge(before, after) == shown
    assert abridge("one\ntwo\n", "one\ntwo\nthree\n") == ["one", "two", "three"]


def test_a_renewed_transcript_may_begin_and_end_in_a_gap():
    assert abridge("one\nold\n…\n", "one\nolder\ntwo\nthree\n") == ["one", "older", "…"]
    assert abridge("…\nlast old\n", "one\ntwo\nlast new\n") == ["…", "last new"]
    assert abridge("one\n…\ntwo\n…\n", "one\n") == ["one", "…"]


LINES = st.lists(st.sampled_from(["…", "", "one", "two", "  three"]), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_a_renewed_transcript_is_what_happens(expected, happened):
    assert matches("\n".join(abridge(expected, happened)), happened)


def test_a_page_is_renewed_with_what_happens():
    renewed = PAGE.replace("b.txt\none\n$", "b.txt\ntwo\n$").replace(
        "$ exit 3", "$ exit 3  # exit 3"
    )

    assert renew(PAGE) == renewed.replace("text\n1", "text\n2")
    assert renew(renew(PAGE)) == renew(PAGE)
    assert renew("no blocks\n") == "no blocks\n"


def test_of_two_blocks_alike_the_one_that_shows_something_else_is_renewed():
    page = "```console\n$ cat n\n1\n```\n```yaml file=n\n2\n```\n```console\n$ cat n\n1\n```\n"
    page = "```yaml file=n\n1\n```\n" + page

    before, second = page.split("file=n\n2")
    assert renew(page) == before + "file=n\n2" + second.replace("n\n1", "n\n2")
