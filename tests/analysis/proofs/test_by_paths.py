"""What paths decide is what trying everybody decides, and it is the way out of large diagrams."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given

from benchmarks.agreement import compare
from benchmarks.brute_force import Disagreement, ask
from benchmarks.shaped import Shape, adversarial
from tests.pool import trees
from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage.analysis.proofs.by_paths import ByPaths, branches_found
from triage.analysis.proofs.claims import Claim, PatientPairs, PatientSet
from triage.analysis.proofs.properties import claims
from triage.analysis.proofs.prove import Proof, prove
from triage.analysis.proofs.replay import branches_of
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.classes import classes_of, conditions_of
from triage.errors import to_install
from triage.model.conditions import Is, Points, Score
from triage.model.tree import Tree
from triage.model.values import AnswerSet, Range

WITHOUT_TIME = Budget(until=0)


@slow
def test_diagram_paths_and_engine_agree_on_every_claim_about_many_trees() -> None:
    counts: Counter[str] = Counter()
    compare(counts, most=120, number=1, until=float("inf"))

    assert counts["trees"] >= 120
    assert counts["groups that refute"] > 100


def test_a_reader_of_another_tree_disagrees() -> None:
    tree = adversarial(Shape(60, seed=1))
    step = tree.steps[tree.start]
    other = evolve(tree, start=step.branches[-1].go)
    group = PatientSet(asked=step.ask[0])
    claim = Claim("made up", "", "nobody is asked first", (group,))
    somebody = ByPaths(tree).find(group)

    with pytest.raises(Disagreement, match="by another"):
        ask("by another", ByPaths(other), tree, claim, group, [somebody], Counter())


@given(trees())
def test_branches_found_by_trying_are_taken_by_somebody(tree: Tree) -> None:
    classes = classes_of(tree.facts.values(), conditions_of(tree))
    decider = ByPaths(tree)

    for branch in branches_found(tree, classes, until=float("inf")):
        (patient,) = decider.find(PatientSet(taking=branch))
        assert branch in branches_of(tree, patient)


def test_a_score_may_take_points_away() -> None:
    tree = shipped_tree("calf-soreness")
    limping, dark = (AnswerSet((True,)),) * 2
    points = (Points("limping", limping, 2), Points("dark_urine", dark, -3))
    about = (tree.facts["limping"], tree.facts["dark_urine"])
    decider = ByPaths(tree)

    def found(total: Range) -> list[tuple[object, object]]:
        people = decider.find(PatientSet(Score(points, total, about), possible=False))
        return [(person["limping"], person["dark_urine"]) for person in people]

    assert found(Range(low=2)) == [(True, False)]
    assert found(Range(high=-3)) == [(False, True)]
    assert found(Range(low=-1, high=-1)) == [(True, True)]
    assert found(Range(low=3)) == found(Range(high=-4)) == []


def test_who_is_found_is_made_plain() -> None:
    tree = shipped_tree("calf-soreness")
    well = {name: fact.well for name, fact in tree.facts.items()}
    (patient,) = ByPaths(tree).find(PatientSet(Is("dark_urine", AnswerSet((True,)))))

    assert {n: v for n, v in patient.items() if v != well[n]} == {"dark_urine": True}


@pytest.mark.parametrize(
    "group",
    [PatientSet(), PatientSet(taking=("s0", 0)), PatientPairs("fact_06", None, "elsewhere")],
)
def test_a_question_without_time_stays_open(group: PatientSet | PatientPairs) -> None:
    decider = ByPaths(adversarial(Shape(50, seed=1)), WITHOUT_TIME)

    with pytest.raises(TooLarge, match="time"):
        decider.is_empty(group)


def test_what_the_solver_gives_up_is_no_verdict() -> None:
    decider = ByPaths(adversarial(Shape(300, seed=1)))
    (group,) = next(c for c in claims(decider.tree) if c.kind == "order").groups
    decider._asked(group).definitions.solver.set("rlimit", 1)

    with pytest.raises(TooLarge, match="solver gave up"):
        decider.find(group)


def verdicts(proof: Proof) -> dict[str, str]:
    return {f"{v.claim.name} {v.claim.at}": v.status for v in proof.verdicts}


@pytest.mark.parametrize("name", sampled(["calf-soreness", "showcase"], "showcase"))
def test_paths_settle_what_is_too_large_for_a_diagram(name: str) -> None:
    tree = shipped_tree(name)
    by_paths = prove(tree, nodes=50)

    assert by_paths.nodes == 0
    assert verdicts(by_paths) == verdicts(prove(tree))


@slow
def test_paths_settle_every_claim_about_a_tree_without_any_order() -> None:
    tree = adversarial(Shape(25, seed=1))

    assert verdicts(prove(tree, nodes=100, seconds=600)) == verdicts(prove(tree))


def test_without_the_solver_the_reason_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    proof = prove(shipped_tree("calf-soreness"), nodes=50)

    assert {v.status for v in proof.verdicts} == {"unknown"}
    assert proof.verdicts[0].reason == (
        "the search needs more than 50 nodes; "
        "the library z3-solver brings another way, which may settle it"
    )


def test_without_the_solver_its_import_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['z3'] = None\n"
        "from triage.errors import MissingExtra\n"
        "try: import triage.analysis.proofs.by_paths\n"
        "except MissingExtra as error: print(error)\n"
    )
    assert ran(code) == (
        f"deciding claims by paths needs z3-solver\n    help: {to_install('paths')}\n"
    )


def test_a_proof_of_a_usual_tree_does_not_load_the_solver() -> None:
    code = (
        "import sys, triage\n"
        "from triage.analysis.proofs.prove import prove\n"
        "proof = prove(triage.load('calf-soreness'), seconds=600)\n"
        "print(proof.number('holds') > 0, 'z3' in sys.modules)\n"
    )
    assert ran(code) == "True False\n"


def ran(code: str) -> str:
    program = [sys.executable, "-c", code]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout
