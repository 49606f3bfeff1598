"""The page of all findings, and the page of one: ``python -m triage.lint.pages``."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from triage.findings.finding_kind import IN_WORDS, FindingKind
from triage.findings.small_tree import MODULE, TREE
from triage.lint.kinds import CODES, FAMILIES, Family
from triage.words import N_, _

_OPENING = N_("""\
# Findings

`triage check FILE` lists what is wrong with a tree, each with its place:

    calf.yaml:11:5: F202 unknown-key: found `aks`, which a fact does not have
        help: did you mean `ask`?

First come the file, the line and the column, then the code and the name of the
finding, what was found, and what to do. `triage check --explain F202` prints
what this page says of it.

An *error* keeps the tree from being used. A *limit* does not, but `triage check`
fails on it. A *warning* does neither: something may have been forgotten.
[How to check](check.md) tells how to choose among findings, and how to allow one.

The examples are pieces of [a small tree](#the-small-tree) at the end of the page.
A test reads each of them, and finds the fault in the bad one only.
""")


def page() -> str:
    """Return the page of all findings in Markdown."""
    lines = [_(_OPENING), *(line for family in FAMILIES for line in _family(family))]
    lines += [_("## The small tree"), "", *_fence(TREE, "`calf.yaml`")]
    return "\n".join([*lines, *_fence(MODULE, _("`signs.yaml`, the module that it includes"))])


def _family(family: Family) -> Iterator[str]:
    codes = [code for code in CODES if code.family == family.prefix]
    yield from (f"## {_(family.title)}", "", _(family.about), "")
    yield from (_("| code | name | severity | meaning |"), "| --- | --- | --- | --- |")
    for code in codes:
        means = _(code.means).replace("|", "\\|")
        yield f"| {code.id} | [`{code.name}`](#{anchor(code)}) | {severity(code)} | {means} |"
    yield ""
    for code in codes:
        yield from (f"### {code.id} {code.name}", "", _(code.means), "", _why(code), "")
        yield from (*_example(_("Bad"), code.bad, code), *_example(_("Good"), code.good, code))


def anchor(code: FindingKind) -> str:
    """Return the anchor of a kind of finding on the page."""
    return f"{code.id}-{code.name}".lower()


def _why(code: FindingKind) -> str:
    return _("Why: {reason}", reason=_(code.why))


def severity(code: FindingKind) -> str:
    """Return ``error``, ``limit`` or ``warning``."""
    return "limit" if code.tree_still_loads else code.severity


def _example(title: str, piece: str, code: FindingKind) -> Iterator[str]:
    if code.place == IN_WORDS:
        yield from (f"{title}: {_(piece)}", "")
    else:
        yield from _fence(piece, title)


def _fence(text: str, title: str) -> Iterator[str]:
    yield from (f"{title}:", "", "```yaml", *text.rstrip("\n").split("\n"), "```", "")


def explain(code: FindingKind) -> list[str]:
    """Return the page of one kind of finding, as lines for a terminal."""
    lines = [f"{code.id} {code.name} ({severity(code)})", ""]
    lines += [*fill(_(code.means), 80).split("\n"), "", *fill(_why(code), 80).split("\n")]
    for title, piece in ((_("Bad"), code.bad), (_("Good"), code.good)):
        piece = _(piece) if code.place == IN_WORDS else piece
        written = piece.rstrip("\n").split("\n")
        lines += ["", f"{title}:", "", *(f"    {line}".rstrip() for line in written)]
    return lines


if __name__ == "__main__":
    print(page(), end="")
