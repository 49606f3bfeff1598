"""Regressions that somebody accepted by name, and acceptances of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage.compare.regressions import Regression
from triage.tree_files.changelog import Acceptance, Release

Changelog = Mapping[str, Release]


def accepted(
    regressions: Iterable[Regression], changelog: Changelog, version: str
) -> dict[str, Acceptance]:
    """Return the acceptances of regressions by name, as the entry of one version states them."""
    stated = {each.name: each for each in _stated(changelog, version)}
    return {each.name: stated[each.name] for each in regressions if each.name in stated}


def idle(
    regressions: Iterable[Regression], changelog: Changelog, version: str, before: Changelog
) -> tuple[Acceptance, ...]:
    """Return the acceptances of one version that accept nothing.

    What the old changelog accepts as well was there before the edit.
    """
    names = {each.name for each in regressions}
    names |= {each.name for each in _stated(before, version)}
    return tuple(each for each in _stated(changelog, version) if each.name not in names)


def _stated(changelog: Changelog, version: str) -> tuple[Acceptance, ...]:
    return changelog[version].accepts if version in changelog else ()
