"""What to put before a person next: one question, a checklist or a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, Literal

from attrs import evolve, field, frozen

from triage.model.facts import AnswerType, Choice, Fact
from triage.model.screenfuls import is_form, words_above
from triage.model.serialise import JsonForm, Serialised, same
from triage.model.tree import MAX_CHECKLIST, Step, Tree
from triage.model.values import Numeric, Value

Kind = Literal["ask", "refine", "correct"]
SCREEN_FORMAT: Final = 1


@frozen
class Question(Serialised):
    """The words that ask for one fact, and the answers that it takes.

    Attributes:
        choices: the answers to choose from, *not sure* last where allowed;
            for a number these are its named extra answers.
        low: the least number allowed, in ``unit``; None unless a number.
        high: the greatest number allowed.
        step: the step between numbers.
        anchors: what some numbers stand for, the least first; None where none is said to.
        why: why it is asked.
        how: how to find out.
        sources: on whose word it is asked, in words.
        judgement: the author's reason where no source states it.
        before: the answer that was given and taken back, to be offered again; on a
            screen of kind ``correct`` the answer that stands. None where there is none.
        part: words that stand above it on a screen of several questions, or None.
    """

    fact: str
    text: str
    label: str
    type: AnswerType
    choices: tuple[Choice, ...]
    unit: str
    low: Numeric | None
    high: Numeric | None
    step: Numeric | None
    why: str | None
    how: str | None
    sources: tuple[str, ...]
    judgement: str | None
    before: Value | None = field(default=None, repr=False)  # a log is no place for answers
    part: str | None = None
    anchors: tuple[Choice, ...] | None = None

    json_form: ClassVar = JsonForm(name="question", optional=("before", "part", "anchors"))


@frozen
class Screen(Serialised):
    """One question, one checklist of yes-no questions, or one form of questions of any kind.

    Attributes:
        step: the step that asks, or the outcome that refines.
        kind: ``ask`` before the disposition is known, ``refine`` after it,
            ``correct`` where answers contradict each other.
        heading: the words above several questions.
        is_form: whether several questions are asked at once, of a step that does not ask
            for yes or no alone.
    """

    step: str
    kind: Kind
    heading: str | None
    questions: tuple[Question, ...]
    is_form: bool = False

    json_form: ClassVar = JsonForm(
        name="screen",
        version=SCREEN_FORMAT,
        keys=same("step", "kind", "heading", "optional", "is_checklist", "is_form", "questions"),
    )

    @property
    def optional(self) -> bool:
        """Whether the screen may be skipped: only refining questions may."""
        return self.kind == "refine"

    @property
    def is_checklist(self) -> bool:
        """Whether several yes-no questions are asked at once."""
        return len(self.questions) > 1 and self.kind != "correct" and not self.is_form

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the screen asks for."""
        return tuple(question.fact for question in self.questions)

    def offering(self, before: Mapping[str, Value | None]) -> Screen:
        """Return the screen with the answers that were given to its questions before."""
        if before.keys().isdisjoint(self.facts):
            return self
        asked = (evolve(q, before=before.get(q.fact)) for q in self.questions)
        return evolve(self, questions=tuple(asked))


def screen_for_step(tree: Tree, step: Step, facts: tuple[str, ...], *, for_other: bool) -> Screen:
    """Return the screen that asks for the unanswered facts of a step."""
    heading = (step.heading_for_other if for_other else None) or step.heading
    shown = heading if len(step.ask) > 1 else None
    above = words_above(step.ask, step.parts or (), facts)
    asked = questions_for(tree, facts, for_other=for_other)
    questions = tuple(evolve(q, part=above.get(q.fact)) for q in asked) if above else asked
    form = len(facts) > 1 and is_form(tree.facts[name] for name in step.ask)
    return Screen(step.name, "ask", shown, questions, form)


def screen_to_refine(
    tree: Tree, outcome: str, facts: tuple[str, ...], *, for_other: bool
) -> Screen:
    """Return the next refining screen: yes-no facts together, others alone."""
    first = tree.facts[facts[0]]
    together = [name for name in facts if tree.facts[name].is_yes_no][:MAX_CHECKLIST]
    asked = tuple(together) if first.is_yes_no else facts[:1]
    return Screen(outcome, "refine", None, questions_for(tree, asked, for_other=for_other))


def questions_for(tree: Tree, facts: tuple[str, ...], *, for_other: bool) -> tuple[Question, ...]:
    """Return the questions that ask for some facts."""
    return tuple(_question(tree, tree.facts[name], for_other=for_other) for name in facts)


def _question(tree: Tree, fact: Fact, *, for_other: bool) -> Question:
    return Question(
        fact=fact.name,
        text=(fact.ask_for_other if for_other else None) or fact.ask,
        label=fact.label,
        type=fact.type,
        choices=fact.choices_in_words,
        unit=fact.unit,
        low=fact.low,
        high=fact.high,
        step=fact.step,
        why=fact.why,
        how=fact.how,
        sources=tuple(tree.sources[name].cited_by_title for name in fact.provenance.sources),
        judgement=fact.provenance.judgement,
        anchors=fact.anchors,
    )
