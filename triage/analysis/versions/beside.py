"""Who is told otherwise what parts came to beside the result, or what all parts tell together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from triage.analysis.versions.advice import Advised, said_otherwise
from triage.analysis.versions.told import (
    Loss,
    TextChange,
    keeps,
    new_sign,
    review_change,
    say_sign,
    say_subject,
    sign_change,
)
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Label, Node
from triage.answer_space.ends import Ends
from triage.answer_space.together import PartEnds, names_in, part_ends
from triage.model.several import told_of
from triage.model.tree import Outcome, Tree, Watch
from triage.phrasing.how_soon import say_within
from triage.words import N_

# What one part came to before and comes to now; "" where nothing of it is told.
_Pair: TypeAlias = tuple[str, str]


def told_beside(versions: Versions) -> Iterator[Advised]:
    """Yield who is told otherwise what the deciding outcomes of a move do not show.

    Where one version may come to several results, signs, the day to look again and
    the facts of a referral are those of all results of a person; advice always is.

    Raises:
        TooLarge: the search took all that it may.
    """
    if versions.several:
        yield from _results(versions)
        yield from _signs(versions)
        yield from _reviews(versions)
        yield from _referrals(versions)


# --- what each part came to, where it does not decide


def _results(versions: Versions) -> Iterator[Advised]:
    space, diagram = versions.space, versions.space.diagram
    pairs = diagram.combine(
        versions.old.ends_of_parts(), versions.new.ends_of_parts(), partial(_pairs, versions)
    )
    pairs = diagram.choose(versions.possible, pairs, diagram.leaf(frozenset()))
    for pair in sorted(frozenset[_Pair]().union(*map(_set, diagram.labels(pairs)))):
        who = diagram.relabel(pairs, partial(_holds, pair))
        old, new = (
            tree.outcomes.get(name) for tree, name in zip(versions.trees, pair, strict=True)
        )
        if old and new:
            texts = said_otherwise(versions, who, *pair)
            yield from (Advised(_beside(old, new, t.change), t.patients) for t in texts)
        change = _result(old, new)
        if change.before != change.now and space.diagram.false != who:
            yield Advised(change, who)


def _set(label: Label) -> frozenset[_Pair]:
    assert isinstance(label, frozenset)  # so `_pairs` makes them
    return label


def _holds(pair: _Pair, label: Label) -> bool:
    return pair in _set(label)


def _pairs(versions: Versions, old: Label, new: Label) -> frozenset[_Pair]:
    """Return for a patient what each part came to, if it does not decide in both versions."""
    before, now = (
        _told(tree, part_ends(ends)) for tree, ends in zip(versions.trees, (old, new), strict=True)
    )
    before = {versions.names.get(part, part): end for part, end in before.items()}
    found = set[_Pair]()
    for part in {*before, *now}:
        (one, decided), (other, decides) = before.get(part, ("", True)), now.get(part, ("", True))
        if not (decided and decides):
            found.add((one, other))
    return frozenset(found)


def _told(tree: Tree, ends: PartEnds) -> dict[str, tuple[str, bool]]:
    """Return by parts the outcome that is told of them, and whether it decides."""
    first, *also = [each.name for each in told_of(tree.outcomes[name] for _part, name in ends)]
    return {part: (name, name == first) for part, name in ends if name in (first, *also)}


def _result(old: Outcome | None, new: Outcome | None) -> TextChange:
    outcome = new or old
    assert outcome is not None  # one of them is told
    return TextChange(
        what=N_("told beside"),
        name=(old or outcome).name,
        before=_say(old),
        now=_say(new),
        loss=_loss(old, new),
        at=outcome.at,
    )


def _beside(old: Outcome, new: Outcome, text: TextChange) -> TextChange:
    """Return another text for signs of one kind as one that is told beside a result."""
    return TextChange(what=N_("told beside"), name=old.name, before=text.before, now=text.now,
                      at=new.at)  # fmt: skip


def _say(outcome: Outcome | None) -> str:
    """Say all that an outcome tells of itself; texts for signs of one kind are told apart."""
    if outcome is None:
        return ""
    within = None if outcome.within is None else say_within(outcome.within)
    text = None if outcome.text_for else outcome.text
    said = [outcome.title, outcome.disposition.words, within, text, outcome.expect]
    return " · ".join(filter(None, said))


def _loss(old: Outcome | None, new: Outcome | None) -> Loss:
    if old is None:
        return ""
    if new is None:
        return N_("lost result")
    before, now = old.disposition, new.disposition
    if (now.urgency, now.rank) < (before.urgency, before.rank):
        return N_("milder result")
    is_later = old.within is not None and (new.within is None or new.within > old.within)
    return N_("later help") if is_later and now.urgency == before.urgency else ""


# --- what all parts tell together: once, whichever part it is from


_Who: TypeAlias = dict[str, Node]


def _signs(versions: Versions) -> Iterator[Advised]:
    space, nobody = versions.space, versions.space.diagram.false
    lost, gained = _apart(versions, _of_signs)
    named = [_signs_told(tree) for tree in versions.trees]
    for said, again in _kept(*named):
        some = space.all_of(lost[said], gained[again])
        if some != nobody:
            yield Advised(sign_change(named[0][said], named[1][again]), some)
            lost[said] = space.without(lost[said], some)
            gained[again] = space.without(gained[again], some)
    yield from _some(versions, lost, lambda said: sign_change(named[0][said], None))
    yield from _some(versions, gained, lambda said: new_sign(named[1][said]))


def _signs_told(tree: Tree) -> dict[str, Watch]:
    told = {name for outcome in tree.outcomes.values() for name in outcome.watch_for}
    return {say_sign(sign): sign for name, sign in tree.watch_for.items() if name in told}


def _kept(old: Mapping[str, Watch], new: Mapping[str, Watch]) -> list[tuple[str, str]]:
    return [(one, other) for one, w in old.items() for other, v in new.items() if keeps(w, v)]


def _of_signs(tree: Tree, outcome: Outcome) -> Iterable[str]:
    return (say_sign(tree.watch_for[name]) for name in outcome.watch_for)


def _referrals(versions: Versions) -> Iterator[Advised]:
    lost, gained = _apart(versions, _of_referrals)
    yield from _some(versions, lost, lambda said: _told_on(versions.trees[0], said, before=said))
    yield from _some(versions, gained, lambda said: _told_on(versions.trees[1], said, now=said))


def _of_referrals(tree: Tree, outcome: Outcome) -> Iterable[str]:
    return (say_subject(tree.facts[name]) for name in outcome.tell)


def _told_on(tree: Tree, said: str, *, before: str = "", now: str = "") -> TextChange:
    name, at = next(
        (name, outcome.at)
        for outcome in tree.outcomes.values()
        for name in outcome.tell
        if say_subject(tree.facts[name]) == said
    )
    return TextChange(what="referral", name=name, before=before, now=now, at=at)


_Saying: TypeAlias = Callable[[Tree, Outcome], Iterable[str]]


def _apart(versions: Versions, saying: _Saying) -> tuple[_Who, _Who]:
    """Return by words who is told them no more, and who is newly told them."""
    space, nobody = versions.space, versions.space.diagram.false
    before, now = (_by_words(ends, saying) for ends in (versions.old, versions.new))
    lost = {w: space.without(some, now.get(w, nobody)) for w, some in before.items()}
    gained = {w: space.without(some, before.get(w, nobody)) for w, some in now.items()}
    return _possible(versions, lost), _possible(versions, gained)


def _possible(versions: Versions, found: _Who) -> _Who:
    return {w: versions.space.all_of(some, versions.possible) for w, some in found.items()}


def _by_words(ends: Ends, saying: _Saying) -> _Who:
    told: dict[str, set[str]] = {}
    for outcome in ends.tree.outcomes.values():
        for words in saying(ends.tree, outcome):
            told.setdefault(words, set()).add(outcome.name)
    return {words: ends.told_in(outcomes) for words, outcomes in told.items()}


def _some(
    versions: Versions, found: _Who, change: Callable[[str], TextChange]
) -> Iterator[Advised]:
    nobody = versions.space.diagram.false
    return (Advised(change(words), some) for words, some in found.items() if some != nobody)


def _reviews(versions: Versions) -> Iterator[Advised]:
    """Yield who is to look again on another day: the earliest of all that they are told."""
    diagram = versions.space.diagram
    before, now = (
        diagram.relabel(ends.told, partial(_look_again, ends.tree))
        for ends in (versions.old, versions.new)
    )
    changes = diagram.combine(before, now, _change_of_day)
    changes = diagram.choose(versions.possible, changes, diagram.leaf(None))
    for change, who in diagram.sets_of(changes).items():
        if isinstance(change, TextChange):
            yield Advised(change, who)


def _look_again(tree: Tree, told: Label) -> Label:
    days = (tree.outcomes[name].review_after_days for name in names_in(told))
    return min((each for each in days if each is not None), default=None)


def _change_of_day(old: Label, new: Label) -> TextChange | None:
    return None if old == new else review_change(_number(old), _number(new), None)


def _number(days: Label) -> int | None:
    return days if isinstance(days, int) else None
