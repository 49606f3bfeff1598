"""The full screen: arrow keys, with prompt_toolkit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import define, field
from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import Application, get_app_or_none
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.styles import Style

from triage.phrasing import terminal_words
from triage.phrasing.text_layout import in_letters_of
from triage.terminal.pages import Page, Reply, Talk
from triage.terminal.plain import drop_typed, last_lines
from triage.terminal.render import TextLine, respelt
from triage.terminal.screenful import first_cursor
from triage.terminal.view import KeyGuard, View
from triage.words import _

# The terminal's own 16 colours, so that light and dark ones are as their owner wants them; each
# style differs in more than its colour. A block has its two colours swapped, and so stays one
# where there are none. The cursor and the progress bar share the one accent.
_STYLE = Style.from_dict(
    {
        "title": "bold",
        "heading": "bold underline",
        "lead": "bold",
        "strong": "bold",
        "quiet": "",
        "keys": "",
        "progress": "ansicyan",
        "selected": "bold reverse fg:ansicyan bg:ansiblack",
        "notice": "bold ansimagenta",
        "emergency": "reverse bold",
        "urgency-0": "bold reverse fg:ansigreen bg:ansiblack",
        "urgency-1": "bold reverse fg:ansicyan bg:ansiblack",
        "urgency-2": "bold reverse fg:ansiyellow bg:ansiblack",
        "urgency-3": "bold reverse fg:ansired bg:ansiwhite",
    }
)
# A longer line is hard to follow; what a wider window has left stands on both sides.
COLUMN = 76
# In seconds: a code of an arrow key comes whole long before; what follows Esc later is another key.
_AFTER_ESC = 0.03
_UNSEEN = "[ZeroWidthEscape]"
Meaning: TypeAlias = Callable[[KeyPressEvent], Reply | None]
_MOVES: dict[str, Callable[[View], None]] = {
    "up": View.up,
    "down": View.down,
    "left": View.left,
    "right": View.right,
    "pageup": View.page_up,
    "pagedown": View.page_down,
    "home": View.home,
    "end": View.end,
    "backspace": View.rub_out,
    "c-u": View.clear,
}


@define
class FullscreenFront:
    """Pages on the whole screen.

    Attributes:
        source: where keys come from.
        sink: where the screen is drawn.
        encoding: what the terminal can show; simpler signs are used for the rest.
        colours: whether colours may be used.
        links: whether the terminal knows links that can be clicked.
        keeps_pages: what was shown is gone when the talk ends.
        guard: says which keys count.
    """

    source: Input
    sink: Output
    encoding: str
    colours: bool = True
    links: bool = False
    keeps_pages: bool = False
    guard: KeyGuard = field(factory=KeyGuard)

    def converse(self, talk: Talk) -> None:
        """Show each page and send what is pressed, until the talk ends.

        Raises:
            EOFError: the terminal is gone, or Ctrl-D was pressed.
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        page = respelt(next(talk), self.encoding)
        _Screen(self, talk, View(page, cursor=first_cursor(page))).run()

    def close(self, pages: tuple[Page, ...]) -> None:
        """Print pages that stay behind on the terminal."""
        width = min(self.sink.get_size().columns, COLUMN)
        for page in pages:
            print_formatted_text(
                self.fragments(last_lines(respelt(page, self.encoding), width, block=True)),
                style=_STYLE,
                color_depth=self.depth,
                output=self.sink,
            )

    def leave(self, error: BaseException) -> None:
        """End the screen at its next turn; from within a signal handler it must not be touched."""
        app = get_app_or_none()
        if app is None or app.loop is None:
            raise error
        app.loop.call_soon_threadsafe(_exit, app, error)

    @property
    def depth(self) -> ColorDepth | None:
        """How many colours to use; None lets the terminal decide."""
        return None if self.colours else ColorDepth.DEPTH_1_BIT

    def fragments(self, lines: list[TextLine], margin: int = 0) -> FormattedText:
        """Return lines with their styles, in letters that the terminal has.

        Args:
            lines: what is shown.
            margin: how many columns are left free before each line.
        """
        pieces: list[tuple[str, str]] = []
        for line in lines:
            style = f"class:{line.style}" if line.style else ""
            before = [("", "\n")] if pieces else []
            pieces += [*before, ("", " " * margin), *self._linked(line, style)]
        return FormattedText(pieces)

    def _linked(self, line: TextLine, style: str) -> list[tuple[str, str]]:
        """Return a line; a number in it that can be dialled is a link, where there are links."""
        text = in_letters_of(self.encoding, line.text)
        before, number, after = text.partition(line.number) if line.number else (text, "", "")
        if not (self.links and number and after):
            return [(style, text)]
        link = [(_UNSEEN, f"\x1b]8;;tel:{number}\x1b\\"), (style, number)]
        return [(style, before), *link, (_UNSEEN, "\x1b]8;;\x1b\\"), (style, after)]


