"""Made-up tree files of many shapes, with demands that really hold, and loaded as trees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from triage.model.conditions import All
from triage.model.dispositions import Disposition, Scale
from triage.model.tree import Tree
from triage.model.values import NOT_SURE
from triage.phrasing.answers_in_texts import NamedFact
from triage.strategies.choosing import pick
from triage.strategies.conditions import comparisons, conditions
from triage.strategies.facts import JUDGEMENT
from triage.strategies.promises import add_demands, draw_rules
from triage.strategies.scales import scales, translated, write_scale
from triage.strategies.shape import (
    Skeleton,
    SkeletonBranch,
    Stop,
    add_red_flags,
    add_steps,
    skeletons,
    split,
)
from triage.strategies.writing import Document, without_empty, write_condition, write_fact
from triage.tree_files.library import load

_ON_JUDGEMENT: Document = {"judgement": JUDGEMENT}


def documents(*, several: bool = False) -> SearchStrategy[Document]:
    """Draw a valid tree file, as the data that its YAML text holds.

    The trees ask facts of every type, alone, on checklists and in forms; branch on
    numbers, groups, counts, scores and their complements; part and meet
    again; refine, and give or withhold advice. What a fact demands is met
    for every patient; safety rules and the answer that *not sure* is to end
    like are drawn by chance, and may not hold.

    Args:
        several: whether a step may go each way that holds, to several results at once, and
            another may ask a fact of some only.
    """
    return documents_and_skeletons(several=several).map(lambda drawn: drawn[1])


@st.composite
def documents_and_skeletons(draw: DrawFn, *, several: bool = False) -> tuple[Skeleton, Document]:
    """Draw a valid tree file together with what it was made of."""
    skeleton = draw(skeletons(several=several))
    add_demands(draw, skeleton)
    return skeleton, write_tree(draw, skeleton)


def write_tree(draw: DrawFn, skeleton: Skeleton, **more: object) -> Document:
    """Return a tree file around a skeleton; ``more`` adds keys or replaces them."""
    outcomes = _outcomes(draw, skeleton)
    advice = _advice(draw, skeleton, outcomes)
    watch = _watch(draw, skeleton, outcomes)
    return without_empty(
        {
            "triage": 1,
            "id": "made-up",
            "title": "A made-up tree",
            "version": "0.1.0",
            "status": "draft",
            "for": "Nobody",
            "not_for": "Anybody",
            "review_by": "2099-12-31",
            "scale": write_scale(skeleton.scale),
            "facts": {name: write_fact(fact) for name, fact in skeleton.facts.items()},
            "groups": {name: list(facts) for name, facts in skeleton.groups.items()},
            "impossible": _impossible(draw, skeleton),
            "start": skeleton.stops[0].name,
            "steps": {stop.name: _step(skeleton, stop) for stop in skeleton.stops},
            "outcomes": outcomes,
            "advice": advice,
            "watch_for": watch,
            "safety": draw_rules(draw, skeleton, outcomes, advice),
            **more,
        }
    )


def _step(skeleton: Skeleton, stop: Stop) -> Document:
    several = len(stop.asks) > 1
    return without_empty(
        {
            "ask": list(stop.asks) if several else "".join(stop.asks) or None,
            "heading": "Do you have any of these?" if several else None,
            "heading_for_other": "Do they have any of these?" if several else None,
            "parts": {fact: f"What stands above {fact}" for fact in stop.parts},
            "only_if": {stop.guarded[0]: write_condition(stop.guarded[1], stop.asks)}
            if stop.guarded
            else None,
            "then_each" if stop.goes_each else "then": [
                _branch(skeleton, stop, way) for way in stop.ways
            ],
        }
    )


def _branch(skeleton: Skeleton, stop: Stop, way: SkeletonBranch) -> Document:
    if way.condition is None:
        unsure = any(not skeleton.facts[name].sure for name in stop.asks)
        return without_empty({"go": way.to, "including": NOT_SURE if unsure else None})
    return {"if": write_condition(way.condition, stop.asks), "go": way.to, **_ON_JUDGEMENT}


def _outcomes(draw: DrawFn, skeleton: Skeleton) -> dict[str, Document]:
    return {
        name: _outcome(draw, skeleton, name, disposition)
        for name, disposition in skeleton.outcomes.items()
    }


def _outcome(draw: DrawFn, skeleton: Skeleton, name: str, disposition: Disposition) -> Document:
    asked = [fact for fact in skeleton.facts if fact not in skeleton.refining]
    refine = skeleton.refining + draw(st.lists(pick(*asked), max_size=2, unique=True))
    known = sorted(skeleton.surely[name].union(refine))
    return without_empty(
        {
            "disposition": str(disposition),
            "title": f"The title of {name}",
            "text": _text(skeleton.scale, name)
            + "".join(f" It is about {each}." for each in draw(_names(skeleton, known))),
            "text_for": draw(st.sampled_from([None, _text_for(draw, name, asked)])),
            "refine": refine,
            "tell": draw(st.lists(pick(*known), max_size=2, unique=True)),
            "within": draw(pick(None, None, "now", "5 hours", "3 days", "2 weeks")),
            "review_after": draw(pick(None, "14 days")),
            "expect": draw(st.sampled_from([None, "It gets better.", *_nameable(skeleton, known)])),
            **_ON_JUDGEMENT,
        }
    )


def _nameable(skeleton: Skeleton, known: list[str]) -> list[str]:
    """Return how texts may name some facts: those that say how."""
    facts = [skeleton.facts[name] for name in known]
    named = [NamedFact(fact.name, each.name) for fact in facts for each in fact.says or ()]
    return list(map(str, named))


def _names(skeleton: Skeleton, known: list[str]) -> SearchStrategy[list[str]]:
    named = _nameable(skeleton, known)
    nothing: SearchStrategy[list[str]] = st.just([])
    return st.lists(st.sampled_from(named), max_size=2, unique=True) if named else nothing


def _text(scale: Scale, name: str) -> str:
    number = scale.numbers[0].name if scale.numbers else "emergency number"
    return f"What to do at {name}; call {{{number}}} if it gets worse."


def _text_for(draw: DrawFn, name: str, facts: list[str]) -> Document:
    signs = draw(st.lists(st.sampled_from(facts), min_size=1, max_size=3, unique=True))
    return {"one-kind": {"signs": signs, "text": f"What to do at {name} with one kind of sign."}}


def _advice(draw: DrawFn, skeleton: Skeleton, outcomes: dict[str, Document]) -> dict[str, Document]:
    """Draw advice, and add it to the outcomes that list it."""
    names = [f"advice-{i}" for i in range(draw(st.integers(0, 4)))]
    everywhere = list(outcomes)
    advice = {
        name: _one_advice(draw, skeleton, outcomes, name, draw(_several(everywhere)))
        for name in names
    }
    if len(names) > 1:
        advice[names[0]] |= without_empty({"not_with": draw(st.sampled_from([None, *names[1:]]))})
    return advice


def _several(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)


def _one_advice(
    draw: DrawFn,
    skeleton: Skeleton,
    outcomes: dict[str, Document],
    name: str,
    listed_by: list[str],
) -> Document:
    for outcome in listed_by:
        _append(outcomes[outcome], "advice", name)
    everybody = _known_at_all(skeleton, outcomes, listed_by)
    known = skeleton.named(everybody)
    blocks = draw(st.lists(conditions(known, 1), max_size=2)) if known else []
    when = draw(st.none() | conditions(known, 1)) if known else None
    return without_empty(
        {
            "text": f"Do {name}.",
            "too_much": draw(st.sampled_from([None, *_nameable(skeleton, sorted(everybody))])),
            "kind": draw(pick(None, "do", "avoid")),
            "phase": draw(pick(None, "today", "this week", "when settled")),
            "short": draw(pick(None, f"{name}, in short")),
            "dose": draw(pick(None, "twice a day")),
            "when": None if when is None else write_condition(when),
            "never_when": [write_condition(block) for block in blocks],
            **_ON_JUDGEMENT,
        }
    )


def _known_at_all(
    skeleton: Skeleton, outcomes: Mapping[str, Document], names: Iterable[str]
) -> frozenset[str]:
    """Return the facts asked on every way to each outcome, or in its refine facts."""
    known = [skeleton.surely[name].union(_listed(outcomes[name], "refine")) for name in names]
    return frozenset.intersection(*known)


def _listed(document: Document, key: str) -> list[str]:
    listed: Any = document.get(key, [])
    return list(listed)


def _append(document: Document, key: str, name: str) -> None:
    document[key] = [*_listed(document, key), name]


def _watch(draw: DrawFn, skeleton: Skeleton, outcomes: dict[str, Document]) -> dict[str, Document]:
    if not draw(st.booleans()):
        return {}
    _append(outcomes[draw(st.sampled_from(list(outcomes)))], "watch_for", "getting-worse")
    then = str(draw(st.sampled_from(skeleton.scale.dispositions)))
    return {"getting-worse": {"look_for": "It gets worse.", "then": then, **_ON_JUDGEMENT}}


def _impossible(draw: DrawFn, skeleton: Skeleton) -> list[Document]:
    facts = skeleton.named(skeleton.facts)
    if len(facts) < 2:
        return []
    pairs = st.lists(comparisons(facts), min_size=2, max_size=3, unique_by=lambda c: c.fact)
    return [write_condition(All(tuple(pair))) for pair in draw(st.lists(pairs, max_size=1))]


# --- made-up trees, written to files and loaded as any other tree


Library = dict[str, Document]
_FLAGS = "made-up-flags"


def trees() -> SearchStrategy[Tree]:
    """Draw loaded trees: the ``documents()``, some of them with an included module."""
    single = documents().map(lambda document: {"made-up": document})
    return st.one_of(single, single, libraries()).map(load_library)


def load_library(library: Mapping[str, Document]) -> Tree:
    """Write tree files side by side into a folder of their own, and load the first.

    Args:
        library: tree id to tree file, as the data that its YAML text holds.

    Raises:
        TreeError: the files have faults.
    """
    with TemporaryDirectory(prefix="triage-") as folder:
        return load(write_library(library, Path(folder)))


def write_library(library: Mapping[str, Document], folder: Path) -> Path:
    """Write tree files side by side into a folder; return the file of the first."""
    for name, document in library.items():
        file = folder / name / "tree.yaml"
        file.parent.mkdir()
        # Every JSON text is a YAML text that means the same.
        file.write_text(json.dumps(document, indent=1), encoding="utf-8")
    return folder / next(iter(library)) / "tree.yaml"


@st.composite
def libraries(draw: DrawFn) -> Library:
    """Draw a tree that includes a module of red flags, followed by the module."""
    skeleton = Skeleton(scale=draw(scales()))
    add_red_flags(draw, skeleton, then="step-0")
    add_steps(draw, skeleton)
    add_demands(draw, skeleton)
    flags, rest = split(skeleton, leave_by="clear")
    exits = {"clear": "none of the signs"}
    module = write_tree(draw, flags, id=_FLAGS, exits=exits)
    include: Document = {"version": module["version"], "exits": {"clear": "step-0"}}
    if draw(st.booleans()) and skeleton.scale.numbers:
        module, include["scale"] = translated(module, skeleton.scale)
    main = write_tree(draw, rest, start=_FLAGS, include={_FLAGS: include})
    main["facts"] = {n: write_fact(f) for n, f in rest.facts.items() if n not in flags.facts}
    return {"made-up": without_empty(main), _FLAGS: module}
