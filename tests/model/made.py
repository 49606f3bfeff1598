"""Facts that the tests of the model are about."""

from __future__ import annotations

from triage.model.domains import Number, OneOf, Option, YesNo
from triage.model.facts import Fact

LIMPING = Fact("limping", YesNo(), "Do you limp?", "limping")
SWELLING = Fact("swelling", YesNo(), "Is one leg swollen?", "one swollen leg")
NUMB = Fact("numb", YesNo(), "Is your foot numb?", "a numb foot", sure=True)
DAYS = Fact(
    "days", Number(0, 365, 1, "days"), "How many days ago did it begin?", "days since it began"
)
SURE_DAYS = Fact("sure_days", Number(0, 365, 1, "days"), "How many days?", "days", sure=True)
WEEKS = Fact(
    "weeks",
    Number(0, 520, 1, "weeks", (Option("no change", "nothing has changed"),)),
    "How many weeks since you changed shoes?",
    "weeks since the change of shoes",
)
FEVER = Fact("fever", Number(35, 42, 0.1, "°C"), "What is your temperature?", "temperature")
PAIN = Fact("pain", Number(0, 10), "How bad is the pain?", "pain from 0 to 10")
TREND = Fact(
    "trend",
    OneOf(
        (
            Option("better", "getting better"),
            Option("same", "staying the same"),
            Option("worse", "getting worse"),
        )
    ),
    "How is it going?",
    "how it is going",
)
_ALL = (LIMPING, SWELLING, NUMB, DAYS, SURE_DAYS, WEEKS, FEVER, PAIN, TREND)
FACTS = {fact.name: fact for fact in _ALL}
