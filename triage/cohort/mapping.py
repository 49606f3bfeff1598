"""Which column of a table holds which fact, and which answers its words and numbers mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from triage.errors import TriageError
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.names import did_you_mean, near
from triage.model.tree import Tree
from triage.model.values import Value, is_number, shown
from triage.words import _

MAP_FORMAT: Final = 1
MISSING_WORD: Final = "not answered"
_KEYS: Final = ("column", "words", "times", "plus")


@frozen
class FactColumn:
    """The column of one fact.

    Attributes:
        fact: the fact.
        column: the name of the column.
        words: for what stands in the table the answer that it means, None for not answered;
            beside the answers as the tree spells them.
        times: what a number is multiplied by, to come to the unit of the fact.
        plus: what is added then.
    """

    fact: Fact
    column: str
    words: Mapping[str, Value | None] = field(factory=dict)
    times: float = 1
    plus: float = 0


def columns_of(
    tree: Tree, present: Sequence[str], given: Mapping[str, object] | None = None
) -> tuple[FactColumn, ...]:
    """Return which column holds which fact.

    Args:
        tree: whose facts they are.
        present: the columns of the table.
        given: what a mapping file says; a fact that it leaves out is looked for by its name.

    Raises:
        TriageError: the mapping is none, or names what is not there; or no column is a fact.
    """
    said = _facts_said(tree, given or {})
    found = [_column(fact, said.get(name, {})) for name, fact in tree.facts.items()]
    for each in found:
        if each.fact.name in said and each.column not in present:
            raise TriageError(_no_column(each, present))
    columns = tuple(each for each in found if each.column in present)
    if not columns:
        raise TriageError(_no_fact(tree, present))
    return columns


def _facts_said(tree: Tree, given: Mapping[str, object]) -> dict[str, Mapping[str, Any]]:
    unknown = [key for key in given if key not in ("triage_map", "tree", "facts")]
    facts = given.get("facts", {})
    if unknown or not isinstance(facts, Mapping) or given.get("triage_map", 1) != MAP_FORMAT:
        what = f"`{unknown[0]}`" if unknown else _("another form")
        msg = _(
            "found {what} in the mapping, expected `triage_map: 1`, `tree` and `facts`", what=what
        )
        raise TriageError(msg)
    if given.get("tree", tree.id) != tree.id:
        msg = _(
            "found a mapping for `{other}`, expected one for `{id}`",
            other=given["tree"],
            id=tree.id,
        )
        raise TriageError(msg)
    for name in facts:
        if name not in tree.facts:
            hint = did_you_mean(near(str(name), tree.facts), _("leave it out"))
            found = _(
                "found `{name}` in the mapping, which is no fact of `{id}`", name=name, id=tree.id
            )
            raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))
    return {
        name: each if isinstance(each, Mapping) else {"column": each}
        for name, each in facts.items()
    }


def _column(fact: Fact, said: Mapping[str, Any]) -> FactColumn:
    for key in said:
        if key not in _KEYS:
            keys = ", ".join(_KEYS)
            msg = _(
                "found `{key}` for `{fact}` in the mapping, expected one of {keys}",
                key=key,
                fact=fact.name,
                keys=keys,
            )
            raise TriageError(msg)
    words = said.get("words", {})
    times, plus = said.get("times", 1), said.get("plus", 0)
    if not isinstance(words, Mapping) or not is_number(times) or not is_number(plus):
        msg = _(
            "`words` of `{fact}` is to be a mapping, `times` and `plus` numbers", fact=fact.name
        )
        raise TriageError(msg)
    meant = {str(word): _answer(fact, word, answer) for word, answer in words.items()}
    return FactColumn(fact, str(said.get("column", fact.name)), meant, float(times), float(plus))


def _answer(fact: Fact, word: object, answer: object) -> Value | None:
    if answer is None or answer == MISSING_WORD:
        return None
    try:
        return fact.accept(answer)
    except ValueError as error:
        msg = _(
            "found that {word} means {answer} for `{fact}` in the mapping, expected {expected}",
            word=shown(word), answer=shown(answer), fact=fact.name, expected=str(error),
        )  # fmt: skip
        raise TriageError(msg) from None


def _no_column(wanted: FactColumn, present: Sequence[str]) -> str:
    found = _(
        "found no column `{column}`, which the mapping names for `{fact}`",
        column=wanted.column,
        fact=wanted.fact.name,
    )
    hint = did_you_mean(near(wanted.column, present), _("name a column of the table"))
    return _("{found}\n    help: {hint}", found=found, hint=hint)


def _no_fact(tree: Tree, present: Sequence[str]) -> str:
    first = ", ".join(shown(name) for name in present[:5])
    found = _(
        "found no column that is a fact of `{id}`; the first are {first}", id=tree.id, first=first
    )
    hint = _("let the first row name the columns, or say by a mapping which is which")
    return _("{found}\n    help: {hint}", found=found, hint=hint)


# --- a mapping to begin with


_MOST_WORDS: Final = 30


def draft(
    tree: Tree, present: Sequence[str], words: Mapping[str, Iterable[str]]
) -> dict[str, object]:
    """Return a mapping to fill in: each fact with its column, and the words that mean nothing yet.

    Args:
        tree: whose facts they are.
        present: the columns of the table.
        words: for each column the different texts that stand in it, if they are few.
    """
    facts: dict[str, object] = {}
    for name, fact in tree.facts.items():
        guess = name if name in present else next(iter(near(name, present)), None)
        if guess is None:
            continue
        unknown = (
            [] if fact.is_note else [w for w in words.get(guess, ()) if not _is_known(fact, w)]
        )
        entry: dict[str, object] = {"column": guess}
        if unknown and len(unknown) <= _MOST_WORDS:
            entry["words"] = dict.fromkeys(unknown, MISSING_WORD)
        facts[name] = entry
    return {"triage_map": MAP_FORMAT, "tree": tree.id, "facts": facts}


def _is_known(fact: Fact, word: str) -> bool:
    if isinstance(fact.domain, Number):
        try:
            float(word)
        except ValueError:
            pass
        else:
            return True
    return word == "" or word in {str(w) for w in spellings(fact)}


def spellings(fact: Fact) -> dict[str, Value]:
    """Return how a table may spell the answers that are no numbers, in the tree's own words."""
    if fact.is_yes_no:
        said: dict[str, Value] = {
            "yes": True, "no": False, "true": True, "false": False, "True": True, "False": False,
        }  # fmt: skip
        return said if fact.sure else {**said, "not sure": "not sure"}
    return {str(choice): choice for choice in fact.choices()}
