"""Files made to do harm: always findings with a place, never much time or memory."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.sampled import sampled
from tests.tree_files.folders import SMALL
from triage.errors import TreeError
from triage.tree_files.library import check_file, load

TITLE = "title: Sore calves in runners"
FACT = "  fact_{}:\n    type: yes-no\n    ask: Is it so?\n    label: so\n    judgement: so\n"


def after_title(text: str) -> str:
    assert TITLE in SMALL
    return SMALL.replace(TITLE, f"{TITLE}\n{text}")


def groups_of_groups() -> str:
    facts = "".join(FACT.format(i) for i in range(1_000))
    names = ", ".join(f"fact_{i}" for i in range(1_000))
    groups = "".join(f"  g{i + 1}: [g{i}, fact_1]\n" for i in range(40_000))
    grown = SMALL.replace("facts:\n", f"groups:\n  g0: [{names}]\n{groups}facts:\n{facts}", 1)
    return grown.replace("{dark_urine: yes}", "{any of g40000: yes}")


def long_chain() -> str:
    steps = "".join(f"  s-{i}:\n    then: [{{go: s-{i + 1}}}]\n" for i in range(15_000))
    last = "  s-15000:\n    then: [{go: limping}]\n"
    return SMALL.replace("- go: limping", "- go: s-0").replace("steps:\n", f"steps:\n{steps}{last}")


def many_cycles() -> str:
    ways = "".join(f"  s-{i}:\n    then: [{{go: s-{i + 1}}}, {{go: s-0}}]\n" for i in range(8_000))
    last = "  s-8000:\n    then: [{go: s-0}]\n"
    return SMALL.replace("steps:\n", f"steps:\n{ways}{last}")


BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE = {
    "names in a row": SMALL.replace("go: limping", "go: " + ".".join("ab" * 20_000)),
    "100,000 open brackets": "[" * 100_000,
    "a million open brackets": "[" * 999_999,
    "100,000 open braces": "{" * 100_000,
    "brackets and braces": "[{" * 100_000,
    "keys in keys": "{a: " * 100_000,
    "open brackets in a condition": after_title("impossible: " + "[{not: " * 50_000),
    "questions": "? " * 100_000,
    "dashes": "- " * 200_000,
    "dashes, each deeper": "\n".join(" " * i + "-" for i in range(1_300)),
    "a bomb of aliases": BOMB,
    "anchors": "\n".join(f"k{i}: &a{i} 1" for i in range(60_000)),
    "100,000 keys": "\n".join(f"k{i}: 1" for i in range(99_000)),
    "100,000 equal keys": "k: 1\n" * 100_000,
    "unknown keys like known ones": after_title("\n".join(f"titl{i}: 1" for i in range(60_000))),
    "100,000 items": after_title("impossible: [" + "a," * 100_000 + "]"),
    "400,000 items": "[" + "1," * 400_000 + "]",
    "a megabyte in quotes": '"' + "x" * 900_000 + '"',
    "a megabyte of prose": SMALL.replace(TITLE, "title: " + "word " * 190_000),
    "a megabyte of braces": SMALL.replace(TITLE, 'title: "' + "{" * 900_000 + '"'),
    "a megabyte of digits": "a: " + "9" * 900_000,
    "a megabyte of zeros": "a: " + "0" * 900_000,
    "a key of a megabyte": "k" * 900_000 + ": 1",
    "a version of a megabyte": SMALL.replace("0.1.0", "0." * 400_000 + "0"),
    "a range of a megabyte": SMALL.replace("0 to 365", "0 to " + "1" * 800_000),
    "a name of a megabyte": SMALL.replace("go: limping", "go: " + "a-" * 400_000),
    "a count of a megabyte": SMALL.replace(
        "{dark_urine: yes}", "{'" + "9" * 800_000 + " or more of dark_urine': yes}"
    ),
    "a list of facts in one key": SMALL.replace(
        "{dark_urine: yes}", "{'any of " + "x," * 400_000 + "': yes}"
    ),
    "1e999": SMALL.replace("over 14", "1e999"),
    "a step too small for arithmetic": SMALL.replace("whole number", "number\n    step: 1e-300"),
    "numbers of many places": SMALL.replace("0 to 365", "0 to 0." + "1" * 100),
    "half a surrogate pair": SMALL.replace(TITLE, r'title: "a\ud800b"'),
    "a zero character": SMALL.replace(TITLE, "title: a\0b"),
    "an escaped zero character": SMALL.replace(TITLE, r'title: "a\0b"'),
    "other control characters": SMALL.replace(TITLE, r'title: "a\a\b\e\x7f\x9fb"'),
    "a character beyond Unicode": SMALL.replace(TITLE, r'title: "\U00110000"'),
    "a tag that runs code": "!!python/object/apply:os.system [echo hacked]",
    "a tag of a megabyte": "!" + "x" * 900_000 + " 1",
    "an include that climbs": after_title("include: {../../etc/passwd: {}}"),
    "an include from the root": after_title("include: {/etc/passwd: {}}"),
    "an include with a zero character": after_title(r'include: {"a\0b": {}}'),
    "deep conditions": SMALL.replace(
        "{dark_urine: yes}", "{not: " * 50 + "{dark_urine: yes}" + "}" * 50
    ),
    "conditions too deep": SMALL.replace(
        "{dark_urine: yes}", "{not: " * 80 + "{dark_urine: yes}" + "}" * 80
    ),
    "groups of groups": groups_of_groups(),
    "a chain of 15,000 steps": long_chain(),
    "8,000 cycles": many_cycles(),
    "phone numbers": SMALL.replace(TITLE, "title: " + "999 " * 200_000),
    "comments": "#\n" * 400_000,
    "empty lines": "\n" * 900_000,
    "documents": "--- 1\n" * 100_000,
    "directives": "%YAML 1.1\n" * 80_000,
    "percent signs": "%" * 900_000,
    "a quote never closed": "'" * 899_999,
    "tabs": "\t" * 900_000,
    "colons": ":" * 900_000,
    "colons with spaces": ": " * 400_000,
    "stars": "* " * 400_000,
    "ampersands": "&a " * 300_000,
    "backslashes": '"' + "\\" * 899_999 + '"',
    "just words": "no tree at all",
}

# Both guard against harm; neither is a promise of speed. What takes longer with the square
# of its size would take hours of the processor; a busy computer takes seconds.
LIMITED = """
import resource, sys
import triage.tree_files.library
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 170_000_000, used + 170_000_000))
findings = triage.tree_files.library.check_file(sys.argv[1])
print(len(findings), max((f.line for f in findings), default=0))
"""


@pytest.fixture
def write(tmp_path):
    def write(name):
        path = tmp_path / "calf.yaml"
        path.write_text(HOSTILE[name], encoding="utf-8")
        return path

    return write


def findings_on_load(path):
    try:
        load(path)
    except TreeError as refused:
        return refused.findings
    return ()


# The largest take seconds each; one of them is tried below.
QUICK = HOSTILE.keys() - {
    *("a chain of 15,000 steps", "8,000 cycles", "unknown keys like known ones"),
    *("100,000 keys", "100,000 equal keys", "100,000 items", "400,000 items"),
}


@pytest.mark.parametrize("name", sampled(HOSTILE, *QUICK))
def test_a_hostile_file_ends_in_a_tree_or_in_findings_with_a_place(write, name):
    path = write(name)
    lines = HOSTILE[name].count("\n") + 1

    findings = findings_on_load(path)

    assert len(findings) <= 1_000
    for finding in findings:
        assert finding.file == str(path)
        assert 1 <= finding.line <= lines
        assert finding.column >= 1
        assert len(str(finding)) < 3_000
        json.dumps(finding.to_json()).encode("utf-8")


# One of those that take longest.
@pytest.mark.parametrize("name", sampled(HOSTILE, "100,000 keys"))
def test_a_hostile_file_neither_hangs_nor_takes_much_memory(write, name):
    command = [sys.executable, "-c", LIMITED, str(write(name))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "name",
    sampled(["a chain of 15,000 steps", "deep conditions", "groups of groups"], "deep conditions"),
)
def test_size_alone_is_no_fault(write, name):
    names = {f.name for f in check_file(write(name)) if f.severity == "error"}

    assert names <= {"too-large"}


def modules_in_a_ladder(folder, rungs):
    """Write modules of which each includes the next two, so that they double at every rung."""
    text = "triage: 1\nid: {}\ntitle: T\nversion: 0.1.0\nstatus: draft\nreview_by: 2027-11-20\n"
    for i in range(rungs):
        for side in "ab":
            module = folder / f"{side}-{i}" / "tree.yaml"
            module.parent.mkdir()
            include = f"include: {{a-{i + 1}: , b-{i + 1}: }}\n" if i + 1 < rungs else ""
            module.write_text(text.format(f"{side}-{i}") + include, encoding="utf-8")
    return folder / "a-0"


def test_modules_that_double_at_every_rung_are_refused(tmp_path):
    findings = check_file(modules_in_a_ladder(tmp_path, 30))

    assert {f.name for f in findings} == {"too-many-modules"}


def test_a_few_rungs_are_fine(tmp_path):
    tree = load(modules_in_a_ladder(tmp_path, 5))

    assert len(tree.modules) == 2 + 4 + 8 + 16


def test_a_chain_of_very_many_modules_is_refused(tmp_path):
    text = "triage: 1\nid: {}\ntitle: T\nversion: 0.1.0\nstatus: draft\nreview_by: 2027-11-20\n"
    for i in range(300):
        module = tmp_path / f"m-{i}.yaml"
        module.write_text(text.format(f"m-{i}") + f"include: {{m-{i + 1}: {{}}}}\n", "utf-8")

    assert {f.name for f in check_file(tmp_path / "m-0.yaml")} == {"too-many-modules"}
