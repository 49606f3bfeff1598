"""Commands called as functions: what click does with what was typed is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def body(command: click.Command) -> Callable[..., Any]:
    """Return the function behind a command."""
    assert command.callback is not None
    return command.callback
