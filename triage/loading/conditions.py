"""Conditions as a file writes them -> the conditions of the model."""

from __future__ import annotations

import re

from triage.check import codes
from triage.loading.format import CONDITION_WORDS
from triage.loading.nodes import Node
from triage.loading.scalars import shorten
from triage.loading.scope import Scope
from triage.loading.shapes import Ref, wrong_type
from triage.loading.specs import read_range, read_spec
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.values import AnswerSet, Range

# Stands in for a faulty condition, so that the other checks can go on. It reads no fact.
FAULTY: Condition = All(())

_ASKED = re.compile(r"(any|all|none) asked")
_COUNTED = re.compile(r"(any|all|none|\d{1,15} or more) of (.+)", re.DOTALL)


class ConditionReader:
    """Reads conditions with the names of one scope.

    Attributes:
        asked: the facts of the step whose branch is read; None elsewhere.
    """

    def __init__(self, scope: Scope, asked: tuple[str, ...] | None = None) -> None:
        self.scope, self.report, self.asked = scope, scope.report, asked

    def read(self, node: Node) -> Condition:
        """Return a condition; where it is faulty, report why and return ``FAULTY``."""
        read = self._read(node)
        if read is None:
            self.scope.doubts.add("conditions")
        return FAULTY if read is None else read

    def _read(self, node: Node) -> Condition | None:
        if not isinstance(node.value, dict):
            help = "write a fact and its answer, for example `limping: yes`"
            wrong_type(node, self.report, "a condition", help)
            return None
        if not node.value:
            self.bad(node, "found an empty condition", "delete it, or say when it holds")
            return None
        parts = [self.entry(key, value) for key, value in node.value.items()]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return known[0] if len(known) == 1 else All(tuple(known))

    def entry(self, key: str, node: Node) -> Condition | None:
        """Return one key of a condition with what stands under it."""
        if key in ("all", "any", "none"):
            return self.parts(key, node)
        if key == "not":
            inner = self._read(node)
            return None if inner is None else Not(inner)
        if key == "score":
            return self.score(node)
        if asked := _ASKED.fullmatch(key):
            return self.count_asked(asked[1], node)
        if counted := _COUNTED.fullmatch(key):
            return self.count(counted[1], counted[2], node)
        return self.single(key, node)

    def parts(self, key: str, node: Node) -> Condition | None:
        """Return ``all``, ``any`` or ``none`` of a list of conditions."""
        if not isinstance(node.value, list) or not node.value:
            wrong_type(node, self.report, f"a list of conditions under `{key}`")
            return None
        parts = [self._read(item) for item in node.value]
        known = tuple(part for part in parts if part is not None)
        if len(known) < len(parts):
            return None
        if key == "all":
            return All(known)
        return Any(known) if key == "any" else Not(Any(known))

    def single(self, key: str, node: Node) -> Condition | None:
        """Return a condition on one fact."""
        fact = self.scope.facts.get(key)
        if fact is None:
            self.unknown(key, node)
            return None
        if key in self.scope.faulty:
            return None
        answers = read_spec(node, fact, self.report)
        return None if answers is None else Is(key, answers)

    def unknown(self, key: str, node: Node) -> None:
        """Report a key that is neither a fact nor a word of the format."""
        if key in self.scope.groups:
            help = f"write `any of {key}`, `all of {key}` or `none of {key}`"
            self.bad(node, f"found the group `{key}` as if it were one fact", help)
            return
        if self.scope.lost & {"facts", "groups", "include"}:
            return
        words = [*self.scope.facts, *CONDITION_WORDS, "any asked", "all asked", "none asked"]
        found = f"found `{shorten(key)}`, but no fact has that name"
        help = self.report.suggest(key, words, "describe it under `facts:`")
        self.report.add(codes.UNKNOWN_FACT, node.head, found, help)

    def bad(self, node: Node, found: str, help: str = "") -> None:
        """Report a condition that is not written as one."""
        self.report.add(codes.BAD_CONDITION, node.head, found, help)

    # --- counts ----------------------------------------------------------------------------

    def count_asked(self, quantity: str, node: Node) -> Condition | None:
        """Return a count of the facts that the step asks."""
        if self.asked is None:
            found = f"found `{quantity} asked` outside a step"
            help = f"name the facts: `{quantity} of fact_one, fact_two`"
            self.report.add(codes.NOTHING_ASKED, node.head, found, help)
            return None
        if not self.asked:
            found = f"found `{quantity} asked` in a step that asks nothing"
            help = "add `ask:` to the step, or name the facts"
            self.report.add(codes.NOTHING_ASKED, node.head, found, help)
            return None
        return self.counting(quantity, self.asked, "", node)

    def count(self, quantity: str, names: str, node: Node) -> Condition | None:
        """Return a count of named facts and groups."""
        if node.value is None and node.key is not None and node.key.in_flow:
            help = "inside `{…}` a comma ends the entry: put the key in quotes"
            self.bad(node, f"found `{node.key.text}` without an answer", help)
            return None
        facts: dict[str, None] = {}
        words = [word.strip() for word in names.split(",")]
        for word in words:
            members = self.members(word, node)
            if members is None:
                return None
            facts.update(dict.fromkeys(members))
        group = ", ".join(words) if any(w in self.scope.groups for w in words) else ""
        return self.counting(quantity, tuple(facts), group, node)

    def members(self, word: str, node: Node) -> tuple[str, ...] | None:
        """Return the facts that a word stands for, or None after reporting it."""
        if word in self.scope.groups:
            self.scope.used_groups.add(word)
            return self.scope.groups[word]
        if word in self.scope.facts:
            return (word,)
        self.scope.unknown_fact(Ref(shorten(word), node.head), "fact or group")
        return None

    def counting(
        self, quantity: str, facts: tuple[str, ...], group: str, node: Node
    ) -> Condition | None:
        """Return a count of facts that all have the answers in question."""
        if not facts or self.scope.faulty.intersection(facts):
            return None
        answers = self.common_answers(facts, node)
        bounds = self.bounds(quantity, len(facts), node)
        if answers is None or bounds is None:
            return None
        return Count(facts, answers, *bounds, group)

    def common_answers(self, facts: tuple[str, ...], node: Node) -> AnswerSet | None:
        """Return the answers that a spec names, if they mean the same for every fact."""
        common: AnswerSet | None = None
        # Facts with equal domains read a spec alike; most groups hold yes-no facts only.
        kinds = {(f.domain, f.sure): f.name for f in map(self.scope.facts.__getitem__, facts)}
        for name in kinds.values():
            answers = read_spec(node, self.scope.facts[name], self.report)
            if answers is None:
                return None
            if common is not None and answers != common:
                found = f"found answers that differ between `{facts[0]}` and `{name}`"
                self.bad(node, found, "count facts of different types apart")
                return None
            common = answers
        return common

    def bounds(self, quantity: str, total: int, node: Node) -> tuple[int, int] | None:
        """Return the least and the greatest number of facts that a quantity means."""
        if quantity in ("any", "all", "none"):
            return {"any": (1, total), "all": (total, total), "none": (0, 0)}[quantity]
        least = int(quantity.split()[0])
        if 1 <= least <= total:
            return least, total
        found = f"found `{quantity}` of {total} facts"
        self.report.add(codes.BAD_COUNT, node.head, found, f"write a number from 1 to {total}")
        return None

    # --- scores ----------------------------------------------------------------------------

    def score(self, node: Node) -> Condition | None:
        """Return a score: points for answers, and the sum that counts."""
        if set(node.entries) != {"points", "is"} or not node.entries["points"].entries:
            help = 'write `score: {points: {a_fact: {yes: 1}}, is: "at least 1"}`'
            self.report.add(codes.BAD_SCORE, node.head, "found a score that is not complete", help)
            return None
        points = node.entries["points"].entries
        entries = [self.points(name, per_fact) for name, per_fact in points.items()]
        total = self.total(node.entries["is"])
        known = [entry for entry in entries if entry is not None]
        if total is None or len(known) < len(entries):
            return None
        flat = tuple(entry for per_fact in known for entry in per_fact)
        return Score(flat, total)

    def points(self, name: str, node: Node) -> list[Points] | None:
        """Return what the answers to one fact add."""
        if name not in self.scope.facts:
            self.unknown(name, node)
            return None
        if not node.entries:
            wrong_type(node, self.report, f"answers to `{name}` with their points")
            return None
        if name in self.scope.faulty:
            return None
        read = [self.entry_points(name, value) for value in node.entries.values()]
        known = [entry for entry in read if entry is not None]
        return known if len(known) == len(read) else None

    def entry_points(self, name: str, node: Node) -> Points | None:
        """Return what one answer adds."""
        assert node.key is not None  # it stands under a key
        answers = read_spec(node.key, self.scope.facts[name], self.report)
        amount = node.value
        if isinstance(amount, bool) or not isinstance(amount, int) or abs(amount) > 1000:
            found = f"found {node.describe()}, expected a whole number of points"
            self.report.add(codes.BAD_SCORE, node.at, found, "from -1000 to 1000")
            return None
        return None if answers is None else Points(name, answers, amount)

    def total(self, node: Node) -> Range | None:
        """Return the sums that count."""
        whole = node.value
        if isinstance(whole, int) and not isinstance(whole, bool):
            return Range(low=whole, high=whole)
        total = read_range(node.text)
        if total is None:
            found = f"found {node.describe()}, expected a sum such as `at least 3`"
            self.report.add(codes.BAD_SCORE, node.at, found)
        return total
