"""``triage diff``: all that people are told, before and after, in every form."""

from __future__ import annotations

import json
import re
import shutil

import pytest

NO_RUNNING = """\
  no-running:
    kind: avoid
    text: Do not run.
    judgement: it heals in peace
"""
SWELLING = """\
watch_for:
  swelling: {look_for: "It swells", then: physio, judgement: "it may be torn"}
"""
DAYS = """\
  days:
    type: whole number
    unit: days
    range: 0 to 100
    ask: How many days ago did it begin?
    label: days since it began
    well: 3
    judgement: cold helps early
"""
SIGN = (
    '  sign_{}: {{type: yes-no, ask: "Is it so?", label: "sign {}", well: no, judgement: "so"}}\n'
)


@pytest.fixture(autouse=True)
def _old_version(here):
    """Keep the ankle as it is beside the one that is edited."""
    shutil.copytree(here / "ankle", here / "old" / "ankle")


@pytest.fixture
def diff(triage):
    return lambda *more: triage("diff", "old/ankle", "ankle/tree.yaml", *more)


def names_in(text):
    """Return the kinds and names of regressions, without their marks."""
    return [name.rpartition("/")[0] for name in re.findall(r"regression (\S+/\S+)", text)]


# --- renamed, moved, and the same with less ------------------------------------------------


@pytest.fixture
def renamed(edit):
    """Give an outcome another name wherever it stands."""
    edit("tree.yaml", "go: home", "go: at-home")
    edit("tree.yaml", "  home:\n", "  at-home:\n")


@pytest.mark.usefixtures("renamed")
def test_an_outcome_that_only_has_another_name_is_told_as_that(diff):
    done = diff()

    assert done.exit_code == 0
    says = "Nobody is sent elsewhere and nobody is told anything else; 1 outcome is only renamed"
    assert done.stdout.startswith(f"ankle 0.1.0: {says}; no regression\n")
    title = "RENAMED, AND NOBODY IS TOLD ANYTHING ELSE\n"
    assert f"{title}  home (self_care) → at-home (self_care)\n" in done.stdout
    assert "outcome `home`, name: now `at-home`\n" in done.stdout


@pytest.mark.usefixtures("renamed")
def test_a_new_name_does_not_hide_a_lost_advice_and_other_words(diff, edit):
    edit("tree.yaml", "advice: [cold, no-running]", "advice: [cold]")
    edit("tree.yaml", NO_RUNNING, "")
    edit("tree.yaml", "text: It gets better.", "text: Go to work.")

    done = diff()

    assert done.exit_code == 3
    assert done.stdout.startswith("ankle 0.1.0: 1 group of people is told less; 1 regression\n")
    assert "  home (self_care) → at-home (self_care)\n" in done.stdout
    assert "    text: “It gets better.” → “Go to work.”\n" in done.stdout
    assert "    no longer told: advice `no-running`: “avoid: Do not run.”\n" in done.stdout
    assert names_in(done.stdout) == ["lost-advice/no-running"]
    assert "they end in: home → at-home\n" in done.stdout


def test_an_advice_that_is_gone_where_people_stay_is_a_regression(diff, edit):
    edit("tree.yaml", "advice: [cold, no-running]", "advice: [cold]")
    edit("tree.yaml", NO_RUNNING, "")

    done = diff()

    assert done.exit_code == 3
    assert "TOLD SOMETHING ELSE\n  home (self_care), as before\n" in done.stdout
    assert names_in(done.stdout) == ["lost-advice/no-running"]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("    watch_for: [swelling]\n", "", "lost-sign/swelling"),
        ("review_after: 7 days", "review_after: 14 days", "later-review/home/home"),
        ("    review_after: 7 days\n", "", "later-review/home/home"),
        ("    dose: ten minutes\n", "", "lost-advice/cold"),
        ("    kind: avoid\n", "", "lost-advice/no-running"),
    ],
)
def test_what_is_told_less_has_a_name_to_be_accepted_by(diff, edit, old, new, name):
    edit("tree.yaml", old, new)
    if name == "lost-sign/swelling":
        edit("tree.yaml", SWELLING, "")

    done = diff()

    assert done.exit_code == 3
    assert names_in(done.stdout) == [name]


