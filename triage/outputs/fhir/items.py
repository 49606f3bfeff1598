"""Statements as ``enableWhen``, which joins comparisons by all or by any and knows no brackets.

What stands in brackets becomes a gate: a hidden item whose only answer is
yes, and which is enabled when the statement holds. A disabled item counts as
having no answer, so the gate has its answer exactly then.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import define, evolve, field, frozen

from triage.errors import TreeTooLarge
from triage.locales.regions import Region, localize
from triage.model.domains import MAX_NOTE, Note, Number
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import is_number
from triage.outputs.fhir.answered import other_link
from triage.outputs.fhir.clients import Client
from triage.outputs.fhir.codes import (
    DECIMAL_PLACES,
    GREATEST,
    LEAST,
    SHOWN_LINK,
    Json,
    coding_of,
    control,
    fact_code,
    hidden,
    is_whole,
    number_type,
    unit,
)
from triage.outputs.fhir.expressions import CALCULATED_STRING, ENABLED, Expressions, expression
from triage.outputs.fhir.form import Form, FormPlace, SaidWords, Shown
from triage.outputs.fhir.formulas import (
    AllOf,
    AnyOf,
    Atom,
    Formula,
    No,
    all_of,
    any_of,
    holds_blank,
    no,
)
from triage.phrasing.conditions import say
from triage.phrasing.phrases import in_pairs
from triage.words import N_, _

# A browser shows forms of some thousand items at once.
MAX_GATES = 20_000


@define
class Gates:
    """Turns statements into ``enableWhen``, and keeps the gates that it takes.

    Attributes:
        waiting: gates that have to stand before what is enabled next.
        statements: for programs that work out hidden items, when each is so.
    """

    form: Form
    client: Client
    expressions: Expressions
    waiting: list[Json] = field(factory=list)
    _known: dict[Formula, str] = field(factory=dict)
    _shows: dict[Formula, str] = field(factory=dict)
    statements: dict[str, str] = field(factory=dict)
    _open_blank: frozenset[str] = field(init=False)

    @_open_blank.default
    def _default_open_blank(self) -> frozenset[str]:
        return self.form.open_blank()

    def show(self, item: Json, when: Formula, empty: Atom | None = None) -> Json:
        """Return an item that is seen when a statement holds.

        Args:
            item: the item.
            when: the statement.
            empty: the item beside it that must have no answer, too.
        """
        both = when if empty is None else all_of([when, no(empty)])
        if both is True:
            return item
        if self.client.calculated:
            return self._worked_out(item, both)
        if not self.client.variables:
            return self.enable(item, both)
        said = expression(ENABLED, self.expressions.when(both))
        inner = {**item, "extension": [*item.get("extension", []), said]}
        return self._within(inner, when, empty) if self.client.gates else inner

    def _worked_out(self, item: Json, when: Formula) -> Json:
        """Return an item that is enabled by a hidden one, whose answer is worked out.

        Such an expression knows no variables, so the hidden items look up
        their names in one that lists all that are to be seen.
        """
        if when not in self._shows:
            number = str(len(self._shows) + 1)
            self._shows[when] = f"{SHOWN_LINK}.{number}"
            self.statements[number] = self.expressions.when(when)
            listed = f"item.where(linkId='{SHOWN_LINK}').answer.value.contains('|{number}|')"
            gate = calculated(self._shows[when], "boolean", listed)
            # Nothing is worked out before somebody answers.
            is_first = holds_blank(when, self._open_blank)
            first = {"initial": [{"valueBoolean": True}]} if is_first else {}
            self.waiting.append({**gate, **first})
        return {**item, "enableWhen": [_is_yes(self._shows[when])]}

    def _within(self, item: Json, when: Formula, empty: Atom | None) -> Json:
        """Return a group that holds an item, for those who know ``enableWhen`` alone.

        Programs do not agree which of two statements on one item counts, so
        each has an item of its own. Those that follow the other one see this
        one open, as they take its gate for answered.
        """
        rules = [_is_yes(self._show_for(when))]
        rules += [] if empty is None else [_exists(empty.link, so=False)]
        return {
            "linkId": f"{item['linkId']}/if",
            "type": "group",
            "enableWhen": rules,
            **({"enableBehavior": "all"} if len(rules) > 1 else {}),
            "item": [item],
        }

    def _show_for(self, when: Formula) -> str:
        """Return the gate for a statement, for a rule that has to be open in other programs."""
        if when not in self._shows:
            self._shows[when] = f"shows.{len(self._shows) + 1}"
            self.waiting.append(self.gate(self._shows[when], when))
        return self._shows[when]

    def enable(self, item: Json, when: Formula) -> Json:
        """Return an item that is enabled when a statement holds, by comparisons and gates."""
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
                return _compared(part, self.form.tree)
            case No(of=Atom(operator="exists") as atom):
                return _exists(atom.link, so=False)
            case No(of=Atom(fact="") as atom):
                return _exists(atom.link, so=False)
            case No(of=inner):
                return _exists(self._gate_for(inner), so=False)
        return _is_yes(self._gate_for(part))

    def _gate_for(self, when: Formula) -> str:
        if when not in self._known:
            if len(self._known) >= MAX_GATES:
                found = _("more than {max_gates:,} hidden items", max_gates=MAX_GATES)
                raise TreeTooLarge(
                    _("the tree cannot be written as a form: it takes {found}", found=found)
                )
            link = f"when.{len(self._known) + 1}"
            self._known[when] = link
            self.waiting.append(self.gate(link, when))
        return self._known[when]


def calculated(link: str, kind: str, said: str) -> Json:
    """Return a hidden item that Refero works out from an expression."""
    extension = {"url": CALCULATED_STRING, "valueString": said}
    return {"extension": [hidden(), extension], "linkId": link, "type": kind, "readOnly": True}


def _is_yes(link: str) -> Json:
    return {"question": link, "operator": "=", "answerBoolean": True}


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


# --- questions and words as items of a Questionnaire


@frozen
class Items:
    """Makes items in the words of a region, for the patient or somebody who answers for them."""

    tree: Tree
    region: Region
    gates: Gates
    for_other: bool = False

    def screen(self, shown: Shown) -> list[Json]:
        """Return the items of a screen; a checklist or form is a group."""
        if shown.heading is None:
            return [item for place in shown.places for item in self._question(place)]
        within = [item for place in shown.places for item in self._within(place, shown)]
        group = {
            "linkId": shown.link,
            "text": self._words(shown.heading),
            "type": "group",
            "item": within,
        }
        return [self.gates.show(group, shown.when)]

    def _within(self, place: FormPlace, shown: Shown) -> list[Json]:
        """Return what stands in a group for one fact, the words above it first."""
        own = evolve(place, when=True) if place.when == shown.when else place
        asked = self._question(own) if shown.is_form else [self._listed(own)]
        if words := shown.parts.get(place.fact):
            return [self._part(f"{place.link}.above", words, place, shown), *asked]
        return asked

    def _part(self, link: str, words: str, first: FormPlace, shown: Shown) -> Json:
        """Return words that are seen while any of the questions below them is."""
        below = shown.places[shown.places.index(first) :]
        later = (n for n, p in enumerate(below) if n and p.fact in shown.parts)
        when = any_of(place.when for place in below[: next(later, None)])
        item = display(link, self._words(words))
        return item if when == shown.when else self.gates.show(item, when)

    def _question(self, place: FormPlace) -> list[Json]:
        fact = self.tree.facts[place.fact]
        text = (fact.ask_for_other if self.for_other else None) or fact.ask
        if isinstance(fact.domain, Number):
            return self._number(place, fact, fact.domain, text)
        if isinstance(fact.domain, Note):
            return self._note(place, fact, text)
        return [self.gates.show(self._choice(place.link, fact, text, []), place.when)]

    def _listed(self, place: FormPlace) -> Json:
        """Return one line of a checklist: its label, with the whole question as help."""
        fact = self.tree.facts[place.fact]
        ask = (fact.ask_for_other if self.for_other else None) or fact.ask
        return self.gates.show(self._choice(place.link, fact, fact.label, [ask]), place.when)

    def _choice(self, link: str, fact: Fact, text: str, more: list[str]) -> Json:
        options = [coding_of(value, fact, self.tree) for value in fact.choices()]
        return {
            "extension": [control("radio-button")],
            "linkId": link,
            "code": [fact_code(fact)],
            "text": self._words(text),
            "type": "choice",
            "answerOption": [{"valueCoding": option} for option in options],
            **self._help(link, [*more, fact.why, fact.how]),
        }

    def _number(self, place: FormPlace, fact: Fact, domain: Number, text: str) -> list[Json]:
        """Return the item for the number, and one for answers that are none.

        The second gives way once a number is typed, so there is one answer.
        """
        item = {
            "extension": _limits(domain),
            "linkId": place.link,
            "code": [fact_code(fact)],
            "text": self._words(text),
            "type": number_type(domain),
            **self._help(place.link, [fact.why, fact.how, _range(domain), _anchors(fact)]),
        }
        typed = self.gates.show(item, place.when)
        return [typed, *self._instead(place, fact, _("If you have no number"))]

    def _note(self, place: FormPlace, fact: Fact, text: str) -> list[Json]:
        """Return the item for the words, and one for nothing to add, so that nobody is stuck."""
        item = {
            "linkId": place.link,
            "code": [fact_code(fact)],
            "text": self._words(text),
            "type": "text",
            "maxLength": MAX_NOTE,
            **self._help(place.link, [fact.why, fact.how]),
        }
        written = self.gates.show(item, place.when)
        return [written, *self._instead(place, fact, _("If there is nothing to write"))]

    def _instead(self, place: FormPlace, fact: Fact, text: str) -> list[Json]:
        """Return the item that takes the answers to choose, while nothing is typed."""
        if not fact.choices():
            return []
        other = self._choice(other_link(place.link), fact, text, [])
        other.pop("item", None)
        return [self.gates.show(other, place.when, Atom(place.link, "exists", fact.name))]

    def _help(self, link: str, texts: list[str | None]) -> Json:
        words = " ".join(self._words(text) for text in texts if text)
        if not words:
            return {}
        item = {
            "extension": [control("help")],
            "linkId": f"{link}.help",
            "text": words,
            "type": "display",
        }
        return {"item": [item]}

    def _words(self, text: str) -> str:
        return localize(text, self.region)

    def said(self, said: SaidWords) -> Json:
        """Return words that are shown at the end."""
        return self.gates.show(display(f"{said.kind}.{said.name}", self._text(said)), said.when)

    def _text(self, said: SaidWords) -> str:
        match said.kind:
            case "outcome":
                return self._outcome(said.name)
            case "contradiction":
                condition = self.tree.impossible[int(said.name)].condition
                return _(
                    "This cannot all be true: {answers}. Correct one answer.",
                    answers=say(condition, self.tree.facts),
                )
        places = [d.words for d in self.tree.scale.at(int(said.name))]
        either = in_pairs(N_("{first} or {second}"), places)
        return _("Your answers call for this at least: {places}.", places=either)

    def _outcome(self, name: str) -> str:
        outcome = self.tree.outcomes[name]
        watched = [self.tree.watch_for[each] for each in outcome.watch_for]
        signs = [
            _("Watch out for: {look_for}: {words}.", look_for=w.look_for, words=w.then.words)
            for w in watched
        ]
        title = f"{outcome.title.rstrip('.')}."
        return self._words("\n".join([title, outcome.text, *signs]))


def display(link: str, text: str) -> Json:
    """Return an item that only shows words."""
    return {"linkId": link, "text": text, "type": "display"}


def _range(domain: Number) -> str:
    return _("Answer with {expected}.", expected=domain.numbers_in(domain.unit))


def _anchors(fact: Fact) -> str:
    return f"{fact.anchors_in_words}." if fact.anchors else ""


def _limits(domain: Number) -> list[Json]:
    value = f"value{number_type(domain).capitalize()}"
    limits: list[Json] = [{"url": LEAST, value: domain.low}, {"url": GREATEST, value: domain.high}]
    if not is_whole(domain):
        limits.append({"url": DECIMAL_PLACES, "valueInteger": _decimal_places(domain)})
    return [*limits, *([unit(domain.unit)] if domain.unit else [])]


def _decimal_places(domain: Number) -> int:
    """Return how many decimal places the numbers of a domain have at most."""
    exponents = [Decimal(str(n)).as_tuple().exponent for n in (domain.low, domain.step)]
    return max(-e for e in exponents if isinstance(e, int))
