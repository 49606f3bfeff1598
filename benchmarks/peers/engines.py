"""Engines that decide on one patient at a time, each with the tree compiled or taken in once.

Most take the answers as they are; others get codes, made before the clock starts.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from benchmarks.handwritten_calf import outcome_of
from benchmarks.peers import coded
from benchmarks.peers.as_rules import Infix, json_logic
from benchmarks.peers.coded import Decide
from triage.model.tree import Tree


@frozen
class Engine:
    """An engine that was given the tree.

    Attributes:
        decide: returns the outcome of a patient.
        coded: whether it takes codes, of all facts.
    """

    decide: Decide
    coded: bool = False


def engines(tree: Tree) -> Iterator[tuple[str, Engine]]:
    """Yield each engine with its name."""
    yield "hand-written if/else in Python", Engine(outcome_of)
    yield from _with_answers(tree)
    for name, make in coded.makers().items():
        yield name, Engine(make(tree), coded=True)


def _with_answers(tree: Tree) -> Iterator[tuple[str, Engine]]:
    import cel
    import datalogic_py
    import json_logic as panzi
    import jsonlogic_rs
    import rule_engine
    import zen

    logic = json_logic(tree, tree.start)
    words = Infix(" and ", " or ", "not ").rule(tree, tree.start)
    signs = Infix(" && ", " || ", "!").rule(tree, tree.start)
    empty = dict.fromkeys(tree.facts)
    rust = datalogic_py.Engine().compile(logic)
    yield "datalogic-py: JSON logic in Rust", Engine(rust.evaluate)
    yield "jsonlogic-rs: JSON logic in Rust", Engine(lambda p: jsonlogic_rs.apply(logic, dict(p)))
    yield "panzi-json-logic: JSON logic in Python", Engine(lambda p: panzi.jsonLogic(logic, p))
    yield "zen-engine: an expression in Rust", Engine(zen.compile_expression(words).evaluate)
    yield "zen-engine: a decision graph in Rust", Engine(_zen_graph(words))
    program = cel.compile(signs)
    yield (
        "common-expression-language: CEL in Rust",
        Engine(lambda p: program.execute({**empty, **p})),
    )
    rule = rule_engine.Rule(words, context=rule_engine.Context(default_value=None))
    yield "rule-engine, in Python", Engine(rule.evaluate)


def _zen_graph(words: str) -> Decide:
    """Return a decision graph of three nodes, of which the middle one holds the rule."""
    import zen

    rule = {"id": "1", "key": "outcome", "value": words}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "do", "type": "expressionNode", "name": "do", "content": {"expressions": [rule]}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "do", "type": "edge"},
        {"id": "b", "sourceId": "do", "targetId": "out", "type": "edge"},
    ]
    decision = zen.ZenEngine().create_decision({"nodes": nodes, "edges": edges})
    return lambda patient: decision.evaluate(patient)["result"]["outcome"]
