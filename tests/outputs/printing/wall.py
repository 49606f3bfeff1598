"""A poster as somebody reads it who knows no tree: its visible text -> a ladder.

The words of a sign are looked up in all that the facts of a tree can be called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, combinations, product

from attrs import Factory, define, evolve

from tests.outputs.printing.heard import squeezed
from tests.outputs.printing.structure import Tag, read, structure_of
from triage.answer_space.classes import classes_of, conditions_of
from triage.answer_space.groups import answers_in
from triage.answer_space.ladder.ladder import HelpInTime, Ladder, Line, NextPage, Rung, Told
from triage.model.dispositions import Disposition
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.outputs.ladder.bullets import say_sign

Sign = tuple[str, AnswerSet]
UNSURE = AnswerSet((NOT_SURE,))
# What stands before a list: "; and any of these (or not sure):", "; if not sure, with this:".
LEAD = (
    r"(;ifnotsure,withthis:"
    r"|(?:;?and|;ifnotsure,with)?(?:any|two)ofthese(?:\((?:ornotsure|onlyifsure)\))?:)"
)
LEAD_PARTS = (
    r";?(?:and)?(?P<unsure>ifnotsure,with)?(?:(?P<count>any|two)of)?(?:these|this)"
    r"(?:\((?P<other>ornotsure|onlyifsure)\))?:"
)


@define
class Ticked:
    """What stands behind a box to tick."""

    words: str


@define
class Heading:
    words: str
    ticked: list[Ticked] = Factory(list)


@define
class Box:
    """A box of the poster: its title, what stands beside it, its headings, and what follows it."""

    title: str
    beside: list[str] = Factory(list)
    headings: list[Heading] = Factory(list)
    after: str = ""


def boxes_of(pdf: bytes) -> list[Box]:
    """Return what can be read on a poster."""
    boxes: list[Box] = []
    for kind, words in tagged(structure_of(read(pdf))):
        if kind == "H2":
            boxes.append(Box(words, headings=[Heading("")]))
        elif boxes and kind == "H3":
            boxes[-1].headings.append(Heading(words))
        elif boxes and kind == "☐":
            boxes[-1].headings[-1].ticked.append(Ticked(words))
        elif boxes and kind == "P" and words.endswith("▼"):
            boxes[-1].after = words
        elif boxes and kind == "P":
            boxes[-1].beside.append(words)
    return boxes


def tagged(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield headings, paragraphs and the items of lists with their texts, in order."""
    if tag.kind in ("H1", "H2", "H3", "H4", "P"):
        yield tag.kind, squeezed(tag.text)
        return
    if tag.kind == "LI":
        marker = next(each.text for each in tag.walk() if each.kind == "Lbl")
        yield squeezed(marker), squeezed(_own(tag)).removeprefix(squeezed(marker))
        yield from chain.from_iterable(map(tagged, _lists(tag)))
        return
    for part in tag.inside:
        if isinstance(part, Tag):
            yield from tagged(part)


def _own(tag: Tag) -> str:
    inside = (p if isinstance(p, str) else _own(p) for p in tag.inside if not _is_list(p))
    return "".join(inside)


def _lists(tag: Tag) -> Iterator[Tag]:
    for part in tag.inside:
        if isinstance(part, Tag):
            yield from [part] if _is_list(part) else _lists(part)


def _is_list(part: Tag | str) -> bool:
    return isinstance(part, Tag) and part.kind == "L"


# --- what the words mean


