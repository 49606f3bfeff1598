"""Edits of trees, made by rule, and what ``triage diff`` and ``format`` say of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import triage
from tests.recording.running import in_folder, run


def _sub(pattern: str, by: str | Callable[[re.Match[str]], str], text: str) -> str:
    return re.sub(pattern, by, text, count=1, flags=re.MULTILINE)


def _more(found: re.Match[str]) -> str:
    return f"{found[1]} {int(found[2]) + 1}"


EDITS: dict[str, Callable[[str], str]] = {
    "milder outcome": lambda text: _sub(
        "disposition: (emergency|same_day_urgent)", "disposition: physio", text
    ),
    "higher threshold": lambda text: _sub(r"\b(over|from|under) (\d+)", _more, text),
    "advice for all": lambda text: _sub(r"^ *never_when:.*\n(?: +- .*\n)*", "", text),
    "fewer demands": lambda text: _sub(r"^ *demands:.*\n", "", text),
    "other words": lambda text: text.replace("title: ", "title: A ", 1).replace("Call", "Ring"),
    "messy": lambda text: text.replace("    ", "        ").replace(": yes", ":   yes"),
}

# Of the edits that move patients, one is shown in full in every form.
_IN_TEXT = ((),)
_FORMS = dict.fromkeys(EDITS, _IN_TEXT) | {
    "milder outcome": ((), ("--format", "markdown"), ("--format", "json", "--all")),
    "advice for all": (("--format", "json"),),
    "messy": (("--format", "markdown"),),
}


def differences(tree: str) -> str:
    """Return what is said of each edit of a tree, in three forms."""
    original = _copied(tree, "before")
    pages = []
    for name, edit in EDITS.items():
        edited = _copied(tree, "now")
        text = original.read_text("utf-8")
        edited.write_text(edit(text), encoding="utf-8")
        pages.append(f"##### {name}" + (" (nothing)" if edit(text) == text else ""))
        pages += [run(("diff", str(original), str(edited), *form)) for form in _FORMS[name]]
        pages.append(run(("check", str(edited))))
        pages.append(run(("format", "--diff", str(edited))))
        pages.append(run(("format", str(edited)), written=[str(edited)]))
    return "\n".join(pages)


def since_a_revision() -> str:
    """Return what has changed since a revision in a repository of a few trees."""
    folder = Path("out/repository")
    for name in ("calf-soreness", "showcase-weather", "showcase-basket", "showcase"):
        shutil.copytree(Path("trees", name), folder / "mine" / name)
    for name in ("lower-leg-facts", "lower-leg-red-flags", "lower-leg-self-care"):
        shutil.copytree(Path("trees", name), folder / "mine" / name)
    _commit(folder)
    edited = folder / "mine/showcase/tree.yaml"
    edited.write_text(EDITS["milder outcome"](edited.read_text("utf-8")), encoding="utf-8")
    with in_folder(folder.resolve()):
        runs = [("diff", "--git", "HEAD", "mine"), ("diff", "--git", "HEAD", "mine/showcase")]
        return "\n".join(run(each) for each in [*runs, ("diff", "--git", "nowhere", "mine")])


def _commit(folder: Path) -> None:
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "one")):
        subprocess.run([*git, *words], cwd=folder, check=True)


def _copied(tree: str, where: str) -> Path:
    """Copy a tree, with everything that may be one of its modules; return its file."""
    source = Path(tree) if "/" in tree else Path("trees", tree)
    folder = Path("out", where)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source.parent, folder)
    triage.load(str(folder / source.name))  # as it was, it loads
    return folder / source.name / "tree.yaml" if source.suffix == "" else folder / source.name
