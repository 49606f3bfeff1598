"""Tables that outgrow one machine: Spark reads and writes them, the kernel works rows out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from triage.cohort.reading import CSV, KINDS, LINES, PARQUET, SEPARATORS, TSV
from triage.cohort.spark import assess
from triage.cohort.spark_parquet import assess_parquet
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.words import _

_READ: Final = {CSV: "csv", TSV: "csv", LINES: "json", PARQUET: "parquet"}
_NAME: Final = "triage cohort"


def assess_by_spark(
    tree: Tree,
    source: str,
    target: str,
    *,
    master: str,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
    mapping: Mapping[str, object] | None = None,
) -> None:
    """Say of each row of a table where it leads, in another table; partitions are kept.

    Args:
        tree: the tree to ask, which may be asked.
        source: a file or folder whose name says its format, or the name of a table.
        target: a folder for Parquet, CSV or JSON, by its name; or the name of a table.
        master: the address of the cluster: ``local[2]``, ``spark://…``.
        keep: columns of the table that stand before the results.
        only: the columns of results that are wanted; all where none is named.
        mapping: which column holds which fact.

    Raises:
        TriageError: Java is not there, or the table cannot be used.
    """
    from pyspark.errors import PySparkException

    session = _session(master)
    try:
        frame, told = _read(session, source), None
        if _kind(source) == PARQUET:
            told = assess_parquet(frame, tree, keep=keep, only=only, mapping=mapping)
        if told is None:
            told = assess(frame, tree, keep=keep, only=only, mapping=mapping)
        _write(told, target)
    except PySparkException as error:
        reason = (str(error).splitlines() or [""])[0][:200]
        raise TriageError(_("Spark could not do it: {reason}", reason=reason)) from None
    finally:
        session.stop()


def _session(master: str) -> Any:
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        found = _("Spark needs Java, and there is none")
        hint = _("install Java 17 or newer, such as the package `openjdk-17-jre-headless`")
        raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder
    found = builder.master(master).appName(_NAME).config("spark.ui.enabled", "false")
    # A worker has one processor, beside the others.
    return found.config("spark.executorEnv.POLARS_MAX_THREADS", "1").getOrCreate()


def _kind(name: str) -> str | None:
    return KINDS.get(Path(name).suffix.lower())


def _read(session: Any, source: str) -> Any:
    kind = _kind(source)
    if kind is None:
        return session.table(source)
    if kind not in _READ:
        raise TriageError(_("Spark reads no `{kind}`, expected Parquet, CSV or JSON", kind=kind))
    # Texts stay texts, as everywhere.
    options = {"sep": SEPARATORS.get(kind, ","), "header": True, "primitivesAsString": True}
    reader = session.read.options(**options) if kind != PARQUET else session.read
    return reader.format(_READ[kind]).load(source)


def _write(made: Any, target: str) -> None:
    kind = _kind(target)
    if kind is None:
        made.write.mode("errorifexists").saveAsTable(target)
        return
    if kind != PARQUET:
        raise TriageError(
            _(
                "`{target}` is to be a folder of Parquet, expected a name like `out.parquet`",
                target=target,
            )
        )
    made.write.mode("errorifexists").parquet(target)
