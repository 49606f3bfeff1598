"""Every kind of finding in one table: its code, its name and what it means."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from triage.errors import Finding
from triage.model.provenance import Location


@frozen
class Code:
    """A kind of finding.

    Attributes:
        code: short and stable, for suppressions and scripts.
        name: readable and stable.
        means: what it means and why it matters, for the documentation.
        severity: an error keeps the tree from loading, unless it is one of
            ``LIMITS``; a warning does not.
    """

    code: str
    name: str
    means: str
    severity: Literal["error", "warning"] = "error"

    def at(self, where: Location, message: str, help: str = "") -> Finding:
        """Return a finding of this kind at a place in a file."""
        return Finding(
            where.file,
            where.line,
            where.column,
            self.code,
            self.name,
            message,
            help,
            self.severity,
        )


# --- Y1: the text and its YAML -------------------------------------------------------------

UNREADABLE_FILE = Code(
    "Y101",
    "unreadable-file",
    "The file is not there, is a folder, or may not be read.",
)
TOO_LARGE = Code(
    "Y102",
    "too-large",
    "The file is bigger than any tree should be: over 1 MB, or over 200,000 parts.",
)
TOO_DEEP = Code(
    "Y103",
    "too-deep",
    "Lists and mappings stand inside each other more than 64 deep.",
)
NOT_UTF_8 = Code(
    "Y104",
    "not-utf-8",
    "The file is not saved as UTF-8 text. In the editor, choose save as UTF-8.",
)
FORBIDDEN_CHARACTER = Code(
    "Y105",
    "forbidden-character",
    "The text holds a character that nobody can see, such as a control character or one that "
    "changes the direction of writing. A reviewer could not notice it.",
)
BROKEN_YAML = Code(
    "Y106",
    "broken-yaml",
    "The text is not YAML. Often a quote or bracket is not closed, or lines that belong "
    "together start in different columns.",
)
ALIAS = Code(
    "Y107",
    "alias",
    "YAML's anchors (`&`), aliases (`*`) and merge keys (`<<`) are not used: what a tree says "
    "has to stand where it is read.",
)
TAG = Code("Y108", "tag", "YAML's tags (`!`) are not used: the format knows each type itself.")
SECOND_DOCUMENT = Code(
    "Y109", "second-document", "A file holds one tree; a second `---` starts another document."
)
DUPLICATE_KEY = Code(
    "Y110",
    "duplicate-key",
    "The same key stands twice in one mapping. Only one of them could count.",
)
KEY_NOT_TEXT = Code(
    "Y111",
    "key-not-text",
    "A key is a number, `true`, `false`, empty, a list or a mapping. Put it in quotes if it is "
    "meant as a name.",
)
UNFIT_NUMBER = Code(
    "Y112",
    "unfit-number",
    "A number has more than 15 digits, or is endless or not a number at all.",
)
UNQUOTED_PROSE = Code(
    "Y113",
    "unquoted-prose",
    "A text inside `{…}` or `[…]` stands without quotes. A comma or a colon would cut it there.",
)
CUT_BY_COMMENT = Code(
    "Y114",
    "cut-by-comment",
    "A ` #` follows a text without quotes. YAML takes the rest of the line as a comment.",
)
EMPTY_FILE = Code("Y115", "empty-file", "The file holds nothing, or only comments.")

# --- F2: the fields of the format ----------------------------------------------------------

MISSING_KEY = Code("F201", "missing-key", "A key that has to be there is not.")
UNKNOWN_KEY = Code("F202", "unknown-key", "The format has no such key at this place.")
WRONG_TYPE = Code(
    "F203", "wrong-type", "A value is of another type, say a list where a text belongs."
)
UNKNOWN_CHOICE = Code(
    "F204", "unknown-choice", "The value is none of the words that may stand here."
)
BAD_NAME = Code(
    "F205",
    "bad-name",
    "Names are lower case. Facts use `_` between words, all other names use `-`.",
)
RESERVED_NAME = Code(
    "F206", "reserved-name", "The name means something else in the format, such as `yes` or `all`."
)
EMPTY_VALUE = Code("F207", "empty-value", "A value is empty that has to say something.")
OTHER_FORMAT = Code(
    "F208", "other-format", "The file is written for a version of the format not known here."
)
BAD_DATE = Code("F209", "bad-date", "A date is not a day of the calendar written year-month-day.")
BAD_RANGE = Code(
    "F210", "bad-range", "The range or step of a number makes no sense, or does not fit its type."
)
BAD_PHRASE = Code("F211", "bad-phrase", "A value is not written in the form that it needs.")
NO_SOURCE = Code(
    "F212",
    "no-source",
    "Nothing says on whose word this stands: give a `source`, or a `judgement` with the reason.",
)
UNFIT_KEY = Code(
    "F213", "unfit-key", "The key exists, but not together with the others that stand here."
)
ID_NOT_FOLDER = Code(
    "F214", "id-not-folder", "The `id` of a tree differs from the folder or file that it is in."
)
NOT_SIGNED = Code(
    "F215", "not-signed", "The status is `reviewed`, but not who reviewed it, or the reverse."
)
EDITED_SINCE_REVIEW = Code(
    "F216",
    "edited-since-review",
    "The tree, or a module of it, was edited after a clinician signed it.",
)
TOO_LONG = Code("F217", "too-long", "A text or name is longer than anyone would read.")

# --- N3: names -----------------------------------------------------------------------------

UNKNOWN_FACT = Code("N301", "unknown-fact", "No fact or group has that name.")
UNKNOWN_TARGET = Code(
    "N302", "unknown-target", "No step, outcome, exit or module has the name after `go` or `start`."
)
UNKNOWN_ADVICE = Code("N303", "unknown-advice", "No advice has that name.")
UNKNOWN_WATCH = Code("N304", "unknown-watch", "Nothing under `watch_for` has that name.")
UNKNOWN_SOURCE = Code("N305", "unknown-source", "No source has that name.")
UNKNOWN_MODULE = Code("N306", "unknown-module", "The tree to include was not found.")
DEFINED_TWICE = Code("N307", "defined-twice", "Two things have one name.")
LISTED_TWICE = Code("N308", "listed-twice", "A list names the same thing twice.")
UNKNOWN_EXIT = Code("N309", "unknown-exit", "The included module has no exit of that name.")
OPEN_EXIT = Code(
    "N310",
    "open-exit",
    "An exit of the included module is not connected: a path would end nowhere.",
)
INCLUDE_CYCLE = Code("N311", "include-cycle", "A tree includes itself, maybe by way of others.")
GROUP_CYCLE = Code("N312", "group-cycle", "A group holds itself, maybe by way of others.")
TOO_MANY_MODULES = Code(
    "N313", "too-many-modules", "The tree includes over 100 modules, counting modules of modules."
)

# --- C4: conditions and answers ------------------------------------------------------------

UNKNOWN_ANSWER = Code("C401", "unknown-answer", "The fact has no such answer.")
OUT_OF_RANGE = Code(
    "C402",
    "out-of-range",
    "A number is outside the range of the fact, is not on its step, or leaves no answer at all.",
)
NEVER_NOT_SURE = Code(
    "C403", "never-not-sure", "A fact that says `sure: true` is never answered *not sure*."
)
BAD_CONDITION = Code("C404", "bad-condition", "The condition is not written as a condition.")
BAD_COUNT = Code("C405", "bad-count", "More facts are to be counted than there are, or none.")
NOTHING_ASKED = Code(
    "C406",
    "nothing-asked",
    "`any asked`, `all asked` and `none asked` are about the facts that the same step asks.",
)
BAD_SCORE = Code("C407", "bad-score", "The points or the sum of a score are not whole numbers.")

# --- S5: the structure of the tree ---------------------------------------------------------

STEP_CYCLE = Code(
    "S501", "step-cycle", "Steps lead back to each other, so a patient could go round."
)
UNREACHABLE = Code(
    "S502", "unreachable", "No path from `start` comes here, so nobody would ever see it."
)
NO_DEFAULT = Code(
    "S503",
    "no-default",
    "The last branch has an `if`, so that some patients would have no branch to take, or a branch "
    "before the last has none, so that those after it are never taken.",
)
FACT_NOT_ASKED = Code(
    "S504",
    "fact-not-asked",
    "A condition, or a referral, reads a fact that some path to it never asks.",
)
NOT_SURE_ABSORBED = Code(
    "S505",
    "not-sure-absorbed",
    "Somebody who is *not sure* takes the last branch without the tree saying that this is meant. "
    "Add a branch for *not sure*, or write `including: not sure` on the last branch.",
)
NOT_SURE_MISPLACED = Code(
    "S506",
    "not-sure-misplaced",
    "`including: not sure` stands on a branch that has an `if`. It belongs on the last branch "
    "only; a condition names *not sure* itself.",
)
CHECKLIST_TYPE = Code(
    "S507", "checklist-type", "A checklist asks for something other than yes or no."
)
CHECKLIST_TOO_LONG = Code(
    "S508", "checklist-too-long", "A checklist has more than 8 items: people stop reading."
)
NO_HEADING = Code("S509", "no-heading", "A checklist has no words above it.")
NO_START = Code("S510", "no-start", "The tree has steps, but does not say where to start.")
UNUSED_FACT = Code("S511", "unused-fact", "Nothing asks for the fact.", "warning")
UNUSED_GROUP = Code("S512", "unused-group", "No condition uses the group.", "warning")
UNUSED_SOURCE = Code("S513", "unused-source", "Nothing rests on the source.", "warning")
UNUSED_WATCH = Code("S514", "unused-watch", "No outcome lists the sign to watch for.", "warning")
REVIEW_OVERDUE = Code(
    "S515",
    "review-overdue",
    "The day in `review_by` has passed. The tree can still be used, and says so on its first "
    "screen and on its results.",
    "warning",
)
WITHDRAWN = Code(
    "S516",
    "withdrawn",
    "The status is `withdrawn`: the tree is shown in lists, but neither asked nor assessed.",
    "warning",
)
WITHDRAWN_MODULE = Code(
    "S517",
    "withdrawn-module",
    "The tree includes one that is withdrawn, and is not withdrawn itself. What was taken back "
    "would still be asked or advised.",
)

# --- W6: wording ---------------------------------------------------------------------------

UNKNOWN_PLACEHOLDER = Code(
    "W601",
    "unknown-placeholder",
    "Words in braces are filled in for the reader's country; these are none of the known ones.",
)
PHONE_NUMBER = Code(
    "W602",
    "phone-number",
    "A text names the phone number of one country's emergency or advice service. Readers "
    "elsewhere would call in vain; use a placeholder such as `{emergency number}`.",
)
LABEL_TOO_LONG = Code(
    "W603",
    "label-too-long",
    "A label has more than 60 characters. It stands on checklists, where people read a few words.",
)
DOUBLE_NEGATIVE = Code(
    "W604",
    "double-negative",
    "A sentence that is asked denies twice, as in *do you never walk without pain*: it is unclear "
    "what yes means. Words like `not`, `never`, `without` and `unable` count; *not sure* does not.",
)
HARD_QUESTION = Code(
    "W605",
    "hard-question",
    "A question has a reading grade over 9. Found only where the extra `wording` is installed.",
)
HARD_TO_READ = Code(
    "W606",
    "hard-to-read",
    "The median reading grade of all texts that patients see is over 6. Found only where the "
    "extra `wording` is installed.",
)

# Limits on wording: `triage check` fails on them, but a tree over them can be used.
LIMITS = (LABEL_TOO_LONG, DOUBLE_NEGATIVE, HARD_QUESTION, HARD_TO_READ)

CODES: tuple[Code, ...] = tuple(c for c in list(globals().values()) if isinstance(c, Code))
