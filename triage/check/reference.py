"""The page of all findings: ``python -m triage.check.reference`` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.codes import CODES, LIMITS

_LIMITS = (
    f"{LIMITS[0].code} to {LIMITS[-1].code} are limits: `triage check` fails, but the tree loads."
)
_FAMILIES = {
    "Y": ("The text", "What keeps the file from being read as it is meant."),
    "F": ("Keys and values", "What the format does not allow at a place."),
    "N": ("Names", "What is named, but does not exist, or exists twice."),
    "C": ("Conditions and answers", "What can never be so, or is not written as a condition."),
    "S": ("Structure", "What goes wrong between the steps."),
    "W": ("Wording", "What a text for patients must not say. " + _LIMITS),
}

_OPENING = """\
# Findings

`triage check FILE` lists what is wrong with a tree, each with its place:

    calf.yaml:11:5: F202 unknown-key: found `aks`, which a fact does not have
        help: did you mean `ask`?

First come the file, the line and the column, then the code and the name of the
finding, what was found, and what to do. An *error* keeps the tree from being
used. A *warning* does not, but something may have been forgotten.
"""


def page() -> str:
    """Return the page in Markdown."""
    return "\n".join([_OPENING, *(line for letter in _FAMILIES for line in _family(letter))])


def _family(letter: str) -> Iterator[str]:
    title, about = _FAMILIES[letter]
    yield from (f"## {title}", "", about, "")
    yield from ("| code | name | severity | meaning |", "| --- | --- | --- | --- |")
    for code in CODES:
        if code.code.startswith(letter):
            means = code.means.replace("|", "\\|")
            yield f"| {code.code} | `{code.name}` | {code.severity} | {means} |"
    yield ""


if __name__ == "__main__":
    print(page(), end="")
