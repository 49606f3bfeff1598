"""Files of tables: each format says the same, and what is broken or hostile is refused in words."""

from __future__ import annotations

import gc
import gzip
import random
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.cohort.test_frames import SHOWCASE, TEXTS, assess
from triage.cohort import reading
from triage.cohort.run import assess_file
from triage.errors import TriageError

TABLE = TEXTS.with_row_index("id").with_columns(pl.col("id").cast(pl.String))
WRITE: dict[str, Callable[[pl.DataFrame, Path], object]] = {
    "csv": pl.DataFrame.write_csv,
    "tsv": lambda table, path: table.write_csv(path, separator="\t"),
    "jsonl": pl.DataFrame.write_ndjson,
    "parquet": pl.DataFrame.write_parquet,
    "arrow": pl.DataFrame.write_ipc,
}


@pytest.mark.parametrize("kind", WRITE)
def test_each_format_in_and_out_says_what_is_said_in_memory(kind, tmp_path):
    source, target = tmp_path / f"in.{kind}", tmp_path / f"out.{kind}"
    WRITE[kind](TABLE, source)

    report = assess_file(SHOWCASE, source, target, keep=["id"])

    told = assess(TABLE, SHOWCASE, keep=["id"])
    assert (report.rows, report.complete) == (200, told["disposition"].count())
    read = pl.read_ndjson(target) if kind == "jsonl" else reading.open_source(target).lazy.collect()
    assert _texts(read) == _texts(told)
    assert [path.name for path in tmp_path.iterdir() if path != source] == [target.name]


def _texts(table: pl.DataFrame) -> list[tuple[object, ...]]:
    """Return rows as CSV would hold them."""
    flat = [
        pl.col(n).cast(pl.List(pl.String)).list.join(" ")
        if t == pl.List
        else pl.col(n).cast(pl.String)
        for n, t in table.schema.items()
    ]
    return [tuple(v or None for v in row) for row in table.select(flat).fill_null("").rows()]


def test_a_table_of_many_blocks_and_parts_is_that_of_one(tmp_path, monkeypatch):
    whole = assess(TABLE, SHOWCASE, keep=["id"])
    TABLE.write_csv(tmp_path / "in.csv")
    for module in ("reading", "blocks", "told", "kernel"):
        monkeypatch.setattr(f"triage.cohort.{module}.BLOCK", 16)

    told = []
    report = assess_file(
        SHOWCASE, tmp_path / "in.csv", tmp_path / "out.parquet", keep=["id"],
        progress=lambda rows, of: told.append((rows, of)),
    )  # fmt: skip

    assert _texts(pl.read_parquet(tmp_path / "out.parquet")) == _texts(whole)
    assert [rows for rows, _ in told] == [*range(16, 200, 16), 200]
    assert report.resumed == 0


def test_rows_of_which_no_column_is_kept_stay_in_their_order(tmp_path):
    table = pl.concat([TABLE] * 5)
    table.write_parquet(tmp_path / "in.parquet", row_group_size=100)
    wanted = assess(table, SHOWCASE, only=["outcome"])["outcome"].to_list()

    for run in range(3):  # as the order was lost in many runs, but not in all
        target = tmp_path / f"{run}.parquet"
        assess_file(SHOWCASE, tmp_path / "in.parquet", target, only=["outcome"])
        assert pl.read_parquet(target)["outcome"].to_list() == wanted


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_unusual_texts_that_come_late_are_looked_at_in_full(kind, tmp_path, monkeypatch):
    rows = [("no", "20")] * 40 + [("True", "20")] + [("no", "20.0")] * 30 + [("soon", "x")] * 9
    table = pl.DataFrame(rows, ["thunder_heard", "temperature"], orient="row").with_row_index("id")
    source, target = tmp_path / f"in.{kind}", tmp_path / "out.parquet"
    WRITE[kind](table.cast(pl.String), source)
    for module in ("reading", "blocks", "told", "kernel"):
        monkeypatch.setattr(f"triage.cohort.{module}.BLOCK", 16)

    report = assess_file(SHOWCASE, source, target, keep=["id"])

    assert _texts(pl.read_parquet(target)) == _texts(assess(table, SHOWCASE, keep=["id"]))
    assert (report.rows, report.aside["thunder_heard"][0]) == (80, 9)


# --- what is hostile