def test_a_sign_that_calls_for_less_is_lost(diff, edit):
    edit("tree.yaml", "then: physio, judgement", "then: self_care, judgement")

    done = diff()

    assert names_in(done.stdout) == ["lost-sign/swelling"]
    assert "no longer told: sign `swelling`: “It swells: see a physio”" in done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: Cool it.", "text: Put something cold on it."),
        ("review_after: 7 days", "review_after: 5 days"),
        ("then: physio, judgement", "then: same_day_urgent, judgement"),
        ("title: Look after it yourself", "title: Stay at home"),
    ],
)
def test_other_words_for_the_same_people_are_seen_and_no_regression(diff, edit, old, new):
    edit("tree.yaml", old, new)

    done = diff()

    assert done.exit_code == 0
    assert done.stdout.startswith("ankle 0.1.0: 1 group of people is told something else; ")


def test_who_ends_more_urgent_has_another_plan_and_loses_nothing(diff, edit):
    edit("tree.yaml", "{pain: [over 5, not sure]}", "{pain: [over 3, not sure]}")

    done = diff()

    assert done.exit_code == 0
    assert "no longer told: sign `swelling`: “It swells: see a physio”\n" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("physio", "gp_routine", "1 group of people is sent elsewhere as urgently"),
        ("gp_routine", "physio", "1 group of people is sent to somebody who can help less"),
        ("physio", "self_care", "1 group of people is sent somewhere less urgent"),
        ("physio", "emergency", "1 group of people is sent somewhere more urgent"),
    ],
)
def test_the_first_line_says_where_people_are_sent(diff, edit, here, old, new, says):
    edit("tree.yaml", "    disposition: physio\n", f"    disposition: {old}\n")
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)
    edit("tree.yaml", f"    disposition: {old}\n", f"    disposition: {new}\n")

    assert diff().stdout.startswith(f"ankle 0.1.0: {says}; ")


def test_the_first_line_counts_each_group_once(diff, edit):
    edit("tree.yaml", "{pain: [over 5, not sure]}", "{pain: [over 7, not sure]}")
    edit("tree.yaml", "    watch_for: [swelling]\n", "")
    edit("tree.yaml", SWELLING, "")
    edit("tree.yaml", "text: A physio can help.", "text: A physio may help.")

    less = "1 group of people is sent somewhere less urgent"
    says = f"{less}, 1 is told less and 1 is told something else; 2 regressions"
    assert diff().stdout.startswith(f"ankle 0.1.0: {says}\n")


def test_a_yes_to_a_move_is_none_to_what_it_takes_away_later(diff, edit, here):
    edit(
        "tree.yaml",
        "    disposition: physio\n",
        "    disposition: physio\n    watch_for: [swelling]\n",
    )
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)
    edit("tree.yaml", "{pain: [over 5, not sure]}", "{pain: [over 7, not sure]}")
    first = re.findall(r"regression (\S+/\S+)", diff().stdout)
    edit("tree.yaml", "    watch_for: [swelling]\n    expect", "    expect")

    again = re.findall(r"regression (\S+/\S+)", diff().stdout)

    assert [name.split("/")[0] for name in first] == ["less-urgent"]
    assert [name.split("/")[0] for name in again] == ["less-urgent", "lost-sign"]
    assert first[0] != again[0]


RULE = """\
safety:
  no-cold:
    if: {{pain: over 5}}
    then: {{never_advice: [{advice}]}}
    judgement: it may be torn
  strong-pain:
    if: {{cannot_stand: no, pain: over 5}}
    then: {{passes: [{outcome}]}}
    judgement: it may be torn
"""


@pytest.fixture
def ruled(here, edit):
    """Add a rule about an advice and an outcome to the old version, and rename both in the new."""
    edit("tree.yaml", "watch_for:\n  swelling", f"{_rule('cold', 'physio')}watch_for:\n  swelling")
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)
    edit("tree.yaml", "advice: [cold,", "advice: [cooling,")
    edit("tree.yaml", "  cold:\n", "  cooling:\n")
    edit("tree.yaml", "go: physio", "go: see-a-physio")
    edit("tree.yaml", "  physio:\n", "  see-a-physio:\n")


