"""What goes over the wire: the bodies of requests and of responses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    WithJsonSchema,
)

MOST_CHANGES = 10_000  # of one session; nobody answers more screens
MOST_ANSWERS = 500  # at a time; of each that is not known, the library looks for one like it


def _one_answer(given: object) -> object:
    if given is None or isinstance(given, bool | int | float | str):
        return given
    raise ValueError("expected true, false, a text, a number or null")


# The library knows which answers a fact takes, so the service does not say it again.
Answer = Annotated[
    Any,
    PlainValidator(_one_answer),
    WithJsonSchema({"type": ["boolean", "number", "string", "null"]}),
]
Answers = Annotated[dict[str, Answer], Field(max_length=MOST_ANSWERS)]
Region = Annotated[str | None, Field(description="Whose emergency numbers to show, such as `gb`.")]


def _whole(given: object) -> object:
    return int(given) if isinstance(given, float) and given.is_integer() else given


Language = Annotated[
    str | None,
    Field(description="In which language to ask, such as `en`; null for the tree's own."),
]
Version = Annotated[
    int,
    Field(
        strict=True,
        ge=0,
        le=MOST_CHANGES,
        description="The `version` of the session that this was answered on. The same request "
        "may be sent again: it is not done twice.",
    ),
    BeforeValidator(_whole),  # JSON has one kind of number: 1.0 is 1
]


class _Request(BaseModel):
    """A body in which every key must be known: a key misspelt is an answer lost."""

    model_config = ConfigDict(extra="forbid")


class NewSession(_Request):
    """What to ask, and whom."""

    tree: str = Field(description="The `id` of a tree of GET /trees.")
    region: Region = None
    language: Language = None
    for_other: StrictBool = Field(False, description="Whether somebody answers for the patient.")


class Moved(_Request):
    """A move in a session, from the version that the app has seen."""

    version: Version


class Given(Moved):
    """Answers to the present screen."""

    answers: Answers = Field(description='Fact to answer; `"not sure"` is an answer.')


class Changed(Moved):
    """Another answer to an earlier question."""

    fact: str
    answer: Answer


class Record(_Request):
    """All that is known of a patient, at once."""

    tree: str = Field(description="The `id` of a tree of GET /trees.")
    answers: Answers
    region: Region = None
    language: Language = None
    ignore_unknown: StrictBool = Field(
        False, description="Pass over facts that the tree does not know."
    )


class _Response(BaseModel):
    """A body that is read from an object of the library, attribute by attribute."""

    model_config = ConfigDict(from_attributes=True)


class ProgressView(_Response):
    """How far the session is, in screens."""

    done: int
    at_most: int


class Dropped(_Response):
    """An answer that no longer fits, as the tree has changed."""

    fact: str
    code: str
    found: str
    expected: str


class SessionView(_Response):
    """A session as it stands."""

    id: str
    version: int
    tree: str
    tree_version: str
    tree_status: str
    expires_at: datetime
    status: str
    at_least: str = Field(description="Never show less than this.")
    screen: dict[str, Any] | None = Field(description="What to ask next; null at the end.")
    progress: ProgressView
    cautions: list[str] = Field(description="What to show with the screen, such as of a draft.")
    can_go_back: bool
    answers: Answers
    asked_afresh: list[str] = Field(description="Danger signs of another day, open again.")
    dropped: list[Dropped]


class Begun(SessionView):
    """A new session, and what opens it."""

    token: str = Field(description="Told once. Send it as `Authorization: Bearer TOKEN`.")


class TreeView(BaseModel):
    """A tree that can be asked."""

    id: str
    title: str
    version: str
    digest: str
    status: str
    review_by: date
    intended_for: str
    not_for: str
    may_be_asked: bool = Field(description="Whether it is fit to be asked today, and here.")


class Health(BaseModel):
    """That the service and its database answer."""

    status: str
