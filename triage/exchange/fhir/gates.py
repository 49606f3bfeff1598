"""Statements as ``enableWhen``, which joins comparisons by all or by any and knows no brackets.

What stands in brackets becomes a gate: a hidden item whose only answer is
yes, and which is enabled when the statement holds. A disabled item counts as
having no answer, so the gate has its answer exactly then.
"""

from __future__ import annotations

from attrs import define, field

from triage.errors import TreeTooLarge
from triage.exchange.fhir.codes import Json, coding_of, hidden, number_type
from triage.exchange.fhir.formulas import AllOf, AnyOf, Atom, Formula, No
from triage.model.domains import Number
from triage.model.tree import Tree
from triage.model.values import is_number

# A browser shows forms of some thousand items at once.
MAX_GATES = 20_000


@define
class Gates:
    """Turns statements into ``enableWhen``, and keeps the gates that it takes.

    Attributes:
        waiting: gates that have to stand before what is enabled next.
    """

    tree: Tree
    waiting: list[Json] = field(factory=list)
    _known: dict[Formula, str] = field(factory=dict)

    def enable(self, item: Json, when: Formula) -> Json:
        """Return an item that is enabled when a statement holds."""
        if when is True:
            return item
        parts = when.of if isinstance(when, AllOf | AnyOf) else (when,)
        rules = [self._rule(part) for part in parts]
        behavior = "any" if isinstance(when, AnyOf) else "all"
        return {
            **item,
            "enableWhen": rules,
            **({"enableBehavior": behavior} if len(rules) > 1 else {}),
        }

    def gate(self, link: str, when: Formula) -> Json:
        """Return the hidden item that has an answer while a statement holds."""
        item = {
            "extension": [hidden()],
            "linkId": link,
            "type": "boolean",
            "readOnly": True,
            "initial": [{"valueBoolean": True}],
        }
        return self.enable(item, when)

    def _rule(self, part: Formula) -> Json:
        match part:
            case Atom():
                return _compared(part, self.tree)
            case No(of=Atom(operator="exists") as atom):
                return _exists(atom.link, so=False)
            case No(of=Atom(fact="") as atom):
                return _exists(atom.link, so=False)
            case No(of=inner):
                return _exists(self._gate_for(inner), so=False)
        return _compared(Atom(self._gate_for(part), "=", value=True), self.tree)

    def _gate_for(self, when: Formula) -> str:
        if when not in self._known:
            if len(self._known) >= MAX_GATES:
                found = f"more than {MAX_GATES:,} hidden items"
                raise TreeTooLarge(f"the tree cannot be written as a form: it takes {found}")
            link = f"when.{len(self._known) + 1}"
            self._known[when] = link
            self.waiting.append(self.gate(link, when))
        return self._known[when]


def _exists(link: str, *, so: bool) -> Json:
    return {"question": link, "operator": "exists", "answerBoolean": so}


def _compared(atom: Atom, tree: Tree) -> Json:
    if atom.operator == "exists":
        return _exists(atom.link, so=True)
    return {"question": atom.link, "operator": atom.operator, **_answer(atom, tree)}


def _answer(atom: Atom, tree: Tree) -> Json:
    if not atom.fact or atom.value is None:
        return {"answerBoolean": True}
    fact = tree.facts[atom.fact]
    if isinstance(fact.domain, Number) and is_number(atom.value):
        return {f"answer{number_type(fact.domain).capitalize()}": atom.value}
    coding = coding_of(atom.value, fact, tree)
    return {"answerCoding": {"system": coding["system"], "code": coding["code"]}}
