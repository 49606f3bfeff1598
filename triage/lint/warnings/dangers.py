"""What is dangerous although each part by itself is well written."""

from __future__ import annotations

from collections.abc import Iterator

from triage.answer_space.classes import classes_of
from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.lint.spaces import space_of, unless_too_large
from triage.model.conditions import All, Is, Not, facts_of
from triage.model.dispositions import most_urgent
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.tree import Advice, Outcome, Tree
from triage.model.values import NOT_SURE, Value, is_number
from triage.words import _


@rule(scope="its file")
def dangers(tree: Tree) -> Iterator[Finding]:
    """Report demands that nothing keeps or that contradict, and people sent home unadvised."""
    yield from _demands_not_routed(tree)
    for fact in tree.facts.values():
        yield from _well_demands(fact)
        yield from _demands_against_worse(fact)
        yield from _not_sure_forgotten(fact)
    knows_danger = any(fact.demands for fact in tree.facts.values())
    for outcome in tree.outcomes.values():
        if knows_danger and outcome.disposition.is_mildest:
            yield from _sent_home_unadvised(outcome)
        yield from _milder_signs(outcome, tree)


@rule(scope="its parts")
def unheeded(tree: Tree) -> Iterator[Finding]:
    """Report advice that nobody is given."""
    for advice in tree.advice.values():
        yield from _never_given(advice, tree)


DEMAND_NOT_ROUTED = FindingKind(
    "D801",
    "demand-not-routed",
    means="An answer demands something, and no branch of the tree reads the fact.",
    why="The demand can then be kept by chance only. `triage prove` names the patient of whom it "
    "is not kept.",
    bad="ask: days\nthen:\n  - go: trend\n    including: not sure",
    good="ask: days\nthen:\n  - if: {days: [over 14, not sure]}\n    go: physio\n"
    "    source: book\n  - go: trend",
    severity="warning",
)


def _demands_not_routed(tree: Tree) -> Iterator[Finding]:
    """Report red flags that are asked and then passed over; a module's may be read outside it."""
    if tree.exits:
        return
    branches = [branch for step in tree.steps.values() for branch in step.branches]
    read = {fact for b in branches if b.condition is not None for fact in facts_of(b.condition)}
    for step in tree.steps.values():
        for name in step.ask:
            demands = tree.facts[name].demands
            if demands and name not in read:
                most = most_urgent([demand.disposition for demand in demands])
                message = _(
                    "found that `{name}` is asked in `{step}` and demands `{most}`, "
                    "but no branch reads it",
                    name=name,
                    step=step.name,
                    most=most,
                )
                hint = _("add a branch for the answers that demand something")
                yield DEMAND_NOT_ROUTED.about(step.at, message, hint)


WELL_DEMANDS = FindingKind(
    "D802",
    "well-demands",
    means="The answer under `well` demands more than self-care.",
    why="An otherwise well person would need help. Mostly `yes` and `no` were mixed up.",
    bad="demands: {yes: physio, not sure: physio}\nwell: yes",
    good="demands: {yes: physio, not sure: physio}\nwell: no",
    severity="warning",
)


def _well_demands(fact: Fact) -> Iterator[Finding]:
    if fact.well is None:
        return
    demanded = fact.demand(fact.well)
    if demanded is not None and demanded.urgency > 0:
        found = _(
            "found that `well: {answer}` of `{name}` demands `{demanded}`",
            answer=fact.say(fact.well),
            name=fact.name,
            demanded=demanded,
        )
        hint = _("give the answer of an otherwise well person, or correct `demands`")
        yield WELL_DEMANDS.about(fact.at, found, hint)


DEMANDS_AGAINST_WORSE = FindingKind(
    "D803",
    "demands-against-worse",
    means="Of two answers the better one, as `worse` has it, demands more.",
    why="One of the two keys is the wrong way round, and proofs rest on both.",
    bad="worse: no\ndemands: {yes: physio, not sure: physio}",
    good="worse: yes\ndemands: {yes: physio, not sure: physio}",
    severity="warning",
)


def _demands_against_worse(fact: Fact) -> Iterator[Finding]:
    """Report the first answer that demands less than one that is better than it."""
    most, demanding = 0, None
    for level in _levels(fact):
        for value in level:
            if _urgency(fact, value) < most and demanding is not None:
                better, worse = fact.say(demanding), fact.say(value)
                found = _(
                    "found that `{name}` demands more for {better} than for {worse}",
                    name=fact.name,
                    better=better,
                    worse=worse,
                )
                hint = _(
                    "{worse} is the worse of the two, as `worse` has it; turn one of them round",
                    worse=worse,
                )
                yield DEMANDS_AGAINST_WORSE.about(fact.at, found, hint)
                return
        highest = max(level, key=lambda value: _urgency(fact, value))
        if _urgency(fact, highest) > most:
            most, demanding = _urgency(fact, highest), highest


def _levels(fact: Fact) -> list[tuple[Value, ...]]:
    """Return the answers from best to worst, those of equal severity together."""
    if not fact.demands or fact.worse is None:
        return []
    if not isinstance(fact.worse, str):
        return [level for level in fact.worse if level]
    if not isinstance(fact.domain, Number):
        return []
    demanding = [Is(fact.name, demand.answers) for demand in fact.demands]
    values = [c.value for c in classes_of([fact], demanding)[fact.name]]
    numbers: list[tuple[Value, ...]] = [(value,) for value in values if is_number(value)]
    return numbers if fact.worse == "higher" else numbers[::-1]


