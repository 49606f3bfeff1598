"""Who loses, gains or gets advice in other words, and who is told another text."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from triage.analysis.versions.people import people
from triage.analysis.versions.regressions import Regression, mark
from triage.analysis.versions.told import AdviceWords, TextChange, words_of
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.model.facts import Fact
from triage.model.tree import Advice, Outcome, Tree
from triage.words import N_, _


@frozen(eq=False)
class Advised:
    """The possible patients who are advised otherwise in one way, wherever they end."""

    change: TextChange
    patients: Node


def advised(versions: Versions) -> tuple[Advised, ...]:
    """Return who loses, gains or is told in other words which advice.

    Advice is compared by what it tells, so that a new name changes nothing.

    Raises:
        TooLarge: the search took all that it may.
    """
    space, (old, new) = versions.space, versions.trees
    before, now = _given(versions, versions.old), _given(versions, versions.new)
    nobody = space.diagram.false
    lost = {w: space.without(some, now.get(w, nobody)) for w, some in before.items()}
    gained = {w: space.without(some, before.get(w, nobody)) for w, some in now.items()}
    told = list(_reworded(versions, lost, gained))
    told += [Advised(_lost(old, words), some) for words, some in lost.items()]
    told += [Advised(_gained(new, words), some) for words, some in gained.items()]
    return tuple(each for each in told if each.patients != nobody)


_Given = dict[AdviceWords, Node]


def _given(versions: Versions, ends: Ends) -> _Given:
    """Return the possible patients who are told some words of advice."""
    space, told = versions.space, _Given()
    for name, advice in ends.tree.advice.items():
        words = words_of(advice)
        some = space.all_of(ends.given(name), versions.possible)
        told[words] = space.any_of(some, told.get(words, some))
    return told


def _reworded(versions: Versions, lost: _Given, gained: _Given) -> Iterator[Advised]:
    """Yield who is given an advice of one name in both versions, and take them from the rest."""
    space, (old, new) = versions.space, versions.trees
    for name in [name for name in old.advice if name in new.advice]:
        words, again = words_of(old.advice[name]), words_of(new.advice[name])
        if words != again and words.is_kept_by(again):
            given = versions.old.given(name), versions.new.given(name)
            some = space.all_of(*given, lost[words], gained[again])
            lost[words] = space.without(lost[words], some)
            gained[again] = space.without(gained[again], some)
            yield Advised(evolve(_lost(old, words), name=name, now=again.say(), loss="",
                                 at=new.advice[name].at), some)  # fmt: skip


def _lost(tree: Tree, words: AdviceWords) -> TextChange:
    advice = _named(tree, words)
    return TextChange(
        what="advice", name=advice.name, before=words.say(), now="", loss=N_("lost advice"),
        at=advice.at,
    )  # fmt: skip


def _gained(tree: Tree, words: AdviceWords) -> TextChange:
    advice = _named(tree, words)
    return TextChange(what="advice", name=advice.name, before="", now=words.say(), at=advice.at)


def _named(tree: Tree, words: AdviceWords) -> Advice:
    return next(each for each in tree.advice.values() if words_of(each) == words)


def as_listed(trees: tuple[Tree, Tree], old: str, new: str, change: TextChange) -> TextChange:
    """Return a change by the name that the outcome lists; several advice may tell the same."""
    if change.what != "advice" or (change.before and change.now):
        return change
    tree, outcome, said = (
        (trees[0], old, change.before) if change.before else (trees[1], new, change.now)
    )
    # What is told beside a result may list it in its place.
    listed = (tree.advice[name] for name in (*tree.outcomes[outcome].advice, *tree.advice))
    own = next(each for each in listed if words_of(each).say() == said)
    return evolve(change, name=own.name, at=own.at)


# --- advice that was kept from people, and is not now


def contraindicated(versions: Versions) -> Iterator[Regression]:
    """Yield each advice that is no longer kept from somebody.

    Where nobody of them comes to it today, a lock is gone that the next edit
    to the steps may need.
    """
    space = versions.space
    for name, advice in versions.new.tree.advice.items():
        kept_before = _kept_from(versions, advice)
        given = space.all_of(versions.new.given(name), versions.possible)
        harmed = space.all_of(given, kept_before)
        freed = space.without(kept_before, versions.new.blocked(name))
        freed = space.all_of(freed, versions.possible)
        if harmed != space.diagram.false:
            says = _("`{name}` is given to people whom `never_when` kept it from before", name=name)
            group = people(versions, harmed, _("those who are given it"), given)
        elif freed != space.diagram.false:
            says = _(
                "`{name}` is no longer kept from people to whom no step gives it today", name=name
            )
            group = people(versions, freed, _("all"), versions.possible)
        else:
            continue
        about = (name, mark(versions, group.patients))
        ends = tuple(versions.pairs(group.patients))
        yield Regression("contraindication", about, says, group, advice.at, ends)


def _kept_from(versions: Versions, advice: Advice) -> Node:
    """Return from whom the old version kept an advice of this name, and one of these words."""
    space, old = versions.space, versions.old
    named = old.tree.advice.get(advice.name)
    kept = [] if named is None else [old.blocked(named.name)]
    if named is None or named.text != advice.text:
        same = [name for name, each in old.tree.advice.items() if each.text == advice.text]
        # What one advice may tell them was not kept from them by another.
        kept += [space.all_of(*map(old.blocked, same))] if same else []
    return space.any_of(*kept)


# --- another text of an outcome that has texts for signs of one kind


def said_otherwise(versions: Versions, here: Node, old: str, new: str) -> Iterator[Advised]:
    """Yield who is told another text of those who end in one outcome and ended in another.

    Where neither has texts for signs of one kind, the outcomes themselves tell it.

    Args:
        versions: the two versions.
        here: those who are told one outcome and were told the other.
        old: the outcome in the old version.
        new: the outcome in the new version.

    Raises:
        TooLarge: the search took all that it may.
    """
    space, trees = versions.space, versions.trees
    before, now = trees[0].outcomes[old], trees[1].outcomes[new]
    if before.text_for is None and now.text_for is None:
        return
    again = _texts(versions.new, now)
    for text, some in _texts(versions.old, before).items():
        for other in [other for other in again if other != text]:
            those = space.all_of(here, some, again[other])
            if those != space.diagram.false:
                yield Advised(TextChange(what="text", before=text, now=other, at=now.at), those)


def _texts(ends: Ends, outcome: Outcome) -> dict[str, Node]:
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
