"""Every property that is claimed of a tree, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from triage.analysis.proofs import authors, structure, timing, urgency
from triage.analysis.proofs.claims import Claim
from triage.model.tree import Tree


@frozen
class Property:
    """One property.

    Attributes:
        title: what it is called.
        claims: makes its claims about a tree.
        kinds: the kinds of these claims.
        means: what is proved, in words for a physiotherapist.
        formula: what is proved, for all patients p.
        leaves_out: what is not proved by it.
        mend: what an author does about a claim that fails.
    """

    title: str
    claims: Callable[[Tree], Iterable[Claim]]
    kinds: tuple[str, ...]
    means: str
    formula: str
    leaves_out: str
    mend: str


PROPERTIES: tuple[Property, ...] = (
    Property(
        "Demands are met",
        urgency.demands,
        kinds=("demand",),
        means=(
            "Whoever gives an answer that demands something ends at least as urgent as that, "
            "whatever else is so, asked or not, and also where the answers as a whole are "
            "called impossible."
        ),
        formula="p(f) ∈ A ⟹ u(p) ≥ u(d), for each demand d of the answers A of f",
        leaves_out=(
            "That the demand is the right one. A demand of an included whole tree speaks of "
            "those who enter it."
        ),
        mend=(
            "let a branch that comes earlier take this answer to somebody as urgent, or "
            "change what it demands"
        ),
    ),
    Property(
        "Dangers are asked before anybody is reassured",
        urgency.asked_first,
        kinds=("question",),
        means="Nobody ends milder than a fact may demand before they were asked about it.",
        formula="u(p) < the highest demand of f ⟹ p is asked f",
        leaves_out="That the question is understood.",
        mend="ask it on every way to a milder outcome, at best before anything else decides",
    ),
    Property(
        "What was shown is kept",
        urgency.kept,
        kinds=("at least",),
        means=(
            "While somebody answers, the screen may say *at least a physio*. No later answer "
            "takes that back."
        ),
        formula=(
            "p is asked f and p(f) ∈ A ⟹ u(p) ≥ u(d); with fewer answers the least urgency "
            "shown is the highest demand so far"
        ),
        leaves_out="Going back and changing an answer may lower it, and should.",
        mend="let no branch behind the answer lead to anything milder than it demands",
    ),
    Property(
        "Worse is never milder",
        urgency.orders,
        kinds=("order",),
        means=(
            "Of two people who differ in one answer only, the one with the worse answer never "
            "ends less urgent. Answers that stand on one level, or outside the order, are not "
            "compared."
        ),
        formula="v worse than w ⟹ u(p[f=v]) ≥ u(p[f=w])",
        leaves_out=(
            "Two answers that get worse together are covered one after the other, if the pair "
            "between them is possible."
        ),
        mend=(
            "let the branch that takes the better answer take the worse one, too, or "
            "correct `worse:`"
        ),
    ),
    Property(
        "Not sure is never taken lightly",
        urgency.unsure,
        kinds=("not sure",),
        means=(
            "Not sure ends at least as urgent as the worst answer, or in just the same outcome "
            "as the answer that `not_sure_as` names. Where a demand speaks of not sure, that "
            "demand is the rule instead."
        ),
        formula=(
            "u(p[f=not sure]) ≥ u(p[f=v]) for all v; with `not_sure_as: v`: o(p[f=not sure]) = "
            "o(p[f=v])"
        ),
        leaves_out="That the answer named by `not_sure_as` is the right one.",
        mend=(
            "name *not sure* in the branch of the worst answer, or say with `not_sure_as` "
            "what it ends like"
        ),
    ),
    Property(
        "Worse is never later",
        timing.never_later,
        kinds=("time",),
        means=(
            "Of two people who differ in one answer only and end as urgent, the one with the worse "
            "answer, or who is not sure, is never left to wait longer. The time is that within "
            "which help is to be there; where none is set it is the day to look again, and where "
            "there is none of these either it has no end."
        ),
        formula=(
            "v worse than w, or v not sure, and u(p[f=v]) = u(p[f=w]) ⟹ t(p[f=v]) ≤ t(p[f=w])"
        ),
        leaves_out=(
            "Who ends more urgent by the worse answer, whose time is not compared; and an answer "
            "that `not_sure_as` names, where *not sure* ends just like it."
        ),
        mend=(
            "let a branch for the sooner outcome come earlier, shorten `within` or `review_after` "
            "of the later one, or list the claim as known to fail in the changelog"
        ),
    ),
    Property(
        "Not sure is never passed over",
        structure.defaults,
        kinds=("default",),
        means=(
            "Nobody who is not sure of a question takes the last branch there, unless the file "
            "says `including: not sure`, or they take a branch elsewhere that names *not sure*."
        ),
        formula=(
            "p takes a last branch at s without `including: not sure` ⟹ p is sure of all that s "
            "asks, or takes another branch that is about being not sure of it"
        ),
        leaves_out="That the branch for *not sure* is the right one.",
        mend=(
            "name *not sure* in a branch, or write `including: not sure` at the last one if "
            "it may pass"
        ),
    ),
    Property(
        "The author's own rules",
        authors.rules,
        kinds=("safety rule",),
        means=(
            "Whatever stands under `safety` is so for everybody whom the rule is about: least "
            "urgency, dispositions, advice, time to look again, questions asked, and steps on "
            "the way. Advice that a rule promises or forbids is so whatever they leave "
            "unanswered: refining questions, or the rest of a list of which one tick decided."
        ),
        formula=(
            "`if` holds of p ⟹ `then` holds of o(p), of the path of p, and of advice(p, s) for "
            "each set s of unanswered questions"
        ),
        leaves_out="Anything that no rule says.",
        mend="change the way of this patient, or the rule if it says too much",
    ),
    Property(
        "Forbidden advice is never given",
        authors.blocked,
        kinds=("block",),
        means=(
            "Nobody is given advice that a `never_when` forbids them, and nobody who is not "
            "sure about it either."
        ),
        formula=(
            "a ∈ advice(p, s) for some s ⟹ no `never_when` of a holds of p, and p is sure of all "
            "that they are about"
        ),
        leaves_out=(
            "Unanswered facts block too; that is a property of the engine, which the tests show "
            "for all trees."
        ),
        mend="ask what forbids the advice before the outcome, or leave the advice out there",
    ),
    Property(
        "No advice says the opposite of another",
        authors.apart,
        kinds=("opposite",),
        means=(
            "Nobody is given two measures of which one is declared, by `not_with`, to say the "
            "opposite of the other."
        ),
        formula="b ∈ `not_with` of a ⟹ a ∉ advice(p, s) or b ∉ advice(p, s)",
        leaves_out="Measures that say the opposite without being declared, and the other texts.",
        mend=("leave one of the two out of the outcome, or give them `when` that cannot both hold"),
    ),
    Property(
        "Advice is decided by what was asked",
        authors.settled,
        kinds=("advice question",),
        means=(
            "Whatever chooses or forbids an advice is asked on the way to its outcome, or right "
            "after it under `refine`."
        ),
        formula=(
            "p ends where a is listed ⟹ p is asked every fact that a depends on, or it is "
            "refined there"
        ),
        leaves_out=(
            "That the answer to a refining question is given: without it, advice that it may "
            "forbid is held back."
        ),
        mend="list the question under `refine:` of the outcome, or ask it in an earlier step",
    ),
    Property(
        "Impossible answers could be given",
        authors.possible,
        kinds=("impossible",),
        means=(
            "Each combination that is called impossible could be typed in, and not everybody is "
            "ruled out by them."
        ),
        formula="∀i ∃p: i holds of p; ∃p: no i holds of p",
        leaves_out=(
            "That they are truly impossible. Demands are met for these people, too, and no case "
            "may be ruled out."
        ),
        mend="correct the condition under `impossible:`",
    ),
    Property(
        "Everybody ends",
        structure.total,
        kinds=("end",),
        means="Whatever somebody answers, they come to one outcome, and always to the same one.",
        formula="∀p: exactly one outcome o(p)",
        leaves_out="How many questions it takes; `triage test --burden` counts screens.",
        mend="add a last branch without a condition",
    ),
    Property(
        "Nothing is there for nobody",
        structure.reached,
        kinds=("branch", "outcome", "advice"),
        means=(
            "For each branch, outcome and advice there is somebody who takes it, ends there or "
            "is given it. A step is come by when one of its branches is taken."
        ),
        formula="∀x ∃p possible: p comes by x",
        leaves_out="That many people do. What a tree includes in several places counts once.",
        mend="take it out, or change what keeps everybody from it",
    ),
    Property(
        "No question is useless",
        structure.useful,
        kinds=("use",),
        means=(
            "For each question there are two people who differ in that answer only, and who end "
            "elsewhere or are advised otherwise. Where there are none, the question can be "
            "dropped."
        ),
        formula="∀f ∃p, v, w: o(p[f=v]) ≠ o(p[f=w]) or advice(p[f=v]) ≠ advice(p[f=w])",
        leaves_out=(
            "Questions that a referral tells the doctor have their use there and are not judged."
        ),
        mend="take the question out, or let a branch or an advice read its answer",
    ),
)


def property_of(claim: Claim) -> Property:
    """Return the property that a claim belongs to."""
    return next(each for each in PROPERTIES if claim.kind in each.kinds)


def claims(tree: Tree, properties: Iterable[Property] = PROPERTIES) -> list[Claim]:
    """Return all that is claimed of a tree, property by property."""
    return [claim for each in properties for claim in each.claims(tree)]


# --- the page of properties for the documentation, made from their table


_HEAD = """\
# What is proved, and what is not