def _rule(advice, outcome):
    return RULE.format(advice=advice, outcome=outcome)


@pytest.mark.usefixtures("ruled")
def test_a_rule_speaks_of_what_has_another_name_now(diff, edit):
    edit("tree.yaml", _rule("cold", "physio"), _rule("cooling", "see-a-physio"))

    done = diff()
    assert done.stderr == ""
    assert done.exit_code == 0


@pytest.mark.usefixtures("ruled")
def test_a_rule_is_not_lost_behind_a_new_name(diff, edit):
    edit("tree.yaml", _rule("cold", "physio"), "")

    assert names_in(diff().stdout) == ["weaker-rule/no-cold", "weaker-rule/strong-pain"]


@pytest.mark.usefixtures("ruled")
def test_a_contraindication_is_not_lost_behind_a_new_name(diff, edit):
    edit("tree.yaml", _rule("cold", "physio"), _rule("cooling", "see-a-physio"))
    edit("tree.yaml", "    never_when: [{days: over 3}]\n", "")

    assert names_in(diff().stdout) == ["contraindication/cooling"]


def test_a_contraindication_is_not_lost_where_two_advice_change_texts(diff, edit):
    edit("tree.yaml", "text: Cool it.", "text: Stop it.")
    edit("tree.yaml", "    kind: avoid\n    text: Do not run.", "    text: Cool it.")

    assert "contraindication/no-running" in names_in(diff().stdout)


def test_a_lost_advice_is_named_as_the_outcome_lists_it(diff, edit, here):
    twin = "  again:\n    kind: avoid\n    text: Do not run.\n    judgement: it heals in peace\n"
    edit("tree.yaml", NO_RUNNING, f"{NO_RUNNING}{twin}")
    edit(
        "tree.yaml",
        "    text: A physio can help.\n",
        "    text: A physio can help.\n    advice: [again]\n",
    )
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)
    edit("tree.yaml", "    advice: [again]\n", "")
    edit("tree.yaml", twin, "")

    assert names_in(diff().stdout) == ["lost-advice/again"]


# --- words that change a number, a time or a not -------------------------------------------


def test_words_that_change_a_number_or_a_not_stand_apart_and_are_never_cut(diff, edit):
    edit("tree.yaml", "dose: ten minutes", "dose: twenty minutes")
    edit("tree.yaml", "ask: How bad is the pain?", "ask: How strong is the pain?")

    done = diff()

    apart = "THESE WORDS CHANGED A NUMBER, A TIME OR A NOT\n  ankle/tree.yaml:"
    assert apart in done.stdout
    heavy, other = done.stdout.split(apart)[1].split("OTHER WORDS\n")
    assert "“ten minutes” → “twenty minutes”" in heavy
    assert "“How bad is the pain?” → “How strong is the pain?”" in other
    assert "advice `cold` (a number, a time or a not): " in done.stdout
    assert "1 text changed a number, a time or a not" in done.stdout.splitlines()[0]


# --- questions -----------------------------------------------------------------------------


def test_each_new_answer_says_where_it_leads(diff, here):
    kind = 'type: one of\n    options: {weak: "Weak", %sstrong: "Strong"}'
    for folder, more in (("old/ankle", ""), ("ankle", 'mild: "Mild", wild: "Wild", ')):
        file = here / folder / "tree.yaml"
        text = file.read_text("utf-8")
        text = text.replace("type: whole number\n    range: 0 to 10", kind % more)
        text = text.replace("impossible:\n  - {cannot_stand: no, pain: 10}\n", "")
        strong = "[strong, wild, not sure]" if more else "[strong, not sure]"
        file.write_text(text.replace("{pain: [over 5, not sure]}", f"{{pain: {strong}}}"), "utf-8")

    done = diff()

    assert "new answers: Mild or Wild (pain: pain)\n" in done.stdout
    assert "    Wild leads to physio (physio)\n" in done.stdout
    assert "    Mild leads to home (self_care)\n" in done.stdout
    assert "whoever gives an answer that only one version knows is not compared" in done.stdout


