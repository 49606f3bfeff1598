"""The graph of a tree, held against the plainest way to work it out: walking every path."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.bare import bare_tree
from triage.lint.blocking import check
from triage.lint.blocking.asked import AskedFacts
from triage.model.dispositions import Disposition
from triage.model.domains import YesNo
from triage.model.facts import Fact
from triage.model.graph import Graph, a_way, cycles, targets
from triage.model.provenance import Location
from triage.model.texts import Instruction, Title
from triage.model.tree import Branch, Outcome, Step

HERE = Location("drawn.yaml", 1, 1)
FACTS = ("a", "b", "c", "d")


def tree_of(steps, outcomes=("end",), exits=()):
    facts = {name: Fact(name=name, domain=YesNo(), ask="?", label=name, at=HERE) for name in FACTS}
    return bare_tree(
        id="drawn",
        start="s0",
        facts=facts,
        steps={step.name: step for step in steps},
        outcomes={
            name: Outcome(
                name=name,
                disposition=Disposition.PHYSIO,
                title=Title("T"),
                text=Instruction("T"),
                at=HERE,
            )
            for name in outcomes
        },
        exits=dict.fromkeys(exits, "out"),
    )


def step_of(name, ask, goes):
    branches = tuple(Branch(condition=None, go=go, at=HERE) for go in goes)
    return Step(name=name, ask=tuple(ask), branches=branches, heading="Which?", at=HERE)


@st.composite
def trees(draw, cyclic=False):
    """Draw up to seven steps, each of which leads to later ones, or to any if cyclic."""
    count = draw(st.integers(1, 7))
    steps = []
    for i in range(count):
        ahead = [f"s{j}" for j in range(0 if cyclic else i + 1, count)]
        goes = draw(
            st.lists(st.sampled_from([*ahead, "end", "out", "nowhere"]), min_size=1, max_size=3)
        )
        ask = draw(st.lists(st.sampled_from(FACTS), unique=True, max_size=2))
        steps.append(step_of(f"s{i}", ask, goes))
    return tree_of(steps, exits=draw(st.sampled_from([(), ("out",)])))


def walks(tree, name="s0", asked=frozenset()):
    """Yield every place that a path reaches, with what was asked on the path before it."""
    yield name, asked
    for go in targets(tree, name):
        yield from walks(tree, go, asked | set(tree.steps[name].ask))


@given(trees())
def test_a_place_knows_what_every_path_to_it_has_asked(tree):
    graph = Graph.of(tree)
    asked = AskedFacts.of(graph)
    own = {fact for step in tree.steps.values() for fact in step.ask}
    given_before = set(FACTS) - own if tree.exits else set()
    expected: dict[str, set[str]] = {}
    for name, on_the_way in walks(tree):
        expected[name] = expected.get(name, set(FACTS)) & (on_the_way | given_before)

    known = {n: {f for f in FACTS if asked.known[n] & asked.bits[f]} for n in graph.order}
    assert known == expected


@given(trees())
def test_each_place_stands_after_all_that_lead_to_it(tree):
    graph = Graph.of(tree)

    assert set(graph.order) == {name for name, _ in walks(tree)}
    for i, name in enumerate(graph.order):
        assert set(graph.before[name]) <= set(graph.order[:i])


@given(trees())
def test_a_path_that_never_asks_is_one(tree):
    graph = Graph.of(tree)
    asked = AskedFacts.of(graph)
    for name in graph.order:
        for fact in asked.missing(FACTS, name, ()):
            path = asked.path_without(fact, name)
            assert path[-1] == name
            assert not any(fact in tree.steps[step].ask for step in path[:-1])


@given(trees(cyclic=True))
def test_cycles_are_found_where_there_are_some_and_lead_round(tree):
    found = cycles(tree)

    assert bool(found) == any(leads_back(tree, name) for name in tree.steps)
    for names in found:
        for name, following in zip(names, [*names[1:], names[0]], strict=True):
            assert following in targets(tree, name)


def leads_back(tree, start):
    seen, waiting = set(), list(targets(tree, start))
    while waiting:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            waiting += targets(tree, name)
    return False


@given(trees(cyclic=True))
def test_the_checks_never_fail_on_a_tree_with_parts_missing(tree):
    assert all(finding.message.startswith("found ") for finding in check(tree))


def test_what_is_in_doubt_is_not_judged():
    lonely = step_of("s1", (), ["end"])
    tree = tree_of([step_of("s0", ("a",), ["end"]), lonely])

    assert {f.name for f in check(tree, {"asks"})} >= {"unreachable", "not-sure-absorbed"}
    assert {f.name for f in check(tree, {"targets", "conditions"})} == set()
    assert "unreachable" not in {f.name for f in check(tree, {"targets"})}


def test_a_flood_of_one_kind_is_cut_off():
    steps = [step_of(f"s{i}", ("a",), ["end"]) for i in range(500)]
    found = [f.name for f in check(tree_of(steps))]

    assert found.count("unreachable") == found.count("not-sure-absorbed") == 100


def test_the_middle_of_a_long_way_is_left_out():
    assert a_way(["a", "b"]) == "`a` → `b`"
    assert a_way(list("abcdef"), limit=5) == "`a` → `b` → … → `e` → `f`"