class Reader:
    """Knows what the facts of a tree can be called, and the trees beside it by their titles."""

    def __init__(self, tree: Tree, places: dict[str, Tree]) -> None:
        self.tree, self.titles = tree, {squeezed(p.title): p.id for p in places.values()}
        self.called = dict(_every_sign(tree))
        self.labels = {squeezed(f.label).casefold(): f.name for f in tree.facts.values()}
        self.every = dict(_all_known(tree))
        self.help = {squeezed(d.heading).casefold(): d for d in tree.scale.dispositions}

    def ladder(self, boxes: list[Box]) -> Ladder:
        """Return what the boxes of a poster say."""
        rungs: list[Rung] = []
        above: list[Rung] = []
        for box in boxes:
            own = [self._rung(box, h, above) for h in box.headings if h.ticked]
            rungs, above = [*rungs, *own], own
        return Ladder(self.tree.id, self.tree.digest, tuple(rungs))

    def _rung(self, box: Box, heading: Heading, above: list[Rung]) -> Rung:
        only_sure = "ornotsure" in box.after
        rung = Rung(self._told(box, heading))
        for ticked in heading.ticked:
            words = ticked.words.casefold()
            if words == "everybodyelse":
                rung = evolve(rung, is_rest=True)
            elif words.startswith("notsureaboutanysigninbox"):
                rung = evolve(rung, unsure_of=tuple(_unsure(above)))
            else:
                lines = tuple(self._lines(ticked, only_sure=only_sure))
                rung = evolve(rung, lines=(*rung.lines, *lines))
        return rung

    def _told(self, box: Box, heading: Heading) -> Told:
        where = self.help.get(box.title.casefold())
        if where is None:
            return NextPage(tuple(self._pages(heading.words.partition("·")[2], box)))
        return told_by(where, heading.words or "".join(box.beside))

    def _pages(self, title: str, box: Box) -> Iterator[str]:
        """Yield the tree of a title, or those of two other headings that it names by number."""
        both = re.fullmatch(r"Boththepageof(\w+)andthatof(\w+)", title)
        named = dict(each.words.split("·", 1) for each in box.headings if "·" in each.words)
        for words in [named[number] for number in both.groups()] if both else [title]:
            yield self.titles[words]

    def _lines(self, ticked: Ticked, *, only_sure: bool) -> Iterator[Line]:
        """Yield the lines for which a tick stands, with each way to have enough of its lists."""
        alone, *parts = re.split(LEAD, ticked.words, flags=re.IGNORECASE)
        leads = [m for e in parts[::2] if (m := re.fullmatch(LEAD_PARTS, e.casefold()))]
        lists = zip(leads, parts[1::2], strict=True)
        signs = self._signs(alone, only_sure=only_sure)
        if leads and leads[0]["unsure"]:
            ((fact, answers),) = signs.items()
            known = self.called[alone.casefold()][1]
            yield Line({fact: known})
            signs = {fact: answers if NOT_SURE in answers else answers.union(UNSURE)}
        ways = (self._ways(lead, words, only_sure=only_sure) for lead, words in lists)
        for way in product(*ways):
            yield Line(dict(chain(signs.items(), *(option.items() for option in way))))

    def _ways(self, lead, words: str, *, only_sure: bool) -> list[dict[str, AnswerSet]]:
        if lead["other"]:
            only_sure = lead["other"] == "onlyifsure"
        options = [each for each in words.split("•") if each]
        read = [self._signs(each, only_sure=only_sure) for each in options]
        return [{**a, **b} for a, b in combinations(read, 2)] if lead["count"] == "two" else read

    def _signs(self, words: str, *, only_sure: bool) -> dict[str, AnswerSet]:
        several = re.split(";and", words) if words else []
        return dict(self._sign(each, only_sure=only_sure) for each in several)

    def _sign(self, words: str, *, only_sure: bool) -> Sign:
        if unsure := re.fullmatch("notsureaboutthis:(.*)", words.casefold()):
            return self.labels[unsure[1]], UNSURE
        if sure := re.fullmatch("sureaboutthis,eitherway:(.*)", words.casefold()):
            fact = self.labels[sure[1]]
            return fact, self.every[fact]
        bare = re.sub(r"\((onlyifsure|ornotsure)\)$", "", words)
        fact, answers = self.called[bare.casefold()]
        is_met = not only_sure if bare == words else words.endswith("(ornotsure)")
        if is_met and not self.tree.facts[fact].sure:
            answers = answers.union(UNSURE)
        return fact, answers


def told_by(where: Disposition, time: str) -> HelpInTime:
    """Return the help that a box names, by what stands in or beside it about the time."""
    if "atonce" in time.casefold():
        return HelpInTime(where, 0)
    found = re.search(r"(within|lookagainafter)(\d+)(hour|day)s?", time.casefold())
    if found is None:
        return HelpInTime(where, where.within_hours)
    hours = int(found[2]) * (24 if found[3] == "day" else 1)
    return HelpInTime(where, hours, is_review=found[1] != "within")


def _unsure(above: list[Rung]) -> Iterator[str]:
    """Yield the facts of signs that stand alone behind a box, and count only if sure."""
    alone = [line.answers for rung in above for line in rung.lines if len(line.answers) == 1]
    signs = [sign for answers in alone for sign in answers.items()]
    met = {fact for fact, answers in signs if NOT_SURE in answers}
    yield from (f for f in dict.fromkeys(f for f, _ in signs) if f not in met)


def _all_known(tree: Tree) -> Iterator[Sign]:
    """Yield for each fact all answers but *not sure*."""
    classes = classes_of(tree.facts.values(), conditions_of(tree))
    for name, fact in tree.facts.items():
        known = frozenset(at for at, each in enumerate(classes[name]) if each.value != NOT_SURE)
        yield name, answers_in(fact, classes[name], known)


def _every_sign(tree: Tree) -> Iterator[tuple[str, Sign]]:
    classes = classes_of(tree.facts.values(), conditions_of(tree))
    for fact in tree.facts.values():
        known = [each for each in classes[fact.name] if each.value != NOT_SURE]
        for chosen in _choices(fact, [each.value for each in known]):
            answers = answers_in(fact, classes[fact.name], frozenset(chosen))
            yield squeezed(say_sign(fact, answers)).casefold(), (fact.name, answers)


def _choices(fact: Fact, values: list[Value]) -> Iterator[tuple[int, ...]]:
    """Yield which answers a sign may mean: any of a choice, and runs of numbers with others."""
    if not isinstance(fact.domain, Number):
        for size in range(1, len(values)):
            yield from combinations(range(len(values)), size)
        return
    numbers = [at for at, value in enumerate(values) if not isinstance(value, str)]
    others = [at for at in range(len(values)) if at not in numbers]
    runs = [tuple(numbers[a:b]) for a, b in combinations(range(len(numbers) + 1), 2)]
    two = [(*a, *b) for a, b in combinations(runs, 2) if a[-1] + 1 < b[0]]
    for run in ((), *runs, *two):
        for size in range(len(others) + 1):
            yield from ((*run, *some) for some in combinations(others, size) if run or some)
