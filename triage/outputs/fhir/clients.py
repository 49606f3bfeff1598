"""The programs that a form is written for, and how each decides what is to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from triage.words import N_


@frozen
class Client:
    """A program, or a kind of program, that shows a Questionnaire.

    Attributes:
        gates: whether hidden items with plain ``enableWhen`` are for it. It
            must fill them in, and treat disabled ones as unanswered.
        variables: whether ``enableWhenExpression`` and variables of the
            Questionnaire are for it.
        in_a_group: whether it knows variables of a group alone, and finds a
            value under the name of its type, as Aidbox has it.
        calculated: whether plain ``enableWhen`` on hidden items is for it
            that are worked out in FHIRPath, as Helsenorge has it.
    """

    gates: bool = False
    variables: bool = False
    in_a_group: bool = False
    calculated: bool = False


# Any program: right in those that know either, and no more than the first screen elsewhere.
ANY: Final = "any"
CLIENTS: Final[Mapping[str, Client]] = {
    ANY: Client(gates=True, variables=True),
    "lhc-forms": Client(gates=True),
    "smart-forms": Client(variables=True),
    "sdc-qrf": Client(variables=True, in_a_group=True),
    "refero": Client(calculated=True),
}
# Programs for which no form can be written, with what they do.
WRONG_IN: Final[Mapping[str, str]] = {
    "medplum": N_("it knows no variables of the Questionnaire, and shows the first screen alone")
}
