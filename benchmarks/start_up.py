"""How long `triage --help` takes, beside a bare click program with the same commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.timing import Row, in_turns, program
from triage.cli import main
from triage.cli.registry import LazyGroup

ROUNDS = 40
OPTIONAL = ("prompt_toolkit", "hypothesis", "graphviz", "pygraphviz", "yaml", "click")
_SCRIPT = "import sys\nfrom {module} import main\nsys.exit(main())\n"


def measure() -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        Path(folder, "bare_click.py").write_text(bare_program(main), encoding="utf-8")
        for module in ("triage.cli", "bare_click"):
            Path(folder, f"run_{module}.py").write_text(_SCRIPT.format(module=module), "utf-8")
        path = os.pathsep.join([folder, str(Path.cwd())])
        environment = {**os.environ, "PYTHONPATH": path}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = {
            module: program(
                str(Path(folder, f"run_{module}.py")), "--help", environment=environment
            )
            for module in ("triage.cli", "bare_click")
        }
        in_turns(runs, rounds=2)  # the first run compiles
        taken = in_turns(runs, ROUNDS)
    yield Row(
        "`triage --help`, the whole process",
        taken["triage.cli"],
        "a bare click program with the same commands",
        taken["bare_click"],
        most_times=1.3,
    )


def optional_libraries() -> list[str]:
    """Return the third-party libraries that ``import triage`` alone loads, attrs aside."""
    code = "import sys, triage; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return sorted(set(ran.stdout.split()) & set(OPTIONAL))


def bare_program(group: LazyGroup) -> str:
    """Return a click program with the same commands, options and help, and nothing behind it."""
    lines = ["import click", "", "@click.group()", "@click.version_option('0')", "def main():"]
    lines += [f"    {group.help!r}", ""]
    for name, command in group.load_all().items():
        lines += [f"@main.command({name!r})", *map(_parameter, command.params)]
        lines += [f"def {name}_command(**given):", f"    {command.help!r}", ""]
    return "\n".join(lines)


def _parameter(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        flag = f"is_flag=True, help={parameter.help!r}"
        text = f"metavar={parameter.metavar!r}, help={parameter.help!r}"
        names = ", ".join(map(repr, parameter.opts))
        return f"@click.option({names}, {flag if parameter.is_flag else text})"
    return f"@click.argument({parameter.name!r}, nargs={parameter.nargs})"
