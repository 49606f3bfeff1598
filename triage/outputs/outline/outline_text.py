"""An outline in words, for eyes and for screen readers alike, and as data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import asdict, frozen

from triage.model.conditions import Count
from triage.model.screenfuls import is_form
from triage.model.tree import Outcome, Step, Tree
from triage.outputs.outline.outline import NumberedBranch, Outline, OutlineEntry, Screens
from triage.outputs.outline.questions import (
    question_to_json,
    say_allowed,
    say_checklist,
    say_form,
    say_parts,
    say_question,
)
from triage.phrasing.arrow_labels import GOES_EACH, NOT_FINISHED, ONLY_IF_OPEN
from triage.phrasing.conditions import Sayer, say
from triage.phrasing.how_soon import how_soon
from triage.phrasing.phrases import LONGEST, short
from triage.phrasing.text_layout import in_letters_of, wrap
from triage.words import N_, _, ngettext

# --- an outline in words, for eyes and for screen readers alike
# Nothing is said by colour, by lines drawn or by indentation alone: each place
# and each branch has a number, and whatever leads elsewhere names the number.


_INDENT = "   "


@frozen
class Paragraph:
    """A text with what its first line, and all others, begin with."""

    text: str
    first: str = ""
    rest: str = _INDENT


_GAP = Paragraph("")


def lay_out(paragraphs: Iterable[Paragraph], width: int, encoding: str) -> list[str]:
    """Return paragraphs as lines.

    Args:
        paragraphs: the texts.
        width: of a line, in columns.
        encoding: of the terminal; letters that it lacks become simpler ones.
    """
    lines: list[str] = []
    for each in paragraphs:
        text = in_letters_of(encoding, each.text)
        # Lines are filled to what the first one has room for, and the others begin further in.
        room = width - (len(each.rest) - len(each.first))
        lines += wrap(text, room, each.first, each.rest)
    return lines


def say_outline(outline: Outline, shown: Sequence[OutlineEntry]) -> Iterator[Paragraph]:
    """Say an outline, or a part of it.

    Args:
        outline: the outline.
        shown: the places to write out, in order.
    """
    yield from map(Paragraph, _say_head(outline))
    for place in shown:
        yield _GAP
        yield from _say_place(outline, place)
    yield from _say_refining(outline.tree, shown)
    if left := len(outline.places) - len(shown):
        yield _GAP
        yield Paragraph(
            _(
                "Not shown here: {left:,} of {places}.",
                left=left,
                places=_places(len(outline.places)),
            )
        )


def _say_head(outline: Outline) -> Iterator[str]:
    tree, start = outline.tree, outline.start
    steps = sum(name in tree.steps for name in outline.places)
    yield tree.title
    yield f"{tree.id} {tree.version}, {tree.status}"
    yield _(
        "{steps}, {ends}.",
        steps=_count(N_("{number} step"), N_("{number} steps"), steps),
        ends=_count(N_("{number} end"), N_("{number} ends"), len(outline.places) - steps),
    )
    yield _("{ways} from the start to an end.", ways=_ways(start.ways_through))
    yield _("{screens} until an end.", screens=_say_screens(start.left).capitalize())
    if tree.modules:
        yield _("Shared modules: {modules}.", modules=", ".join(tree.modules))
        yield _("What a module brings has its name and a dot in front.")


def _say_place(outline: Outline, place: OutlineEntry) -> Iterator[Paragraph]:
    is_step = place.name in outline.tree.steps
    kind, texts = (_STEP, _say_step) if is_step else (_END, _say_end)
    yield Paragraph(_(kind, number=place.number, name=place.name))
    for text in (_say_origin(place), *texts(outline, place)):
        yield Paragraph(text, _INDENT, _INDENT * 2)
    for way in place.ways:
        number = f"{_INDENT}{way.number}. "
        yield Paragraph(_say_condition(outline, place, way), number, " " * len(number))
        yield Paragraph(_say_target(outline, way), _INDENT * 2, _INDENT * 3)


_STEP: Final = N_("Step {number}: `{name}`")
_END: Final = N_("End {number}: `{name}`")


def _say_origin(place: OutlineEntry) -> str:
    return (
        _("Comes from {places}.", places=", ".join(place.come_from))
        if place.come_from
        else _("Here it begins.")
    )


def _say_step(outline: Outline, place: OutlineEntry) -> Iterator[str]:
    share = _say_share(place.ways_through, outline.start.ways_through)
    yield _(
        "On {share}. {screens} from here to an end.",
        share=share,
        screens=_say_screens(place.left).capitalize(),
    )
    step = outline.tree.steps[place.name]
    facts = [outline.tree.facts[name] for name in step.ask]
    if len(facts) == 1:
        yield _("Asks: {question}", question=say_question(facts[0]))
        yield _("Answers: {answers}.", answers=say_allowed(facts[0]))
    elif facts:
        yield _("Asks on one screen: {heading}", heading=step.heading or "")
        yield from say_form(facts) if is_form(facts) else say_checklist(facts)
        yield from say_parts(step.parts or (), outline.tree.facts)
    else:
        yield _("Asks nothing; earlier answers decide.")
    if place.name in outline.skipped:
        yield _(ONLY_IF_OPEN)
    if step.goes_each:
        yield _(GOES_EACH)
    if not step.branches:
        yield _(NOT_FINISHED)


def _say_end(outline: Outline, place: OutlineEntry) -> Iterator[str]:
    share = _say_share(place.ways_through, outline.start.ways_through)
    yield _(
        "On {share}. {screens} from the start.",
        share=share,
        screens=_say_screens(place.before).capitalize(),
    )
    outcome = outline.tree.outcomes.get(place.name)
    if outcome is None:
        yield _(
            "An exit, for a tree that includes this one: {exit}",
            exit=outline.tree.exits[place.name],
        )
    else:
        yield _(
            "Disposition: {words} ({disposition})",
            words=outcome.disposition.words,
            disposition=outcome.disposition,
        )
        yield _("Title: {title}", title=outcome.title)
        yield from _say_more(outline.tree, outcome)


def _say_more(tree: Tree, outcome: Outcome) -> Iterator[str]:
    """Say how much an end gives besides its text, and what it may ask."""
    if outcome.advice:
        yield _("Advice: up to {count}.", count=len(outcome.advice))
    if outcome.watch_for:
        yield _("Signs to watch for: {count}.", count=len(outcome.watch_for))
    if soon := how_soon(outcome, tree):
        yield _("Help: {soon}", soon=soon.lower())
    if outcome.review_after_days is not None:
        yield ngettext(
            "Look again after {count} day.",
            "Look again after {count} days.",
            outcome.review_after_days,
        )
    if outcome.refine:
        yield _(
            "May ask: {facts}", facts="; ".join(tree.facts[name].label for name in outcome.refine)
        )


def _say_refining(tree: Tree, shown: Sequence[OutlineEntry]) -> Iterator[Paragraph]:
    """Say once what the ends shown may ask, as many of them ask the same."""
    outcomes = [tree.outcomes[place.name] for place in shown if place.name in tree.outcomes]
    names = dict.fromkeys(name for outcome in outcomes for name in outcome.refine)
    if names:
        yield _GAP
        yield Paragraph(_("What ends may ask"))
        text = _("Each may be skipped, and none changes where a patient is sent.")
        yield Paragraph(text, _INDENT, _INDENT * 2)
    for fact in (tree.facts[name] for name in names):
        yield Paragraph(f"- {say_question(fact)}", _INDENT, _INDENT * 2)
        yield Paragraph(
            _("Answers: {answers}.", answers=say_allowed(fact)), _INDENT * 2, _INDENT * 3
        )


def _say_condition(outline: Outline, place: OutlineEntry, way: NumberedBranch) -> str:
    """Say when a branch is taken by those who took none before it."""
    tree, condition = outline.tree, way.branch.condition
    if condition is not None:
        also = tree.steps[place.name].goes_each
        words = N_("Also, if {so}") if also else N_("If {so}")
        return _(words, so=_BesideItems(tree.facts, tree.steps[place.name]).say(condition))
    if tree.steps[place.name].goes_each:
        return _("If none of these")
    if len(place.ways) == 1:
        return _("Always")
    return _("Otherwise, also if not sure") if way.branch.including_not_sure else _("Otherwise")


@frozen
class _BesideItems(Sayer):
    """Says *these* for a whole checklist: its items stand just above."""

    step: Step

    def together(self, count: Count) -> str:
        return _("these") if count.facts == self.step.ask else super().together(count)


def _say_target(outline: Outline, way: NumberedBranch) -> str:
    target = outline.places[way.branch.go]
    if target.name in outline.tree.steps:
        return _("goes to step {number}, `{name}`", number=target.number, name=target.name)
    outcome = outline.tree.outcomes.get(target.name)
    if outcome is None:
        return _("comes to end {number}, `{name}`, an exit", number=target.number, name=target.name)
    return _(
        "comes to end {number}, `{name}`: {words}",
        number=target.number,
        name=target.name,
        words=outcome.disposition.words,
    )


def _say_share(ways: int, everything: int) -> str:
    if ways == everything:
        return _("every way") if ways > 1 else _("the only way")
    return _("{number} of {ways}", number=_number(ways), ways=_ways(everything))


def _say_screens(screens: Screens) -> str:
    if not screens.most:
        return _("no screen")
    most = _count(N_("{number} screen"), N_("{number} screens"), screens.most)
    if screens.least == screens.most:
        return most
    return _("{least} to {most}", least=screens.least, most=most)


def _ways(number: int) -> str:
    return _count(N_("{number} way"), N_("{number} ways"), number)


def _places(number: int) -> str:
    return _count(N_("{number} place"), N_("{number} places"), number)


def _count(one: str, many: str, number: int) -> str:
    return ngettext(one, many, number, number=_number(number))


def _number(number: int) -> str:
    """Say a number; one that nobody would listen to until its end is rounded."""
    return short(number) if number < LONGEST else _("about {number}", number=short(number))


# --- an outline as plain data, for programs


def outline_to_json(outline: Outline, shown: Sequence[OutlineEntry]) -> dict[str, object]:
    """Return some places of an outline as data that ``json`` can write.

    Numbers of ways are exact, however large.
    """
    tree = outline.tree
    return {
        "tree": tree.id,
        "title": tree.title,
        "version": tree.version,
        "status": tree.status,
        "digest": tree.digest,
        "modules": list(tree.modules),
        "start": tree.start,
        "ways": outline.start.ways_through,
        "screens": asdict(outline.start.left),
        "steps": [_step(tree, place) for place in shown if place.name in tree.steps],
        "outcomes": [_outcome(tree, place) for place in shown if place.name in tree.outcomes],
        "exits": [_exit(tree, place) for place in shown if place.name in tree.exits],
    }


def _place(place: OutlineEntry) -> dict[str, object]:
    return {
        "number": place.number,
        "name": place.name,
        "module": place.module or None,
        "comes_from": list(place.come_from),
        "ways": place.ways_through,
        "screens_before": asdict(place.before),
    }


def _step(tree: Tree, place: OutlineEntry) -> dict[str, object]:
    step = tree.steps[place.name]
    return {
        **_place(place),
        "screens_left": asdict(place.left),
        "heading": step.heading,
        "asks": [question_to_json(tree.facts[name]) for name in step.ask],
        **({"goes_each": True} if step.goes_each else {}),
        "branches": [_branch(tree, way) for way in place.ways],
    }


def _branch(tree: Tree, way: NumberedBranch) -> dict[str, object]:
    condition = way.branch.condition
    return {
        "number": way.number,
        "if": None if condition is None else say(condition, tree.facts),
        "including_not_sure": way.branch.including_not_sure,
        "goes_to": way.branch.go,
    }


def _outcome(tree: Tree, place: OutlineEntry) -> dict[str, object]:
    outcome = tree.outcomes[place.name]
    return {
        **_place(place),
        "disposition": str(outcome.disposition),
        "title": outcome.title,
        "advice": list(outcome.advice),
        "watch_for": list(outcome.watch_for),
        "within_hours": outcome.within,
        "review_after_days": outcome.review_after_days,
        "refine": [question_to_json(tree.facts[name]) for name in outcome.refine],
    }


def _exit(tree: Tree, place: OutlineEntry) -> dict[str, object]:
    return {**_place(place), "means": tree.exits[place.name]}
