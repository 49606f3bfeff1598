"""Why a result is what it is: in short below it, and in full on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from triage.engine.advice import AdviceGiven, Arranged, Withheld, arrange
from triage.engine.reasons import Reason, without_noes
from triage.engine.result import Result
from triage.locales.regions import localize
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.phrasing.how_soon import how_soon
from triage.phrasing.phone_numbers import say_day
from triage.terminal.pages import Block, Choose, Key, Page, Row
from triage.terminal.questions import back_again, only
from triage.words import _


def section(title: str, blocks: Sequence[Block]) -> list[Block]:
    """Put a heading above some texts, if there are any."""
    return [Block("heading", title), *blocks] if blocks else []


def reasons(result: Result) -> list[Block]:
    """Return the reasons, the one that decided last first, and the plain noes as a number."""
    tree = result.tree
    shown = [without_noes(reason, tree.facts) for reason in reversed(result.because)]
    blocks = [_reason(reason, tree) for reason in shown if reason.text]
    noes = sum(len(r.facts) for r in result.because) - sum(len(r.facts) for r in shown)
    return [*blocks, Block("item", terminal_words.noes(noes))] if noes else blocks


def reasons_page(result: Result) -> Page:
    """Return the page with every reason and every source behind a result."""
    blocks = (
        *section(
            _(terminal_words.ANSWERS), [_reason(r, result.tree) for r in reversed(result.because)]
        ),
        *section(
            _(terminal_words.ADVICE), [_backing(advice, result.tree) for advice in result.advice]
        ),
    )
    return Page(_(terminal_words.ALL_REASONS), back_again(), blocks, keys=(Key.WORRIED, Key.QUIT))


def _backing(advice: AdviceGiven, tree: Tree) -> Block:
    """Say on whose word an advice is given, and who disagrees."""
    said = _on_word_of(advice.text.strip(), advice.sources, advice.judgement, tree)
    others = [_(terminal_words.DISPUTED, text=text) for text in advice.disputes]
    return Block("item", "\n".join([said, *others]))


def _reason(reason: Reason, tree: Tree) -> Block:
    return Block("item", _on_word_of(reason.text, reason.sources, reason.judgement, tree))


def _on_word_of(text: str, sources: Sequence[str], judgement: str | None, tree: Tree) -> str:
    titles = "; ".join(tree.sources[source].title for source in sources)
    if titles:
        return _(terminal_words.ON_WORD_OF, text=text, sources=titles)
    if judgement:
        return _(terminal_words.ON_JUDGEMENT_OF, text=text, judgement=judgement)
    return text


# --- the result on one page: the most urgent thing first, the reasons last


MORE, FULL = "more", "full"
_SHORT_DIGEST = len("sha256:") + 8


def offer_page(result: Result, unasked: int) -> Page:
    """Return the page that tells the disposition and offers questions that sharpen the advice.

    Args:
        result: a complete result.
        unasked: how many refining facts can still be asked.
    """
    more = Block("strong", terminal_words.more_questions(unasked))
    rows = (
        Row("1", terminal_words.answer_more(unasked), MORE),
        Row("2", _(terminal_words.SHOW_ADVICE), FULL),
    )
    return _page(result, Choose(rows), [*_told(result), more])


def result_page(result: Result, today: date, changed: Sequence[Block] = ()) -> Page:
    """Return the page of a complete result.

    Args:
        result: a complete result.
        today: from which the day to look again is counted, and by which the
            tree may be overdue for review.
        changed: what has changed since earlier answers.
    """
    blocks = [*_told(result), *changed, *_details(result, today)]
    page = _page(result, only(_(terminal_words.FINISH)), blocks)
    to_look_again = result.review_after_days is not None
    return evolve(page, keys=(*page.keys[:-1], Key.KEEP, Key.QUIT)) if to_look_again else page


def _page(result: Result, entry: Choose, blocks: list[Block]) -> Page:
    disposition = result.disposition or result.at_least
    return Page(
        title=_title(result),
        entry=entry,
        blocks=tuple(blocks),
        keys=(Key.BACK, Key.WHY, Key.WORRIED, Key.QUIT),
        look=disposition.look,
    )


def headline(result: Result) -> str:
    """Say in a line where a complete result sends the person."""
    said = (result.disposition or result.at_least).heading
    return f"{said[0].upper()}{said[1:]}."


def _title(result: Result) -> str:
    """Return the headline, or the outcome's title where that says the same and more."""
    said, title = headline(result), result.title or ""
    return title if len(title) > len(said) and _repeats(result) else said


def _repeats(result: Result) -> bool:
    """Say whether the outcome's title begins with the headline."""
    return (result.title or "").lower().startswith(headline(result).rstrip(".").lower())


