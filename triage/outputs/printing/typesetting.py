"""Plain data and a template -> the bytes of a PDF, by the typesetter typst.

Texts reach the templates as data, never as markup, so nothing that stands in
a tree can change a page. Only the fonts beside this file are used, or those
of a folder that the caller names: the same data give the same bytes anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final, Literal, TypeAlias

from triage.errors import MissingExtra, TriageError, to_install
from triage.words import ENGLISH, _, language_spoken

PaperSize: TypeAlias = Literal["a4", "a3", "a2", "letter"]
Data: TypeAlias = Mapping[str, object]

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = _HERE / "templates"
_FONTS: Final = _HERE / "fonts"
_OURS: Final = {("DejaVu Sans", 400), ("DejaVu Sans", 700)}
# What a template says with `tr`, or marks for it with `later`.
MARKED: Final = re.compile(r'\b(?:tr|later)\(\s*"((?:[^"\\]|\\.)*)"')
# Typst forgets what it has not used for so many pages. Of what was measured, two calls are kept.
_ALL: Final = 11
_SOME: Final = 4
_NO_LETTER: Final = re.compile(r'the text `"(.+?)"` could not be displayed')


def typeset(template: str, data: Data, fonts: Path | None = None) -> bytes:
    """Return a tagged PDF (PDF/UA-1) with its fonts inside.

    Args:
        template: the name of a file in ``templates``, without its ending.
        data: what the template reads; all of it can be written as JSON.
        fonts: a folder of more fonts, for letters that ours lack.

    Raises:
        MissingExtra: typst is not installed.
        TriageError: no font has some letter of the data, or our fonts are gone.
    """
    typst = _typst()
    try:
        pdf: bytes = typst.compile(
            _TEMPLATES / f"{template}.typ",
            root=_TEMPLATES,
            font_paths=_fonts(fonts),
            sys_inputs=_inputs(data, fonts),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,  # the hour of printing would change the bytes
        )
    except typst.TypstError as error:
        raise _explained(error) from error
    finally:
        _let_go(_ALL)
    return pdf


def measure(template: str, data: Data, fonts: Path | None = None) -> object:
    """Return what a template tells about itself: the value of its metadata ``<told>``.

    Args:
        template: the name of a file in ``templates``, without its ending.
        data: what the template reads.
        fonts: a folder of more fonts.

    Raises:
        MissingExtra: typst is not installed.
        TriageError: our fonts are gone.
    """
    told = _typst().query(
        _TEMPLATES / f"{template}.typ",
        "<told>",
        field="value",
        one=True,
        root=_TEMPLATES,
        font_paths=_fonts(fonts),
        sys_inputs=_inputs(data, fonts),
    )
    _let_go(_SOME)
    value: object = json.loads(told)
    return value


def _let_go(pages: int) -> None:
    """Let typst forget what it made, by as many empty pages.

    It keeps all until ten more pages are compiled, and for ever what a query made: some 200 MB for
    a poster, and 1 GB for a flowchart. What is typeset right behind its measuring is remembered.
    """
    typst, fonts = _typst(), _fonts(None)
    for _empty in range(pages):
        typst.compile(b"", font_paths=fonts)


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError:
        raise MissingExtra(
            _("printing needs typst\n    help: {command}", command=to_install("print"))
        ) from None
    return typst


def _fonts(more: Path | None) -> object:
    """Return our fonts, and none that only this computer has, unless they are named."""
    folders = [_FONTS] if more is None else [_FONTS, more]
    fonts = _typst().Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    # Without any font typst leaves out all text, and says nothing.
    if not {(each.family, each.weight) for each in fonts.fonts()} >= _OURS:
        msg = _("the fonts that come with triage cannot be read in {fonts}", fonts=_FONTS)
        raise TriageError(
            _("{msg}\n    help: install triage again, from its clone or its wheel", msg=msg)
        )
    kept: object = fonts
    return kept


def _inputs(data: Data, fonts: Path | None) -> dict[str, str]:
    said = {} if language_spoken() == ENGLISH else {each: _(each) for each in sentences()}
    return {"data": json.dumps({**data, "sentences": said, "other_fonts": fonts is not None})}


@cache
def sentences() -> tuple[str, ...]:
    """Return the sentences that the templates say themselves, in English."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(_TEMPLATES.glob("*.typ")))
    return tuple(dict.fromkeys(found for text in texts for found in MARKED.findall(text)))


def _explained(error: Exception) -> TriageError:
    """Say which letter no font has; anything else is a fault of a template."""
    missing = _NO_LETTER.search(str(error))
    if missing is None:
        return TriageError(_("the page could not be set: {error}", error=error))
    letters = " ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in missing[1])
    msg = _("the fonts for print have no {letters}", letters=letters)
    return TriageError(
        _("{msg}\n    help: name a folder of fonts that have it with --fonts", msg=msg)
    )
