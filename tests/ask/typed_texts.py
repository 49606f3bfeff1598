"""Texts that people type, for each kind of fact, and what each must be read as."""

from __future__ import annotations

from datetime import date

import yaml

from triage.model.values import NOT_SURE, Value

REFUSED = None
# What is typed for numbers where none was asked for, and the other way round.
_NOWHERE = (
    "maybe", "about 3", "2 to 3", "3-4", "1/2", "½", "1.5.2", "--", "-", "+", ".", ",", "0x1", "1e3",
    "10²", "①", "1⁄2", "3 m", "3;;;x", "none?", "I do not know", "nothing", "yess", "nope", "y n",
    "yes no", "no idea", "not", "sure", "unsure", "u u", "0 maybe", "9999999999999999", "1 000",
    "1,000,000", "NaN", "inf", "-inf", "∞", "null", "None?", "true", "false", "💥", "\N{CYRILLIC SMALL LETTER U}",
    "'", '"', "\\", "/", "%", "#1", "1.", ".5", "1:30", "3 months ago", "last week", "since Monday",
    "two", "a week", "1 or 2", "ca. 3", "~3", ">3", "3+", "<3", "3%", "3€", "3 lb ago",
)  # fmt: skip
_EVERYWHERE = dict.fromkeys(_NOWHERE, REFUSED)

YES_NO: dict[str, Value | None] = _EVERYWHERE | {
    "1": True, "y": True, "Y": True, "yes": True, "YES": True, "  yes  ": True, "１": True, "१": True,
    "2": False, "n": False, "no": False, "No": False, "٢": False,
    "3": NOT_SURE, "u": NOT_SURE, "not sure": NOT_SURE, "Not  sure": NOT_SURE,
    "true": True, "false": False,
    "0": REFUSED, "4": REFUSED, "12": REFUSED, "11": REFUSED, "1 2": REFUSED, "1,2": REFUSED,
    "2u": REFUSED, "3 days": REFUSED, "10 squats": REFUSED, "noo": REFUSED, "no way": REFUSED,
    "1 yes": REFUSED, "-1": REFUSED, "1.0": REFUSED, "01": REFUSED,
}  # fmt: skip
CHOICE: dict[str, Value | None] = _EVERYWHERE | {
    "1": "p1", "2": "p2", "9": "p9", "10": "p10", "12": "p12", "１２": "p12", "٣": "p3", "12 ": "p12",
    "place 3": "p3", "Place 12": "p12", "PLACE 1": "p1", "p7": "p7", "P7": "p7",
    "13": NOT_SURE, "u": NOT_SURE, "not sure": NOT_SURE,
    "0": REFUSED, "14": REFUSED, "120": REFUSED, "1 2": REFUSED, "1,2": REFUSED, "012": REFUSED,
    "place": REFUSED, "place 13": REFUSED, "12u": REFUSED, "y": REFUSED, "n": REFUSED, "no": REFUSED,
    "3 months": REFUSED, "10 squats": REFUSED, "-1": REFUSED, "1.0": REFUSED, "12 days": REFUSED,
}  # fmt: skip
DAYS: dict[str, Value | None] = _EVERYWHERE | {
    "0": 0, "3": 3, "14": 14, "365": 365, "014": 14, " 14 ": 14, "１４": 14, "१४": 14, "٣": 3,
    "14 days": 14, "14days": 14, "1 day": 1, "14 DAYS": 14, "14 d": 14, "３ days": 3,
    "3 months": 90, "3 Months": 90, "3months": 90, "1 month": 30, "2 weeks": 14, "2 wks": 14,
    "2 WEEKS": 14, "1 year": 365, "1 yr": 365, "12 months": 360, "1 week 2 days": 9,
    "1 week, 2 days": 9, "1 week and 2 days": 9, "48 hours": 2, "1,5 weeks": REFUSED,
    "3 months ago": 90, "0,5 months": 15, "٣ weeks": 21, "2\u00a0weeks": 14,
    "on and off": "on_and_off", "a": "on_and_off", "u": NOT_SURE, "not sure": NOT_SURE,
    "-1": REFUSED, "-0": 0, "366": REFUSED, "2 years": REFUSED, "1.0": REFUSED, "37,2": REFUSED,
    "1,000": REFUSED, "150 lb": REFUSED, "10 squats": REFUSED, "90 minutes": REFUSED, "36 hours": REFUSED,
    "99 °F": REFUSED, "2 weeks 3 weeks": REFUSED, "2 days 1 week": REFUSED, "2 to 3 weeks": REFUSED,
    "weeks": REFUSED, "days": REFUSED, "3 weeks ago": 21, "14 days ago": 14, "3 ago": REFUSED, "about 3 weeks": REFUSED, "2 1": REFUSED,
    "2 days 3": REFUSED, "y": REFUSED, "n": REFUSED, "no": REFUSED, "½ month": REFUSED, "3 m": REFUSED,
    "14 days 2 hours": REFUSED, "1 month 1": REFUSED,
}  # fmt: skip
TEMPERATURE: dict[str, Value | None] = _EVERYWHERE | {
    "37": 37, "37.2": 37.2, "37,2": 37.2, "37.0": 37, "37.2 °C": 37.2, "37,2°C": 37.2, "37.2 °c": 37.2,
    "37.2 \N{DEGREE CELSIUS}": 37.2, "３７．２": 37.2, "٣٧٫٢": 37.2, "३७.२": 37.2, "34": 34, "43": 43,
    " 38 ": 38, "38.5": 38.5, "no thermometer": "no_thermometer", "a": "no_thermometer",
    "u": NOT_SURE, "not sure": NOT_SURE,
    "37.25": REFUSED, "33.9": REFUSED, "43.1": REFUSED, "99 °F": REFUSED, "99": REFUSED, "99 F": REFUSED,
    "37 2": REFUSED, "37;2": REFUSED, "37·2": REFUSED, "37'2": REFUSED, "-37": REFUSED, "37.": REFUSED,
    "3 months": REFUSED, "37 days": REFUSED, "37.2.1": REFUSED, "37,2,1": REFUSED, "37.2 C": REFUSED,
    "37,2 to 38": REFUSED, "37½": 37.5, "0": REFUSED, "y": REFUSED, "n": REFUSED, "no": REFUSED, "3": REFUSED,
}  # fmt: skip
# For a checklist: the answers to its three items after the text and, where it stays, a 0.
Marks = tuple[Value, Value, Value]
SIGNS: dict[str, Marks | None] = dict.fromkeys(_NOWHERE, REFUSED) | {
    "0": (False, False, False), "n": (False, False, False), "no": (False, False, False),
    "none": (False, False, False), "None of these": (False, False, False), "٠": (False, False, False),
    "2 0": (False, True, False), "0 2": (False, True, False), "1,3 0": (True, False, True),
    "1 2 3 0": (True, True, True), "1;2;0": (True, True, False), "1+2 0": (True, True, False),
    "2u 0": (False, NOT_SURE, False), "2? 0": (False, NOT_SURE, False), "１ 0": (True, False, False),
    "1 1 0": (True, False, False), "1,2,3u,0": (True, True, NOT_SURE), "-1 0": (False, False, False),
    "4": REFUSED, "12": REFUSED, "1 4": REFUSED, "1.2": REFUSED, "0.5": REFUSED, "1-2": REFUSED,
    "1 -1": REFUSED, "1 1u": REFUSED, "1uu": REFUSED, "--1": REFUSED, "y": REFUSED, "yes": REFUSED,
    "3 months": REFUSED, "10 squats": REFUSED, "2 days": REFUSED, "01": REFUSED, "1 to 3": REFUSED,
    "none, 3": REFUSED, "1u2u": REFUSED, "cold": REFUSED, "2½": REFUSED, "1²": REFUSED, "00": REFUSED,
    "1 2 33": REFUSED,
}  # fmt: skip
del SIGNS["3+"]  # a mark, as "1+2" is

