"""Programs that show forms, in a headless Chromium, which fetches its work and posts what it sees.

The programs and the page are served from this machine alone. They are
independent of us: ``clients`` holds how each is clicked.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from tests.outputs.fhir import fetch_clients
from tests.outputs.fhir.fetch_lforms import FOLDER, VERSION

LHC_FORMS = "lhc-forms"
HERE = Path(__file__).parent / "clients"
SERVED = {"lforms": FOLDER, "built": fetch_clients.BUILT}
SECONDS_OF_SILENCE = 120


def chromium() -> str | None:
    """Return the browser, or None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def missing(client: str = LHC_FORMS) -> str:
    """Say what has to be installed first, or nothing."""
    wanted = [] if chromium() else ["Chromium"]
    if client != LHC_FORMS:
        built = fetch_clients.BUILT / f"{file_of(client)}.js"
        wanted += [] if built.is_file() else [f"{client} (`make clients`)"]
    elif not (FOLDER / "webcomponent" / "main.js").is_file():
        wanted.append(f"LHC-Forms {VERSION} (`python -m tests.outputs.fhir.fetch_lforms`)")
    return " and ".join(wanted)


def version_of(client: str) -> object:
    """Return what a program is made of: the versions of its packages."""
    return VERSION if client == LHC_FORMS else fetch_clients.PACKAGES


def file_of(client: str) -> str:
    """Return the name of the files that know how a client is clicked."""
    return client.replace("-", "_")


def fill_in_with(
    client: str,
    questionnaire: dict[str, Any],
    people: list[dict[str, Any]],
    *,
    responses: bool = False,
) -> Iterator[dict[str, Any]]:
    """Yield for each person what was to be seen after each answer.

    All of them use one form after the other, which keeps what was answered
    before and is hidden now.

    Args:
        client: the program, by its name.
        questionnaire: the form.
        people: for each, fact to ``system|code`` or a number.
        responses: whether to return the QuestionnaireResponse of each, too.

    Raises:
        RuntimeError: the browser failed, or fell silent.
    """
    work = {"questionnaire": questionnaire, "people": people, "responses": responses}
    told: Queue[tuple[str, Any]] = Queue()
    with _served(work, told) as address, _browsing(f"{address}/{file_of(client)}.html"):
        while True:
            try:
                path, data = told.get(timeout=SECONDS_OF_SILENCE)
            except Empty:
                raise RuntimeError("the browser fell silent") from None
            if path == "/failed":
                raise RuntimeError(f"the browser failed: {data}")
            if path == "/done":
                return
            if path != "/going-on":
                yield data


@contextmanager
def _served(work: dict[str, Any], told: Queue[tuple[str, Any]]) -> Iterator[str]:
    handler = partial(_Handler, json.dumps(work).encode(), told.put)
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@contextmanager
def _browsing(address: str) -> Iterator[None]:
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [chromium() or "chromium", *quiet, f"--user-data-dir={profile}", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of errors; a browser that is stopped in the middle of a request is none."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, work: bytes, tell: Callable[[tuple[str, Any]], None], *args: Any) -> None:
        self.work, self.tell = work, tell
        super().__init__(*args, directory=str(HERE))

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """Serve what was fetched under the name of its folder, and how it is clicked."""
        first, _slash, inside = path.removeprefix("/").partition("/")
        self.directory = str(SERVED.get(first, HERE))
        return super().translate_path("/" + inside if first in SERVED else path)

    def do_GET(self) -> None:
        """Hand out the work, or a file."""
        if self.path == "/work":
            self._answer(self.work)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        """Take what the page has seen."""
        length = int(self.headers["Content-Length"])
        self.tell((self.path, json.loads(self.rfile.read(length))))
        self._answer(b"{}")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
