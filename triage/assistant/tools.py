"""The tools as a model is told of them, and the one place where they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from attrs import frozen

from triage.assistant.assistant import Assistant
from triage.assistant.replies import Reply
from triage.errors import TriageError, WrongArgument
from triage.model.values import shown
from triage.words import N_, _

INSTRUCTIONS: Final = N_(
    "The tree decides; you put its questions to the person and its answers back into the tools. "
    "Begin with `list_trees` and `start`. Ask everything in `ask`, and give to `answer` only what "
    "the person said, as one of the values that the question takes. Never guess. What was not "
    "answered is never a no: leave it out, or give `not sure` where the person is not sure. "
    "Where `call_first` is there, say it first, in these words, before any further question. "
    "Each sentence in `exact` is said word for word: numbers, times and every `not`; the rest "
    "may be put in plainer words. `at_least` is the help that is certain already: never promise "
    "less. Name no diagnosis, add no advice of your own, and leave out none of what to watch for. "
    "Call `finish` at the end, and tell all that it says, with its `cautions`."
)


# --- arguments: described in JSON Schema, and read strictly


ArgumentKind: TypeAlias = Literal["text", "flag", "answers"]
_SCHEMAS: Final[Mapping[ArgumentKind, Mapping[str, object]]] = {
    "text": {"type": "string"},
    "flag": {"type": "boolean", "default": False},
    "answers": {
        "type": "object",
        "additionalProperties": {"type": ["boolean", "number", "string"]},
        "minProperties": 1,
    },
}
_EXPECTED: Final[Mapping[ArgumentKind, str]] = {
    "text": N_("a text"),
    "flag": N_("true or false"),
    "answers": N_("a mapping from fact to answer"),
}
_TYPES: Final[Mapping[ArgumentKind, type]] = {"text": str, "flag": bool, "answers": Mapping}


@frozen
class Argument:
    """One argument of a tool.

    Attributes:
        name: as it is given.
        kind: what it holds.
        words: what it means, for the model.
        is_needed: whether it must be given.
    """

    name: str
    kind: ArgumentKind
    words: str
    is_needed: bool = True

    @property
    def schema(self) -> dict[str, object]:
        """The argument in JSON Schema."""
        return {**_SCHEMAS[self.kind], "description": _(self.words)}

    def problem(self, given: Mapping[str, object]) -> str:
        """Say what is wrong with the argument as it was given; "" where nothing is."""
        if self.name not in given and not self.is_needed:
            return ""
        raw = given.get(self.name)
        if isinstance(raw, _TYPES[self.kind]):
            return ""
        return _(
            "`{name}`: found {found}, expected {expected}",
            name=self.name,
            found=shown(raw) if self.name in given else _("nothing"),
            expected=_(_EXPECTED[self.kind]),
        )


def schema_of(arguments: Sequence[Argument]) -> dict[str, object]:
    """Return what a tool takes, in JSON Schema."""
    return {
        "type": "object",
        "properties": {each.name: each.schema for each in arguments},
        "required": [each.name for each in arguments if each.is_needed],
        "additionalProperties": False,
    }


def refuse_wrong(arguments: Sequence[Argument], given: Mapping[str, object]) -> None:
    """Let only arguments pass that a tool takes.

    Raises:
        WrongArgument: some are wrong, missing or too many; all of them are listed.
    """
    if problems := [*_problems(arguments, given)]:
        problems.append(_("    help: nothing was changed; call it again with what it takes"))
        raise WrongArgument("\n".join(problems))


def _problems(arguments: Sequence[Argument], given: Mapping[str, object]) -> Iterator[str]:
    yield from filter(None, (each.problem(given) for each in arguments))
    names = ", ".join(f"`{each.name}`" for each in arguments) or _("nothing")
    for name in given.keys() - {each.name for each in arguments}:
        yield _("{name}: found an argument, expected only {names}", name=shown(name), names=names)


# --- the tools


@frozen
class Tool:
    """One tool.

    Attributes:
        name: as it is called.
        words: what it does, for the model.
        run: does it, with the arguments by their names.
        arguments: what it takes.
        only_reads: whether it leaves every session as it is.
    """

    name: str
    words: str
    run: Callable[..., Reply]
    arguments: tuple[Argument, ...] = ()
    only_reads: bool = False

    @property
    def schema(self) -> dict[str, object]:
        """What it takes, in JSON Schema."""
        return schema_of(self.arguments)


@frozen
class Called:
    """What a call came to.

    Attributes:
        reply: as plain data.
        is_refused: whether nothing was done.
    """

    reply: Reply
    is_refused: bool = False


_SESSION: Final = Argument("session", "text", N_("The id that `start` gave."))
TOOLS: Final = (
    Tool(
        "list_trees",
        N_("List the trees: for whom each is, for whom not, and whether it may be asked."),
        Assistant.list_trees,
        only_reads=True,
    ),
    Tool(
        "start",
        N_("Begin to ask the questions of a tree. Returns the id of the session and what to ask."),
        Assistant.start,
        (
            Argument("tree", "text", N_("The tree, as `list_trees` names it.")),
            Argument(
                "region",
                "text",
                N_("Whose emergency numbers are told, such as `gb` or `us`: where the person is."),
                is_needed=False,
            ),
            Argument(
                "for_other",
                "flag",
                N_("Whether the person answers for somebody else."),
                is_needed=False,
            ),
        ),
    ),
    Tool(
        "ask_next",
        N_("Say again what to ask; after the result the present questions may be skipped."),
        Assistant.ask_next,
        (
            _SESSION,
            Argument(
                "skip",
                "flag",
                N_("Whether to pass over the present questions; only `optional` ones can be."),
                is_needed=False,
            ),
        ),
    ),
    Tool(
        "answer",
        N_(
            "Answer what is asked now, all of it or in part. Returns what to ask next, or the "
            "result. What is refused changes nothing."
        ),
        Assistant.answer,
        (
            _SESSION,
            Argument(
                "answers",
                "answers",
                N_(
                    "Fact to answer: true, false, `not sure` where the question has that choice, "
                    "the `value` of a choice, or a number in its unit. Text is for notes alone."
                ),
            ),
            Argument(
                "correct",
                "flag",
                N_("Whether to change answers that were given before, as the person says so."),
                is_needed=False,
            ),
        ),
    ),
    Tool(
        "back",
        N_("Take back the answers to the last questions; they are asked again."),
        Assistant.back,
        (_SESSION,),
    ),
    Tool(
        "explain",
        N_("Say which answers decided so far, why each question is asked, and on whose word."),
        Assistant.explain,
        (_SESSION,),
        only_reads=True,
    ),
    Tool(
        "finish",
        N_("Say all that is told in the end, and forget the session."),
        Assistant.finish,
        (_SESSION,),
    ),
)
_BY_NAME: Final = {tool.name: tool for tool in TOOLS}


def call(assistant: Assistant, name: str, given: Mapping[str, object]) -> Called:
    """Call a tool; what cannot be done is a refusal in words, and no error."""
    try:
        tool = _tool(name)
        refuse_wrong(tool.arguments, given)
        return Called(tool.run(assistant, **given))
    except TriageError as error:
        return Called(assistant.refusal(error, given), is_refused=True)


def _tool(name: str) -> Tool:
    if name not in _BY_NAME:
        raise WrongArgument(
            _(
                "found no tool {name}, expected one of {names}",
                name=shown(name),
                names=", ".join(_BY_NAME),
            )
        )
    return _BY_NAME[name]
