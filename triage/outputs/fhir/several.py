"""Several parts in a form: one begins once those before it have ended, and none of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import define, field

from triage.model.several import behind
from triage.model.tree import Tree
from triage.outputs.fhir.form import Form
from triage.outputs.fhir.formulas import Formula, all_of, any_of, no

# Where a part begins, and when it is known that it comes.
Coming: TypeAlias = tuple[str, Formula]


@define
class FormParts:
    """The parts of a form while it is made.

    Attributes:
        form: gives names to statements.
        coming: for each step that goes several ways, its parts in their order.
        ends: the steps that lead to an end at which parts go on, and when each does.
    """

    form: Form
    coming: dict[str, Sequence[Coming]] = field(factory=dict)
    ends: list[Coming] = field(factory=list)
    _ended: dict[str, Formula] = field(factory=dict)

    @property
    def tree(self) -> Tree:
        """The tree that is asked."""
        return self.form.tree

    def begins(self, name: str) -> list[Formula]:
        """Return when a part begins at a step or end; all steps of those before it are there."""
        return [
            all_of([when, *map(self._is_over, parts[:number])])
            for parts in self.coming.values()
            for number, (go, when) in enumerate(parts)
            if go == name
        ]

    def ended(self, name: str) -> Formula:
        """Return when all is over behind a step or end, and no end there stops all parts."""
        if name not in self._ended:
            self._ended[name] = self.form.name(f"ended.{name}", self._all_over(name))
        return self._ended[name]

    def goes_on_at(self, outcome: str) -> bool:
        """Say whether the next part comes after an end."""
        return outcome in self.tree.outcomes and not self.tree.outcomes[outcome].disposition.is_top

    def _all_over(self, name: str) -> Formula:
        if name not in self.tree.steps:
            return self.goes_on_at(name)
        inside = behind(self.tree, name)
        splits = [parts for step, parts in self.coming.items() if step in inside]
        some = [any_of(when for _, when in parts) for parts in splits]
        over = [all_of(map(self._is_over, parts)) for parts in splits]
        ends = [when for step, when in self.ends if step in inside]
        inner = [any_of([no(s), o]) for s, o in zip(some, over, strict=True)]
        return all_of([any_of([*ends, *some]), *inner])

    def _is_over(self, part: Coming) -> Formula:
        go, when = part
        return any_of([no(when), self.ended(go)])
