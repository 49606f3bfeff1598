"""Y1: the text of a file and its YAML."""

from __future__ import annotations

from triage.findings.finding_kind import IN_WORDS, WHOLE_FILE, FindingKind

UNREADABLE_FILE = FindingKind(
    "Y101",
    "unreadable-file",
    means="The file is not there, is a folder, or may not be read.",
    why="Nothing can be said about a file that nobody can open.",
    bad="`calf.yaml` is a folder.",
    good="`calf.yaml` is a text file.",
    place=IN_WORDS,
)
TOO_LARGE = FindingKind(
    "Y102",
    "too-large",
    means="The file is bigger than any tree should be: over 1 MB, or over 200,000 parts.",
    why="Nobody can review so much at once. Divide it into modules.",
    bad="`calf.yaml` has 2 MB.",
    good="`calf.yaml` has 60 kB and includes two modules.",
    place=IN_WORDS,
)
TOO_DEEP = FindingKind(
    "Y103",
    "too-deep",
    means="Lists and mappings stand inside each other more than 64 deep.",
    why="Nobody can see which bracket closes which.",
    bad="signs-of-pain: " + "[" * 70 + "limping, bruise" + "]" * 70,
    good="signs-of-pain: [limping, bruise]",
)
NOT_UTF_8 = FindingKind(
    "Y104",
    "not-utf-8",
    means="The file is not saved as UTF-8 text. In the editor, choose save as UTF-8.",
    why="In another encoding signs such as `ä` or `½` would turn into something else.",
    bad="`calf.yaml` was saved as UTF-16.",
    good="`calf.yaml` was saved as UTF-8.",
    place=IN_WORDS,
)
FORBIDDEN_CHARACTER = FindingKind(
    "Y105",
    "forbidden-character",
    means="The text holds a character that nobody can see, such as a control character or one "
    "that changes the direction of writing.",
    why="A reviewer could not notice it, and would sign something else than what is read.",
    bad='text: "Rest the\\u200b leg."',
    good='text: "Rest the leg."',
    place="text: Rest the leg.",
)
BROKEN_YAML = FindingKind(
    "Y106",
    "broken-yaml",
    means="The text is not YAML. Often a quote or bracket is not closed, or lines that belong "
    "together start in different columns.",
    why="What stands behind the break cannot be understood, so nothing of the file is used.",
    bad="advice: [bath",
    good="advice: [bath]",
)
ALIAS = FindingKind(
    "Y107",
    "alias",
    means="YAML's anchors (`&`), aliases (`*`) and merge keys (`<<`) are not used.",
    why="What a tree says has to stand where it is read.",
    bad="ask: &which trend",
    good="ask: trend",
)
TAG = FindingKind(
    "Y108",
    "tag",
    means="YAML's tags (`!`) are not used.",
    why="The format knows each type itself, and a tag could turn a text into something else.",
    bad="title: !!str Sore calves",
    good="title: Sore calves",
)
SECOND_DOCUMENT = FindingKind(
    "Y109",
    "second-document",
    means="A second `---` starts another document.",
    why="A file holds one tree. The second would be overlooked.",
    bad="id: calf\n---\nid: shin",
    good="id: calf",
)
DUPLICATE_KEY = FindingKind(
    "Y110",
    "duplicate-key",
    means="The same key stands twice in one mapping.",
    why="Only one of them could count, and nobody could say which.",
    bad="ask: Do you limp?\nask: Do you limp or wince?",
    good="ask: Do you limp?",
)
KEY_NOT_TEXT = FindingKind(
    "Y111",
    "key-not-text",
    means="A key is a number, `true`, `false`, empty, a list or a mapping. Put it in quotes if it "
    "is meant as a name.",
    why="Keys are names, and a number in the place of one is mostly a slip.",
    bad="why: It changes what to do.\n1: It changes what to do.",
    good="why: It changes what to do.",
    place="unit: days",
)
UNFIT_NUMBER = FindingKind(
    "Y112",
    "unfit-number",
    means="A number has more than 15 digits, or is endless or not a number at all.",
    why="Computers would round it, and the tree would mean another number than it says.",
    bad="well: 0x10",
    good="well: 2",
)
UNQUOTED_PROSE = FindingKind(
    "Y113",
    "unquoted-prose",
    means="A text inside `{…}` or `[…]` stands without quotes, or a text stands in curly quotes, "
    "which quote nothing.",
    why="A comma or a colon would cut it there, and curly quotes would be read out.",
    bad="swelling: {look_for: The calf swells, then: same_day_urgent, source: book}",
    good='swelling: {look_for: "The calf swells", then: same_day_urgent, source: book}',
)
CUT_BY_COMMENT = FindingKind(
    "Y114",
    "cut-by-comment",
    means="A ` #` follows a text without quotes.",
    why="YAML takes the rest of the line as a comment, so the reader would see half of the text.",
    bad="text: Take bath #2, the warm one.",
    good='text: "Take bath #2, the warm one."',
    place="text: Take a warm bath.",
)
EMPTY_FILE = FindingKind(
    "Y115",
    "empty-file",
    means="The file holds nothing, or only comments.",
    why="It may be the wrong file, or one that was not saved.",
    bad="# to be written\n",
    good="""\
triage: 1
id: calf
title: Sore calves
version: 0.1.0
status: draft
review_by: 2027-11-20
""",
    place=WHOLE_FILE,
)