KINDS = {"yes-no": YES_NO, "choice": CHOICE, "days": DAYS, "temperature": TEMPERATURE}

_ASKED = {"ask": "The question?", "judgement": "To try it."}
_FACTS: dict[str, dict[str, object]] = {
    "yes-no": {"type": "yes-no", "label": "pain"},
    "choice": {
        "type": "one of",
        "options": {f"p{n}": f"Place {n}" for n in range(1, 13)},
        "label": "place",
    },
    "sixty": {
        "type": "one of",
        "options": {f"p{n}": f"Place {n}" for n in range(1, 61)},
        "label": "place",
    },
    "days": {
        "type": "whole number",
        "unit": "days",
        "range": "0 to 365",
        "also": {"on_and_off": "on and off"},
        "label": "days",
    },
    "temperature": {
        "type": "number",
        "unit": "°C",
        "range": "34 to 43",
        "step": 0.1,
        "also": {"no_thermometer": "no thermometer"},
        "label": "temperature",
    },
}


def tree_of(kind: str) -> str:
    """Return a tree that asks one kind of fact, and then a yes or no."""
    names = ("cold", "hard", "numb") if kind == "signs" else ("asked",)
    sort = {"type": "yes-no", "label": "sign"} if kind == "signs" else _FACTS[kind]
    facts = {name: {**sort, **_ASKED, "label": name} for name in names}
    judged = {"judgement": "To try it."}
    return yaml.safe_dump(
        {
            "triage": 1,
            "id": "kinds",
            "title": "Kinds of answers",
            "version": "0.1.0",
            "status": "draft",
            "for": "Adults",
            "not_for": "Children",
            "review_by": date(2099, 1, 1),
            "facts": facts | {"last": {"type": "yes-no", "label": "last", **_ASKED}},
            "start": "first",
            "steps": {
                "first": {
                    "ask": list(names),
                    "heading": "Which?",
                    "then": [{"go": "second", "including": "not sure"}],
                },
                "second": {
                    "ask": "last",
                    "then": [
                        {"if": {"last": ["yes", "not sure"]}, **judged, "go": "rest"},
                        {"go": "rest"},
                    ],
                },
            },
            "outcomes": {
                "rest": {"disposition": "self_care", "title": "Rest", "text": "Rest.", **judged}
            },
        },
        sort_keys=False,
        allow_unicode=True,
    )