def made(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


NAMES = ",".join(SHOWCASE.facts)
ROW = ",".join(["no"] * len(SHOWCASE.facts))
LATIN = f"{NAMES},name\n{ROW},Caf\u00e9\n".encode("latin-1")
REFUSED = {
    "no header": ("in.csv", f"{ROW}\n".encode(), "several columns `no`"),
    "no fact": ("in.csv", b"a,b\n1,2\n", "no column that is a fact of `showcase`"),
    "doubled": ("in.csv", f"{NAMES},place\n{ROW},x\n".encode(), "several columns `place`"),
    "latin-1": ("in.csv", LATIN, "cannot be read as a table"),
    "latin-1 header": ("in.csv", LATIN[-6:], "is not in UTF-8"),
    "empty": ("in.csv", b"", "cannot be read as a table"),
    "ragged": ("in.csv", f"{NAMES}\n{ROW},x,y\n".encode(), "cannot be read as a table"),
    "gzip": ("in.csv", gzip.compress(b"x" * 1000), "is packed with gzip"),
    "gzip as parquet": ("in.parquet", gzip.compress(b"x"), "is packed with gzip"),
    "broken parquet": ("in.parquet", b"PAR1" + bytes(100) + b"PAR1", "cannot be read as a table"),
    "broken arrow": ("in.arrow", b"ARROW1" + bytes(40), "cannot be read as a table"),
    "broken json": ("in.jsonl", b'{"place": "park"}\n{"place": [\n', "cannot be read as a table"),
    "no format": ("in.xlsx", b"x", "does not say what it is"),
    "a long first row": ("in.csv", b"x" * (9 << 20), "over 8 MB"),
}


@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_and_nothing_is_left(name, content, said, tmp_path):
    source = made(tmp_path, name, content)

    with pytest.raises(TriageError) as caught:
        assess_file(SHOWCASE, source, tmp_path / "out.csv")

    assert said in str(caught.value)
    assert [*tmp_path.iterdir()] == [source]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_breaks_in_the_middle_leaves_nothing(kind, tmp_path):
    rows = f"{ROW}\n".encode() * 1000
    source = made(tmp_path, "in.csv", f"{NAMES}\n".encode() + rows + b"\xff\xfe,\n" + rows)

    with pytest.raises(TriageError, match="cannot be read as a table"):
        assess_file(SHOWCASE, source, tmp_path / f"out.{kind}")

    gc.collect()  # a writer that was left open complains when it is let go
    assert [*tmp_path.iterdir()] == [source]


def test_a_mark_of_the_byte_order_is_no_part_of_a_name(tmp_path):
    source = made(tmp_path, "in.csv", b"\xef\xbb\xbf" + f"{NAMES}\n{ROW}\n".encode())

    first = next(iter(SHOWCASE.facts))
    report = assess_file(SHOWCASE, source, tmp_path / "out.csv", keep=[first])

    assert first not in report.aside


def test_formulas_and_huge_numbers_are_no_answers(tmp_path):
    values = ["=1+1", "9" * 400, "1e999", "-inf", "0x10", "\u0663", "9" * 20]
    source = tmp_path / "in.csv"
    pl.DataFrame({"temperature": values, "id": values}).write_csv(source)

    report = assess_file(SHOWCASE, source, tmp_path / "out.csv", keep=["id"])

    assert report.aside["temperature"][0] == len(values)
    assert pl.read_csv(tmp_path / "out.csv", infer_schema=False)["id"].to_list() == values


def test_lines_of_json_may_mix_types(tmp_path):
    told = ['"thunder_heard": true', '"thunder_heard": "no"', '"thunder_heard": 3']
    lines = "".join(f"{{{each}}}\n" for each in [*told, '"place": {"a": 1}']).encode()
    source = made(tmp_path, "in.jsonl", lines)

    report = assess_file(SHOWCASE, source, tmp_path / "out.jsonl")

    assert {name: each[0] for name, each in report.aside.items()} == {
        "thunder_heard": 1,
        "place": 1,
    }


def test_ten_thousand_columns_are_no_burden(tmp_path):
    many = [*SHOWCASE.facts, *(f"x{n}" for n in range(10_000))]
    row = ",".join(random.Random(0).choice(["no", "1"]) for _ in many)
    source = made(tmp_path, "in.csv", f"{','.join(many)}\n{row}\n".encode())

    assert assess_file(SHOWCASE, source, tmp_path / "out.csv").rows == 1


@pytest.mark.parametrize("link", [True, False])
def test_only_a_file_is_written_and_never_the_one_that_is_read(link, tmp_path):
    source = made(tmp_path, "in.csv", f"{NAMES}\n{ROW}\n".encode())
    target = tmp_path / "out.csv"
    target.symlink_to(source) if link else target.mkdir()

    with pytest.raises(TriageError):
        assess_file(SHOWCASE, source, target)

    assert source.read_text("utf-8") == f"{NAMES}\n{ROW}\n"
