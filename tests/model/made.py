"""Facts that the tests of the model are about."""

from __future__ import annotations

from triage.model.domains import Number, OneOf, Option, YesNo
from triage.model.facts import Fact

LIMPING = Fact(name="limping", domain=YesNo(), ask="Do you limp?", label="limping")
SWELLING = Fact(name="swelling", domain=YesNo(), ask="Is one leg swollen?", label="one swollen leg")
NUMB = Fact(name="numb", domain=YesNo(), ask="Is your foot numb?", label="a numb foot", sure=True)
DAYS = Fact(
    name="days",
    domain=Number(low=0, high=365, step=1, unit="days"),
    ask="How many days ago did it begin?",
    label="days since it began",
)
SURE_DAYS = Fact(
    name="sure_days",
    domain=Number(low=0, high=365, step=1, unit="days"),
    ask="How many days?",
    label="days",
    sure=True,
)
WEEKS = Fact(
    name="weeks",
    domain=Number(
        low=0, high=520, step=1, unit="weeks", also=(Option("no change", "nothing has changed"),)
    ),
    ask="How many weeks since you changed shoes?",
    label="weeks since the change of shoes",
)
FEVER = Fact(
    name="fever",
    domain=Number(low=35, high=42, step=0.1, unit="°C"),
    ask="What is your temperature?",
    label="temperature",
)
PAIN = Fact(
    name="pain",
    domain=Number(low=0, high=10),
    ask="How bad is the pain?",
    label="pain from 0 to 10",
)
TREND = Fact(
    name="trend",
    domain=OneOf(
        (
            Option("better", "getting better"),
            Option("same", "staying the same"),
            Option("worse", "getting worse"),
        )
    ),
    ask="How is it going?",
    label="how it is going",
)
_ALL = (LIMPING, SWELLING, NUMB, DAYS, SURE_DAYS, WEEKS, FEVER, PAIN, TREND)
FACTS = {fact.name: fact for fact in _ALL}
