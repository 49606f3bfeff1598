"""What is recorded: every command with its main options, for every tree there is.

A scenario is a name and the runs that belong together, in order, in a folder
that holds the trees. The names are paths without an ending.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import triage
from tests.recording import edits, library
from tests.recording.people import names_in, people, some
from tests.recording.running import ROOT, run

Scenario = Callable[[], str]

SHIPPED = tuple(triage.available())
FOREIGN = tuple(sorted(f"foreign/{each.name}" for each in (ROOT / "examples/foreign").iterdir()))
GOOD = tuple(sorted(f"good/{f.name}" for f in (ROOT / "tests/trees/good").glob("*.yaml")))
BAD = tuple(sorted(f"bad/{f.name}" for f in (ROOT / "tests/trees/bad").iterdir()))
MODULES = ("lower-leg-facts", "lower-leg-red-flags", "lower-leg-self-care")
SMALL = "showcase"
A_DAY = ("--on", "2026-11-21")
KINDS = ("flowchart", "questionnaire", "handout", "summary")
COMMANDS = (
    *("ask", "assess", "check", "diff", "draw", "export", "format", "list"),
    *("mcp", "mutate", "print", "prove", "show", "test", "who"),
)


def furnish(folder: Path) -> None:
    """Put every tree into a folder, under short names."""
    for name, place in {
        "trees": "trees",
        "foreign": "examples/foreign",
        "good": "tests/trees/good",
        "bad": "tests/trees/bad",
    }.items():
        ignored = shutil.ignore_patterns("__pycache__", "*.py")
        shutil.copytree(ROOT / place, folder / name, ignore=ignored)


def scenarios() -> dict[str, Scenario]:
    """Return everything that is recorded, by its name."""
    every = dict(_all())
    return {name: every[name] for name in sorted(every)}


def _all() -> Iterator[tuple[str, Scenario]]:
    yield "program", _program
    yield "findings", _explanations
    yield "library/schemas", library.schemas
    yield "check/everything", partial(_each, ("check",), ("check", "--format", "json"), ("list",))
    yield "diff/since-a-revision", edits.since_a_revision
    yield "mutate/words", partial(_each, ("mutate", SMALL, "--operator", "nonsense"))
    yield f"mutate/{SMALL}", _mutants
    for tree in (*SHIPPED, *FOREIGN, *GOOD):
        yield from _of_tree(tree)
    for tree in (*SHIPPED, *FOREIGN):
        yield from _of_people(tree)
    for file in BAD:
        yield file, partial(_bad, file)


def _of_tree(tree: str) -> Iterator[tuple[str, Scenario]]:
    yield f"check/{tree}", partial(_check, tree)
    yield f"show/{tree}", partial(_show, tree)
    yield f"test/{tree}", partial(_test, tree)
    yield f"prove/{tree}", partial(_prove, tree)
    yield f"who/{tree}", partial(_who, tree)
    yield f"draw/{tree}", partial(_draw, tree)
    yield f"engine/{tree}", partial(_laid_out, tree)
    yield f"export/{tree}", partial(_each, ("export", tree, "--to", "fhir", "--region", "ie"))
    yield f"diff/{tree}", partial(edits.differences, tree)
    yield f"ask/{tree}", partial(_saved, tree)
    for number in range(8):
        yield f"ask/{tree}-typed-{number}", partial(_typed, tree, number)
    for kind in KINDS[:3]:
        yield f"print/{tree}-{kind}", partial(_print, tree, kind)


def _of_people(tree: str) -> Iterator[tuple[str, Scenario]]:
    cases = folder_of(tree) / "cases.yaml"
    yield f"library/{tree}", partial(library.calls, tree, cases)
    yield f"print/{tree}-summaries", partial(_print_of_some, tree, cases)
    for name in names_in(ROOT / _in_checkout(cases)):
        yield f"assess/{tree}/{name}", partial(_assess, tree, cases, name)


def folder_of(tree: str) -> Path:
    """Return where a tree lies in the folder that ``furnish`` has filled."""
    return Path(tree) if "/" in tree else Path("trees", tree)


def _in_checkout(path: Path) -> Path:
    return Path("examples", path) if path.parts[0] == "foreign" else path


# --- one scenario each


def _each(*runs: tuple[str, ...]) -> str:
    return "\n".join(run(arguments) for arguments in runs)


def _program() -> str:
    helps = [(command, "--help") for command in COMMANDS]
    wrong = [(command, "--wrong") for command in COMMANDS]
    missing = [(command, "no-such-tree") for command in ("ask", "check", "prove", "show", "test")]
    return _each(("--version",), ("--help",), *helps, *wrong, *missing, ("list", "--json"))


def _explanations() -> str:
    families = ("Y1", "F2", "N3", "C4", "S5", "W6", "E7", "D8", "A9")
    codes = [f"{family}{number:02}" for family in families for number in range(100)]
    pages = [run(("check", "--explain", code)) for code in codes]
    known = [page for page in pages if "=== exit 0" in page]
    assert len(known) > 50, len(known)
    return "\n".join([*known, *(run(("check", "--explain", word)) for word in ("W6", "labl"))])


def _mutants() -> str:
    runs = (("mutate", SMALL, "--survivors", "--min-score", "100"), ("mutate", SMALL, "--json"))
    return _each(*runs)


def _check(tree: str) -> str:
    forms = [("check", tree, "--format", form) for form in ("text", "json", "github")]
    chosen = [("check", tree, "--select", "W"), ("check", tree, "--ignore", "W6")]
    return _each(*forms, *chosen, ("check", tree, "--reading"), ("format", "--check", tree))


def _show(tree: str) -> str:
    step = triage.load(tree).start
    more = [("--depth", "2"), ("--json",), ("--step", step, "--depth", "1"), ("--step", "nowhere")]
    return _each(("show", tree), *(("show", tree, *options) for options in more))


def _test(tree: str) -> str:
    more = [(), ("-v", "--burden"), ("--coverage", "-v"), ("--json", "--coverage")]
    runs = [("test", tree, *options) for options in more]
    return _each(*runs, ("test", tree, "--junit", "-"), ("test", tree, "--min-coverage", "100"))


def _prove(tree: str) -> str:
    told = run(("prove", tree, "-v"))
    written = ("prove", tree, "--report", "out/report.md", "--save-case", "out/cases.yaml")
    pages = [told, run(("prove", tree, "--json"))]
    return "\n".join([*pages, run(written, written=["out/report.md", "out/cases.yaml"])])


def _who(tree: str) -> str:
    loaded = triage.load(tree)
    ends = [
        *[*loaded.outcomes][::2],
        *sorted({str(end.disposition) for end in loaded.outcomes.values()}),
    ]
    runs = [("who", tree, end) for end in ends]
    return _each(*runs, ("who", tree, ends[-1], "--json", "--all"), ("who", tree, "nobody"))


def _draw(tree: str) -> str:
    step = triage.load(tree).start
    Path("out/answers.json").write_text("{}", encoding="utf-8")
    pages = []
    for options in [(), ("--region", "gb"), ("--focus", step, "--depth", "2")]:
        for ending in ("dot", "mmd", "txt"):
            pages.append(_drawn(tree, ending, *options))
    return "\n".join([*pages, _drawn(tree, "dot", "--path", "out/answers.json")])


def _laid_out(tree: str) -> str:
    """Return the picture that Graphviz has laid out; another version lays it out otherwise."""
    return _drawn(tree, "svg")


def _drawn(tree: str, ending: str, *options: str) -> str:
    file = f"out/tree.{ending}"
    return run(("draw", tree, "-o", file, *options), written=[file])


def _print(tree: str, kind: str) -> str:
    # A sheet for every outcome is a book where a tree is large; one paper is enough of it.
    papers = ("a4",) if kind == "handout" else ("a4", "letter")
    pages = [_printed(tree, "--kind", kind, "--paper", p, "--region", "gb") for p in papers]
    return "\n".join(pages)


def _print_of_some(tree: str, cases: Path) -> str:
    pages = []
    for answers in some(tree, cases, 5):
        Path("out/answers.json").write_text(answers, encoding="utf-8")
        options = ("--answers", "out/answers.json", "--region", "gb")
        pages += [_printed(tree, "--kind", kind, *options) for kind in KINDS[2:]]
    return "\n".join(pages)


def _printed(tree: str, *options: str) -> str:
    file = "out/page.pdf"
    Path(file).unlink(missing_ok=True)
    return run(("print", tree, "-o", file, *A_DAY, *options), written=[file])


def _assess(tree: str, cases: Path, name: str) -> str:
    answers = people(tree, cases)[name]
    Path("out/answers.json").write_text(answers, encoding="utf-8")
    given = ("--answers", "out/answers.json")
    sent = ("export", tree, "--to", "fhir", *given, "--patient", "Patient/1")
    runs = [("assess", tree, *given), ("assess", tree, *given, "--json", "--region", "gb"), sent]
    return "\n".join([answers, *(run(arguments) for arguments in runs)])


def _bad(tree: str) -> str:
    forms = [("check", tree, "--format", form) for form in ("text", "json", "github")]
    others = [("show", tree), ("format", "--check", tree), ("format", "--diff", tree)]
    return _each(*forms, *others, ("prove", tree), ("test", tree))


# --- asking: the same lines are typed each time

_LINES: tuple[str, ...] = (
    *("0", "1", "2", "3", "4") * 4,
    *("n", "y", "u") * 2,
    "5",
    "7",
    "12",
    "1u 2",
    "-1",
)
_LINES += ("b", "?", "w", "s", "r", "k", "why", "back", "nonsense", "", "1,5", "3 4 0")


def _typed(tree: str, number: int) -> str:
    chance = random.Random(f"{tree} {number}")
    lines = {0: ["1"] * 80, 1: ["0"] * 80}.get(number) or [_line(chance) for _ in range(150)]
    who = ("--for-other",) if number % 2 else ("--for-me",)
    region = ("--region", "gb") if number < 6 else ()
    arguments = ("ask", tree, "--plain", *who, *region, "--save", "out/kept.json")
    return run(arguments, typed="".join(f"{line}\n" for line in lines), written=["out/kept.json"])


def _line(chance: random.Random) -> str:
    return _LINES[int(chance.random() * len(_LINES))]


def _saved(tree: str) -> str:
    """Return what is said to somebody who stops, goes on, looks again, and deletes it."""
    ask, file = ("ask", tree, "--plain", "--region", "gb", "--for-me"), "out/kept.json"
    conversations = [
        (ask, "1\n0\n0\nq\n"),
        (ask, "1\n" * 3),
        (ask, "2\n" + "0\n" * 3),
        ((*ask, "--save", file), "1\n" + "0\n" * 60),
        ((*ask, "--resume", file), "1\n0\n1\n"),
        (("ask", tree, "--plain", "--review", file), "0\n" * 60),
        (("ask", "--plain", "--review", file), "1\n" * 9),
        (("ask", tree, "--forget"), ""),
        (("ask", tree, "--forget", "--resume", file), ""),
    ]
    written = ("state/triage", file)
    return "\n".join(run(arguments, typed=t, written=written) for arguments, t in conversations)
