"""How hard a tree is to read: the school grade that its texts ask for.

The grade is the automated readability index: letters in a word and words in a
sentence. Unlike grades that count syllables it needs no dictionary, and it is
steadier on a single question. A child in grade 6 is 11 or 12 years old.

It says nothing of a text in another language, nor of one of a few words, of which
one may be the plain name of an illness. Clinicians may be asked in their own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from triage.errors import Finding
from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.lint.patient_texts import KINDS, Kind, PatientText, texts
from triage.lint.rule import rule
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.words import _

MAX_MEDIAN = 6.0
MAX_QUESTION = 9.0
_SENTENCE = re.compile(r"\b[^.!?]+")
_SIGNS = re.compile(r"[^\w\s]")
_LEAST_GRADED = 5
# A text this short is graded without its two longest words: radiotherapy has no plainer name.
_SHORT, _NAMES_IN_SHORT = 10, 2
# Some of these are in almost every English sentence, and none is a word of its neighbours.
_ENGLISH = re.compile(
    r"\b(?:the|you|your|they|their|do|does|did|are|is|have|has|been|with|when|what|which|this"
    r"|that|there|how|and|of|to|from|than|because|any|or|it|not|can)\b",
    re.IGNORECASE,
)
# "Why?" and "e.g." end with a stop too, and would make all around them look short.
_LEAST_WORDS = 3


def grade(text: str) -> float:
    """Return the automated readability index of a text, to one decimal.

    It is 0 where no word is, and for few short words, whose index is below 0.
    """
    written, words = text.split(), _words(text)
    if not words:
        return 0.0
    letters = sum(map(len, written))
    sentences = sum(len(_words(each)) >= _LEAST_WORDS for each in _SENTENCE.findall(text))
    in_word, in_sentence = letters / len(written), len(words) / max(1, sentences)
    return max(0.0, round(4.71 * in_word + 0.5 * in_sentence - 21.43, 1))


def _words(text: str) -> list[str]:
    """Return the words of a text; a sign that stands alone is none."""
    return _SIGNS.sub("", text).split()


def is_graded(text: str) -> bool:
    """Tell whether a grade says something of a text: it is English, and has five words."""
    return len(_words(text)) >= _LEAST_GRADED and bool(_ENGLISH.search(text))


def fair_grade(text: str) -> float:
    """Return the grade of a text; one of fewer than ten words may hold two long names."""
    written = text.split()
    if len(written) >= _SHORT:
        return grade(text)
    longest = sorted(range(len(written)), key=lambda n: len(written[n]))[-_NAMES_IN_SHORT:]
    return grade(" ".join(word for n, word in enumerate(written) if n not in longest))


@frozen
class Figures:
    """How hard a tree is to read.

    Attributes:
        tree: its id.
        texts: how many texts were measured: those of five words and more.
        median: the grade that half of all texts stay below.
        by_kind: the same for each kind of text that there is.
        hardest: the fact with the hardest question, and its grade; None
            where no question was measured.
    """

    tree: str
    texts: int
    median: float
    by_kind: Mapping[Kind, float]
    hardest: tuple[str, float] | None


def figures(tree: Tree) -> Figures | None:
    """Measure a tree; None where it holds no texts that can be measured."""
    graded = (text for text in texts(tree) if is_graded(text.words))
    grades = [(text, grade(text.words)) for text in graded]
    if not grades:
        return None
    by_kind = {kind: [g for text, g in grades if text.kind == kind] for kind in KINDS}
    questions = [(g, text.name) for text, g in grades if text.kind == "question"]
    hardest, name = max(questions, default=(0.0, ""))
    return Figures(
        tree.id,
        len(grades),
        _median(g for _, g in grades),
        {kind: _median(found) for kind, found in by_kind.items() if found},
        (name, hardest) if questions else None,
    )


def _median(grades: Iterable[float]) -> float:
    from statistics import median  # slow to import, and `import triage` comes by here

    return round(median(grades), 1)


def _home(title: str, text: str, expect: str, look_for: str) -> str:
    """Return a tree that says these words to everybody."""
    return f"""{HEAD}start: home
outcomes:
  home:
    disposition: self_care
    title: {title}
    text: {text}
    expect: {expect}
    watch_for: [swelling]
    judgement: It settles by itself.
watch_for:
  swelling: {{look_for: "{look_for}", then: physio, judgement: "A clot swells."}}
"""


HARD_QUESTION = FindingKind(
    "W605",
    "hard-question",
    means="A question to the public, in English and of five words or more, has a reading grade "
    "over 9.",
    why="Who does not understand a question gives a wrong answer, or none.",
    bad="ask: Does ambulation necessitate compensatory antalgic modifications?",
    good="ask: Do you limp?",
    severity="warning",
)
HARD_TO_READ = FindingKind(
    "W606",
    "hard-to-read",
    means="The median reading grade of the texts that patients see is over 6. Texts of fewer than "
    "five words and in other languages are left out, and trees with `audience: clinicians`.",
    why="In pain and worried, people read less well than they can.",
    bad=_home(
        "Conservative self-management of the symptoms",
        "Temporarily discontinue any locomotion and exertion.",
        "There is spontaneous improvement, generally uncomplicated.",
        "Circumferential enlargement of the gastrocnemius",
    ),
    good=_home(
        "Look after it",
        "Rest the leg.",
        "It gets better in a week.",
        "The calf swells",
    ),
    place=WHOLE_FILE,
    severity="warning",
)


@rule(needs=(), most=None)
def reading(tree: Tree) -> Iterator[Finding]:
    """Report questions that are too hard for the public, and a tree that is as a whole."""
    if tree.audience == "clinicians":
        return
    graded = [text for text in texts(tree) if is_graded(text.words)]
    for text in graded:
        if text.kind == "question":
            yield from _hard_question(text)
    median = _median(fair_grade(text.words) for text in graded) if graded else 0.0
    if median > MAX_MEDIAN:
        found = _(
            "found texts with a median reading grade of {median:g}, long names in short texts left "
            "out, expected at most {most:g}",
            median=median,
            most=MAX_MEDIAN,
        )
        hint = _("`triage check --reading` shows which kind of text is hard")
        yield HARD_TO_READ.at(Location(tree.file, 1, 1), found, hint)


def _hard_question(text: PatientText) -> Iterator[Finding]:
    measured = fair_grade(text.words)
    if measured > MAX_QUESTION:
        found = _(
            "found a question of reading grade {measured:g} in `{name}`, expected at most {most:g}",
            measured=measured,
            name=text.name,
            most=MAX_QUESTION,
        )
        hint = _("use shorter words and sentences; what is explained can move to `how:`")
        yield HARD_QUESTION.at(text.at, found, hint)