def test_a_question_that_is_lost_says_who_was_asked_it_and_where_they_end(diff, edit):
    edit("tree.yaml", "    refine: [days]\n", "")
    edit("tree.yaml", "    never_when: [{days: over 3}]\n", "")
    edit("tree.yaml", DAYS, "")

    done = diff()

    assert (
        "no longer asked of some: days since it began (days)\n    they end in: home\n"
        in done.stdout
    )
    assert "1 question is asked of fewer" in done.stdout.splitlines()[0]


def test_a_weaker_demand_says_where_people_with_this_answer_end(diff, edit):
    edit("tree.yaml", "{yes: same_day_urgent, not sure: same_day_urgent}", "{yes: same_day_urgent}")

    done = diff()

    assert "cannot stand: not sure (cannot_stand) demanded same_day_urgent" in done.stdout
    assert "they end in: today\n" in done.stdout


def test_a_group_of_questions_keeps_its_name(diff, here, edit):
    facts = "".join(SIGN.format(number, number) for number in (1, 2))
    edit("tree.yaml", "facts:\n", f"facts:\n{facts}")
    edit("tree.yaml", "impossible:\n", "groups:\n  bad-signs: [sign_1, sign_2]\nimpossible:\n")
    edit("tree.yaml", "refine: [days]", "refine: [days, sign_1, sign_2]")
    never = "never_when: [{days: over 3}"
    edit("tree.yaml", f"{never}]", f"{never}, {{any of bad-signs: yes}}]")
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)
    edit("tree.yaml", ", {any of bad-signs: yes}]", "]")

    text = diff().stdout

    assert "any of bad-signs (sign 1, sign 2): yes or not sure\n" in text
    (tree,) = json.loads(diff("--format", "json").stdout)["trees"]
    groups = tree["regressions"][0]["people"]["groups"]
    assert groups == ["any of bad-signs (sign 1, sign 2): yes or not sure"]


# --- every form ----------------------------------------------------------------------------


def test_all_forms_say_the_same_first(diff, edit):
    edit("tree.yaml", "text: It gets better.", "text: Go to work.")

    says = "1 group of people is told something else; no regression"
    text, page = diff().stdout, diff("--format", "markdown").stdout
    (tree,) = json.loads(diff("--format", "json").stdout)["trees"]

    assert text.splitlines()[0] == f"ankle 0.1.0: {says}"
    assert f"- **ankle**: {says}\n" in page
    assert text in page
    assert tree["says"] == says
    (told,) = tree["moves"][0]["told"]
    assert (told["before"], told["now"]) == ("It gets better.", "Go to work.")


NASTY = r"Rest |</details>```\n## regression: none <img src=x> @all https://evil.example"


def test_words_of_a_tree_cannot_change_the_page_they_stand_on(diff, edit, here):
    edit("tree.yaml", "text: Cool it.", f'text: "{NASTY}"')
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)
    edit("tree.yaml", "    dose: ten minutes\n", "")

    page = diff("--format", "markdown").stdout
    rows, _, details = page.partition("<details>")
    text = diff().stdout

    assert "https\\://" in rows
    assert "@all" not in rows
    assert not any(line.startswith("## regression") for line in (page + text).splitlines())
    assert details.count("\n````\n") == 2  # the fence of the details is longer than theirs
    assert "<img" not in rows.replace(r"\<img", "")


def test_no_share_is_written_with_an_exponent(triage, here):
    facts = [f"fact_{number}" for number in range(40)]
    file = here / "ankle" / "tree.yaml"
    text = file.read_text("utf-8")
    new = "".join(
        f'  {f}: {{type: yes-no, ask: "So?", label: "so", judgement: "so"}}\n' for f in facts
    )
    text = text.replace("facts:\n", f"facts:\n{new}", 1)
    text = text.replace("refine: [days]", f"refine: [days, {', '.join(facts)}]")
    file.write_text(text, "utf-8")
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)
    file.write_text(text.replace("[over 5, not sure]", "[over 7, not sure]"), "utf-8")

    done = triage("diff", "old/ankle", "ankle/tree.yaml", "--all")

    assert not re.search(r"\de\+\d", done.stdout)
    assert "1 in 18 (5.56%) of all combinations of answers\n" in done.stdout
