"""Kinds of text for patients, told apart by type, so that no two of them change places.

To the type checker each is a text, and none is another; when the program runs
they are plain texts.
"""

from __future__ import annotations

from typing import NewType

Title = NewType("Title", str)
Instruction = NewType("Instruction", str)
Course = NewType("Course", str)
Dose = NewType("Dose", str)
TooMuch = NewType("TooMuch", str)
ForWhom = NewType("ForWhom", str)
NotForWhom = NewType("NotForWhom", str)
