"""Who is told another text by an outcome that has texts for signs of one kind."""

from __future__ import annotations

from collections.abc import Iterator

from triage.analysis.versions.advice import Advised
from triage.analysis.versions.told import TextChange
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.model.facts import Fact
from triage.model.tree import Outcome


def said_otherwise(versions: Versions, old: str, new: str) -> Iterator[Advised]:
    """Yield who is told another text of those who end in one outcome and ended in another.

    Where neither has texts for signs of one kind, the outcomes themselves tell it.

    Raises:
        TooLarge: the search took all that it may.
    """
    space, trees = versions.space, versions.trees
    before, now = trees[0].outcomes[old], trees[1].outcomes[new]
    if before.text_for is None and now.text_for is None:
        return
    here = space.diagram.relabel(versions.both, lambda label: label == (old, new))
    again = _told(versions.new, now)
    for text, some in _told(versions.old, before).items():
        for other in [other for other in again if other != text]:
            those = space.all_of(here, some, again[other])
            if those != space.diagram.false:
                yield Advised(TextChange(what="text", before=text, now=other, at=now.at), those)


def _told(ends: Ends, outcome: Outcome) -> dict[str, Node]:
    """Return who is told which text, if they end in an outcome."""
    space, facts = ends.space, ends.tree.facts
    found = {name: _demanding(ends, fact, outcome) for name, fact in facts.items() if fact.demands}
    told: dict[str, Node] = {}
    rest = space.diagram.true
    for kind in outcome.text_for or ():
        of_kind = space.any_of(*(found[sign] for sign in kind.signs if sign in found))
        beside = space.any_of(*(some for sign, some in found.items() if sign not in kind.signs))
        alone = space.without(rest, space.others(of_kind), beside)
        told[kind.text] = space.any_of(alone, told.get(kind.text, space.diagram.false))
        rest = space.without(rest, alone)
    told[outcome.text] = space.any_of(rest, told.get(outcome.text, space.diagram.false))
    return told


def _demanding(ends: Ends, fact: Fact, outcome: Outcome) -> Node:
    """Return whose answer to a fact, if they are asked it, demands as much as an outcome."""
    least = outcome.disposition.urgency
    answers = (d.answers for d in fact.demands if d.disposition.urgency >= least)
    having = ends.space.any_of(*(ends.space.having(fact.name, each) for each in answers))
    return ends.space.all_of(having, ends.used(fact.name))
