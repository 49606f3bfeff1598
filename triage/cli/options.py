"""The arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_tree(_ctx: click.Context, _param: click.Parameter, text: str) -> list[CompletionItem]:
    """Offer the shipped trees, and files once there is a slash or a dot."""
    from click.shell_completion import CompletionItem

    from triage.commands.trees import names_like

    if "/" in text or "." in text:
        return [CompletionItem(text, type="file")]
    return [CompletionItem(name) for name in names_like(text)]


tree_argument = click.argument("tree", shell_complete=complete_tree)
region_option = click.option(
    "--region", metavar="CODE", help="Whose emergency numbers to show: gb, ie, us, …"
)
language_option = click.option(
    "--language",
    metavar="TAG",
    default="en",
    show_default=True,
    help="In which language to write, as a language tag: en, en-GB, …",
)
timeout_option = click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0),
    help="How many seconds to search in each tree; what is open then is not known.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