def on_this_terminal(encoding: str, *, colours: bool, links: bool) -> FullscreenFront:
    """Return the rich front of the terminal that the program runs in."""
    return FullscreenFront(create_input(), create_output(), encoding, colours, links)


def _exit(app: Application[None], error: BaseException) -> None:
    if app.is_running and not app.is_done:
        app.exit(exception=error)


class _Screen:
    """A talk that runs on a terminal."""

    def __init__(self, front: FullscreenFront, talk: Talk, view: View) -> None:
        self.front, self.talk, self.view = front, talk, view
        control = FormattedTextControl(self._drawn)
        self.app: Application[None] = Application(
            layout=Layout(Window(control, always_hide_cursor=True)),
            key_bindings=self._keys(),
            full_screen=True,
            style=_STYLE,
            color_depth=front.depth,
            input=front.source,
            output=front.sink,
        )
        self.app.ttimeoutlen = _AFTER_ESC

    def run(self) -> None:
        self.front.guard.page_left("")
        self.app.after_render += lambda _app: self._shown()
        self.app.run()

    def _shown(self) -> None:
        """Drop what was typed while a page was not yet on the screen."""
        if not self.front.guard.is_shown:
            drop_typed(self.front.source.fileno())
            self.front.guard.page_shown()

    def _drawn(self) -> FormattedText:
        size = self.front.sink.get_size()
        self.view.width, self.view.height = min(size.columns, COLUMN), size.rows
        margin = (size.columns - self.view.width) // 2
        return self.front.fragments(self.view.lines(), margin)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for name, move in _MOVES.items():
            keys.add(name)(self._moving(move))
        keys.add("enter")(self._counted(lambda _event: self.view.enter()))
        keys.add("escape", eager=True)(self._counted(lambda _event: self.view.back()))
        keys.add(Keys.Any)(self._counted(self._typed))
        keys.add(Keys.BracketedPaste)(self._counted(self._pasted))
        keys.add("c-d")(lambda _event: self.app.exit(exception=EOFError))
        for name in ("c-c", "<sigint>"):
            keys.add(name)(lambda _event: self.app.exit(exception=KeyboardInterrupt))
        return keys

    def _moving(self, move: Callable[[View], None]) -> Callable[[KeyPressEvent], None]:
        return lambda _event: move(self.view)

    def _counted(self, meant: Meaning) -> Callable[[KeyPressEvent], None]:
        """Do what a key means, where the guard lets it through."""

        def pressed(event: KeyPressEvent) -> None:
            key = event.key_sequence[0].data
            if self.front.guard.lets_through(key):
                self._send(meant(event), key)
            else:
                self.view.notice = _(terminal_words.TOO_EARLY)

        return pressed

    def _typed(self, event: KeyPressEvent) -> Reply | None:
        """Do what a letter means; Tab, Delete, F1 and the like are none, and have codes."""
        is_letter = not isinstance(event.key_sequence[0].key, Keys)
        return self.view.press(event.data) if is_letter else None

    def _pasted(self, event: KeyPressEvent) -> None:
        """Put a pasted text where one types; a break between its lines is no Enter."""
        self.view.write(" ".join(event.data.split()))

    def _send(self, reply: Reply | None, key: str) -> None:
        """Give a reply to the talk, and end the screen when the talk ends."""
        if reply is None or self.app.is_done:
            return
        try:
            page = respelt(self.talk.send(reply), self.front.encoding)
        except StopIteration:
            self.app.exit()
        except Exception as error:  # whoever started the talk sees it, not the event loop
            self.app.exit(exception=error)
        else:
            if self.view.turn_to(page):
                self.front.guard.page_left(key)
