"""What tests meet of the program: each command, option, choice, exit code and kind of finding.

`pytest --all-met` fails when a run has not met all that there is. The list
is made from the code, so what is added without a test is named.

Only what runs in the process of the tests is seen, by `click`, as it is used.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click
import pytest

from triage.cli import main
from triage.errors import Finding
from triage.lint.kinds import CODES

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2


def all_there_is() -> set[str]:
    """Return all that a user can meet, in words."""
    found = {f"finding {code.id} {code.name}" for code in CODES}
    found |= {f"triage {name}" for option in main.params for name in option.opts}
    for name, command in main.load_all().items():
        found |= {f"triage {name}", *_options(name, command)}
        found |= {_exit(name, code) for code in _exit_codes(command)}
    return found


def _options(name: str, command: click.Command) -> Iterator[str]:
    for option in command.params:
        if isinstance(option, click.Option):
            yield from (f"triage {name} {spelt}" for spelt in _spelt(option))


def _spelt(option: click.Option) -> list[str]:
    """Return an option as it is typed, once for each of its choices."""
    if _has_choices(option):
        choices = getattr(option.type, "choices", ())
        return [f"{option.opts[0]} {choice}" for choice in choices]
    return [name for names in (option.opts[:1], option.secondary_opts[:1]) for name in names]


def _has_choices(option: click.Option) -> bool:
    """Tell whether each choice is something of its own; regions are data."""
    return isinstance(option.type, click.Choice) and option.name != "region"


def _exit(name: str, code: object) -> str:
    return f"exit code {code} of triage {name}"


def _exit_codes(command: click.Command) -> set[int]:
    """Return the codes that the module of a command names, and those of every command."""
    # A module says at its top, for instance: PROVED, REFUTED, UNKNOWN = 0, 3, 4
    module = ast.parse(inspect.getsource(sys.modules[command.callback.__module__]))
    body = [*module.body, *_imported_late(module)]
    values = [node.value for node in body if isinstance(node, ast.Assign)]
    tuples = [ast.literal_eval(v) for v in values if isinstance(v, ast.Tuple) and _is_plain(v)]
    own = {code for codes in tuples for code in codes if isinstance(code, int)}
    reads_files = any(isinstance(param, click.Argument) for param in command.params)
    return own | {DONE, WRONG_USAGE} | ({COULD_NOT} if reads_files else set())


def _imported_late(module: ast.Module) -> Iterator[ast.stmt]:
    """Yield what stands at the top of a file that a command waits for until it is run."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "triage.cli":
            names = (f"triage.cli.{name.name}" for name in node.names)
            for waiting in filter(find_spec, names):
                yield from ast.parse(inspect.getsource(import_module(waiting))).body


def _is_plain(value: ast.Tuple) -> bool:
    return all(isinstance(part, ast.Constant) for part in value.elts)


class Met:
    """Writes down what is met, in each worker of xdist, and compares it in the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.output: dict[str, Any] | None = getattr(config, "workeroutput", None)
        self.seen: set[str] = set()
        self.left: list[str] = []
        self._watch_commands()
        self._watch_findings()

    def _watch_commands(self) -> None:
        seen, run = self.seen, click.Command.main

        def ran(command: click.Command, args: Sequence[str] | None = None, *more: Any, **by: Any):
            typed = list(args or ())
            try:
                return run(command, args, *more, **by)
            except SystemExit as left:
                seen.update(_met_by(typed, left.code or DONE))
                raise

        click.Command.main = ran  # type: ignore[method-assign, assignment]  # while tests run

    def _watch_findings(self) -> None:
        seen, make = self.seen, Finding.__init__

        def made(finding: Finding, *args: Any, **by: Any) -> None:
            make(finding, *args, **by)
            if (
                sys._getframe(1).f_globals.get("__name__", "").startswith("triage.")
            ):  # not by a test
                seen.add(f"finding {finding.code} {finding.name}")

        Finding.__init__ = made  # type: ignore[method-assign, assignment]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.output is not None:
            self.output["met"] = sorted(self.seen)
            return
        self.left = sorted(all_there_is() - self.seen)
        if self.left and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.seen.update(getattr(node, "workeroutput", {}).get("met", ()))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.left:
            terminalreporter.section("no test that was run has met", red=True)
            for each in self.left:
                terminalreporter.line(each)


def _met_by(typed: list[str], code: object) -> Iterator[str]:
    """Yield what a command line has met that ended with an exit code."""
    for word in typed[:1]:
        yield f"triage {word}"
        yield _exit(word, code)
        if code != WRONG_USAGE and word in main.commands:  # what was refused is not met
            command = main.load_all()[word]
            yield from (f"triage {word} {each}" for each in _typed(command, typed[1:]))


def _typed(command: click.Command, words: list[str]) -> Iterator[str]:
    options = [option for option in command.params if isinstance(option, click.Option)]
    known = {name: o for o in options for name in (*o.opts, *o.secondary_opts)}
    for word, after in zip(words, [*words[1:], ""], strict=False):
        name, _, value = word.partition("=")
        if option := known.get(name):
            names = option.secondary_opts if name in option.secondary_opts else option.opts
            yield f"{names[0]} {value or after}" if _has_choices(option) else names[0]
