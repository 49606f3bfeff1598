"""How the names, phrases and words of the tree format are spelt, each declared once."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

from triage.locales.regions import PLACEHOLDERS
from triage.model.dispositions import DEFAULT, LOOKS, LookName
from triage.model.provenance import Grade
from triage.model.tree import AdviceKind, Audience, Phase, Status
from triage.tree_files.shapes import InScale, Name, OneWord, Phrase, Raw, Text

FactType: TypeAlias = Literal["yes-no", "one of", "whole number", "number", "note"]
ANSWER_WORDS: Final = ("yes", "no", "not sure", "true", "false", "null")
CONDITION_WORDS: Final = ("all", "any", "none", "not", "score")

_WORD = r"[a-z][a-z0-9-]*"
_PLACE = r"[a-z][a-z0-9_-]*"
_KNOWN_NUMBERS = tuple(each.strip("{}") for each in PLACEHOLDERS)
_DOTTED = rf"{_WORD}(\.{_WORD})*"

FACT = Name("fact", r"[a-z][a-z0-9_]*", "can_walk", CONDITION_WORDS)
OPTION = Name("option", r"[a-z0-9][a-z0-9_-]*", "after_run", ANSWER_WORDS)
EXTRA_ANSWER = Name("extra answer", r"[a-z][a-z0-9_ -]*", "no change", ANSWER_WORDS)
STEP = Name("step", _WORD, "two-weeks")
OUTCOME = Name("outcome", _WORD, "see-a-physio")
ADVICE = Name("advice", _WORD, "warm-bath")
WATCH = Name("sign to watch for", _WORD, "one-leg-swelling")
KIND_OF_SIGN = Name("kind of sign", _WORD, "stroke")
SAFETY = Name("safety rule", _WORD, "limping-is-never-sent-home")
SOURCE = Name("source", _WORD, "nhs-sprains")
GROUP = Name("group", _WORD, "urgent-signs", CONDITION_WORDS)
EXIT = Name("exit", _WORD, "no-signs")
MODULE = Name("tree", _WORD, "lower-leg-signs")
TARGET = Name("step, outcome, exit or module", _DOTTED, "two-weeks")
ADVICE_LISTED = Name("advice", _DOTTED, "warm-bath")
WATCH_LISTED = Name("sign to watch for", _DOTTED, "one-leg-swelling")
WORDING = Name("wording", _WORD, "whose-leg")
PLACE = Name("disposition", _PLACE, "stop-now")
OWN_NUMBER = Name("number", r"[a-z]+( [a-z]+)*", "breakdown line", _KNOWN_NUMBERS)
REGION = Name("region", r"[a-z]+", "gb")
MEMBER = Name("fact or group", r"[a-z][a-z0-9_-]*", "can_walk", CONDITION_WORDS)

NUMBER: Final = r"-?\d{1,15}(?:\.\d{1,9})?"
DATE = Phrase("a date", r"\d{4}-\d\d-\d\d", "2027-11-20")
VERSION_OF_TREE = Phrase("a version of three numbers", r"\d{1,6}\.\d{1,6}\.\d{1,6}", "0.1.0")
RANGE = Phrase("the least and the greatest number", rf"({NUMBER}) to ({NUMBER})", "0 to 365")
DURATION = Phrase("a length of time", r"(\d{1,4}) (days?|weeks?)", "14 days")
WITHIN = Phrase("a longest time", r"within \d{1,4} (days?|weeks?)", "within 14 days")
DIGEST = Phrase("a digest", r"sha256:[0-9a-f]{64}", "sha256:" + 3 * "0123456789abcdef" + "…")
YEAR = Phrase("a year", r"\d{4}", "2020", numeric=True)
TIME_TO_HELP = Phrase("a time", r"now|(\d{1,4}) (hours?|days?|weeks?)", "14 days")
URGENCY = Phrase("a least urgency", rf"at least ({_PLACE})", "at least physio")
CASE_NAME = Phrase("the name of a case", r"\S.*", "a runner who limps")
UNIT = Phrase("a unit", r"\S.{0,39}", "days")

DISPOSITION = InScale(tuple(map(str, DEFAULT.dispositions)), f"^{_PLACE}$")
LOOK: Final[OneWord[LookName]] = OneWord(LOOKS)
GRADE: Final[OneWord[Grade]] = OneWord(get_args(Grade))
PHASE: Final[OneWord[Phase]] = OneWord(get_args(Phase))
AUDIENCE: Final[OneWord[Audience]] = OneWord(get_args(Audience))
STATUS: Final[OneWord[Status]] = OneWord(get_args(Status))
TYPE: Final[OneWord[FactType]] = OneWord(get_args(FactType))
KIND: Final[OneWord[AdviceKind]] = OneWord(get_args(AdviceKind))
CONDITION = Raw("a condition", "condition")
ANSWER = Raw("an answer", "answer")
PLAIN = Text(str, spoken=False)
WORDS = Text(str)
