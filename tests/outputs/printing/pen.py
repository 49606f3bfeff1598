"""Somebody who fills in the paper questionnaire with a pen, by the printed words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from attrs import Factory, define

from tests.outputs.printing.printed import PLACE, Form, Line, Page

Ticks = dict[str, str]


class Unreadable(Exception):
    """The words on the paper do not say what to do."""


class CannotBe(Exception):
    """An arrow says that the answers contradict each other."""


@define
class Pen:
    """Follows the arrows.

    Attributes:
        form: the paper.
        ask: gets the number of an item and its open lines; returns a label or a number for each.
        ticks: what is ticked so far, by place.
    """

    form: Form
    ask: Callable[[Page, list[Line]], Mapping[str, str]]
    stop_at_contradictions: bool = True
    ticks: Ticks = Factory(dict)
    put_off: set[str] = Factory(set)
    marked: list[str] = Factory(list)
    noted: list[str] = Factory(list)

    def follow(self) -> str:
        """Return the END that is reached, of several the first one in the alphabet."""
        here = next(iter(self.form.pages))
        while True:
            while here not in self.form.ends:
                here = self._go_on_from(self.form.pages[here])
            self.noted.append(here)
            if "Go back to the arrow that you marked last." not in self.form.ends[here]:
                self.noted = [here]
                return here
            if not self.marked:
                return min(self.noted, key=[*self.form.ends].index)
            here = self.marked.pop()

    def _go_on_from(self, page: Page) -> str:
        to = self._take(page, page.early) if page.early else None
        if to == "read on":
            self._copy(page)
            to = self._take(page, page.rules)
        elif to is None:
            self._answer(page)
            to = self._take(page, page.rules)
        if to is None:
            raise Unreadable(f"no arrow of {page.number} leads on")
        return to

    def _copy(self, page: Page) -> None:
        for line in page.lines:
            copied = self._at(line.copy) if line.copy else None
            if copied is not None:
                self.ticks[line.place] = copied

    def _answer(self, page: Page) -> None:
        self._copy(page)
        open_ = [line for line in page.lines if line.place not in self.ticks]
        if open_:
            self.ticks.update(self.ask(page, open_))

    def _take(self, page: Page, rules: list[str]) -> str | None:
        """Take the first arrow that fits; None to answer the question."""
        read, marks = 0, list[str]()
        while read < len(rules):
            step = self._read(page, rules[read])
            if marks and rules[read].startswith("If no arrow is marked:"):
                first, *others = marks
                self.marked += reversed(others)
                return first
            if step and ": mark this arrow and go to" in rules[read]:
                marks.append(step)
                step = ""
            if step == "again":
                read = 0
            elif step == "answer":
                return None
            elif step:
                return step
            else:
                read += 1
        raise Unreadable(f"no arrow of {page.number} fits: {rules}")

    def _read(self, page: Page, rule: str) -> str:
        """Return where a rule leads: a target, `again`, `answer`, or "" if it does not fit."""
        if found := re.fullmatch(
            r"(?:Now|In any case:|Otherwise(?:, not sure included)?:) go to (.+)", rule
        ):
            return self._target(found[1])
        if found := re.fullmatch(
            r"(?:In any case|If (.+)): (tick “put off”, )?"
            r"ask nothing here, copy where “↩” says so, and read the arrows below",
            rule,
        ):
            if found[1] and not self._holds(page, found[1]):
                return ""
            if found[2]:
                self.put_off.add(page.number)
            return "read on"
        if found := re.fullmatch(r"If no arrow is marked: go to (.+)", rule):
            return self._target(found[1])
        if found := re.fullmatch(r"(?:In any case|If (.+)): mark this arrow and go to (.+)", rule):
            return self._target(found[2]) if not found[1] or self._holds(page, found[1]) else ""
        if rule == "Otherwise: answer this question":
            return "answer"
        if found := re.fullmatch(r"If (.+): go to ([^:]+)", rule):
            return self._target(found[2]) if self._holds(page, found[1]) else ""
        if found := re.fullmatch(r"If (.+): tick “put off” and go to ([^:]+)", rule):
            if not self._holds(page, found[1]):
                return ""
            assert page.has_put_off_box
            self.put_off.add(page.number)
            return self._target(found[2])
        if found := re.fullmatch(
            r"If (.+): this cannot be true: ask again, and correct the tick that is wrong", rule
        ):
            if self._holds(page, found[1]) and self.stop_at_contradictions:
                raise CannotBe(found[1])
            return ""
        return self._fetch(page, rule)

    def _fetch(self, page: Page, rule: str) -> str:
        found = re.fullmatch(
            r"If (\d+) is put off; and (.+?) is empty(?:; unless \((.+)\))?: "
            r"answer (\d+) now, then read these arrows again from the top",
            rule,
        )
        if found is None:
            raise Unreadable(rule)
        number, places, unless, same = found.groups()
        assert number == same
        empty = any(self._at(place) is None for place in places_in(places, "or"))
        if number not in self.put_off or not empty or (unless and self._holds(page, unless)):
            return ""
        self._answer(self.form.pages[number])
        return "again"

    def _target(self, words: str) -> str:
        if words not in self.form.pages and words not in self.form.ends:
            raise Unreadable(f"nothing is called {words}")
        return words

    def _at(self, place: str) -> str | None:
        """Return what is ticked in the one of some places that is filled in."""
        found = {self.ticks[each] for each in place.split("/") if each in self.ticks}
        assert len(found) <= 1, f"{place} is filled in twice: {found}"
        return found.pop() if found else None

    # --- conditions ---------------------------------------------------------------------

    def _holds(self, page: Page, words: str) -> bool:
        parts, joints = split_at_joints(words)
        if joints:
            assert len(joints) == 1, f"and, or: {words}"
            return (all if joints == {"and"} else any)(self._holds(page, part) for part in parts)
        if words.startswith("("):
            assert words.endswith(")")
            return self._holds(page, words[1:-1])
        return self._atom(page, words)

    def _atom(self, page: Page, words: str) -> bool:
        if found := re.fullmatch(r"sum (\d+) is (at least|at most) (-?\d+)", words):
            total, bound = self._sum(page, found[1]), int(found[3])
            return total >= bound if found[2] == "at least" else total <= bound
        if found := re.fullmatch(r"(\d+) or more of these apply: \((.+)\)", words):
            parts, joints = split_at_joints(found[2])
            assert joints <= {"or"}
            return sum(self._holds(page, part) for part in parts) >= int(found[1])
        answers, _, where = words.partition(" in ")
        if not where:
            return self._fits(self.ticks.get(page.number), answers)
        return self._in(answers, where)

    def _in(self, answers: str, where: str) -> bool:
        least = 1
        if found := re.fullmatch(r"(all|\d+ or more) of (.+)", where):
            places = places_in(found[2], "and")
            least = len(places) if found[1] == "all" else int(found[1].split()[0])
        else:
            places = places_in(where, "or")
        return sum(self._fits(self._at(place), answers) for place in places) >= least

    def _sum(self, page: Page, number: str) -> int:
        lines = page.sums[number]
        return sum(
            points for place, answers, points in lines if self._fits(self._at(place), answers)
        )

    @staticmethod
    def _fits(tick: str | None, answers: str) -> bool:
        if tick is None:
            return answers == "empty"
        return any(is_answer(tick, each) for each in re.split(r", | or ", answers))


def is_answer(tick: str, answer: str) -> bool:
    """Tell whether a tick, or a number that was written, is an answer of an arrow."""
    number = Decimal(tick) if re.fullmatch(r"-?\d+(\.\d+)?", tick) else None
    if number is None or re.fullmatch(r"[a-z]+( sure)?", answer):
        return tick == answer
    if answer == "any number":
        return True
    for limit in answer.split(" but "):
        if found := re.fullmatch(r"(\S+) to (\S+)", limit):
            fits = Decimal(found[1]) <= number <= Decimal(found[2])
        elif found := re.fullmatch(r"(at least|at most|more than|less than) (\S+)", limit):
            bound = Decimal(found[2])
            fits = {
                "at least": number >= bound,
                "at most": number <= bound,
                "more than": number > bound,
                "less than": number < bound,
            }[found[1]]
        else:
            fits = number == Decimal(limit)
        if not fits:
            return False
    return True


def split_at_joints(words: str) -> tuple[list[str], set[str]]:
    """Split at `; and` and `; or` outside of brackets."""
    parts, joints, depth, start = [], set(), 0, 0
    for found in re.finditer(r"[()]|; (and|or) ", words):
        if found[0] in "()":
            depth += 1 if found[0] == "(" else -1
        elif depth == 0:
            parts.append(words[start : found.start()])
            joints.add(found[1])
            start = found.end()
    assert depth == 0, words
    return [*parts, words[start:]], joints


def places_in(words: str, joint: str) -> list[str]:
    """Return the places of a list such as `3a to 3d, 5 or 9/12`."""
    places: list[str] = []
    for each in re.split(rf", | {joint} ", words):
        if run := re.fullmatch(r"(\d+)([a-z]) to (\d+)([a-z])", each):
            assert run[1] == run[3]
            places += [f"{run[1]}{chr(c)}" for c in range(ord(run[2]), ord(run[4]) + 1)]
        else:
            assert re.fullmatch(PLACE, each), words
            places.append(each)
    return places
