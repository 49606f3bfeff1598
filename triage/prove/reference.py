"""The page of properties for the documentation, made from their table."""

from __future__ import annotations

from triage.prove.properties import PROPERTIES, Property

_HEAD = """\
# What is proved, and what is not

Made from `triage/prove/properties.py` by `make docs`; a test fails when it is out of date.
How to prove, and how it works, is in [proofs](prove.md).

For a patient *p*, that is one answer to every question of the tree:

- *p(f)* is the answer to the question *f*, and *p[f=v]* the same patient with the answer *v* to it;
- *o(p)* is the outcome where *p* ends, *u(p)* its urgency: 0 look after it yourself,
  1 physio or doctor within days, 2 the same day, 3 now;
- *possible* leaves out the patients that `impossible:` rules out. Demands, forbidden advice and
  a *not sure* that is passed over speak of all patients; everything else of the possible ones.

"""


def page() -> str:
    """Return the page in Markdown."""
    return _HEAD + "\n".join(map(_section, PROPERTIES))


def _section(of: Property) -> str:
    kinds = ", ".join(f"`{kind}`" for kind in of.kinds)
    return (
        f"## {of.title}\n\n{of.means}\n\n"
        f"- In one formula: {of.formula}\n"
        f"- Not proved by it: {of.leaves_out}\n"
        f"- Its claims are named {kinds}.\n"
    )