Made from `triage/analysis/proofs/properties.py` by `make docs`;
a test fails when it is out of date.
How to prove, and how it works, is in [proofs](prove.md).

For a patient *p*, that is one answer to every question of the tree:

- *p(f)* is the answer to the question *f*, and *p[f=v]* the same patient with the answer *v* to it;
- *o(p)* is the outcome where *p* ends, *u(p)* its urgency: 0 look after it yourself,
  1 physio or doctor within days, 2 the same day, 3 now, or what the tree's own scale says.
  Of several results *o(p)* is all that *p* is told, and the one that decides gives *u(p)*;
  *t(p)* the time to help: `within` of the outcome or of its disposition, else `review_after`;
- *p is asked f* when the question is put before *p* on the way. A step asks nothing new once
  earlier answers make one of its conditioned branches certain, and what was not asked for is not
  used;
- *advice(p, s)* is what *p* is given who leaves the questions *s* unanswered. They may be any of
  those under `refine` of *o(p)*, and of those that *p* is asked any without which *p* comes to
  *o(p)* all the same: the rest of a list or a form of which a part decided. *advice(p)* is what
  *p* is given who leaves none;
- *possible* leaves out the patients that `impossible:` rules out. Demands, what was shown,
  forbidden advice, a *not sure* that is passed over, and that everybody ends, speak of all
  patients; everything else of the possible ones.

"""


def page() -> str:
    """Return the page in Markdown."""
    return _HEAD + "\n".join(map(_section, PROPERTIES))


def _section(of: Property) -> str:
    kinds = ", ".join(f"`{kind}`" for kind in of.kinds)
    return (
        f"## {of.title}\n\n{of.means}\n\n"
        f"- In one formula: {of.formula}\n"
        f"- Not proved by it: {of.leaves_out}\n"
        f"- Its claims are named {kinds}.\n"
    )