def _urgency(fact: Fact, value: Value) -> int:
    demanded = fact.demand(value)
    return demanded.urgency if demanded is not None else 0


NOT_SURE_FORGOTTEN = FindingKind(
    "D804",
    "not-sure-forgotten",
    means="An answer demands help today or at once, *not sure* can be answered, and neither "
    "`demands` nor `not_sure_as` says what it calls for.",
    why="Somebody who is not sure of a danger sign may have it.",
    bad="demands: {yes: same_day_urgent}",
    good="demands: {yes: same_day_urgent, not sure: same_day_urgent}",
    severity="warning",
)


def _not_sure_forgotten(fact: Fact) -> Iterator[Finding]:
    urgent = [d.disposition for d in fact.demands if d.disposition.is_urgent]
    said = fact.sure or fact.not_sure_as is not None or fact.demand(NOT_SURE) is not None
    if urgent and not said:
        message = _(
            "found that `{name}` demands `{urgent}`, and nothing says what somebody not sure of it "
            "calls for",
            name=fact.name,
            urgent=most_urgent(urgent),
        )
        hint = _("add `not sure:` to `demands`, or say `not_sure_as`")
        yield NOT_SURE_FORGOTTEN.about(fact.at, message, hint)


NO_WATCH_FOR = FindingKind(
    "D805",
    "no-watch-for",
    means="An outcome sends somebody home and lists no sign under `watch_for`. Found only in a "
    "tree in which some answer demands something.",
    why="No questionnaire is ever sure. Who is sent home has to know when to come back.",
    bad="advice: [bath]\nreview_after: 7 days",
    good="advice: [bath]\nwatch_for: [swelling]\nreview_after: 7 days",
    severity="warning",
)
NO_REVIEW_AFTER = FindingKind(
    "D806",
    "no-review-after",
    means="An outcome sends somebody home and has neither `review_after` nor `expect`. Found only "
    "in a tree in which some answer demands something.",
    why="Who is sent home has to know how long is too long.",
    bad="watch_for: [swelling]\nsource: book",
    good="watch_for: [swelling]\nreview_after: 7 days\nsource: book",
    severity="warning",
)


def _sent_home_unadvised(outcome: Outcome) -> Iterator[Finding]:
    if not outcome.watch_for:
        hint = _("list under `watch_for:` the signs with which they have to come back")
        message = _(
            "found that `{name}` sends somebody home and names no sign to watch for",
            name=outcome.name,
        )
        yield NO_WATCH_FOR.about(outcome.at, message, hint)
    if outcome.review_after_days is None and outcome.expect is None:
        hint = _("add `review_after:`, or say under `expect:` how long it takes")
        message = _(
            "found that `{name}` sends somebody home and does not say how long is too long",
            name=outcome.name,
        )
        yield NO_REVIEW_AFTER.about(outcome.at, message, hint)


MILDER_SIGN = FindingKind(
    "D807",
    "milder-sign",
    means="A sign to watch for calls for less than the outcome that lists it.",
    why="Somebody who was told to get help today would wait once the sign has come.",
    bad='swelling: {look_for: "The calf swells", then: self_care, source: book}',
    good='swelling: {look_for: "The calf swells", then: same_day_urgent, source: book}',
    severity="warning",
)


def _milder_signs(outcome: Outcome, tree: Tree) -> Iterator[Finding]:
    for sign in (tree.watch_for[name] for name in outcome.watch_for if name in tree.watch_for):
        if sign.then.urgency < outcome.disposition.urgency:
            hint = _("list a sign that is worse than what is known already, or correct its `then`")
            message = _(
                "found the sign `{name}`, which calls for `{then}`, in an outcome that calls for "
                "`{disposition}`",
                name=sign.name,
                then=sign.then,
                disposition=outcome.disposition,
            )
            yield MILDER_SIGN.about(outcome.at, message, hint)


ADVICE_NEVER_GIVEN = FindingKind(
    "D808",
    "advice-never-given",
    means="`when` and `never_when` of an advice leave nobody to give it to.",
    why="It is listed, reviewed, and reaches no patient.",
    bad="when: {bruise: no}\nnever_when: [{bruise: [yes, no]}]",
    good="when: {bruise: no}\nnever_when: [{bruise: yes}]",
    place="never_when: [{bruise: yes}]",
    severity="warning",
)


@unless_too_large
def _never_given(advice: Advice, tree: Tree) -> Iterator[Finding]:
    # An answer that is not known blocks an advice, as one that is named does.
    when = advice.when or All(())
    given = All((when, Not(advice.blocked)))
    space = space_of(tree, [given])
    nobody = space.diagram.false
    if space.where(given) == nobody and space.where(when) != nobody:
        found = _("found that nobody is given the advice `{name}`", name=advice.name)
        hint = _("`never_when` keeps it back from all for whom `when` chooses it")
        yield ADVICE_NEVER_GIVEN.about(advice.at, found, hint)
