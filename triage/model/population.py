"""Who asks: groups of people, and how often each of them gives which answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import ge, in_, instance_of, optional

from triage.model.conditions import Condition
from triage.model.dispositions import Disposition
from triage.model.provenance import PLACE, UNSOURCED, Location, Provenance, Source
from triage.model.tree import Tree
from triage.model.validation import NAMES, NUMBER, TEXT, TEXT_OR_NONE, mapping_of, naming, tuple_of
from triage.model.values import AnswerSet, Numeric

Kind: TypeAlias = Literal["well", "ill"]
WHOLE = 100


@frozen
class AnswerShare:
    """Some answers to a fact, and how many percent of people give one of them.

    A range of numbers is spread evenly over its numbers.
    """

    answers: AnswerSet
    percent: Numeric


@frozen
class ShareRow:
    """The shares of a fact among those for whom a condition holds; they sum up to 100."""

    condition: Condition | None
    shares: tuple[AnswerShare, ...]


@frozen(kw_only=True, field_transformer=naming)
class Spread:
    """How the answers to one fact are spread: the first row whose condition holds counts."""

    rows: tuple[ShareRow, ...] = field(validator=tuple_of(ShareRow))
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))


@frozen(kw_only=True, field_transformer=naming)
class Meaning:
    """What well people of one kind have in common, such as plain soreness.

    Attributes:
        condition: holds for each of them; whoever is drawn otherwise is drawn again.
    """

    name: str = field(validator=TEXT)
    title: str = field(validator=TEXT)
    condition: Condition = field(validator=instance_of(Condition))
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))


@frozen(kw_only=True, field_transformer=naming)
class PeopleGroup:
    """People of one kind.

    Attributes:
        trees: the trees that they may come to.
        weight: how many of them there are among those of their kind.
        spreads: for each fact, in the order in which they are drawn.
        means: the name of what they have in common, or None.
        at_least: of ill people, the least that they need; None where it is not stated.
    """

    name: str = field(validator=TEXT)
    title: str = field(validator=TEXT)
    kind: Kind = field(validator=in_(get_args(Kind)))
    trees: tuple[str, ...] = field(validator=NAMES)
    weight: Numeric = field(validator=[NUMBER, ge(0)])
    spreads: Mapping[str, Spread] = field(repr=False, validator=mapping_of(Spread))
    means: str | None = field(default=None, validator=TEXT_OR_NONE)
    at_least: Disposition | None = field(default=None, validator=optional(instance_of(Disposition)))
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))
    at: Location | None = field(default=None, eq=False, validator=PLACE)


@frozen(kw_only=True, field_transformer=naming)
class Population:
    """The people of some trees.

    Attributes:
        tree: the tree whose facts they answer.
        means: what groups have in common, by name.
        file: the file that it was read from.
    """

    tree: Tree = field(repr=False, validator=instance_of(Tree))
    sources: Mapping[str, Source] = field(repr=False, validator=mapping_of(Source))
    means: Mapping[str, Meaning] = field(validator=mapping_of(Meaning))
    groups: tuple[PeopleGroup, ...] = field(validator=tuple_of(PeopleGroup))
    file: str = field(default="", eq=False, validator=TEXT)

    def groups_of(self, tree: str) -> tuple[PeopleGroup, ...]:
        """Return the groups whose people come to a tree."""
        return tuple(group for group in self.groups if tree in group.trees)
