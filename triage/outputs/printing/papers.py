"""The sizes of paper; they stand by themselves, as the help of a command names them."""

from __future__ import annotations

from typing import Literal, TypeAlias

PaperSize: TypeAlias = Literal["a4", "a3", "a2", "letter"]
