"""A QuestionnaireResponse as answers, or an error that names all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from attrs import define, field, frozen

from triage.engine.answers import shown_of
from triage.errors import AnswerError, AnswerProblem, ProblemCode
from triage.locales.regions import region_codes
from triage.model.domains import Note, Number
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import Value, shown
from triage.outputs.fhir.answered import other_link
from triage.outputs.fhir.codes import (
    DIGEST_LINK,
    OURS,
    SHOWN_LINK,
    number_type,
    url_of,
    values_by_code,
)
from triage.outputs.fhir.filling import fill_items, prepared_form
from triage.outputs.fhir.form import Shown
from triage.outputs.fhir.published import address_of
from triage.outputs.fhir.quantities import number_of
from triage.outputs.fhir.questionnaire import places_of_items
from triage.words import _

_STATUSES = ("in-progress", "completed", "amended", "stopped")
_LONGEST_LINK = 100


@frozen
class Received:
    """What a response says about a patient.

    Attributes:
        answers: fact to answer, ready for ``triage.assess``.
        ignored: the items whose answers do not count, as the other answers
            hide them: a program may keep what was typed before.
    """

    answers: Mapping[str, Value] = field(repr=False)  # a log is no place for answers
    ignored: tuple[str, ...]


def answers_from(tree: Tree, response: object) -> Received:
    """Return the answers in a FHIR QuestionnaireResponse to the questionnaire of a tree.

    Args:
        tree: the tree whose questionnaire was answered, in any region.
        response: the resource, of R4 or R5, as ``json`` reads it.

    Raises:
        AnswerError: it is no response to this version of this tree, or
            answers are not usable; all problems are listed.
        ModuleError: the tree is a module that cannot be asked by itself.
        TreeTooLarge: a score or count in it cannot be written as a form.
    """
    reading = _Reading(tree, _our_names(response, tree))
    if not isinstance(response, Mapping):
        reading.refuse("response", shown(response), _("a QuestionnaireResponse, as an object"))
    else:
        reading.head(response)
        for item in _every_item(response):
            reading.item(item)
        reading.same_tree(response)
    if reading.problems:
        raise AnswerError(tuple(reading.problems))
    filled = fill_items(tree, reading.answers)
    ignored = tuple(link for link in reading.answers if link not in filled.answers)
    return Received(filled.facts, ignored)


def _our_names(response: object, tree: Tree) -> Mapping[str, str]:
    """Return our names by their addresses, where the questionnaire was published under a base."""
    named = response.get("questionnaire") if isinstance(response, Mapping) else None
    base, _found, name = named.rpartition("/Questionnaire/") if isinstance(named, str) else [""] * 3
    urls = {address_of(base, url, "url"): url for url in _urls_of(tree)}
    if f"{base}/Questionnaire/{name.partition('|')[0]}" not in urls:
        return {}
    systems = {s for f in tree.facts.values() for s, _ in values_by_code(f, f.choices(), tree)}
    ours = {s for s in systems if s.startswith(f"{OURS}:")}
    return {**urls, **{address_of(base, system, "system"): system for system in ours}}


def _every_item(response: Mapping[object, object]) -> Iterator[object]:
    """Yield all items, however deep they stand in items and in answers."""
    waiting = [*reversed(_listed(response, "item"))]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, Mapping):
            inner = [part for answer in _listed(item, "answer") for part in _listed(answer, "item")]
            waiting += reversed([*_listed(item, "item"), *inner])


def _listed(holder: object, key: str) -> list[object]:
    listed = holder.get(key) if isinstance(holder, Mapping) else None
    return listed if isinstance(listed, list) else []


def _urls_of(tree: Tree) -> set[str]:
    regions = (None, *region_codes())
    return {url_of(tree, r, for_other=other) for r in regions for other in (False, True)}


@define
class _Reading:
    tree: Tree
    names: Mapping[str, str]
    answers: dict[str, Value] = field(factory=dict)
    problems: list[AnswerProblem] = field(factory=list)
    digest: object = None
    _seen: set[str] = field(factory=set)

    def refuse(self, where: str, found: str, expected: str, hint: str = "") -> None:
        """Note a problem."""
        known = where in _questions(self.tree)
        code: ProblemCode = "not-in-domain" if known else "not-in-response"
        self.problems.append(AnswerProblem(where, found, expected, hint, code))

    def head(self, response: Mapping[object, object]) -> None:
        """Look at what the response says about itself."""
        kind, status = response.get("resourceType"), response.get("status")
        if kind != "QuestionnaireResponse":
            self.refuse("resourceType", shown(kind), "QuestionnaireResponse")
        if status not in _STATUSES:
            self.refuse(
                "status", shown(status), _("one of {statuses}", statuses=", ".join(_STATUSES))
            )
        if "item" in response and not isinstance(response["item"], list):
            self.refuse("item", shown(response["item"]), _("a list of items"))

    def same_tree(self, response: Mapping[object, object]) -> None:
        """Look whether the response is to this tree: its address, its version, its digest."""
        tree, named = self.tree, response.get("questionnaire")
        ours = _urls_of(tree)
        url, _bar, version = named.partition("|") if isinstance(named, str) else ("", "", "")
        if named is not None and self.names.get(url, url) not in ours:
            self.refuse(
                "questionnaire",
                shown(named),
                _("`{url}`, that of this tree", url=url_of(tree)),
            )
        elif self.digest not in (None, tree.digest):
            hint = _("read it with the tree that was asked, or ask again")
            self.refuse(
                DIGEST_LINK,
                shown(self.digest),
                _("the digest {digest}", digest=tree.digest),
                hint,
            )
        elif version != tree.version and (version or self.digest is None):
            expected = _(
                "version {version}, as in `{url}|{version}`",
                version=tree.version,
                url=url_of(tree),
            )
            found = _("nothing") if named is None else shown(named)
            self.refuse("questionnaire", found, expected)

    def item(self, item: object) -> None:
        """Read the answer of one item, if it is one that counts."""
        link = item.get("linkId") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(link, str):
            self.refuse("item", shown(item if link is None else link), _("an item with a linkId"))
            return
        if f"{link}.".startswith(f"{SHOWN_LINK}."):
            return  # worked out from the answers
        if link not in places_of_items(self.tree):
            self._refuse_link(link)
            return
        if link in self._seen:
            self.refuse(link, _("the item twice"), _("it once, with one answer"))
            return
        self._seen.add(link)
        values = self._values(link, item)
        if link == DIGEST_LINK:
            self.digest = values[0][1] if values else None
        elif link in _questions(self.tree) and values:
            self._question(link, *values[0])

    def _refuse_link(self, link: str) -> None:
        where = link if link.isprintable() and len(link) < _LONGEST_LINK else shown(link)
        self.refuse(where, _("an item"), _("only items of `{url}`", url=url_of(self.tree)))

    def _values(self, link: str, item: Mapping[object, object]) -> list[tuple[str, object]]:
        """Return the answer of an item, with the name of its type; none where there is none."""
        answers = item.get("answer", [])
        if not isinstance(answers, list) or len(answers) > 1:
            self.refuse(link, _("several answers"), _("one answer, in a list"))
            return []
        found: list[tuple[str, object]] = []
        for answer in answers:
            entries = answer.items() if isinstance(answer, Mapping) else ()
            values = [(k, v) for k, v in entries if isinstance(k, str) and k.startswith("value")]
            is_cleared = isinstance(answer, Mapping) and not answer.keys() - {"item"}
            if len(values) != 1 and not is_cleared:
                self.refuse(link, shown(answer), _("one value, such as valueCoding"))
            found += values if len(values) == 1 else []
        return found

    def _question(self, link: str, kind: str, raw: object) -> None:
        fact, is_other = _questions(self.tree)[link]
        try:
            if isinstance(fact.domain, Number) and not is_other:
                self.answers[link] = _number(kind, raw, fact, fact.domain)
            elif isinstance(fact.domain, Note) and not is_other:
                self.answers[link] = _note(kind, raw, fact)
            else:
                self.answers[link] = _choice(kind, raw, fact, self)
        except ValueError as error:
            hint = _("the question is: {ask}", ask=fact.ask)
            self.refuse(link, shown_of(fact, raw), str(error), hint)


@lru_cache(maxsize=16)
def _questions(tree: Tree) -> Mapping[str, tuple[Fact, bool]]:
    """Return for each item that takes an answer its fact, and whether it is beside a typed one."""
    found: dict[str, tuple[Fact, bool]] = {}
    for part in prepared_form(tree).parts:
        for place in part.places if isinstance(part, Shown) else ():
            fact = tree.facts[place.fact]
            found[place.link] = (fact, False)
            if isinstance(fact.domain, Number | Note):
                found[other_link(place.link)] = (fact, True)
    return found


def _number(kind: str, raw: object, fact: Fact, domain: Number) -> Value:
    """Return a number that was typed; raise ValueError with what was expected."""
    if kind == "valueQuantity":
        return fact.accept(number_of(raw, domain))
    if kind not in ("valueInteger", "valueDecimal"):
        raise ValueError(f"value{number_type(domain).capitalize()}: {fact.expected()}")
    return fact.accept(float(raw) if isinstance(raw, Decimal) else raw)


def _note(kind: str, raw: object, fact: Fact) -> Value:
    """Return what was written; raise ValueError with what was expected."""
    if kind != "valueString":
        raise ValueError(_("valueString: {expected}", expected=fact.expected()))
    # An item of type `text` takes several lines, and a note is one.
    return fact.accept(" ".join(raw.split()) if isinstance(raw, str) else raw)


def _choice(kind: str, raw: object, fact: Fact, reading: _Reading) -> Value:
    """Return an answer that was chosen; raise ValueError with what was expected."""
    known = values_by_code(fact, fact.choices(), reading.tree)
    if kind == "valueBoolean" and isinstance(raw, bool) and fact.is_yes_no:
        return raw
    if kind == "valueCoding" and isinstance(raw, Mapping):
        system, code = raw.get("system"), raw.get("code")
        if isinstance(system, str) and isinstance(code, str):
            named = reading.names.get(system, system), code
            if named in known:
                return known[named]
    codings = " or ".join(
        _("{code} of {system}", code=code, system=system) for system, code in known
    )
    raise ValueError(_("valueCoding: {codings}", codings=codings))
