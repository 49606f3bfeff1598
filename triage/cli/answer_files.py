"""One patient's answers: a file of them, JSON or YAML, a saved session, or a FHIR response."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from attrs import frozen

from triage.cli.output import print_lines
from triage.engine.saved import resume
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.outputs.printing.print_job import Patient
from triage.phrasing.phone_numbers import say_day
from triage.tree_files.nodes import compose
from triage.tree_files.report import Report
from triage.tree_files.scalars import CONVERTED_DIGITS, resolve
from triage.tree_files.text import MAX_BYTES, decode
from triage.words import N_, _

_CAN_CHANGE = N_("danger signs can change from one day to the next")
_EXPECTED = N_("expected a mapping of facts to answers, like `limping: yes`")


def read_settings(file: str) -> dict[str, object]:
    """Return the settings in a file, read as strictly as answers.

    Raises:
        TriageError: the content is no mapping; the message says where.
        OSError: the file cannot be read.
    """
    try:
        return read_answers(file)
    except TriageError as error:
        expected = _("expected a mapping, like `publisher: A hospital`")
        msg = _(
            "no settings in `{file}`: {expected}\n    {error}",
            file=file,
            expected=expected,
            error=error,
        )
        raise TriageError(msg) from error


def read_answers(file: str) -> dict[str, object]:
    """Return the answers in a file; ``-`` is standard input.

    What starts with ``{`` is tried as JSON first. Both are read strictly:
    duplicate keys, numbers that are not finite and numbers of over 15 digits,
    17 with a point, are refused.

    Raises:
        TriageError: the content is no mapping; the message says where.
        OSError: the file cannot be read.
    """
    shown = _("standard input") if file == "-" else file
    report = Report()
    text = decode(_read(file, shown), shown, report)
    answers = None if text is None else _parse(text, shown, report)
    if report.findings:
        faults = "\n".join(
            f"    {f.file}:{f.line}:{f.column}: {f.message}" for f in report.findings
        )
        raise TriageError(_("the answers cannot be read\n{faults}", faults=faults))
    if not isinstance(answers, dict):
        raise TriageError(
            _("`{shown}` holds no answers: {expected}", shown=shown, expected=_(_EXPECTED))
        )
    return answers


def _read(file: str, shown: str) -> bytes:
    if file == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with Path(file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TriageError(
            _(
                "`{shown}` is over {max_bytes:,} bytes: {expected}",
                shown=shown,
                max_bytes=MAX_BYTES,
                expected=_(_EXPECTED),
            )
        )
    return data


def _parse(text: str, shown: str, report: Report) -> object:
    if not text.strip():
        return None
    if text.lstrip().startswith("{"):
        try:
            return _parse_json(text, shown)
        except json.JSONDecodeError as error:
            if shown.endswith(".json"):
                where = f"{shown}:{error.lineno}:{error.colno}"
                raise TriageError(
                    _("{where}: found no JSON here: {msg}", where=where, msg=error.msg.lower())
                ) from error
    node = compose(text, shown, report, CONVERTED_DIGITS)
    return None if node is None else node.plain()


def _parse_json(text: str, shown: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_int=resolve,
            parse_float=partial(resolve, digits=CONVERTED_DIGITS),
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        raise TriageError(
            _("`{shown}` cannot be used: {error}", shown=shown, error=error)
        ) from error
    except RecursionError as error:
        msg = _(
            "`{shown}` cannot be used: lists and mappings stand too deep inside each other",
            shown=shown,
        )
        raise TriageError(msg) from error


def _without_duplicates(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    answers: dict[str, object] = {}
    for key, value in pairs:
        if key in answers:
            raise ValueError(_("found the key `{key}` twice, expected it once", key=key))
        answers[key] = value
    return answers


def _refuse_constant(word: str) -> object:
    raise ValueError(_("found `{word}`, expected a finite number", word=word))


# --- one patient's answers: a file of answers, or a session that `triage ask` saved


_MARK = "triage_session"  # what every saved session has
_RESPONSE = "QuestionnaireResponse"


@frozen(eq=False)
class FromFile:
    """What a file says about a patient.

    Attributes:
        patient: the answers, and what is known about the answering; None without a file.
        region: the code of the region in which the session was held, or None.
    """

    patient: Patient | None = None
    region: str | None = None

    @property
    def answers(self) -> Mapping[str, object]:
        """Fact to answer; empty without a file."""
        return self.patient.answers if self.patient else {}

    def earlier(self, today: date) -> str:
        """Say that answers were given on another day, and why it matters; "" where none was."""
        others = [day for day in (self.patient.days if self.patient else ()) if day != today]
        return (
            _(
                "answered on {day}, and {warning}",
                day=say_day(others[0]),
                warning=_(_CAN_CHANGE),
            )
            if others
            else ""
        )


def read_patient(file: str, tree: Tree) -> FromFile:
    """Return what a file says about a patient; ``-`` is standard input.

    Red flags that were answered on an earlier day are kept: a sheet says on
    which days the answers were given.

    Raises:
        TriageError: the content is no mapping; the message says where.
        SessionError: it is a session with another tree, or with another version of it.
        AnswerError: it is a FHIR response with answers that cannot be used, or to another tree.
        OSError: the file cannot be read.
    """
    given = read_answers(file)
    if given.get("resourceType") == _RESPONSE and "resourceType" not in tree.facts:
        return _responded(given, tree)
    if _MARK not in given or _MARK in tree.facts:
        return FromFile(Patient(given))
    session = resume(tree, given).session
    days = sorted({entry.on for entry in session.entries if entry.on})
    return FromFile(Patient(session.answers, session.for_other, tuple(days)), session.region)


def _responded(response: dict[str, object], tree: Tree) -> FromFile:
    """Return the answers of a FHIR response, and say which do not count."""
    from triage.outputs.fhir import answers_from  # only where it is one

    received = answers_from(tree, response)
    if received.ignored:
        links = ", ".join(received.ignored)
        said = _("note: answers of hidden items were not used: {links}", links=links)
        print_lines([said], err=True)
    return FromFile(Patient(received.answers))


def note_earlier(given: FromFile, today: date) -> None:
    """Say on stderr that answers were given on an earlier day."""
    if said := given.earlier(today):
        print_lines([_("note: the questions were {said}", said=said)], err=True)


def refuse_earlier(given: FromFile, today: date) -> None:
    """Refuse answers of another day where what follows from them is filed as of today.

    Raises:
        TriageError: an answer was given on another day.
    """
    if said := given.earlier(today):
        hint = _("help: look again with `triage ask TREE --review FILE`")
        raise TriageError(_("the questions were {said}\n    {hint}", said=said, hint=hint))
