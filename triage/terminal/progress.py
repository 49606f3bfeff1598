"""How far along one is: the part of the questions, the share of the way, and the words."""

from __future__ import annotations

from attrs import evolve

from triage.engine.progress import Progress
from triage.engine.screens import Screen
from triage.engine.session import Session
from triage.phrasing import terminal_words
from triage.terminal.pages import Page
from triage.words import _


def with_progress(page: Page, screen: Screen, session: Session) -> Page:
    """Return the page of a screen with how far along it is.

    Args:
        page: the page of the screen; a place within it is already said.
        screen: what is asked.
        session: that asks it.
    """
    progress = session.progress
    said = say_progress(screen, progress, len(session.unasked))
    said = f"{said}. {page.progress}" if page.progress else said
    if screen.optional:
        return evolve(page, progress=said)
    share = progress.done / max(progress.done + progress.at_most, 1)
    return evolve(page, progress=said, share=share, section=section_of(screen, session))


def section_of(screen: Screen, session: Session) -> str:
    """Name the part of the questions that a screen belongs to, as its facts show it."""
    tree = session.tree
    facts = [tree.facts[name] for name in screen.facts]
    if not tree.scale.is_medical:
        return ""
    background = [fact for fact in facts if fact.background]
    urgent = [f for f in facts if any(each.disposition.is_urgent for each in f.demands)]
    if len(background) < len(facts) <= 2 * len(urgent):
        return _(terminal_words.SECTION_SAFETY)
    if background:
        about = terminal_words.SECTION_OTHER if session.for_other else terminal_words.SECTION_YOU
        return _(about)
    return _(terminal_words.SECTION_COURSE)


def say_progress(screen: Screen, progress: Progress, extra: int) -> str:
    """Say how far along one is.

    Args:
        screen: the screen that is shown.
        progress: counts it among the screens to go.
        extra: how many refining facts are unanswered.
    """
    if screen.optional:
        return _(terminal_words.PROGRESS_EXTRA, left=extra)
    number, left = progress.done + 1, progress.at_most - 1
    if left < 1:
        return _(terminal_words.PROGRESS_LAST, number=number)
    return _(terminal_words.PROGRESS, number=number, left=left)
