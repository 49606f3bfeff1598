"""Answers that paper has no words for are found where they are demanded or read."""

from __future__ import annotations

import pytest

NEVER = "never_when: [{bruise: yes}]"
LIMP = "    label: limping\n"


def lacking(small, *edits: tuple[str, str]) -> list[str]:
    found = [f for f in small.check(*edits) if f.name == "sign-without-words"]
    return [f"{f.line}: {f.message}" for f in found]


def test_an_answer_that_no_sheet_names_needs_no_words(small):
    assert lacking(small) == []


@pytest.mark.parametrize(
    "condition",
    [
        "{limping: no}",
        "{limping: [no, not sure]}",
        "{not: {limping: yes}}",
        '{"any of limping, hot_calf": no}',
        '{"none of limping, hot_calf": yes}',
        "{all: [{days: over 2}, {limping: no}]}",
    ],
)
def test_a_no_that_an_advice_reads_needs_words(small, condition):
    found = lacking(small, (NEVER, f"never_when: [{condition}]"))

    assert "paper can say `no` of `limping` only as `limping: no`" in " ".join(found)


@pytest.mark.parametrize(
    "condition", ["{limping: yes}", "{not: {limping: [no, not sure]}}", "{limping: not sure}"]
)
def test_what_is_said_without_a_no_needs_none(small, condition):
    assert lacking(small, (NEVER, f"never_when: [{condition}]")) == []


def test_a_branch_reads_what_its_step_does_not_ask_alone(small):
    branch = "- if: {trend: [worse, not sure]}"

    assert lacking(small, (branch, "- if: {trend: [worse, not sure], limping: no}"))
    assert not lacking(
        small, ("- if: {any of signs-of-pain: [yes, not sure]}", "- if: {any of signs-of-pain: no}")
    )


def test_words_settle_it_and_so_does_a_label_that_can_be_denied(small):
    read = (NEVER, "never_when: [{limping: no}]")

    assert lacking(small, read)
    assert not lacking(small, read, (LIMP, LIMP + '    signs: {no: "no limp"}\n'))
    assert not lacking(small, read, (LIMP, "    label: a limp\n"))


def test_an_answer_of_a_module_is_found_where_it_is_read(small):
    (found,) = lacking(small, (NEVER, "never_when: [{breathless: no}]"))

    lines = (small.folder / "calf.yaml").read_text("utf-8").splitlines()
    assert lines[int(found.split(":")[0]) - 1] == "  bath:"
