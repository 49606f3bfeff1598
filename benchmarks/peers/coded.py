"""Engines that take codes, as they compare no word with a number or know no "not"."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from benchmarks.peers.follow import SQL, Coded, Language, infix, sql_case, ternary
from triage.model.conditions import facts_of
from triage.model.tree import Tree

Patient: TypeAlias = Mapping[str, Any]
Decide: TypeAlias = Callable[[Patient], object]


def makers() -> dict[str, Callable[[Tree], Decide]]:
    """Return what makes each of them."""
    return {
        "cel-python: CEL in Python": _cel,
        "SQLite: a prepared CASE in C": _sqlite,
        "regopy: Rego in C++": _rego,
        "CLIPS: rules in C": _clips,
        "business-rules, in Python": _business_rules,
        "simpleeval: an expression in Python": _simpleeval,
    }


# --- languages of expressions


def _cel(tree: Tree) -> Decide:
    import celpy

    language = infix(" && ", " || ", lambda fact, codes: f"{fact} in {list(codes)}")
    env = celpy.Environment()
    program = env.program(env.compile(ternary(tree, language)))
    return lambda patient: str(program.evaluate(celpy.json_to_cel(patient)))


def _sqlite(tree: Tree) -> Decide:
    names = [*tree.outcomes]
    here = sqlite3.connect(":memory:")
    language = infix(" AND ", " OR ", lambda fact, codes: SQL.among(f":{fact}", codes))
    asked = f"SELECT {sql_case(Coded(tree, language), names.index)}"
    return lambda patient: names[here.execute(asked, patient).fetchone()[0]]


def _simpleeval(tree: Tree) -> Decide:
    import simpleeval

    def choose(cases: Sequence[tuple[str, str]], last: str) -> str:
        return f"({' else '.join(f'{then} if {cond}' for cond, then in cases)} else {last})"

    language = infix(" and ", " or ", lambda fact, codes: f"{fact} in {tuple(codes)}")
    text = Coded(tree, language).walk(choose, repr)
    parser = simpleeval.EvalWithCompoundTypes()
    parser.MAX_STRING_LENGTH = len(text)
    parsed = parser.parse(text)

    def decide(patient: Patient) -> object:
        parser.names = patient
        return parser.eval(text, previously_parsed=parsed)

    return decide


# --- rules, the first of which that holds decides


def _rego(tree: Tree) -> Decide:
    """Make each "or" a rule of its own, as Rego has none within one."""
    import regopy

    helpers: list[str] = []

    def either(parts: Sequence[str]) -> str:
        name = f"one_of_{len(helpers)}"
        helpers.append("\n".join(f"{name} if {{ {part} }}" for part in parts))
        return name

    def among(fact: str, codes: Sequence[int]) -> str:
        return f"input.{fact} in {{{', '.join(map(str, codes))}}}"

    lines = Coded(tree, Language(among, "; ".join, either)).lines()
    chain = " else := ".join(
        f'"{end}" if {{ {"; ".join(parts)} }}' if parts else f'"{end}"' for parts, end in lines
    )
    rego = regopy.Interpreter()
    rego.add_module("tree", "\n".join(["package tree", *helpers, f"outcome := {chain}"]))
    bundle = rego.build("outcome = data.tree.outcome")

    def decide(patient: Patient) -> object:
        rego.set_input(dict(patient))
        return rego.query_bundle(bundle).results[0].bindings["outcome"]

    return decide


def _business_rules(tree: Tree) -> Decide:
    from business_rules.actions import BaseActions, rule_action
    from business_rules.engine import run_all
    from business_rules.fields import FIELD_TEXT
    from business_rules.variables import BaseVariables, numeric_rule_variable

    def among(fact: str, codes: Sequence[int]) -> dict[str, Any]:
        each = [{"name": fact, "operator": "equal_to", "value": code} for code in codes]
        return each[0] if len(each) == 1 else {"any": each}

    def variable(fact: str) -> Any:
        def read(self: Any) -> Any:
            return self.patient[fact]

        read.__name__ = fact
        return numeric_rule_variable(read)

    class Ends(BaseActions):  # type: ignore[misc]  # it has no types
        name = ""

        @rule_action(params={"outcome": FIELD_TEXT})
        def end(self, outcome: str) -> None:
            self.name = outcome

    language = Language[Any](among, lambda p: {"all": [*p]}, lambda p: {"any": [*p]})
    always = {"any": [among(tree.steps[tree.start].ask[0], (1, 2, 3))]}
    rules = [
        {
            "conditions": {"all": [*parts]} if parts else always,
            "actions": [{"name": "end", "params": {"outcome": end}}],
        }
        for parts, end in Coded(tree, language).lines()
    ]
    facts = type("Facts", (BaseVariables,), {fact: variable(fact) for fact in tree.facts})

    def decide(patient: Patient) -> object:
        known, ends = facts(), Ends()
        known.patient = patient
        run_all(rules, known, ends, stop_on_first_trigger=True)
        return ends.name

    return decide


def _clips(tree: Tree) -> Decide:
    """Walk from step to step: whoever is at one matches its rules, of which the first fires."""
    import clips

    language = Language[str](
        lambda fact, codes: f"(or {' '.join(f'(= ?{fact} {code})' for code in codes)} FALSE)",
        lambda parts: f"(and {' '.join(parts)})",
        lambda parts: f"(or {' '.join(parts)})",
    )
    env, coded = clips.Environment(), Coded(tree, language)
    slots = " ".join(f"(slot {fact})" for fact in tree.facts)
    env.build(f"(deftemplate patient {slots})")
    for step in tree.steps.values():
        for number, branch in enumerate(step.branches):
            condition = branch.condition
            reads = facts_of(condition) if condition else ()
            patient = f"(patient {' '.join(f'({fact} ?{fact})' for fact in reads)})"
            test = f"{patient} (test {coded.say(condition)})" if condition else ""
            env.build(
                f"(defrule {step.name}-{number} (declare (salience {-number})) "
                f"?here <- (at {step.name}) {test} => (retract ?here) (assert (at {branch.go})))"
            )
    template = env.find_template("patient")

    def decide(patient: Patient) -> object:
        env.reset()
        template.assert_fact(**patient)
        env.assert_string(f"(at {tree.start})")
        env.run()
        return next(str(fact[0]) for fact in env.facts() if fact.template.name == "at")

    return decide
