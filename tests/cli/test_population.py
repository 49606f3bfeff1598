"""``triage test --population``: where well and ill people are sent, and what sends them."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.analysis.cases.populations import POPULATION

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


@pytest.fixture
def people(here):
    (here / "population.yaml").write_text(POPULATION, encoding="utf-8")


@pytest.mark.usefixtures("people")
def test_well_people_come_first_with_what_lifts_them_then_all_groups(triage):
    done = triage("test", ANKLE, "--population", "--patients", "400")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == EXPECTED


@pytest.mark.usefixtures("people")
def test_verbose_names_all_lifts_of_each_group(triage):
    done = triage("test", ANKLE, "--population", "--patients", "400", "-v")

    assert "  Broken ankle: 200 people\n" in done.stdout
    assert "same_day_urgent: cannot stand: yes (judgement)" in done.stdout


@pytest.mark.usefixtures("people")
def test_a_seed_draws_others_and_the_same_again(triage):
    first, other, again = (
        triage("test", ANKLE, "--population", "--patients", "90", "--seed", seed).stdout
        for seed in ("5", "6", "5")
    )

    assert first == again != other


@pytest.mark.usefixtures("people")
def test_programs_are_given_one_object(triage):
    done = triage("test", ANKLE, "--population", "--patients", "9", "--json")

    told = json.loads(done.stdout)
    assert [each["tree"] for each in told["trees"]] == ["ankle"]
    assert [group["people"] for group in told["trees"][0]["groups"]] == [3, 1, 5]


@pytest.mark.usefixtures("people")
def test_a_report_on_a_proof_has_who_is_sent_where_and_the_questions_with_room_to_sign(
    triage, here
):
    assert triage("prove", ANKLE, "--report", "proof.md").exit_code == 0

    lines = (here / "proof.md").read_text("utf-8").splitlines()
    settle, sign = lines.index("## For a clinician to settle"), lines.index("## Sign-off")
    assert settle < lines.index("2,000 people, seed 1.") < lines.index("## Demands are met") < sign
    assert lines[settle + 5] == (
        "| of 100 well people | tree | sent to | as they answer | the judgement "
        "| yes or no, and by whom |"
    )
    assert lines[settle + 7].endswith("| see a physio | pain: 6 to 7 | half of the scale |  |")


@pytest.mark.usefixtures("people")
def test_a_report_is_a_page_with_what_is_to_be_settled_first(triage, here):
    done = triage("test", ANKLE, "--population", "--patients", "400", "--report", "page.md")
    printed = triage("test", ANKLE, "--population", "--patients", "400", "--report", "-")

    assert (done.exit_code, done.stdout) == (0, "")
    page = (here / "page.md").read_text("utf-8")
    assert page == printed.stdout
    assert page.splitlines()[11:16] == [
        "| of 100 well people | tree | sent to | as they answer | the judgement |",
        "|---|---|---|---|---|",
        "| 39.5 of: Plain soreness | ankle | see a physio | pain: 6 to 7 | half of the scale |",
        "| 1.5 of: Plain soreness | ankle | get medical help today | cannot stand: not sure "
        "| it may be broken |",
        "",
    ]
    assert "| Broken ankle | 200 | 6.0 (3.5 to 10.2) |" in page
    assert "| 19.0 (14.2 to 25.0) |" in page
    assert "- see a physio: 39.5, of these 39.5 by judgement" in page.splitlines()


@pytest.fixture
def old(here):
    """Keep the tree as it is under another name."""
    shutil.copytree(here / "ankle", here / "old")
    file = here / "old" / "tree.yaml"
    file.write_text(file.read_text("utf-8").replace("id: ankle", "id: old"), encoding="utf-8")
    return "old/tree.yaml"


@pytest.mark.usefixtures("people")
def test_somebody_ill_who_is_sent_lower_than_before_is_told_and_fails(triage, edit, old):
    edit("tree.yaml", "pain: [over 5, not sure]", "pain: [over 8, not sure]")

    done = triage("test", ANKLE, "--population", "--against", old)

    assert done.exit_code == 3
    assert done.stdout.splitlines()[-3:] == [
        "  lower than 0.1.0 in old/tree.yaml sent them: 76 of 1000 ill people",
        "    Broken ankle: 76 of 1000, sent there by",
        "       7.6  physio: pain: 6 to 8",
    ]


@pytest.mark.usefixtures("people")
def test_nobody_who_is_sent_lower_passes(triage, edit, old):
    edit("tree.yaml", "pain: [over 5, not sure]", "pain: [over 4, not sure]")

    done = triage("test", ANKLE, "--population", "--against", old)

    assert done.exit_code == 0
    assert done.stdout.endswith("sent them: 0 of 1000 ill people\n")


@pytest.mark.usefixtures("people")
def test_a_tree_of_before_with_a_fact_that_nobody_answers_is_refused(triage, here, old):
    file = here / old
    file.write_text(file.read_text("utf-8").replace("cannot_stand", "cannot_walk"), "utf-8")

    done = triage("test", ANKLE, "--population", "--against", old)

    assert done.exit_code == 1
    assert "found no shares for `cannot_walk`, a fact of `old`" in done.stderr


@pytest.mark.usefixtures("people")
def test_one_tree_alone_is_compared(triage, old):
    done = triage("test", ANKLE, old, "--population", "--against", old)

    assert done.exit_code == 2
    assert "found --against with 2 trees, expected one TREE" in done.stderr


def test_a_tree_without_a_population_cannot_be_tried(triage):
    done = triage("test", ANKLE, "--population")

    assert (done.exit_code, done.stdout) == (1, "")
    expected = "found no population for `ankle/tree.yaml`, expected it in `population.yaml`"
    assert done.stderr == f"error: {expected}\n"


def test_a_tree_to_which_nobody_comes_says_so(triage, here):
    file = here / "population.yaml"
    file.write_text(POPULATION.replace("[ankle", "[elbow"), encoding="utf-8")

    done = triage("test", ANKLE, "--population")

    assert done.exit_code == 0
    assert done.stdout == "ankle: nobody of the population comes to this tree\n"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "words",
    [
        ("--population", "--burden"),
        ("--population", "--coverage"),
        ("--population", "--min-coverage", "9"),
        ("--population", "--junit", "-"),
        ("--population", "--json", "--report", "page.md"),
        ("--population", "--json", "--against", "ankle"),
        ("--patients", "9"),
        ("--against", "ankle"),
        ("--report", "page.md"),
        ("--seed", "9"),
    ],
)
def test_options_that_do_not_go_together_are_refused(triage, words):
    done = triage("test", ANKLE, *words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("error: found --")
    assert "expected" in done.stderr


EXPECTED = """\
ankle: 400 people, seed 1; shares in percent, 95 % intervals after Wilson
  Plain soreness: 200 people
    self_care         59.0   52.1 to 65.6
    physio            39.5   33.0 to 46.4   of these 39.5 by judgement
    same_day_urgent    1.5   0.5 to 4.3     of these 1.5 by not sure and 1.5 by judgement
      39.5  physio: pain: 6 to 7 (judgement)
       1.5  same_day_urgent: cannot stand: not sure (judgement)
  group      people  self_care  physio  same_day_urgent  lower than needed
  sore          150       78.7    19.3              2.0
  very-sore      50        0.0   100.0              0.0
  broken        200        6.0    13.0             81.0  19.0 (14.2 to 25.0)
  drawn again: 4 contradict themselves, 68 are not what their group means
""".splitlines()
