"""What can be set from outside, by environment variables of the same names in capitals."""

from __future__ import annotations

from typing import Annotated

from limits import RateLimitItem, parse
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of the service.

    Attributes:
        database_url: where sessions are kept, ``sqlite:///FILE`` or ``postgresql://…``.
        trees: names or paths of the trees to serve, with commas between; all shipped ones
            where empty.
        allow_draft: serve trees that no clinician has signed. Never for patients.
        session_hours: after how many hours a session is deleted.
        rate_limit: how many requests an address may make: ``600/minute``.
        max_body_bytes: the largest request body.
    """

    model_config = SettingsConfigDict(frozen=True, hide_input_in_errors=True)

    database_url: str = Field(default="sqlite:///sessions.db", repr=False)  # may hold a password
    trees: Annotated[tuple[str, ...], NoDecode] = ()
    allow_draft: bool = False
    session_hours: float = Field(default=24.0, gt=0, le=24 * 365)
    rate_limit: str = "600/minute"
    max_body_bytes: int = Field(default=64 * 1024, ge=1024)

    @field_validator("trees", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        return (
            [name.strip() for name in given.split(",") if name.strip()]
            if isinstance(given, str)
            else given
        )

    @field_validator("rate_limit")
    @classmethod
    def _can_be_read(cls, given: str) -> str:
        parse(given)
        return given

    @property
    def requests_allowed(self) -> RateLimitItem:
        """The rate limit, read."""
        return parse(self.rate_limit)
