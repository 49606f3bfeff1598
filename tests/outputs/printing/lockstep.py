"""The paper questionnaire and a session, answered for the same patient side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from attrs import define, field

from tests.outputs.printing.pen import Pen
from tests.outputs.printing.printed import Form, Line, Page
from triage.engine.screens import Question
from triage.engine.session import Session
from triage.locales.regions import region_for
from triage.model.domains import Number, OneOf
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value
from triage.outputs.printing.form.words import Printer

PRINTER = Printer(region_for(None))


def squeezed(text: str) -> str:
    """Return a text without what breaking lines may change, right-to-left ones sorted."""
    letters = re.sub(r"[\s\u200b~]+", "", normalize("NFKC", PRINTER.plain(text)))
    return "".join(sorted(letters)) if re.search(r"[\u0590-\u08ff]", letters) else letters


def is_printed(text: str, on: str) -> bool:
    """Tell whether a text of the tree is among printed words."""
    wanted, there = squeezed(text), squeezed(on)
    if re.search(r"[\u0590-\u08ff]", on):
        return all(there.count(letter) >= wanted.count(letter) for letter in wanted)
    return wanted in there


@define
class Side:
    """The session beside the paper: it must ask what the paper asks.

    Attributes:
        asked: the facts of each screen, in order.
    """

    tree: Tree
    patient: Mapping[str, Value]
    session: Session = field(init=False)
    asked: list[tuple[str, ...]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.session = Session(self.tree)

    def answer(self, page: Page, lines: list[Line]) -> dict[str, str]:
        """Answer both alike; fail where the paper asks anything but the session's next screen."""
        screen = self.session.next
        assert screen is not None, f"{page.number} is asked too much"
        assert screen.kind == "ask"
        assert len(screen.questions) == len(lines), (page, screen)
        labels = [self._label(q, line) for q, line in zip(screen.questions, lines, strict=True)]
        self.session = self.session.answer({fact: self.patient[fact] for fact in screen.facts})
        self.asked.append(screen.facts)
        return {line.place: label for line, label in zip(lines, labels, strict=True)}

    def _label(self, question: Question, line: Line) -> str:
        """Return what is ticked or written, found by the printed words of the boxes."""
        assert is_printed(question.text, line.words), (question.text, line.words)
        fact, value = self.tree.facts[question.fact], self.patient[question.fact]
        expected = [label_of(fact, choice.value) for choice in question.choices]
        assert [label for label, _ in line.boxes] == expected
        for choice, (label, words) in zip(question.choices, line.boxes, strict=True):
            if label not in ("yes", "no", "not sure"):
                assert is_printed(choice.words, words), (choice.words, words)
        assert line.takes_number == (question.type == "number")
        return label_of(fact, value)


def label_of(fact: Fact, value: Value) -> str:
    """Return what is ticked or written for an answer."""
    if fact.is_note:
        return f"“{value}”"  # written on lines
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == NOT_SURE:
        return NOT_SURE
    options = {OneOf: "options", Number: "also"}
    names = [option.name for option in getattr(fact.domain, options[type(fact.domain)])]
    return chr(ord("a") + names.index(str(value))) if value in names else str(value)


def follow(tree: Tree, form: Form, patient: Mapping[str, Value]) -> tuple[str, Side]:
    """Follow the paper and the session with a patient's answers; return the END and the session.

    Fails where they differ in what they ask, or in what order, or in whether they are done.
    """
    side = Side(tree, patient)
    end = Pen(form, side.answer).follow()
    assert side.session.result.status == "complete", f"more to ask after {end}"
    return end, side


def follow_alone(tree: Tree, form: Form, patient: Mapping[str, Value]) -> tuple[str, Sequence[str]]:
    """Follow the paper alone; return the END that decides and all that were noted.

    Questions are told apart by their words, as no two of a made-up tree have the same.
    """
    asked = {squeezed(fact.ask): fact for fact in tree.facts.values()}

    def answer(_page: Page, lines: list[Line]) -> dict[str, str]:
        facts = {line.place: asked[squeezed(line.words)] for line in lines}
        return {place: label_of(fact, patient[fact.name]) for place, fact in facts.items()}

    pen = Pen(form, answer)
    return pen.follow(), pen.noted
