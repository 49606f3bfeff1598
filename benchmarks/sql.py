"""How long exported SQL is, and how many rows a second DuckDB and PostgreSQL decide by it.

python -m benchmarks.sql equal --rows 100000
python -m benchmarks.sql rates

The first compares it with `assess`, row by row, of people some of whose answers are missing or
none. For the second a few rows are taken many times; the table is in the database before the
clock begins.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.handwritten_calf import CALF
from tests.cohort.people import Answers, any_answer, people
from tests.outputs.sql.databases import (
    Postgres,
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
from triage import load
from triage.model.tree import Tree
from triage.outputs.sql.exporting import DIALECTS, in_dialect
from triage.outputs.sql.statement import at_least_statement, outcome_statement

NAMES = (CALF, "calf-soreness", "start", "showcase")
CHUNK = 20_000
DISTINCT, DUCKDB_TIMES, POSTGRES_TIMES, RUNS = 2_500, 400, 40, 3


def long_ways(tree: Tree) -> list[Answers]:
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
            tree = load(name, allow_draft=True)
            shown = Path(name).name + (" of 31717e3" if name == CALF else "")
            if options.part == "equal":
                _equal(server, shown, tree, options.rows)
            else:
                _rates(server, shown, tree)


def _rates(server: Postgres, name: str, tree: Tree) -> None:
    """Print how long statements are, and how many rows they decide in a second."""
    statements = {
        "outcome": outcome_statement(tree, "patients"),
        "at_least": at_least_statement(tree, "patients"),
    }
    for dialect in DIALECTS:
        size = len(in_dialect(statements["outcome"], dialect).encode())
        print(f"{name}: outcome in {dialect}: {size:,} bytes")
    for who, answers in {
        "the longest ways": long_ways(tree),
        "anybody": people(tree, DISTINCT),
    }.items():
        rows: list[Row] = [
            {name: text_of(each[name]) if name in each else None for name in tree.facts}
            for each in answers
        ]
        compare(tree, by_duckdb(tree, rows), answers)
        compare(tree, by_postgres(server, tree, rows), answers)
        print(f"{name}, {who}: {len(rows):,} rows like assess on both")
        _in_duckdb(f"{name}, {who}", rows, statements)
        _in_postgres(f"{name}, {who}", server, rows, statements)


def _equal(server: Postgres, name: str, tree: Tree, rows: int) -> None:
    """Stop where a row is told anything else than `assess` says."""
    for chunk, first in enumerate(range(0, rows, CHUNK)):
        answers, texts = table(tree, min(CHUNK, rows - first), chunk)
        compare(tree, by_duckdb(tree, texts), answers)
        compare(tree, by_postgres(server, tree, texts), answers)
    print(f"{name}: {rows:,} rows on DuckDB and PostgreSQL, 0 different", flush=True)


def _in_duckdb(name: str, rows: list[Row], statements: dict[str, str]) -> None:
    """Measure a table as it is put into memory, and compressed as DuckDB keeps it in a file."""
    with duckdb_patients(rows) as here:
        here.execute("CREATE TABLE few AS SELECT * FROM patients")
        copies = f"SELECT few.* FROM few CROSS JOIN range({DUCKDB_TIMES})"
        here.execute(f"CREATE OR REPLACE TABLE patients AS {copies}")
        many_rows = len(rows) * DUCKDB_TIMES
        for where in ("DuckDB", "DuckDB, compressed"):
            for what, statement in statements.items():
                text = in_dialect(statement, "duckdb").rstrip(";\n")
                asked = f"SELECT COUNT({what}), COUNT(DISTINCT {what}) FROM ({text})"
                run = partial(_fetch, here, asked)
                _say(name, what, where, many_rows, timed(run))
                _say(
                    name, what, f"a processor of {where}", many_rows, timed(run, time.process_time)
                )
            here.execute("CHECKPOINT")


def _fetch(here: Any, asked: str) -> None:
    here.execute(asked).fetchall()


def _in_postgres(name: str, server: Postgres, rows: list[Row], statements: dict[str, str]) -> None:
    fill_postgres(server, rows)
    server.say("ALTER TABLE patients RENAME TO few")
    copies = f"SELECT few.* FROM few CROSS JOIN generate_series(1, {POSTGRES_TIMES})"
    server.say(f"CREATE UNLOGGED TABLE patients AS {copies}")
    server.say("VACUUM ANALYZE patients")
    many_rows = len(rows) * POSTGRES_TIMES
    for what, statement in statements.items():
        text = in_dialect(statement, "postgresql").rstrip(";\n")
        run = partial(server.say, f"SELECT COUNT({what}) FROM ({text}) AS said")
        begun = timed(lambda: server.say("SELECT 1"))
        _say(name, what, "PostgreSQL", many_rows, timed(run) - begun)
        _say(
            name, what, "a processor of PostgreSQL", many_rows, timed(run, partial(_worked, server))
        )
    server.say("DROP TABLE patients, few")


def _worked(server: Postgres) -> float:
    """Return the seconds of processors of a server and of those of its processes that ended."""
    time.sleep(0.3)  # until the last one has
    process = (server.folder / "data" / "postmaster.pid").read_text().split()[0]
    stat = Path("/proc", process, "stat").read_text().rpartition(")")[2].split()
    return sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")


def _say(name: str, what: str, engine: str, rows: int, seconds: float) -> None:
    print(f"{name}: {what} on {engine}: {rows:,} rows in {seconds:.2f} s, "
          f"{rows / seconds / 1e6:.2f} million rows a second")  # fmt: skip


if __name__ == "__main__":
    main()
