"""How long a tree takes to load and check, beside plain YAML readers on the same files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

import triage
from benchmarks.timing import Row, in_turns
from triage.tree_files.library import load

ROUNDS = 15


def measure(tree: str = "calf-soreness") -> Iterator[Row]:
    files = files_of(load(tree))
    texts = [file.read_text(encoding="utf-8") for file in files]
    taken = in_turns(
        {
            "ours": lambda: load(tree),
            "plain": _all(texts, lambda text: yaml.load(text, yaml.CSafeLoader)),
            "pure": _all(texts, lambda text: yaml.load(text, yaml.SafeLoader)),
            "c events": _all(texts, lambda text: list(yaml.parse(text, yaml.CSafeLoader))),
            "pure events": _all(texts, lambda text: list(yaml.parse(text, yaml.SafeLoader))),
        },
        ROUNDS,
    )
    what = f"load and check `{tree}`, {len(files)} files, {_kilobytes(texts)} kB"
    yield Row(what, taken["ours"], most_seconds=0.1)
    yield Row("the same", taken["ours"], "PyYAML on libyaml, no check, no places", taken["plain"])
    yield Row("the same", taken["ours"], "PyYAML in pure Python, no check", taken["pure"])
    yield Row(
        "YAML events from libyaml", taken["c events"], "from PyYAML's own", taken["pure events"]
    )


def files_of(tree: triage.Tree) -> list[Path]:
    """Return the files of a tree and of the trees that it includes."""
    main = Path(tree.file)
    modules = dict.fromkeys(name.rpartition(".")[2] for name in tree.modules)
    return [main, *(main.parent.parent / name / "tree.yaml" for name in modules)]


def _all(texts: list[str], read: Callable[[str], object]) -> Callable[[], object]:
    return lambda: [read(text) for text in texts]


def _kilobytes(texts: list[str]) -> int:
    return round(sum(len(text.encode()) for text in texts) / 1000)
