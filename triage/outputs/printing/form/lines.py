"""The lines of a ladder by the numbers of questions: which ticks call for some help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from attrs import frozen

from triage.answer_space.ladder.ladder import Line, without_unsure
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet
from triage.outputs.ladder.bullets import (
    ANY,
    BESIDES,
    ONE_OF,
    TWO,
    Bullet,
    SignList,
    led,
    say_all_of,
)
from triage.outputs.ladder.factor import JoinedLines, Sign, SignChoice, is_one_sign, together
from triage.outputs.printing.form.places import TickPosition, say_places
from triage.outputs.printing.form.words import say_ticks
from triage.words import N_, _

_SAID: Final = N_("{answers} in {where}")
_EACH: Final = N_("{answers} in each of {where}")
_TWO_OR_MORE: Final = N_("{answers} in two or more of {where}")


@frozen
class TickSayer:
    """Says lines by where their answers are ticked; *not sure* is said with each answer.

    Attributes:
        facts: what the lines are about, by name.
        places: where each of them is ticked.
    """

    facts: Mapping[str, Fact]
    places: Mapping[str, TickPosition]

    def bullets(
        self,
        lines: Sequence[Line],
        *,
        only_sure: bool = False,  # noqa: ARG002  # other words say it once for a band
    ) -> tuple[Bullet, ...]:
        """Return lines in few words: first those of one answer, the same answers together."""
        found = [*together(lines, lambda sign: len(self.said(*sign)), [*self.places])]
        whole = [each for each in found if not is_one_sign(each)]
        # Here both are said apart: what is enough for who is sure stands with what is enough alone.
        alone = [_first(each.common) for each in found if is_one_sign(each)]
        alone += [_if_sure(_first(each.common)) for each in whole if each.enough_if_sure]
        return (
            *(Bullet((said,)) for said in self.any_of(alone)),
            *(self._bullet(each) for each in whole),
        )

    def said(self, fact: str, answers: AnswerSet) -> str:
        """Return answers by the place of their box: ``yes or not sure in 3b``."""
        return next(self.any_of([(fact, answers)]))

    def unsure(self, facts: Iterable[str], _number: int = 0) -> str:
        """Return that somebody is not sure of one of some facts."""
        return next(self.any_of([(fact, AnswerSet((NOT_SURE,))) for fact in facts]))

    def any_of(self, signs: Iterable[Sign]) -> Iterator[str]:
        """Yield signs of which any is enough, those with the same answers in one."""
        for answers, facts in self._by_answers(signs).items():
            yield _(_SAID, answers=answers, where=self._where(facts, "or"))

    def _by_answers(self, signs: Iterable[Sign]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for fact, answers in sorted(signs, key=lambda sign: self.places[sign[0]]):
            found.setdefault(say_ticks(answers, self.facts[fact]), []).append(fact)
        return found

    def _bullet(self, each: JoinedLines) -> Bullet:
        signs = [*self._all_of(each.common)]
        lists: list[SignList] = []
        for choice in each.choices:
            options = [*self._options(choice)]
            if len(options) == 1:
                signs += options
            else:
                words = ANY if choice.count == 1 else TWO
                lists.append(SignList(_(words), tuple(options)))
        return Bullet(tuple(signs), tuple(led(lists, first=BESIDES if signs else ONE_OF)))

    def _options(self, choice: SignChoice) -> Iterator[str]:
        single = [_first(option) for option in choice.options if len(option.answers) == 1]
        several = [option for option in choice.options if len(option.answers) > 1]
        groups = self._by_answers(single)
        if choice.count == 1:
            yield from self.any_of(single)
        elif len(groups) == 1 and not several:
            ((answers, facts),) = groups.items()
            yield _(_TWO_OR_MORE, answers=answers, where=self._where(facts, "and"))
        else:
            yield from (self.said(*sign) for sign in single)
        for option in several:
            yield say_all_of(self._all_of(option))

    def _all_of(self, line: Line) -> Iterator[str]:
        """Yield the signs of a line, those with the same answers in one."""
        for answers, facts in self._by_answers(line.answers.items()).items():
            said = _EACH if len(facts) > 1 else _SAID
            yield _(said, answers=answers, where=self._where(facts, "and"))

    def _where(self, facts: Iterable[str], joint: Literal["and", "or"]) -> str:
        return say_places([self.places[fact] for fact in facts], joint)


def _first(line: Line) -> Sign:
    return next(iter(line.answers.items()))


def _if_sure(sign: Sign) -> Sign:
    return sign[0], without_unsure(sign[1])
