"""What is claimed of urgency: demands are met, worse is never milder, not sure is never ignored."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product

from triage.analysis.proofs.claims import Claim, PatientPairs, PatientSet
from triage.answer_space.classes import AnswerClass, classes_of, conditions_of
from triage.model.conditions import Is
from triage.model.dispositions import Disposition
from triage.model.facts import Demand, Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value, is_number
from triage.phrasing.conditions import say_answers
from triage.words import _


def below(tree: Tree, least: Disposition) -> frozenset[str]:
    """Return the outcomes that are less urgent than a disposition."""
    ends = tree.outcomes.values()
    return frozenset(o.name for o in ends if o.disposition.urgency < least.urgency)


def demands(tree: Tree) -> Iterator[Claim]:
    """With the fact so, the urgency is at least what it demands, ruled out or not.

    What a module demands, it demands for whoever enters it.
    """
    for fact, demand in _demanded(tree):
        so = Is(fact.name, demand.answers)
        broken = PatientSet(so, below(tree, demand.disposition), module=fact.module, possible=False)
        words = f"{fact.label}: {say_answers(demand.answers, fact)}"
        text = _(
            "{words} always ends at least as urgent as {disposition}",
            words=words,
            disposition=demand.disposition,
        )
        yield Claim("demand", fact.name, text, (broken,), expect=demand.disposition, at=fact.at)


def asked_first(tree: Tree) -> Iterator[Claim]:
    """Nobody is sent anywhere milder than a fact may demand without having been asked it."""
    for fact in tree.facts.values():
        if fact.demands:
            most = max((d.disposition for d in fact.demands), key=lambda d: d.urgency)
            broken = PatientSet(ends=below(tree, most), unasked=fact.name, module=fact.module)
            text = _(
                "nobody ends milder than {most} before being asked: {label}",
                most=most,
                label=fact.label,
            )
            yield Claim("question", fact.name, text, (broken,), at=fact.at)


def kept(tree: Tree) -> Iterator[Claim]:
    """What an answer on the way demands, and the screens then promise, the end keeps."""
    broken = tuple(
        PatientSet(
            Is(fact.name, demand.answers),
            below(tree, demand.disposition),
            asked=fact.name,
            possible=False,
        )
        for fact, demand in _demanded(tree)
    )
    if broken:
        text = _("no more answers ever lower the least urgency that was shown before")
        yield Claim("at least", "", text, broken)


def orders(tree: Tree) -> Iterator[Claim]:
    """A worse answer, all else equal, is never less urgent."""
    classes = classes_in(tree)
    for fact in tree.facts.values():
        # Where some patients are ruled out, an answer between two may be, and the two remain.
        levels = levels_of(fact, classes[fact.name])
        steps = combinations(levels, 2) if tree.impossible else pairwise(levels)
        pairs = [pair for worse, milder in steps for pair in product(milder, worse)]
        if pairs:
            text = _(
                "{label}: a worse answer never ends less urgent than a better one", label=fact.label
            )
            broken = PatientPairs(fact.name, tuple(pairs), "less urgent")
            yield Claim("order", fact.name, text, (broken,), at=fact.at)


def unsure(tree: Tree) -> Iterator[Claim]:
    """*Not sure* ends like the answer it stands for, or as urgent as any answer.

    Where the fact demands something of *not sure*, that demand is the rule.
    """
    classes = classes_in(tree)
    for fact in tree.facts.values():
        if fact.sure or fact.demand(NOT_SURE) is not None:
            continue
        if fact.not_sure_as is not None:
            like = fact.say(fact.not_sure_as)
            text = _("{label}: not sure ends exactly like {like}", label=fact.label, like=like)
            broken = PatientPairs(fact.name, ((fact.not_sure_as, NOT_SURE),), "elsewhere")
        else:
            others = [c.value for c in classes[fact.name] if c.value != NOT_SURE]
            text = _(
                "{label}: not sure never ends less urgent than any other answer", label=fact.label
            )
            pairs = tuple((value, NOT_SURE) for value in others)
            broken = PatientPairs(fact.name, pairs, "less urgent")
        yield Claim("not sure", fact.name, text, (broken,), at=fact.at)


def _demanded(tree: Tree) -> Iterator[tuple[Fact, Demand]]:
    return ((fact, demand) for fact in tree.facts.values() for demand in fact.demands)


def classes_in(tree: Tree) -> dict[str, tuple[AnswerClass, ...]]:
    """Return the answers to each fact that the tree tells apart."""
    return classes_of(tree.facts.values(), conditions_of(tree))


def levels_of(fact: Fact, classes: tuple[AnswerClass, ...]) -> list[tuple[Value, ...]]:
    """Return the answers in the severity order, from worst to best."""
    if fact.worse is None:
        return []
    if not isinstance(fact.worse, str):
        return list(reversed(fact.worse))
    numbers: list[tuple[Value, ...]] = [(c.value,) for c in classes if is_number(c.value)]
    return list(reversed(numbers)) if fact.worse == "higher" else numbers
