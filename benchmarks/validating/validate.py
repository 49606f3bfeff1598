"""Prints as JSON what validators from PyPI say of each file in resources/; run beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

FILES = sorted(Path("resources").glob("*.json"))


def by_fhirclient(path: Path) -> list[str]:
    """Return what the classes of SMART say, which are of R4."""
    resource: dict[str, Any] = json.loads(path.read_text())
    kind = resource["resourceType"]
    try:
        getattr(import_module(f"fhirclient.models.{kind.lower()}"), kind)(resource)
    except Exception as error:  # whatever it says is a complaint
        return [str(error)[:300]]
    return []


def by_fhirkit(path: Path) -> list[str]:
    """Return what the program says that is written in Rust."""
    fhirkit = str(Path(sys.executable).parent / "fhirkit")
    done = subprocess.run(
        [fhirkit, "validate", str(path)], check=False, capture_output=True, text=True
    )
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()[:5]


SAID = {
    "fhirclient": {path.name: by_fhirclient(path) for path in FILES},
    "fhirkit-rs": {path.name: by_fhirkit(path) for path in FILES},
}
sys.stdout.write(json.dumps(SAID))
