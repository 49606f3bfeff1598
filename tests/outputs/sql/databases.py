"""Runs exported statements on tables of made-up people."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest

from tests.cohort.people import Answers, people
from triage.engine.assess import assess
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.outputs.sql.exporting import in_dialect
from triage.outputs.sql.sides import spelt
from triage.outputs.sql.statement import at_least_statement, set_aside_statement

NO_ANSWERS = ("yse", "-1", "99999999", "1.5", "NaN", "1e3", "YES ", "")
Row = dict[str, str | None]


def table(tree: Tree, number: int, seed: int = 0) -> tuple[list[Answers], list[Row]]:
    """Return people and their answers as texts; some that are missing are no answers there."""
    random = Random(f"{tree.digest} {seed} texts")
    rows = []
    everybody = people(tree, number, seed)
    for answers in everybody:
        row: Row = {}
        for name, fact in tree.facts.items():
            row[name] = text_of(answers[name]) if name in answers else None
            if row[name] is None and not fact.is_note and random.random() < 0.3:
                row[name] = _no_answer(fact, random)
        rows.append(row)
    return everybody, rows


def text_of(value: Any) -> str:
    """Return an answer as a column of texts holds it."""
    return spelt(value) if isinstance(value, bool | str) else str(value)


def _no_answer(fact: Any, random: Random) -> str | None:
    given = random.choice(NO_ANSWERS)
    number: Any = given
    try:
        number = float(given)
        fact.accept(int(number) if number == int(number) else number)
    except (ValueError, OverflowError):
        return given
    return None


# The outcome, the other results where a tree may have several, and the least that is called for.
Said: TypeAlias = tuple[str | None, str | None, str]


def assessed(tree: Tree, answers: Answers) -> Said:
    """Return what `assess` says of somebody."""
    result = assess(tree, answers)
    also = ", ".join(each.outcome for each in result.also)
    return result.outcome, also or None, str(result.at_least)


def by_duckdb(tree: Tree, rows: list[Row]) -> list[Said]:
    """Return what the statement says on DuckDB of each row."""
    statement = in_dialect(at_least_statement(tree, "patients"), "duckdb").rstrip(";\n")
    with duckdb_patients(rows) as here:
        said = here.execute(f"SELECT {_wanted(tree)} FROM ({statement}) ORDER BY _row")
        found: list[Said] = said.fetchall()
    return found


def _wanted(tree: Tree) -> str:
    return f"outcome, {'also' if splitting(tree) else 'NULL'} AS also, at_least"


def set_aside_by_duckdb(tree: Tree, rows: list[Row]) -> dict[str, int]:
    """Return how many values of each fact are no answers."""
    with duckdb_patients(rows) as here:
        said = here.execute(in_dialect(set_aside_statement(tree, "patients"), "duckdb"))
        names = [each[0] for each in said.description]
        return dict(zip(names, said.fetchone(), strict=True))


@contextmanager
def duckdb_patients(rows: list[Row]) -> Iterator[Any]:
    """Make a table of patients in memory."""
    import duckdb
    import pyarrow as pa

    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]}
    with duckdb.connect() as here:
        here.register("given", pa.table({"_row": range(len(rows)), **columns}))
        here.execute("CREATE TABLE patients AS SELECT * FROM given")
        yield here


# --- PostgreSQL, a cluster of its own


class Postgres:
    """A server that only this program can reach, by a socket in a folder.

    Attributes:
        folder: the folder.
    """

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs

    def say(self, sql: str, given: str = "") -> str:
        """Run some statements, and return what they say, as CSV.

        Args:
            sql: the statements.
            given: the rows that a COPY reads.
        """
        psql = [str(self.programs / "psql"), "-h", str(self.folder), "-U", "postgres", "-qAt"]
        how = ["--csv", "-v", "ON_ERROR_STOP=1", "-c", sql]
        done = subprocess.run(
            [*psql, *how], input=given, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start a server of PostgreSQL; skips where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    programs = found[-1].parent
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL refuses root, and runuser is not there to become another")
    other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if other:
            shutil.chown(folder, "postgres")

        def run(*command: object) -> None:
            words = [*other, *(str(word) for word in command)]
            subprocess.run(words, check=True, capture_output=True, timeout=120)

        data = folder / "data"
        run(programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield Postgres(folder, programs)
        finally:
            run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def fill_postgres(server: Postgres, rows: list[Row]) -> None:
    """Make the table of patients."""
    names = [*rows[0]]
    text = io.StringIO()
    writer = csv.writer(text)
    for number, row in enumerate(rows):
        writer.writerow([number, *("\\N" if row[n] is None else row[n] for n in names)])
    columns = ", ".join(f'"{name}" text' for name in names)
    server.say(f"DROP TABLE IF EXISTS patients; CREATE TABLE patients (_row int, {columns})")
    server.say("COPY patients FROM STDIN WITH (FORMAT csv, NULL '\\N')", text.getvalue())


def by_postgres(server: Postgres, tree: Tree, rows: list[Row]) -> list[Said]:
    """Return what the statement says on PostgreSQL of each row."""
    fill_postgres(server, rows)
    statement = in_dialect(at_least_statement(tree, "patients"), "postgresql").rstrip(";\n")
    said = server.say(f"SELECT {_wanted(tree)} FROM ({statement}) AS said ORDER BY _row")
    read = csv.reader(io.StringIO(said))
    return [(outcome or None, also or None, least) for outcome, also, least in read]
