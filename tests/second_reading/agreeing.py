"""The two readings of a tree, side by side: where do they differ?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

from tests.second_reading import people
from tests.second_reading.claims import TooManyPeople, broken
from tests.second_reading.conditions import Raw, Value, extras, number
from tests.second_reading.everybody import counted, values
from tests.second_reading.files import Reading
from tests.second_reading.telling import Ending
from triage.analysis.proofs.prove import prove
from triage.answer_space.ends import Ends
from triage.answer_space.space import count
from triage.engine.also import AlsoTold
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.engine.saved import start
from triage.engine.session import Session
from triage.locales.regions import localize
from triage.model.tree import Tree

Answers = dict[str, Value]


class Differ(AssertionError):
    """The package and the second reading say different things of somebody."""


def same(
    tree: Tree, reading: Reading, answers: Answers, what: str, ours: object, read: object
) -> None:
    """Compare what both say.

    Raises:
        Differ: it is not the same.
    """
    if ours != read:
        raise Differ(f"{what}: {ours!r}, but read: {read!r}\n{answers}\n{tree!r}\n{reading!r}")


def meet(tree: Tree, reading: Reading, number: int) -> Counter[str]:
    """Compare what both make of some records, and of so many people in a session.

    Returns:
        How many sets of answers of each kind were compared.

    Raises:
        Differ: they make different things of somebody.
    """
    random, counts = Random(tree.digest), Counter[str]()
    for _ in range(number):
        compare_assessed(tree, reading, record(reading, random), counts)
        somebody = well(reading, random)
        compare_session(tree, reading, somebody, random, counts)
        compare_session(tree, reading, somebody | record(reading, random), random, counts)
    return counts


def compare_assessed(
    tree: Tree, reading: Reading, answers: Answers, counts: Counter[str]
) -> people.Told:
    """Compare what both make of some answers.

    Raises:
        Differ: they make different things of them.
    """
    result, told = assess(tree, answers), people.assess(reading, answers)
    pairs: Mapping[str, tuple[object, object]] = {
        "outcome": (result.outcome, told.outcome),
        "at_least": (result.at_least.urgency, told.at_least),
        "next": (result.next, told.next),
        "to_correct": (result.to_correct, told.to_correct),
        "not_used": (frozenset(result.not_used), told.not_used),
        "also": (
            [_of_part(each) for each in result.also],
            [_of_reading(name, ending, result) for name, ending in told.also],
        ),
        **_told_at_the_end(result, told.ending),
    }
    for what, (ours, read) in pairs.items():
        same(tree, reading, answers, what, ours, read)
    counts["whole records" if len(answers) == len(tree.facts) else "partial answers"] += 1
    counts["contradictory answers"] += bool(result.contradictions)
    counts["answers with several results"] += bool(result.also)
    return told


def _of_part(part: AlsoTold) -> tuple[object, ...]:
    """Return what is compared of what another part came to."""
    advice = tuple(each.id for each in part.advice)
    times = part.within_hours, part.review_after_days
    return part.outcome, advice, part.text, part.expect, *times


def _of_reading(name: str, read: Ending, result: Result) -> tuple[object, ...]:
    texts = (text and localize(text, result.region) for text in (read.text, read.expect))
    return name, read.advice, *texts, read.within, read.review


def _told_at_the_end(result: Result, read: Ending) -> dict[str, tuple[object, object]]:
    """Return what both tell at the end, or where there is none."""
    plan = tuple((part.phase, part.ids) for part in result.plan)

    def local(text: str | None) -> str | None:
        return text and localize(text, result.region)

    return {
        "text": (result.text, local(read.text)),
        "expect": (result.expect, local(read.expect)),
        "advice": (tuple(each.id for each in result.advice), read.advice),
        "withheld": (tuple(each.id for each in result.withheld), read.withheld),
        "too much": (
            tuple(each.too_much for each in result.advice),
            tuple(map(local, read.too_much)),
        ),
        "plan": (plan, read.plan),
        "within": (result.within_hours, read.within),
        "review": (result.review_after_days, read.review),
        "handed on": (result.told, read.told),
    }


def compare_session(
    tree: Tree, reading: Reading, patient: Answers, random: Random, counts: Counter[str]
) -> None:
    """Let somebody answer a session, ticking lists in part and skipping some refining questions.

    It ends early where answers are to be corrected, as this patient would
    say the same again.

    Raises:
        Differ: another question was put than the second reading puts, or the end is another.
    """
    session = start(tree)
    counts["sessions"] += 1
    ticked = skipped = False
    while (screen := session.next) is not None:
        gathered = dict(session.answers)
        told = compare_assessed(tree, reading, gathered, counts)
        if screen.optional:
            session, skips = _refined(session, patient, random)
            skipped = skipped or skips
            continue
        left = tuple(fact for fact in screen.facts if fact not in gathered)
        same(tree, reading, gathered, "asked", left or screen.facts, told.to_correct or told.next)
        if not left:
            return
        session, in_part = _partly(session, patient, random)
        ticked = ticked or in_part
    counts["sessions with a list ticked in part"] += ticked
    counts["sessions with refining questions skipped"] += skipped
    told = compare_assessed(tree, reading, dict(session.answers), counts)
    whole = compare_assessed(tree, reading, patient | dict(session.answers), counts)
    if whole.outcome is not None:  # what was left unticked may contradict what was ticked
        same(tree, reading, patient, "the end on the whole record", told.outcome, whole.outcome)


def compare_claims(tree: Tree, reading: Reading, most: int, counts: Counter[str]) -> None:
    """Compare which claims are refuted, where at most so many people answer in ways of their own.

    Raises:
        Differ: one refutes a claim that holds for the other.
    """
    if not counted(reading, most):
        return
    try:
        found = broken(reading, 20 * most)
    except TooManyPeople:  # claims tell more answers apart than ways do
        counts["too many to read claims twice"] += 1
        return
    verdicts = prove(tree).verdicts
    refuted = {(v.claim.kind, v.claim.about) for v in verdicts if v.status == "fails"}
    same(tree, reading, {}, "refuted", refuted, found)
    counts["claims read twice"] += len(verdicts)
    counts["claims read twice that are refuted"] += len(refuted)


def compare_numbers(tree: Tree, reading: Reading, most: int, counts: Counter[str]) -> None:
    """Compare how many people come to each outcome: the numbers of `triage who`.

    Raises:
        Differ: the numbers are not the same.
    """
    there: Counter[str] = Counter()
    for answers, alike in counted(reading, most):
        counts["people counted twice"] += alike
        if not any(condition.so(answers) for condition in reading.impossible):
            there[people.follow(reading, answers).end] += alike
    if not there:
        return
    ends = Ends(tree)
    for name in tree.outcomes:
        some = ends.space.without(ends.ending_in({name}), ends.ruled_out)
        same(tree, reading, {}, f"people at {name}", count(ends.space, some), there[name])


def _reply(session: Session, patient: Answers) -> Session:
    screen = session.next
    assert screen is not None
    return session.answer({fact: patient[fact] for fact in screen.facts})


def _refined(session: Session, patient: Answers, random: Random) -> tuple[Session, bool]:
    """Answer some of the refining questions of a screen, and skip the others.

    Returns:
        The session, and whether any was skipped.
    """
    screen = session.next
    assert screen is not None
    some = {fact: patient[fact] for fact in screen.facts if random.random() < 0.5}
    return (session.answer(some), False) if some else (session.skip(), True)


def _partly(session: Session, patient: Answers, random: Random) -> tuple[Session, bool]:
    """Answer a screen: all of it, or of a list only what is so.

    Returns:
        The session, and whether only that was told.
    """
    screen = session.next
    assert screen is not None
    so = {fact: True for fact in screen.facts if patient[fact] is True}
    is_new = so.keys() - session.answers.keys()
    if len(screen.facts) > 1 and is_new and random.random() < 0.5:
        return session.answer(so), True
    return _reply(session, patient), False


def record(reading: Reading, random: Random) -> Answers:
    """Make up a record: whole, in part, and maybe contradictory."""
    left_out = random.choice([0, 0, 0.1, 0.5])
    return {
        name: random.choice(some)
        for name, some in values(reading).items()
        if random.random() >= left_out
    }


def well(reading: Reading, random: Random) -> Answers:
    """Make up somebody who is well but for a few answers, so that long ways are gone."""
    patient = {name: random.choice(some) for name, some in values(reading).items()}
    usual = {name: _well(fact) for name, fact in reading.facts.items() if random.random() < 0.95}
    return patient | {name: value for name, value in usual.items() if value is not None}


def _well(fact: Raw) -> Value | None:
    """Return the answer of a well person; no to what does not say."""
    raw = fact.get("well")
    if fact["type"] == "note":
        return ""
    if fact["type"] == "yes-no":
        return raw == "yes"
    if raw is None or fact["type"] == "one of" or raw in extras(fact):
        return raw
    return number(raw)
