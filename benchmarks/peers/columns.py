"""Columns of codes in memory: the kernel beside what works by columns, all in one thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from time import process_time
from typing import Any, Final

import numpy as np
from attrs import frozen

from benchmarks.cohort.rates import Codes, random_codes
from benchmarks.peers.follow import SQL, Coded, Language, sql_case
from benchmarks.timing import in_turns
from triage.cohort.compiled import Compiled, compile_tree
from triage.cohort.told import Kernel
from triage.engine.assess import assess
from triage.model.tree import Tree
from triage.model.values import Value
from triage.outputs.sql.exporting import in_dialect
from triage.outputs.sql.sides import spelt
from triage.outputs.sql.statement import outcome_statement

OURS = "**triage**, the kernel"
LOOP = "triage, a loop over `assess`"
SKLEARN, DUCKDB = "scikit-learn, a decision tree", "DuckDB, CASE"
DUCKDB_OWN = "DuckDB, the SQL that triage exports, on texts"
LEAST: Final = {LOOP: 300, SKLEARN: 10, DUCKDB: 10, DUCKDB_OWN: 10}
ROUNDS, FEW, FEWEST = 3, 50_000, 500


@frozen(eq=False)
class ColumnPeer:
    """What decides by columns.

    Attributes:
        decide: returns the number of everybody's outcome, or what is one after the clock.
        rows: how many people it takes at once; fewer of those that take long.
        numbers: makes numbers of what it returns.
    """

    decide: Callable[[], Any]
    rows: int
    numbers: Callable[[Any], Any] = np.asarray


def rates(tree: Tree, rows: int, gaps: bool) -> dict[str, float]:
    """Return millions of rows a second of each, after all were found to say the same.

    Args:
        tree: the tree.
        rows: how many people.
        gaps: whether they may lack answers, which leaves out those who cannot tell.

    Raises:
        AssertionError: somebody ends elsewhere.
    """
    compiled = compile_tree(tree)
    codes = random_codes(compiled, rows, gaps)
    wanted = _by_kernel(compiled, codes, rows)
    known = dict(_always(compiled, codes, wanted))
    known |= {DUCKDB_OWN: _exported(compiled, codes)} if gaps else dict(_whole(compiled, codes))
    for name, peer in known.items():
        said = peer.numbers(peer.decide())
        assert (np.asarray(said) == wanted[: peer.rows]).all(), f"{name} ends elsewhere"
    spent = in_turns({name: peer.decide for name, peer in known.items()}, ROUNDS, 1, process_time)
    return {name: known[name].rows / seconds / 1e6 for name, seconds in spent.items()}


def _always(
    compiled: Compiled, codes: Codes, wanted: np.ndarray
) -> Iterator[tuple[str, ColumnPeer]]:
    rows = len(wanted)
    yield OURS, ColumnPeer(lambda: _by_kernel(compiled, codes, rows), rows)
    yield LOOP, _loop(compiled, codes)
    yield SKLEARN, ColumnPeer(_learned(codes, wanted), rows)


def _whole(compiled: Compiled, codes: Codes) -> Iterator[tuple[str, ColumnPeer]]:
    """Yield what knows no missing answers; those that take long get fewer people."""
    rows = len(next(iter(codes.values())))
    few = min(rows, FEW)
    some = {fact: column[:few] for fact, column in codes.items()}
    case = sql_case(Coded(compiled.tree, SQL), compiled.outcome.labels.index)
    yield DUCKDB, ColumnPeer(_duckdb(case, codes), rows)
    yield "DataFusion, CASE", ColumnPeer(_datafusion(case, some), few)
    yield "Polars, when/then", ColumnPeer(_polars(compiled, codes), rows)
    yield "NumPy, nested where", ColumnPeer(lambda: _where(compiled, codes), rows)
    yield "pandas, case_when", ColumnPeer(_pandas(compiled, some), few)
    yield "SQLite, CASE", ColumnPeer(_sqlite(case, some), few)
    yield "sqlglot's executor, CASE", ColumnPeer(_sqlglot(case, codes), FEWEST)


def _by_kernel(compiled: Compiled, codes: Codes, rows: int) -> np.ndarray:
    told = Kernel(compiled, ("outcome",)).run(codes, rows)
    return np.concatenate([block.numbers["outcome"] for block in told])


def _loop(compiled: Compiled, codes: Codes) -> ColumnPeer:
    people = [
        {
            name: each.answers[codes[name][row] - 1]
            for name, each in compiled.classes.items()
            if codes[name][row]
        }
        for row in range(FEWEST)
    ]
    number = compiled.outcome.labels.index
    return ColumnPeer(
        lambda: [assess(compiled.tree, one).outcome for one in people],
        FEWEST,
        lambda names: [number(name) for name in names],
    )


def _learned(codes: Codes, wanted: np.ndarray) -> Callable[[], Any]:
    """Learn the tree from the very people whom it is to decide on, so that it ends the same."""
    from sklearn.tree import DecisionTreeClassifier

    table = np.stack([*codes.values()], axis=1).astype(np.float32)
    learned = DecisionTreeClassifier(random_state=0).fit(table, wanted)
    return lambda: learned.predict(table)


def _duckdb(case: str, codes: Codes) -> Callable[[], Any]:
    import duckdb
    import pyarrow as pa

    here = duckdb.connect()
    here.execute("SET threads = 1")
    here.register("given", pa.table(dict(codes)))
    here.execute("CREATE TABLE people AS SELECT * FROM given")
    asked = f"SELECT {case} AS outcome FROM people"
    return lambda: here.execute(asked).fetchnumpy()["outcome"]


def _exported(compiled: Compiled, codes: Codes) -> ColumnPeer:
    """Let DuckDB decide by the statement of ``triage export``, which knows missing answers."""
    import duckdb
    import pyarrow as pa

    texts = {
        name: pa.DictionaryArray.from_arrays(
            pa.array(codes[name], pa.uint8()),
            pa.array([None, *map(_text, each.answers)], pa.string()),
        ).cast(pa.string())
        for name, each in compiled.classes.items()
    }
    here = duckdb.connect()
    here.execute("SET threads = 1")
    here.register("given", pa.table(texts))
    here.execute("CREATE TABLE people AS SELECT * FROM given")
    asked = in_dialect(outcome_statement(compiled.tree, "people"), "duckdb").rstrip(";\n")
    number = compiled.outcome.labels.index
    return ColumnPeer(
        lambda: here.execute(f"SELECT outcome FROM ({asked})").fetchall(),
        len(next(iter(codes.values()))),
        lambda names: [number(name) for (name,) in names],
    )


def _text(answer: Value) -> str:
    return spelt(answer) if isinstance(answer, bool | str) else str(answer)


def _datafusion(case: str, codes: Codes) -> Callable[[], Any]:
    import datafusion
    import pyarrow as pa

    here = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(1))
    here.from_arrow(pa.table(dict(codes)), "people")
    asked = here.sql(f"SELECT {case} AS outcome FROM people")
    return lambda: asked.to_arrow_table()["outcome"].to_numpy()


def _polars(compiled: Compiled, codes: Codes) -> Callable[[], Any]:
    import polars as pl

    language: Language[pl.Expr] = Language(
        lambda fact, some: pl.col(fact).is_in(some), pl.all_horizontal, pl.any_horizontal
    )

    def choose(cases: Sequence[tuple[pl.Expr, pl.Expr]], last: pl.Expr) -> pl.Expr:
        chain: Any = pl
        for condition, then in cases:
            chain = chain.when(condition).then(then)
        found: pl.Expr = chain.otherwise(last)
        return found

    table = pl.DataFrame(dict(codes))
    number = compiled.outcome.labels.index
    ends = {name: pl.lit(number(name), pl.UInt8) for name in compiled.outcome.labels}
    outcome = Coded(compiled.tree, language).walk(choose, ends.__getitem__).alias("outcome")
    return lambda: table.select(outcome)["outcome"].to_numpy()


def _arrays(codes: Codes) -> Language[np.ndarray]:
    def among(fact: str, some: Sequence[int]) -> np.ndarray:
        return reduce(or_, [codes[fact] == code for code in some])

    return Language(among, lambda parts: reduce(and_, parts), lambda parts: reduce(or_, parts))


def _where(compiled: Compiled, codes: Codes) -> Any:
    number = {name: np.uint8(n) for n, name in enumerate(compiled.outcome.labels)}

    def choose(cases: Sequence[tuple[np.ndarray, Any]], last: Any) -> Any:
        return reduce(lambda found, case: np.where(case[0], case[1], found), reversed(cases), last)

    return Coded(compiled.tree, _arrays(codes)).walk(choose, number.__getitem__)


def _pandas(compiled: Compiled, codes: Codes) -> Callable[[], Any]:
    import pandas as pd

    def choose(cases: Sequence[tuple[np.ndarray, Any]], last: Any) -> Any:
        begin = last if isinstance(last, pd.Series) else pd.Series([last] * rows, dtype=np.uint8)
        return begin.case_when([(pd.Series(condition), then) for condition, then in cases])

    rows, number = len(next(iter(codes.values()))), compiled.outcome.labels.index
    return lambda: Coded(compiled.tree, _arrays(codes)).walk(choose, number).to_numpy()


def _sqlite(case: str, codes: Codes) -> Callable[[], Any]:
    here = sqlite3.connect(":memory:")
    here.execute(f"CREATE TABLE people ({', '.join(f'{fact} INTEGER' for fact in codes)})")
    places = ", ".join("?" * len(codes))
    people = zip(*(column.tolist() for column in codes.values()), strict=True)
    here.executemany(f"INSERT INTO people VALUES ({places})", people)
    asked = f"SELECT {case} FROM people"
    return lambda: [number for (number,) in here.execute(asked)]


def _sqlglot(case: str, codes: Codes) -> Callable[[], Any]:
    from sqlglot.executor import execute

    facts = [*codes]
    people = [
        {fact: int(codes[fact][row]) for fact in facts} for row in range(FEWEST)
    ]  # fmt: skip
    asked = f"SELECT {case} AS outcome FROM people"
    return lambda: [row[0] for row in execute(asked, tables={"people": people}).rows]
