"""What the names after ``go``, ``advice`` and ``watch_for`` stand for in one file."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from triage.findings import catalogue
from triage.loading.report import Report
from triage.loading.shapes import Ref


@define(eq=False)
class Names:
    """The names that a file may use, and the full name of what each stands for.

    A name stands for itself, except that the name of a module stands for the
    first step of it.

    Attributes:
        doubts: what cannot be checked because of faults, as ``check`` names it.
        lost: the sections of the file that could not be read, so that nobody
            knows which names they define.
    """

    report: Report
    targets: dict[str, str] = field(factory=dict)
    advice: dict[str, str] = field(factory=dict)
    watch_for: dict[str, str] = field(factory=dict)
    doubts: set[str] = field(factory=set)
    lost: frozenset[str] = frozenset()

    def target(self, ref: Ref | None) -> str:
        """Return the step, outcome or exit that a name leads to, or "" after reporting it."""
        if ref is None:
            self.doubts.add("targets")
            return ""
        if ref.name not in self.targets:
            otherwise = "describe it under `steps:` or `outcomes:`"
            kinds = "no step, outcome, exit or module"
            if not self.lost & {"steps", "outcomes", "exits", "include"}:
                self._unknown(catalogue.UNKNOWN_TARGET, ref, kinds, self.targets, otherwise)
            self.doubts.add("targets")
        elif not self.targets[ref.name]:
            # The module has no start, or its start or exit is faulty and reported elsewhere.
            self.doubts.add("targets")
        return self.targets.get(ref.name, "")

    def listed_advice(self, refs: list[Ref] | None) -> tuple[str, ...]:
        """Return the names of advice that exist, each once; report the others."""
        return self._listed(refs, self.advice, catalogue.UNKNOWN_ADVICE, "advice", "advice")

    def listed_watch(self, refs: list[Ref] | None) -> tuple[str, ...]:
        """Return the names of signs that exist, each once; report the others."""
        kind = "sign to watch for"
        return self._listed(refs, self.watch_for, catalogue.UNKNOWN_WATCH, kind, "watch_for")

    def _listed(
        self,
        refs: list[Ref] | None,
        known: Mapping[str, str],
        code: catalogue.FindingKind,
        kind: str,
        key: str,
    ) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for ref in refs or ():
            if ref.name not in known:
                self.doubts.add("targets")
                if self.lost & {key, "include"}:
                    continue
                self._unknown(code, ref, f"no {kind}", known, f"describe it under `{key}:`")
            elif known[ref.name] in names:
                found = f"found `{ref.name}` a second time in the list"
                self.report.add(catalogue.LISTED_TWICE, ref.at, found, "keep it once")
            else:
                names[known[ref.name]] = None
        return tuple(names)

    def _unknown(
        self,
        code: catalogue.FindingKind,
        ref: Ref,
        kinds: str,
        known: Mapping[str, str],
        otherwise: str,
    ) -> None:
        help = self.report.suggest(ref.name, known, otherwise)
        self.report.add(code, ref.at, f"found `{ref.name}`, but {kinds} has that name", help)
