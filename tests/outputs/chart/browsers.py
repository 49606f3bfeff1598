"""A real browser without a window, and what it makes of a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIETLY = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@contextmanager
def browser_page() -> Iterator[Any]:
    """Yield an empty page; skip the test, and say why, where there is no browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra `browser`")
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=_QUIETLY)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def put(page: Any, *pictures: str) -> None:
    """Put pictures into a small page without faults of its own."""
    head = '<!DOCTYPE html><html lang="en"><title>Pictures</title>'
    page.set_content(f"{head}<main><h1>Pictures</h1>{''.join(pictures)}</main>")


def violations(page: Any) -> list[str]:
    """Return the rules of axe-core that a page breaks, and those that it cannot tell about."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")
    found = axe.Axe().run(page).response
    # It does not know what is behind the words of an SVG; tests of their own work that out.
    unsure = [rule for rule in found["incomplete"] if rule["id"] != "color-contrast"]
    return [rule["id"] for rule in [*found["violations"], *unsure]]


def heard(page: Any) -> list[tuple[str, str]]:
    """Return role and name of all that the browser tells a screen reader, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    told, waiting = [], [nodes[0]]
    while waiting:
        node = waiting.pop()
        waiting += [by_id[child] for child in reversed(node.get("childIds", ()))]
        if not node["ignored"]:
            told.append((_value(node, "role"), _value(node, "name")))
    return told


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))
