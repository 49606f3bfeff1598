"""Whatever a person does in a session, in any order, it stands where a plain list of answers does.

The machine answers, changes, goes back, skips, saves, resumes and reviews,
and compares the session with ``PlainSession`` after each of them.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.engine.plain_session import PlainSession
from tests.outputs.fhir.dense import dense
from tests.pool import trees
from triage.engine.assess import assess
from triage.engine.review import review
from triage.engine.saved import resume, start
from triage.engine.session import Session
from triage.errors import SessionError
from triage.model.tree import Tree
from triage.model.values import Value
from triage.testing import patients, values

FIRST_DAY = date(2026, 11, 1)
# Few facts, asked again, passed over and contradicting each other.
AWKWARD = st.integers(0, 1_000_000).map(lambda number: dense(number).tree)


class SessionMachine(RuleBasedStateMachine):
    """A session and the plain one beside it."""

    tree: Tree
    patient: dict[str, Value]
    session: Session
    plain: PlainSession

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        self.tree = data.draw(AWKWARD | AWKWARD | trees())
        self.patient = data.draw(patients(self.tree, impossible=True))
        self.session = start(self.tree, on=FIRST_DAY)
        self.plain = PlainSession(self.tree, FIRST_DAY)

    def is_asked(self) -> bool:
        return self.plain.to_ask() is not None

    def may_skip(self) -> bool:
        return (self.plain.to_ask() or ("",))[0] == "refine"

    def is_answered(self) -> bool:
        return bool(self.plain.answers)

    def asked(self) -> tuple[str, ...]:
        asked = self.plain.to_ask()
        assert asked is not None
        return asked[1]

    def give(self, given: dict[str, Value]) -> None:
        self.session = self.session.answer(given)
        self.plain.answer(given)

    @precondition(is_asked)
    @rule()
    def answer_as_the_patient_does(self) -> None:
        self.give({fact: self.patient[fact] for fact in self.asked()})

    @precondition(is_asked)
    @rule()
    def answer_as_the_patient_does_up_to_a_result(self) -> None:
        for _ in self.tree.facts:
            asked = self.plain.to_ask()
            if asked is None or asked[0] != "ask":
                return
            self.answer_as_the_patient_does()

    @precondition(is_asked)
    @rule(data=st.data())
    def answer_some_of_it(self, data: st.DataObject) -> None:
        facts = data.draw(st.lists(st.sampled_from(self.asked()), min_size=1, unique=True))
        self.give({fact: data.draw(values(self.tree.facts[fact])) for fact in facts})

    @precondition(may_skip)
    @rule()
    def skip(self) -> None:
        self.session = self.session.skip()
        self.plain.skip()

    @precondition(lambda self: not self.may_skip())
    @rule()
    def what_decides_is_not_skipped(self) -> None:
        with pytest.raises(SessionError, match="only questions after the result"):
            self.session.skip()

    @rule()
    def go_back(self) -> None:
        if not self.plain.screens:
            with pytest.raises(SessionError, match="no answer to take back"):
                self.session.back()
            return
        self.session = self.session.back()
        self.plain.back()

    @precondition(is_answered)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        fact = data.draw(st.sampled_from(sorted(self.plain.answers)))
        value = data.draw(values(self.tree.facts[fact]))
        self.session = self.session.change(fact, value)
        self.plain.change(fact, value)

    @rule(data=st.data())
    def what_is_not_answered_is_not_changed(self, data: st.DataObject) -> None:
        open_facts = sorted(self.tree.facts.keys() - self.plain.answers.keys())
        if open_facts:
            with pytest.raises(SessionError, match="has not been answered"):
                self.session.change(data.draw(st.sampled_from(open_facts)), True)

    @rule(later=st.integers(0, 1))
    def save_and_resume(self, later: int) -> None:
        day = self.day_after(later)
        resumed = resume(self.tree, json.loads(json.dumps(self.session.to_json())), on=day)
        self.session = resumed.session
        self.plain.resume(day)
        assert resumed.dropped == ()

    @rule(later=st.integers(0, 14))
    def review(self, later: int) -> None:
        day = self.day_after(later)
        before = self.plain.answers
        follow_up = review(self.tree, self.session, on=day)
        self.session = follow_up.session
        self.plain.review(day)
        assert {*follow_up.kept, *follow_up.asked_afresh} == before.keys()
        assert set(follow_up.kept) == self.plain.answers.keys()
        assert follow_up.earlier.outcome == assess(self.tree, before).outcome

    def day_after(self, days: int) -> date:
        assert self.plain.on is not None
        return self.plain.on + timedelta(days=days)

    @invariant()
    def the_answers_are_those_of_the_plain_session(self) -> None:
        if hasattr(self, "plain"):
            assert self.session.answers == self.plain.answers
            assert self.session.can_go_back is bool(self.plain.screens)

    @invariant()
    def what_is_asked_next_is_what_the_plain_session_asks(self) -> None:
        if hasattr(self, "plain"):
            screen = self.session.next
            asked = None if screen is None else (screen.kind, frozenset(screen.facts))
            plain = self.plain.to_ask()
            assert asked == (plain and (plain[0], frozenset(plain[1])))

    @invariant()
    def the_result_is_that_of_the_answers(self) -> None:
        if hasattr(self, "plain"):
            result, place = self.session.result, self.plain.place()
            at_once = assess(self.tree, self.plain.answers, on=self.plain.on)
            assert result.to_json() == at_once.to_json()
            ended = None if self.plain.to_correct() else place.outcome
            assert result.status == ("incomplete" if ended is None else "complete")
            assert result.outcome == (ended and ended.name)
            assert set(result.not_used) == self.plain.answers.keys() - self.plain.usable()


TestAnySession = SessionMachine.TestCase
