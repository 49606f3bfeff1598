"""How long exported SQL is, and how many rows a second DuckDB and PostgreSQL decide by it.

python -m benchmarks.sql equal --rows 100000
python -m benchmarks.sql rates

The first compares it with `assess`, row by row, of people some of whose answers are missing or
none. For the second a few rows are taken many times; the table is in the database before the
clock begins.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from tests.cohort.people import Answers, any_answer
from tests.outputs.sql.databases import (
    Row,
    Said,
    assessed,
    by_duckdb,
    by_postgres,
    duckdb_patients,
    fill_postgres,
    postgres,
    table,
    text_of,
)
from triage.model.tree import Tree
from triage.outputs.sql.exporting import DIALECTS, in_dialect
from triage.outputs.sql.statement import at_least_statement, outcome_statement
from triage.tree_files.library import load

NAMES = ("calf-soreness", "start", "showcase")
CHUNK = 20_000
DISTINCT, DUCKDB_TIMES, POSTGRES_TIMES, RUNS = 2_500, 400, 40, 3


def people(tree: Tree) -> list[Answers]:
    """Make up people who answer everything, nearly all as a well person: the longest ways."""
    random = Random(0)
    return [
        {
            name: any_answer(fact, random)
            if fact.well is None or random.random() < 0.02
            else fact.well
            for name, fact in tree.facts.items()
        }
        for _ in range(DISTINCT)
    ]


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the median of the seconds that something takes, by a clock."""
    seconds = []
    for _ in range(RUNS):
        begin = clock()
        work()
        seconds.append(clock() - begin)
    return statistics.median(seconds)


def compare(tree: Tree, said: list[Said], answers: list[Answers]) -> None:
    """Stop where a database says anything but `assess`."""
    for one, given in zip(said, answers, strict=True):
        assert one == assessed(tree, given), given


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sql")
    parser.add_argument("part", choices=["equal", "rates"])
    parser.add_argument("--rows", type=int, default=100_000, help="how many rows are compared")
    options = parser.parse_args()
    with postgres() as server:
        for name in NAMES:
            tree = load(name)
            if options.part == "equal":
                _equal(server, tree, options.rows)
                continue
            answers = people(tree)
            rows: list[Row] = [{f: text_of(v) for f, v in each.items()} for each in answers]
            statements = {
                "outcome": outcome_statement(tree, "patients"),
                "at_least": at_least_statement(tree, "patients"),
            }
            for dialect in DIALECTS:
                size = len(in_dialect(statements["outcome"], dialect).encode())
                print(f"{name}: outcome in {dialect}: {size:,} bytes")
            compare(tree, by_duckdb(tree, rows), answers)
            compare(tree, by_postgres(server, tree, rows), answers)
            print(f"{name}: {len(rows):,} rows like assess on both")
            _in_duckdb(name, rows, statements)
            _in_postgres(name, server, rows, statements)


def _equal(server: Any, tree: Tree, rows: int) -> None:
    """Stop where a row is told anything else than `assess` says."""
    for chunk, first in enumerate(range(0, rows, CHUNK)):
        answers, texts = table(tree, min(CHUNK, rows - first), chunk)
        compare(tree, by_duckdb(tree, texts), answers)
        compare(tree, by_postgres(server, tree, texts), answers)
    print(f"{tree.id}: {rows:,} rows on DuckDB and PostgreSQL, 0 different", flush=True)


def _in_duckdb(name: str, rows: list[Row], statements: dict[str, str]) -> None:
    with duckdb_patients(rows) as here:
        here.execute("CREATE TABLE few AS SELECT * FROM patients")
        here.execute("DROP TABLE patients")
        copies = f"SELECT few.* FROM few CROSS JOIN range({DUCKDB_TIMES})"
        here.execute(f"CREATE TABLE patients AS {copies}")
        for what, statement in statements.items():
            text = in_dialect(statement, "duckdb").rstrip(";\n")
            asked = f"SELECT COUNT({what}), COUNT(DISTINCT {what}) FROM ({text})"
            run, many_rows = partial(_fetch, here, asked), len(rows) * DUCKDB_TIMES
            _say(name, what, "DuckDB", many_rows, timed(run))
            _say(name, what, "a processor of DuckDB", many_rows, timed(run, time.process_time))


def _fetch(here: Any, asked: str) -> None:
    here.execute(asked).fetchall()


def _in_postgres(name, server, rows: list[Row], statements: dict[str, str]) -> None:
    fill_postgres(server, rows)
    server.say("ALTER TABLE patients RENAME TO few")
    copies = f"SELECT few.* FROM few CROSS JOIN generate_series(1, {POSTGRES_TIMES})"
    server.say(f"CREATE UNLOGGED TABLE patients AS {copies}")
    server.say("VACUUM ANALYZE patients")
    begun = timed(lambda: server.say("SELECT 1"))
    for what, statement in statements.items():
        text = in_dialect(statement, "postgresql").rstrip(";\n")
        asked = f"SELECT COUNT({what}) FROM ({text}) AS said"
        seconds = timed(partial(server.say, asked)) - begun
        _say(name, what, "PostgreSQL", len(rows) * POSTGRES_TIMES, seconds)
    server.say("DROP TABLE patients, few")


def _say(name: str, what: str, engine: str, rows: int, seconds: float) -> None:
    print(f"{name}: {what} on {engine}: {rows:,} rows in {seconds:.2f} s, "
          f"{rows / seconds / 1e6:.2f} million rows a second")  # fmt: skip


if __name__ == "__main__":
    main()