def _told(result: Result) -> list[Block]:
    wrong = (
        Block("strong", _(terminal_words.DO_NOT_FIT, text=c.text)) for c in result.contradictions
    )
    title = None if _repeats(result) else result.title
    soon = how_soon(result.tree.outcomes[result.outcome], result.tree) if result.outcome else ""
    return [*wrong, *_paragraphs(title, soon, result.text, _help(result))]


def _help(result: Result) -> str:
    """Say whom to call, where a scale of the tree's own says it and the text does not."""
    help_ = "" if result.tree.own_scale is None else (result.disposition or result.at_least).help
    said = localize(help_, result.region)
    return "" if said in (result.text or "") else said


def _details(result: Result, today: date) -> list[Block]:
    """Return all that follows the disposition, in the order of need."""
    arranged = arrange(result.plan, result.advice)
    avoid = [*map(_measure, arranged.always), *map(_withheld, result.withheld)]
    return [
        *_leading(arranged),
        *section(_(terminal_words.WHAT_NOT_TO_DO), avoid),
        *section(_(terminal_words.WATCH), _items(result.safety_net)),
        *section(_(terminal_words.LOOK_AGAIN), _review(result, today)),
        *section(_(terminal_words.EXPECT), _paragraphs(result.expect)),
        *section(_(terminal_words.MORE_ON_EACH), [_measure(each) for each in arranged.more]),
        *section(_(terminal_words.TELL, who=_who(result)), _items(result.summary)),
        *section(_(terminal_words.WHY), reasons(result)),
        *_overdue(result.tree, today),
        Block("quiet", _signed(result.tree)),
    ]


def _leading(arranged: Arranged) -> list[Block]:
    """Return what comes first, phase by phase."""
    return [
        block
        for phase, several in arranged.leading
        for block in section(_(terminal_words.PLAN[phase]), [_in_short(each) for each in several])
    ]


def _in_short(advice: AdviceGiven) -> Block:
    return Block("item", advice.short) if advice.short else _measure(advice)


def _paragraphs(*texts: str | None) -> list[Block]:
    return [Block("text", text) for text in texts if text]


def _items(texts: Sequence[str]) -> list[Block]:
    return [Block("item", text) for text in texts]


def _measure(advice: AdviceGiven) -> Block:
    more = [
        _(terminal_words.DOSE, dose=advice.dose) if advice.dose else "",
        _(terminal_words.TOO_MUCH, text=advice.too_much) if advice.too_much else "",
        _(terminal_words.IS_DISPUTED) if advice.disputes else "",
    ]
    return Block("item", "\n".join([advice.text.strip(), *filter(None, more)]))


def _withheld(withheld: Withheld) -> Block:
    text = withheld.text.strip().removesuffix(".")
    return Block("item", _(terminal_words.NOT_NOW, text=text, because=withheld.because))


def _review(result: Result, today: date) -> list[Block]:
    days = result.review_after_days
    if days is None:
        return []
    again = say_day(today + timedelta(days=days))
    return _paragraphs(terminal_words.look_again_on(again, days))


def _who(result: Result) -> str:
    return (result.disposition or result.at_least).listener


def _overdue(tree: Tree, today: date) -> list[Block]:
    said = overdue_words(tree, today)
    return [Block("strong", said)] if said else []


def overdue_words(tree: Tree, today: date) -> str:
    """Say that the day of the next review has passed; "" where it has not."""
    is_late = tree.is_overdue(today)
    return _(terminal_words.OVERDUE, on=say_day(tree.review_by)) if is_late else ""


def _signed(tree: Tree) -> str:
    line = _(
        terminal_words.TREE_LINE,
        id=tree.id,
        version=tree.version,
        digest=tree.digest[:_SHORT_DIGEST],
    )
    return f"{status_words(tree, short=True)}\n{line}"


def status_words(tree: Tree, *, short: bool = False) -> str:
    """Say whether a clinician has signed the tree."""
    if not tree.scale.is_medical:
        return _plain_status(tree, short=short)
    if tree.status == "withdrawn":
        return _(terminal_words.WITHDRAWN)
    if tree.status == "draft" or tree.review is None:
        return _(terminal_words.DRAFT_SHORT) if short else _(terminal_words.DRAFT)
    review = tree.review
    return _(terminal_words.REVIEWED, by=review.by, role=review.role, on=say_day(review.on))


def _plain_status(tree: Tree, *, short: bool) -> str:
    """Say the same of a tree that has nothing to do with bodies."""
    if tree.status == "withdrawn":
        return _(terminal_words.WITHDRAWN_PLAIN)
    if tree.review is None:
        return _(terminal_words.DRAFT_SHORT_PLAIN if short else terminal_words.DRAFT_PLAIN)
    review = tree.review
    said = terminal_words.REVIEWED_PLAIN
    return _(said, by=review.by, role=review.role, on=say_day(review.on))
