"""Every kind of finding: those that reading a file reports, and those beside the rules."""

from __future__ import annotations

import re

from attrs import frozen

from triage.findings import catalogue
from triage.findings.finding_kind import FindingKind
from triage.lint import blocking, warnings
from triage.model.names import did_you_mean, near
from triage.words import N_, _


@frozen
class Family:
    """Kinds of findings that belong together; their codes begin with its prefix."""

    prefix: str
    title: str
    about: str


FAMILIES = (
    Family("Y1", N_("Text"), N_("What keeps the file from being read as it is meant.")),
    Family("F2", N_("Keys and values"), N_("What the format does not allow at a place.")),
    Family("N3", N_("Names"), N_("What is named, but does not exist, or exists twice.")),
    Family("C4", N_("Conditions and answers"), N_("What can never be so, or is no condition.")),
    Family("S5", N_("Structure"), N_("What goes wrong between the steps.")),
    Family("W6", N_("Wording"), N_("What a text for patients must not say.")),
    Family("E7", N_("Sources"), N_("What the tree rests on.")),
    Family(
        "D8", N_("Safety"), N_("What is dangerous although each part by itself is well written.")
    ),
    Family("A9", N_("Allowances"), N_("What is wrong with a comment that allows a finding.")),
)

_ORDER = [family.prefix for family in FAMILIES]
_FILES = (catalogue, *blocking.FILES, *warnings.FILES)
_KINDS = {each for file in _FILES for each in vars(file).values() if isinstance(each, FindingKind)}

CODES: tuple[FindingKind, ...] = tuple(sorted(_KINDS, key=lambda c: (_ORDER.index(c.family), c.id)))

# `triage check` fails on these, but a tree that has them can be used.
LIMITS: tuple[FindingKind, ...] = tuple(code for code in CODES if code.tree_still_loads)


# --- kinds of findings by code, by name, and by the beginning of their codes


_BY_WORD = {word.casefold(): code for code in CODES for word in (code.id, code.name)}
_BEGINNING = re.compile(r"[A-Z]\d{0,2}", re.IGNORECASE)


def kind(word: str) -> FindingKind | None:
    """Return the kind of finding with a code or a name, or None."""
    return _BY_WORD.get(word.casefold())


def kinds(word: str) -> tuple[FindingKind, ...]:
    """Return the kinds with a code or name, or whose codes begin so: ``W``, ``W6``, ``W603``."""
    exact = kind(word)
    if exact is not None:
        return (exact,)
    if not _BEGINNING.fullmatch(word):
        return ()
    return tuple(code for code in CODES if code.id.startswith(word.upper()))


def nearest(word: str) -> list[str]:
    """Return codes, names and families that a misspelt word is near to, the nearest first."""
    words = [*(w for code in CODES for w in (code.id, code.name)), *(f.prefix for f in FAMILIES)]
    by_fold = {each.casefold(): each for each in words}
    return [by_fold[each] for each in near(word.casefold(), by_fold, most=3)]


def unknown(word: str) -> tuple[str, str]:
    """Say that no finding has such a code or name, and what may have been meant."""
    families = ", ".join(f"`{family.prefix}`" for family in FAMILIES)
    hint = _(
        "write a code such as `W603`, a name such as `label-too-long`, or a family: {families}",
        families=families,
    )
    found = _("found no kind of finding `{word}`", word=word[:80])
    return found, did_you_mean(nearest(word), hint)
