"""Where the printed arrows lead every possible patient, as a function over their answers."""

from __future__ import annotations

import re
from functools import cache

from tests.outputs.printing.lockstep import label_of, squeezed
from tests.outputs.printing.pen import is_answer, places_in, split_at_joints
from tests.outputs.printing.printed import Form, Page
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.model.tree import Tree

TO = r"(?:Now|In any case:|Otherwise(?:, not sure included)?:) go to (.+)"


class Arrows:
    """The arrows of a form, read as a function.

    Every patient has an answer to every fact, so a question that was put off is as good as
    answered where an arrow sends somebody back to it. That the lines an arrow looks at are filled
    in is for those to show who follow the form with a pen.
    """

    def __init__(self, tree: Tree, form: Form) -> None:
        self.ends, self.form = Ends(tree), form
        self.space, self.diagram = self.ends.space, self.ends.diagram
        facts = {squeezed(fact.ask): name for name, fact in tree.facts.items()}
        self.facts = {
            line.place: next(name for words, name in facts.items() if words in squeezed(line.words))
            for page in form.pages.values()
            for line in page.lines
        }

    def outcome(self, names: dict[str, str]) -> Node:
        """Return the function from patients to outcomes, by the outcome of each END."""
        functions = {end: self.diagram.leaf(name) for end, name in names.items()}
        for number, page in reversed([*self.form.pages.items()]):
            rules = [*page.early, *page.rules]
            functions[number] = self._first(page, rules, functions)
        return functions[next(iter(self.form.pages))]

    def _first(self, page: Page, rules: list[str], functions: dict[str, Node]) -> Node:
        function = self.diagram.leaf("nowhere")
        for rule in reversed(rules):
            if found := re.fullmatch(TO, rule):
                function = functions[found[1]]
            elif found := re.fullmatch(r"If (.+): (?:tick “put off” and )?go to ([^:]+)", rule):
                function = self.diagram.choose(
                    self._where(page, found[1]), functions[found[2]], function
                )
            elif not rule.endswith("then read these arrows again from the top"):
                # Who has answered by then reads on as who had before.
                assert rule == "Otherwise: answer this question" or "cannot be true" in rule, rule
        return function

    def _where(self, page: Page, words: str) -> Node:
        parts, joints = split_at_joints(words)
        if joints:
            nodes = [self._where(page, part) for part in parts]
            join = self.space.all_of if joints == {"and"} else self.space.any_of
            return join(*nodes)
        if words.startswith("("):
            return self._where(page, words[1:-1])
        if found := re.fullmatch(r"sum (\d+) is (at least|at most) (-?\d+)", words):
            lines = page.sums[found[1]]
            terms = [(self._having(place, answers), points) for place, answers, points in lines]
            bound, upwards = int(found[3]), found[2] == "at least"
            return self._total(terms, lambda s: s >= bound if upwards else s <= bound)
        answers, _, where = words.partition(" in ")
        return self._in(answers, where or page.number)

    def _in(self, answers: str, where: str) -> Node:
        places, least = places_in(where, "or") if " of " not in where else [], 1
        if found := re.fullmatch(r"(all|\d+ or more) of (.+)", where):
            places = places_in(found[2], "and")
            least = len(places) if found[1] == "all" else int(found[1].split()[0])
        return self._total([(self._having(p, answers), 1) for p in places], lambda s: s >= least)

    def _having(self, place: str, answers: str) -> Node:
        (name,) = {self.facts[each] for each in place.split("/")}
        fact = self.ends.tree.facts[name]
        wanted = re.split(r", | or ", answers)
        kids = tuple(
            self.diagram.true
            if any(is_answer(label_of(fact, each.value), answer) for answer in wanted)
            else self.diagram.false
            for each in self.space.classes[name]
        )
        return self.diagram.node(self.space.levels[name], kids)

    def _total(self, terms, fits) -> Node:
        @cache
        def rest(index: int, total: int) -> Node:
            if index == len(terms):
                return self.diagram.true if fits(total) else self.diagram.false
            node, points = terms[index]
            return self.diagram.choose(
                node, rest(index + 1, total + points), rest(index + 1, total)
            )

        return rest(0, 0)
