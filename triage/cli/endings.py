"""How a command ends: in words and with an exit code, also where nobody reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

# What a shell reports for a program that ends because the reader of its pipe has gone.
READER_GONE = 141


def open_closed_streams() -> None:
    """Let a closed standard stream lead nowhere and hold nothing.

    Otherwise its number would go to the next file that is opened, and what is
    meant for the stream would land in that file.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            _lead_nowhere(number)
            mode = "r" if number == 0 else "w"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  # stays open
            setattr(sys, name, stream)


def _lead_nowhere(number: int) -> None:
    handle = os.open(os.devnull, os.O_RDWR)
    os.dup2(handle, number)
    if handle != number:
        os.close(handle)
    os.set_inheritable(number, True)


@contextmanager
def in_words() -> Iterator[None]:
    """Let whatever goes wrong end the program in words on stderr and with its exit code."""
    try:
        yield
        sys.stdout.flush()
    except (click.Abort, click.exceptions.Exit):
        raise
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        raise SystemExit(READER_GONE) from None
    except Exception as error:
        from triage.commands.failures import explain

        raise SystemExit(explain(error)) from error
    finally:
        _drop_unsent()


def _drop_unsent() -> None:
    """Let go of what cannot be written, so that Python does not try again as it ends."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            _lead_nowhere(number)
