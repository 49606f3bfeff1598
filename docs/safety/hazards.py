"""The hazard log: what could harm somebody, and what shows that it is kept from happening."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from docs.evidence.elements import ROOT, read_data
from triage.tree_files.changelog import load_changelog
from triage.tree_files.library import load
from triage.tree_files.origins import CHANGELOG_FILE

DATA = ROOT / "docs" / "safety" / "hazards.yaml"
PAGE = "docs/safety/hazards.md"
HARMS = {
    "fatal": "somebody may die",
    "lasting": "somebody may not recover fully",
    "passing": "it heals, later than it would",
    "nuisance": "time is lost",
}


@frozen
class Control:
    """Something that keeps a hazard away.

    Attributes:
        shown_by: references to rules, demands, cases, signs or tests.
    """

    what: str
    shown_by: tuple[str, ...]


@frozen
class Hazard:
    """One hazard; ``remains`` is what the controls leave open."""

    id: str
    hazard: str
    cause: str
    effect: str
    harm: str
    controls: tuple[Control, ...]
    remains: str = ""


def hazards() -> tuple[Hazard, ...]:
    """Return all hazards."""
    entries: Any = read_data(DATA)
    return tuple(
        Hazard(
            controls=tuple(
                Control(control["what"], tuple(control["shown_by"]))
                for control in entry.pop("controls")
            ),
            **entry,
        )
        for entry in entries
    )


def pages() -> dict[str, Callable[[], str]]:
    """Return the page of the log, for ``make docs``."""
    return {PAGE: page}


def page() -> str:
    """Return the log as a page."""
    harms = "\n".join(f"- *{name}*: {means}" for name, means in HARMS.items())
    return "\n".join([_HEAD.format(harms=harms), *map(_section, hazards()), *_known()])


def _known() -> Iterator[str]:
    """Yield the claims that the changelogs of the trees list as known to fail."""
    yield _KNOWN
    for file in sorted((ROOT / "trees").glob(f"*/{CHANGELOG_FILE}")):
        tree = load(file.parent)
        release = load_changelog(file, file.parent.name, tree)[tree.version]
        for each in release.known_to_fail:
            yield f"| `{tree.id}` | {each.name} | {each.because} | {each.by} |"
    yield ""


def _section(hazard: Hazard) -> str:
    lines = [
        f"## {hazard.id}. {hazard.hazard}\n",
        f"- Cause: {hazard.cause}",
        f"- Effect: {hazard.effect}",
        f"- Harm: {hazard.harm}",
        *(_control(control) for control in hazard.controls),
    ]
    if hazard.remains:
        lines.append(f"- What remains: {hazard.remains}")
    return "\n".join(lines) + "\n"


def _control(control: Control) -> str:
    shown = "".join(f"\n  - `{reference}`" for reference in control.shown_by)
    return f"- Control: {control.what}{shown}"


_KNOWN = """\
## What is known to fail

`triage prove` refutes these claims of the trees as they are, and says so in every run.
They stand in the changelog beside each tree, and are to be mended.

| tree | claim | why | who says so |
|---|---|---|---|"""
_HEAD = """\
# Hazard log

Made from `hazards.yaml` by `make docs`; a test fails when it is out of date.
Under each control stands what shows it. A test fails when one of these is not there.

- `safety FILE.rule`: a safety rule of a tree, proved for every possible patient
- `demand fact disposition`: a fact that demands this by itself, proved in the same way
- `case TREE: name`: a named patient in `trees/TREE/cases.yaml`
- `watch FILE.sign`: a sign that people are told to look for
- `advice FILE.name`, `dispute FILE.name source`: an advice, and who disagrees with it
- `test file::name`: a test

Harm is the worst that is to be expected:

{harms}

How often each may happen is not stated: nobody has used these trees yet, so there are no figures.
"""
