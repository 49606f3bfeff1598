"""The arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from triage.cli.registry import in_language
from triage.words import N_, language_spoken, speak

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Given = TypeVar("_Given", str, tuple[str, ...])


def offers(what: str) -> Callable[..., list[CompletionItem]]:
    """Return what the Tab key calls.

    Args:
        what: the name of a function in ``triage.cli.completion``, which is imported
            when the key is pressed, with all that it needs.
    """

    def offer(ctx: click.Context, _param: click.Parameter, text: str) -> list[CompletionItem]:
        import triage.cli.completion as offered

        found: list[CompletionItem] = getattr(offered, what)(ctx, text)
        return found

    return offer


class RegionChoice(click.Choice):  # type: ignore[type-arg]  # older clicks take none
    """One of the regions, in capitals or not."""

    def __init__(self) -> None:
        self.case_sensitive = False

    @cached_property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]  # read at the first use
        """The codes of all regions."""
        from triage.locales.regions import region_codes

        return region_codes()

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | None:
        """Return the code as the library knows it."""
        from triage.errors import UnknownRegion
        from triage.locales.regions import region_for

        try:
            return region_for(value).code
        except UnknownRegion as error:
            self.fail(str(error), param, ctx)


def _say_which(ctx: click.Context, _param: click.Parameter, given: _Given) -> _Given:
    if not ctx.resilient_parsing:  # that is the shell, completing a word
        from triage.cli.tree_names import say_which

        say_which((given,) if isinstance(given, str) else given)
    return given


def _speak(ctx: click.Context, _param: click.Parameter, tag: str) -> str:
    from triage.locales.languages import language_of

    language = language_of(tag)
    if language != language_spoken():
        speak(language)
        ctx.command = in_language(ctx.command)  # for the help, if that is asked for, too
    return language


# The Tab key completes its name. What stands in the way of using it is for the command to say.
A_FILE: Final = click.Path(readable=False)
tree_argument = click.argument("tree", shell_complete=offers("trees"), callback=_say_which)
tree_or_none_argument = click.argument(
    "tree", default="", metavar="[TREE]", shell_complete=offers("trees"), callback=_say_which
)
region_option = click.option(
    "--region", type=RegionChoice(), help=N_("Whose emergency numbers to show.")
)
language_option = click.option(
    "--language",
    metavar="TAG",
    default=language_spoken,
    is_eager=True,
    callback=_speak,
    help=N_("In which language to write, as a language tag; otherwise in yours: en, en-GB, …"),
)
sooner_option = click.option(
    "--shorter-deadlines",
    "sooner",
    is_flag=True,
    help=N_("Allow the same help within a shorter time where that makes a page shorter."),
)
json_option = click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))


def trees_argument(
    metavar: str, name: str = "trees", *, required: bool = False
) -> Callable[[_Command], _Command]:
    """Return the argument that takes any number of trees.

    Args:
        metavar: how help shows it.
        name: the parameter of the command.
        required: whether there must be one.
    """
    return click.argument(
        name,
        nargs=-1,
        required=required,
        metavar=metavar,
        shell_complete=offers("trees"),
        callback=_say_which,
    )


def timeout_option(seconds: int) -> Callable[[_Command], _Command]:
    """Return the option that ends a search, and by itself ends it after some seconds."""
    return click.option(
        "--timeout",
        "seconds",
        type=click.FloatRange(min=0),
        default=seconds,
        show_default=True,
        help=N_("How many seconds to search in each tree; what is open then is not known."),
    )
