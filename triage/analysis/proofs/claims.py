"""A claim as data, so that diagrams, paths and plain trying can each decide it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

from triage.model.conditions import All, Condition
from triage.model.dispositions import Disposition
from triage.model.provenance import Location
from triage.model.values import Value

# Holds of every patient.
ANYBODY = All(())


@frozen
class PatientSet:
    """Some patients; each part that is given narrows them down.

    Attributes:
        who: a condition that holds of them.
        ends: the outcomes of which they end in one, and of several results in none but
            these; None for any.
        asked: a fact that their path asks.
        unasked: a fact that their path does not ask.
        passing: steps of which their path comes by at least one.
        avoiding: steps of which their path comes by none.
        taking: a step, and the number of the branch that they take there.
        untaken: steps and numbers of branches of which their path takes none.
        given: an advice that they are given.
        beside: another advice that they are given, too.
        denied: an advice that they are not given where they leave something unanswered.
        module: an included tree that speaks of them; "" for everybody.
        possible: True leaves out those that `impossible:` rules out.
    """

    who: Condition = ANYBODY
    ends: frozenset[str] | None = None
    asked: str = ""
    unasked: str = ""
    passing: tuple[str, ...] = ()
    avoiding: tuple[str, ...] = ()
    taking: tuple[str, int] | None = None
    untaken: tuple[tuple[str, int], ...] = ()
    given: str = ""
    beside: str = ""
    denied: str = ""
    module: str = ""
    possible: bool = True


Relation: TypeAlias = Literal["less urgent", "later", "elsewhere", "advised"]


@frozen
class PatientPairs:
    """Pairs of possible patients who differ in the answer to one fact only.

    Attributes:
        fact: the fact in which they differ.
        answers: the pairs of answers, the first patient's first; None for any two.
        then: the second ends ``less urgent`` than the first; or as urgent, but
            ``later``; or ``elsewhere``,
            that is in another outcome; or just one of them is ``advised``.
        advice: of which advice that is so.
    """

    fact: str
    answers: tuple[tuple[Value, Value], ...] | None
    then: Relation
    advice: str = ""


Group: TypeAlias = PatientSet | PatientPairs


@frozen
class Claim:
    """One property of one tree: that nobody, or that somebody, is in some groups.

    Attributes:
        kind: the property, as in the documentation.
        about: what of the tree it is about.
        text: the property in words.
        groups: each a group of patients, or of pairs of them.
        somebody: whether there must be one in any of the groups; otherwise
            there may be nobody in any.
        expect: where the patient that breaks it must go, at least; None where it does not say.
        kept_by: the advice whose own conditions keep it, whatever else is edited; "" for none.
        at: the place in the file that it is about.
    """

    kind: str
    about: str
    text: str
    groups: tuple[Group, ...]
    somebody: bool = False
    expect: Disposition | None = None
    kept_by: str = field(default="", kw_only=True)
    at: Location | None = field(default=None, kw_only=True)

    @property
    def name(self) -> str:
        """The kind and what it is about, as commands print it."""
        return f"{self.kind} of {self.about}" if self.about else self.kind
