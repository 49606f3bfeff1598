"""``triage evaluate``: how good a tree is on people of whom it is known what they needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click
from attrs import frozen

from triage.analysis.cases.drawing import draw
from triage.analysis.evaluation.case_file import SentTooLow, to_cases
from triage.analysis.evaluation.evaluation import Alike, Evaluation, evaluate
from triage.analysis.evaluation.pages import to_html, to_markdown, to_text
from triage.analysis.evaluation.picture import to_svg
from triage.cli.find_trees import load_finished, refuse_withdrawn
from triage.cli.mapping_files import map_option, read_mapping
from triage.cli.options import A_FILE, tree_argument
from triage.cli.output import print_json, print_lines, say_written
from triage.engine.assess import assess
from triage.errors import TriageError
from triage.files import write_whole
from triage.model.tree import Tree
from triage.tree_files.populations import load_population
from triage.words import N_, _, ngettext

_PEOPLE: Final = 10_000
_SEED: Final = 1
_WRITERS: Final[Mapping[str, Callable[[Evaluation], str]]] = {
    ".txt": to_text,
    ".md": to_markdown,
    ".html": lambda made: to_html(made, to_svg(made)),
    ".svg": to_svg,
    ".json": lambda made: json.dumps(made.as_json(), indent=2, ensure_ascii=False) + "\n",
}


@frozen
class _Seen:
    """The people, alike ones together, and who was sent too low."""

    people: Sequence[Alike]
    too_low: Sequence[SentTooLow]
    by: Sequence[str]
    without: int
    aside: int = 0
    made_up: bool = False


@click.command("evaluate")
@tree_argument
@click.argument("table", metavar="IN", type=A_FILE)
@click.option("--truth", metavar="COLUMN", help=N_("Where each person needed to be sent."))
@click.option(
    "--against", metavar="TREE", help=N_("Another tree or version, to compare row by row.")
)
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help=N_("Say it also for each value of a column; may be repeated."),
)
@map_option
@click.option(
    "--save-cases",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write those who were sent too low as cases."),
)
@click.option(
    "-o",
    "--output",
    multiple=True,
    type=A_FILE,
    metavar="FILE",
    help=N_("Write it by the end of the name: .html, .md, .txt, .json or .svg; may be repeated."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
def evaluate_tree(
    tree: str,
    table: str,
    truth: str | None,
    against: str | None,
    by: tuple[str, ...],
    map_file: str | None,
    save_cases: str | None,
    output: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say how often a tree is right, and how often it sends people too low.

    IN is a table with a row for each person, as `triage cohort` reads it; a
    column more says where they needed to be sent, in the words of the tree's
    scale. Or it is the file of a made-up population, whose ill people need at
    least what their group states. Intervals are exact, of 95 %.
    """
    writers = [_writer(name) for name in output]
    trees = tuple(_load(name) for name in (tree, against) if name is not None)
    if trees[-1].scale != trees[0].scale:
        raise TriageError(_("the two trees send people to different places"))
    if Path(table).suffix in (".yaml", ".yml"):
        if truth is not None or by or map_file is not None:
            raise click.UsageError(_("a population takes neither --truth nor --by nor --map"))
        seen = _population(trees, Path(table))
    elif truth is None:
        raise click.UsageError(_("expected --truth COLUMN: where each person needed to be sent"))
    else:
        seen = _table(trees, Path(table), truth, by, read_mapping(map_file))
    if not seen.people:
        raise TriageError(_("found no row that says what was needed in `{file}`", file=table))
    made = evaluate(
        trees,
        seen.people,
        seen.by,
        without=seen.without,
        aside=seen.aside,
        made_up=seen.made_up,
    )
    _tell(made, [*zip(output, writers, strict=True)], as_json=as_json)
    if save_cases is not None:
        write_whole(Path(save_cases), to_cases(trees[0], seen.too_low).encode(), private=True)
        count = len(seen.too_low)
        _written(as_json, save_cases, ngettext("{count} case", "{count} cases", count))


def _load(name: str) -> Tree:
    found = load_finished(name)
    refuse_withdrawn(found)
    return found


def _writer(name: str) -> Callable[[Evaluation], str]:
    writer = _WRITERS.get(Path(name).suffix)
    if writer is None:
        endings = ", ".join(_WRITERS)
        msg = _("found `{name}`, expected a name that ends in one of {endings}", name=name,
                endings=endings)  # fmt: skip
        raise click.UsageError(msg)
    return writer


def _tell(
    made: Evaluation, files: Sequence[tuple[str, Callable[[Evaluation], str]]], *, as_json: bool
) -> None:
    for name, writer in files:
        write_whole(Path(name), writer(made).encode())
        _written(as_json, name, _("the evaluation"))
    if as_json:
        print_json(made.as_json())
    elif not files:
        print_lines(to_text(made).splitlines())


def _written(as_json: bool, file: str, what: str) -> None:
    """Say what was written, unless a program reads what is printed."""
    if not as_json:
        say_written(file, what)


def _table(
    trees: tuple[Tree, ...],
    table: Path,
    truth: str,
    by: tuple[str, ...],
    mapping: Mapping[str, object] | None,
) -> _Seen:
    from triage.cohort import need

    need()
    from triage.cohort.judging import judge

    found = judge(table, trees, truth, by, mapping)
    too_low = [
        SentTooLow(_("row {number}", number=r.number), r.answers, r.truth, r.told)
        for r in found.too_low
    ]
    people = [Alike(*each) for each in found.counts]
    return _Seen(people, too_low, by, found.without, found.aside)


def _population(trees: tuple[Tree, ...], file: Path) -> _Seen:
    """Draw people; of well ones it is not stated what they need."""
    counts: Counter[tuple[str, tuple[str | None, ...], str]] = Counter()
    too_low, without = list[SentTooLow](), 0
    for drawn in draw(load_population(file, str(file)), trees[0], _PEOPLE, _SEED):
        least = drawn.group.at_least
        if least is None:
            without += len(drawn.people)
            continue
        for number, answers in enumerate(drawn.people, 1):
            own = {name: value for name, value in answers.items() if name in trees[0].facts}
            told = [assess(tree, _among(tree, answers)).disposition for tree in trees]
            names = tuple(None if each is None else str(each) for each in told)
            counts[str(least), names, drawn.group.name] += 1
            if told[0] is not None and told[0].urgency < least.urgency:
                name = f"{drawn.group.name} {number}"
                too_low.append(SentTooLow(name, own, str(least), str(told[0])))
    people = [Alike(truth, told, (group,), n) for (truth, told, group), n in counts.items()]
    return _Seen(people, too_low, ("group",), without, made_up=True)


def _among(tree: Tree, answers: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in answers.items() if name in tree.facts}
