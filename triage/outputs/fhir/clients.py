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
    """

    gates: bool = False
    variables: bool = False


# Any program: right in those that know either, and no more than the first screen elsewhere.
ANY: Final = "any"
CLIENTS: Final[Mapping[str, Client]] = {
    ANY: Client(gates=True, variables=True),
    "lhc-forms": Client(gates=True),
    "smart-forms": Client(variables=True),
}
# Programs for which no form can be written, with what they do.
_NO_VARIABLES = N_("it knows no variables of the Questionnaire, and shows the first screen alone")
WRONG_IN: Final[Mapping[str, str]] = {"medplum": _NO_VARIABLES, "sdc-qrf": _NO_VARIABLES}
