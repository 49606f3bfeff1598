"""What an outcome and an advice tell a person, and what of it two versions tell otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from attrs import frozen

from triage.analysis.versions.wording import changes_meaning
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.tree import Advice, Outcome, Tree, Watch
from triage.phrasing.how_soon import say_within
from triage.words import N_, _, ngettext

What: TypeAlias = Literal[
    "disposition",
    "title",
    "text",
    "expect",
    "advice",
    "sign",
    "look again",
    "referral",
    "how soon",
    "told beside",
]
Loss: TypeAlias = Literal[
    "", "lost advice", "lost sign", "later review", "later help", "lost result", "milder result"
]


@frozen(kw_only=True)
class TextChange:
    """One thing that people were told and are told now.

    Attributes:
        what: which part of all that they are told.
        name: the name of the advice, the sign, the fact, or the outcome that is told beside;
            "" for all else.
        before: the words before; "" where it is newly told.
        now: the words now; "" where it is no longer told.
        loss: what people lose by it; "" where that is for a reader to judge.
        at: the place in the new version, or in the old where it is gone.
    """

    what: What
    before: str
    now: str
    name: str = ""
    loss: Loss = ""
    at: Location | None = None

    @property
    def changes_meaning(self) -> bool:
        """Whether other words stand there now, with another number, time or *not*."""
        return bool(self.before and self.now) and changes_meaning(self.before, self.now)


@frozen
class AdviceWords:
    """All that an advice tells; two that tell the same are one to whoever is given them."""

    kind: str
    text: str
    phase: str | None
    dose: str | None
    too_much: str | None
    short: str | None

    def say(self) -> str:
        """Return it in a line."""
        also = [
            self.phase,
            self.dose,
            self.too_much and _("too much: {signs}", signs=self.too_much),
            self.short and _("in short: {words}", words=self.short),
        ]
        more = f" ({'; '.join(filter(None, also))})" if any(also) else ""
        said = f"{self.text}{more}"
        return _("avoid: {what}", what=said) if self.kind == "avoid" else said

    def is_kept_by(self, other: AdviceWords) -> bool:
        """Say whether other words still say to do it or not to, how much, and what is too much."""
        is_less = (self.dose and not other.dose) or (self.too_much and not other.too_much)
        return self.kind == other.kind and not is_less


def words_of(advice: Advice) -> AdviceWords:
    """Return all that an advice tells."""
    return AdviceWords(
        advice.kind, advice.text, advice.phase, advice.dose, advice.too_much, advice.short
    )


def changes(trees: tuple[Tree, Tree], old: Outcome, new: Outcome) -> tuple[TextChange, ...]:
    """Return what two outcomes of two versions tell all alike otherwise.

    Advice is chosen for each, and so are the texts for signs of one kind.
    """
    return (
        *of_the_result(old, new),
        *_signs(trees, old, new),
        *_review(old, new),
        *_referral(trees, old, new),
    )


def of_the_result(old: Outcome, new: Outcome) -> tuple[TextChange, ...]:
    """Return what two outcomes tell otherwise of themselves, apart from what is put together."""
    return (*_texts(old, new), *_within(old, new))


def _texts(old: Outcome, new: Outcome) -> Iterator[TextChange]:
    sent = old.disposition, new.disposition
    if sent[0] != sent[1] or sent[0].words != sent[1].words:
        yield TextChange(what="disposition", before=sent[0].words, now=sent[1].words, at=new.at)
    if old.title != new.title:
        yield TextChange(what="title", before=old.title, now=new.title, at=new.at)
    if old.text != new.text and not (old.text_for or new.text_for):
        yield TextChange(what="text", before=old.text, now=new.text, at=new.at)
    if old.expect != new.expect:
        yield TextChange(what="expect", before=old.expect or "", now=new.expect or "", at=new.at)


def _within(old: Outcome, new: Outcome) -> Iterator[TextChange]:
    """Yield another time within which help is to be there.

    One that only follows from another disposition is told with that.
    """
    hours, now = old.within, new.within
    is_own = old.within_hours is not None or new.within_hours is not None
    if hours != now and (is_own or old.disposition == new.disposition):
        is_later = hours is not None and (now is None or now > hours)
        loss: Loss = N_("later help") if is_later else ""
        said = ["" if each is None else say_within(each) for each in (hours, now)]
        yield TextChange(what=N_("how soon"), before=said[0], now=said[1], loss=loss, at=new.at)


def _review(old: Outcome, new: Outcome) -> Iterator[TextChange]:
    days, now = old.review_after_days, new.review_after_days
    if days != now:
        yield review_change(days, now, new.at)


def review_change(days: int | None, now: int | None, at: Location | None) -> TextChange:
    """Return another day to look again, or that there is none any more."""
    is_later = days is not None and (now is None or now > days)
    loss: Loss = N_("later review") if is_later else ""
    said = [_say_days(each) for each in (days, now)]
    return TextChange(what=N_("look again"), before=said[0], now=said[1], loss=loss, at=at)


def _say_days(days: int | None) -> str:
    if days is None:
        return ""
    return ngettext("after {count} day", "after {count} days", days)


# --- signs: one is kept where another speaks of the same and calls for no less


def _signs(trees: tuple[Tree, Tree], old: Outcome, new: Outcome) -> Iterator[TextChange]:
    told = [trees[0].watch_for[name] for name in old.watch_for]
    left = [trees[1].watch_for[name] for name in new.watch_for]
    gone = []
    for sign in told:
        same = next((each for each in left if say_sign(each) == say_sign(sign)), None)
        if same is None:
            gone.append(sign)
        else:
            left.remove(same)
    for sign in gone:
        kept = next((each for each in left if keeps(sign, each)), None)
        if kept is not None:
            left.remove(kept)
        yield sign_change(sign, kept)
    for sign in left:
        yield new_sign(sign)


def new_sign(sign: Watch) -> TextChange:
    """Return a sign that is newly told."""
    return TextChange(what="sign", name=sign.name, before="", now=say_sign(sign), at=sign.at)


def sign_change(sign: Watch, kept: Watch | None) -> TextChange:
    """Return a sign that is told no more, or in other words."""
    loss: Loss = "" if kept else N_("lost sign")
    now, at = (say_sign(kept), kept.at) if kept else ("", sign.at)
    name = sign.name
    return TextChange(what="sign", name=name, before=say_sign(sign), now=now, loss=loss, at=at)


def say_sign(sign: Watch) -> str:
    """Return what a sign tells: what to look for, and what to do then."""
    return _("{look_for}: {words}", look_for=sign.look_for, words=sign.then.words)


def keeps(old: Watch, new: Watch) -> bool:
    """Say whether a sign speaks of the same as another did, and calls for no less."""
    is_same = old.name == new.name or old.look_for == new.look_for
    return is_same and new.then.urgency >= old.then.urgency


def _referral(trees: tuple[Tree, Tree], old: Outcome, new: Outcome) -> Iterator[TextChange]:
    before = {say_subject(trees[0].facts[name]): name for name in old.tell}
    now = {say_subject(trees[1].facts[name]): name for name in new.tell}
    for said in [said for said in before if said not in now]:
        yield TextChange(what="referral", name=before[said], before=said, now="", at=old.at)
    for said in [said for said in now if said not in before]:
        yield TextChange(what="referral", name=now[said], before="", now=said, at=new.at)


def say_subject(fact: Fact) -> str:
    """Return what a referral calls a fact."""
    return fact.clinical or fact.label


# --- what has another name and is the same


@frozen
class Renamed:
    """The new names of what the old version called otherwise."""

    advice: Mapping[str, str]
    outcomes: Mapping[str, str]
    signs: Mapping[str, str]


def renamed(old: Tree, new: Tree) -> Renamed:
    """Return what has another name and tells the same, where no other could be meant."""
    advice = _matched(
        {name: words_of(each) for name, each in old.advice.items()},
        {name: words_of(each) for name, each in new.advice.items()},
    )
    outcomes = _matched(*({n: _all_told(tree, o) for n, o in tree.outcomes.items()}
                          for tree in (old, new)))  # fmt: skip
    signs = _matched(*({n: say_sign(w) for n, w in tree.watch_for.items()} for tree in (old, new)))
    return Renamed(advice, outcomes, signs)


def _all_told(tree: Tree, outcome: Outcome) -> object:
    return (
        *(outcome.disposition, outcome.title, outcome.text, outcome.expect),
        *(outcome.within, outcome.review_after_days),
        frozenset((frozenset(each.signs), each.text) for each in outcome.text_for or ()),
        tuple(words_of(tree.advice[name]) for name in outcome.advice),
        tuple(say_sign(tree.watch_for[name]) for name in outcome.watch_for),
        tuple(say_subject(tree.facts[name]) for name in outcome.tell),
    )


def _matched(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Match the names that are gone with those that are new, by what they stand for."""
    gone = {name: each for name, each in old.items() if name not in new}
    come = {name: each for name, each in new.items() if name not in old}
    found = {
        name: [other for other, what in come.items() if what == each]
        for name, each in gone.items()
        if list(gone.values()).count(each) == 1
    }
    return {name: others[0] for name, others in found.items() if len(others) == 1}
