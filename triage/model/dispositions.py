"""Where a person is sent, and how urgent that is."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Never, NoReturn, TypeAlias

from triage.words import N_, _

Urgency: TypeAlias = Literal[0, 1, 2, 3]


class Disposition(StrEnum):
    """One of five places to be sent to, from least to most urgent.

    Physio and a routine doctor's visit share an urgency on purpose: neither
    is safer than the other in time, they differ in who can help.

    It equals its name, ``"emergency"``, and JSON writes it as that. It has no
    order: that of its name would hold an emergency to be the least.
    """

    SELF_CARE = "self_care"
    PHYSIO = "physio"
    GP_ROUTINE = "gp_routine"
    SAME_DAY_URGENT = "same_day_urgent"
    EMERGENCY = "emergency"

    @property
    def urgency(self) -> Urgency:
        """0 self-care, 1 physio or doctor within days, 2 same day, 3 now."""
        return _URGENCY[self]

    @property
    def words(self) -> str:
        """Name the disposition as a person would say it."""
        return _(_WORDS[self])

    # `Never` and `object`, so that type checkers refuse `<`, `max` and `sorted` as well.
    def __lt__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()

    def __le__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()

    def __gt__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()

    def __ge__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()


def _refuse_order() -> NoReturn:
    raise TypeError(_("dispositions have no order; compare their `.urgency`, a number from 0 to 3"))


_URGENCY: dict[Disposition, Urgency] = {
    Disposition.SELF_CARE: 0,
    Disposition.PHYSIO: 1,
    Disposition.GP_ROUTINE: 1,
    Disposition.SAME_DAY_URGENT: 2,
    Disposition.EMERGENCY: 3,
}

_RANKED = tuple(Disposition)

_WORDS = {
    Disposition.SELF_CARE: N_("look after it yourself"),
    Disposition.PHYSIO: N_("see a physio"),
    Disposition.GP_ROUTINE: N_("see a doctor within days"),
    Disposition.SAME_DAY_URGENT: N_("get medical help today"),
    Disposition.EMERGENCY: N_("get emergency help now"),
}


def most_urgent(dispositions: list[Disposition]) -> Disposition:
    """Return the most urgent disposition; self-care when there is none.

    Between two of the same urgency the later in the list above is returned.
    """
    return max(dispositions, key=_RANKED.index, default=Disposition.SELF_CARE)
