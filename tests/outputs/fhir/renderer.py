"""A small program that shows a Questionnaire as its standard says, and knows nothing of trees.

It reads the JSON alone: which items are enabled by the answers so far, a
disabled item counting as unanswered, and what is to be seen of them.
"""

from __future__ import annotations

import operator
from typing import Any

Json = dict[str, Any]
COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def every_item(questionnaire: Json) -> list[Json]:
    """Return all items, those within others behind them."""
    found: list[Json] = []
    waiting = list(reversed(questionnaire["item"]))
    while waiting:
        item = waiting.pop()
        found.append(item)
        waiting += reversed(item.get("item", []))
    return found


def is_hidden(item: Json) -> bool:
    return any(e["url"].endswith("/questionnaire-hidden") for e in item.get("extension", []))


def initial_answers(questionnaire: Json) -> Json:
    """Return the answers that items have before anybody touches them, by linkId."""
    return {
        item["linkId"]: _value(item["initial"][0])
        for item in every_item(questionnaire)
        if "initial" in item
    }


def _value(entry: Json) -> object:
    (value,) = (v for key, v in entry.items() if key.startswith(("value", "answer")))
    return f"{value['system']}|{value['code']}" if isinstance(value, dict) else value


def enabled_items(questionnaire: Json, answers: Json) -> list[Json]:
    """Return the items that are enabled, in the order of the form."""
    enabled: dict[str, Json] = {}

    def visit(items: list[Json]) -> None:
        for item in items:
            if _holds(item, enabled, answers):
                enabled[item["linkId"]] = item
                visit(item.get("item", []))

    visit(questionnaire["item"])
    return list(enabled.values())


def _holds(item: Json, enabled: Json, answers: Json) -> bool:
    return rules_hold(item, {link: answers[link] for link in answers.keys() & enabled.keys()})


def rules_hold(item: Json, answers: Json) -> bool:
    """Tell whether the ``enableWhen`` of an item holds with answers that count."""
    rules = item.get("enableWhen", [])
    join = any if item.get("enableBehavior") == "any" else all
    return not rules or join(_rule_holds(rule, answers.get(rule["question"])) for rule in rules)


def _rule_holds(rule: Json, given: Any) -> bool:
    wanted: Any = _value({k: v for k, v in rule.items() if k.startswith("answer")})
    if rule["operator"] == "exists":
        return (given is not None) is wanted
    if given is None:
        return False
    if rule["operator"] in ("=", "!="):
        return (given == wanted) is (rule["operator"] == "=")
    return COMPARISONS[rule["operator"]](given, wanted)


def visible(questionnaire: Json, answers: Json) -> list[Json]:
    """Return the items that a person sees."""
    return [item for item in enabled_items(questionnaire, answers) if not is_hidden(item)]


def fact_of(item: Json) -> str | None:
    return item["code"][0]["code"] if "code" in item else None


def facts_visible(questionnaire: Json, answers: Json) -> list[str]:
    """Return the facts that are asked, in the order of the form, each as often as it is asked."""
    shown = [
        item for item in visible(questionnaire, answers) if not beside_a_number(item["linkId"])
    ]
    return [fact for item in shown if (fact := fact_of(item))]


def beside_a_number(link: str) -> bool:
    """Tell the items that take *not sure* where the item before takes a number."""
    return link.endswith("/other")
