"""A session over HTTP: it goes as in the library, and takes each answer once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import triage
from tests.examples.service.asking import none_of_these, post, problem, put, saved
from tests.examples.service.serving import LOADED, Patient, new_session, serving


def test_the_screens_are_those_of_the_library(client):
    view = new_session(client)
    session = triage.start(LOADED, region="gb", allow_draft=True)

    for _ in range(3):
        shown = session.next
        assert shown is not None
        assert [q["text"] for q in view["screen"]["questions"]] == [q.text for q in shown.questions]
        assert view["screen"]["heading"] == shown.heading
        assert view["progress"]["at_most"] == session.progress.at_most
        assert view["cautions"] == list(session.result.cautions)
        given = none_of_these(view)
        view, session = post(client, view, "answers", answers=given).json(), session.answer(given)


def test_one_sign_decides_and_nothing_less_is_shown(client):
    view = new_session(client)

    view = post(client, view, "answers", answers={view["screen"]["questions"][0]["fact"]: True})

    assert view.json()["status"] == "complete"
    assert view.json()["at_least"] == "emergency"


def test_a_request_sent_again_is_not_done_twice(client):
    view = new_session(client)
    given = none_of_these(view)

    first = post(client, view, "answers", answers=given)
    again = post(client, view, "answers", answers=dict(reversed(given.items())))

    assert first.status_code == 200
    assert first.json() == again.json()
    assert first.json()["progress"]["done"] == 1


def test_going_back_twice_by_a_repeated_request_goes_back_once(client):
    view = new_session(client)
    for _ in range(2):
        view = post(client, view, "answers", answers=none_of_these(view)).json()

    backs = [post(client, view, "back").json() for _ in range(2)]

    assert backs[0] == backs[1]
    assert backs[0]["progress"]["done"] == 1


def test_other_answers_to_a_screen_that_is_answered_change_nothing(client):
    view = new_session(client)
    after = post(client, view, "answers", answers=none_of_these(view)).json()

    late = post(client, view, "answers", answers=dict.fromkeys(none_of_these(view), True))

    assert problem(late) == (409, "out-of-step")
    assert late.json()["session"] == after


def test_of_many_answers_at_the_same_moment_one_counts(server, client):
    view = new_session(client)
    values = [True, False, "not sure"] * 4
    fact = view["screen"]["questions"][-1]["fact"]

    def answer(value: object) -> int:
        with server.client(view["token"]) as own:
            return post(own, view, "answers", answers={fact: value}).status_code

    with ThreadPoolExecutor(len(values)) as threads:
        statuses = list(threads.map(answer, values))

    found = client.get(f"/sessions/{view['id']}").json()
    assert found["version"] == 1
    # All who gave the answer that counts hear so, as if they had sent it again.
    assert statuses.count(200) == values.count(found["answers"][fact])
    assert statuses.count(409) == len(values) - statuses.count(200)


def test_an_earlier_answer_can_be_changed(client):
    view = new_session(client)
    for _ in range(2):
        view = post(client, view, "answers", answers=none_of_these(view)).json()
    fact = view["screen"]["questions"][0]["fact"]
    sign = next(iter(view["answers"]))

    changed = post(client, view, "change", fact=sign, answer=True).json()

    assert changed["answers"][sign] is True
    assert changed["at_least"] == "emergency"
    assert problem(post(client, changed, "change", fact=fact, answer=True)) == (
        409,
        "not-possible-now",
    )


def test_questions_after_the_result_may_be_skipped_and_others_may_not(client):
    view = new_session(client)
    assert problem(post(client, view, "skip")) == (409, "not-possible-now")
    well = Patient(0, well=1.0)
    while view["status"] == "incomplete":
        view = post(client, view, "answers", answers=well.answer(view["screen"])).json()

    assert view["screen"]["optional"], "this patient should be asked something after the result"
    while view["screen"]:
        view = post(client, view, "skip").json()
    result = client.get(f"/sessions/{view['id']}/result").json()
    assert result == well.ends(result["on"])


def test_nothing_can_be_taken_back_before_the_first_answer(client):
    refused = post(client, new_session(client), "back")

    assert problem(refused) == (409, "not-possible-now")
    assert refused.json()["error"]["code"] == "session-cannot"


def test_an_answer_outside_its_domain_is_refused_in_the_words_of_the_library(client):
    view = new_session(client)
    fact = view["screen"]["questions"][0]["fact"]

    refused = post(client, view, "answers", answers={fact: "perhaps", "shoe_size": 42})

    assert problem(refused) == (422, "answers-refused")
    problems = refused.json()["error"]["problems"]
    assert "shoe_size" in {each["fact"] for each in problems}
    assert client.get(f"/sessions/{view['id']}").json()["version"] == 0


def test_danger_signs_of_another_day_are_asked_afresh(server, client):
    view = new_session(client)
    view = post(client, view, "answers", answers=none_of_these(view)).json()
    session = saved(server, view["id"])
    session["answers"][0]["on"] = "2026-01-31"
    put(server, view["id"], session=json.dumps(session))

    late = post(client, view, "answers", answers=none_of_these(view))
    now = client.get(f"/sessions/{view['id']}").json()

    assert problem(late) == (409, "out-of-step")
    assert set(late.json()["session"]["asked_afresh"]) == set(view["answers"])
    assert now["screen"] == late.json()["session"]["screen"]
    assert now["answers"] == {}
    assert post(client, now, "answers", answers=none_of_these(now)).status_code == 200


def test_a_session_goes_on_when_its_tree_has_changed(tmp_path):
    tree = tmp_path / "small" / "tree.yaml"
    tree.parent.mkdir()
    tree.write_text(SMALL, encoding="utf-8")
    with serving(tmp_path, TREES=str(tree)) as server, server.client() as client:
        token = (view := new_session(client, tree="small"))["token"]
        view = post(client, view, "answers", answers={"sore": False}).json()
        view = post(client, view, "answers", answers={"tired": True}).json()
    tree.write_text(SMALL.replace("tired", "sleepy").replace("0.1.0", "0.2.0"), encoding="utf-8")
    with serving(tmp_path, TREES=str(tree)) as server, server.client(token) as client:
        now = client.get(f"/sessions/{view['id']}").json()
        afterwards = client.get(f"/sessions/{view['id']}").json()

    assert now["tree_version"] == "0.2.0"
    assert now["answers"] == {"sore": False}
    assert [each["fact"] for each in now["dropped"]] == ["tired"]
    assert afterwards == {**now, "dropped": []}


def test_a_session_whose_tree_is_gone_says_so(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        view = new_session(client)
    with serving(tmp_path, TREES="showcase") as server, server.client(view["token"]) as client:
        assert problem(client.get(f"/sessions/{view['id']}")) == (410, "tree-not-served")


def test_sessions_expire_and_are_deleted(server, client):
    view = new_session(client)
    put(server, view["id"], expires_at=1)

    assert problem(client.get(f"/sessions/{view['id']}")) == (404, "not-found")
    assert problem(post(client, view, "answers", answers=none_of_these(view))) == (404, "not-found")


def test_a_deleted_session_is_gone_from_the_files(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        view = new_session(client)
        post(client, view, "answers", answers=none_of_these(view))
        assert client.delete(f"/sessions/{view['id']}").status_code == 204
        assert problem(client.get(f"/sessions/{view['id']}")) == (404, "not-found")
        assert problem(client.delete(f"/sessions/{view['id']}")) == (404, "not-found")
        server.stop()
        kept = b"".join(file.read_bytes() for file in tmp_path.glob("sessions.db*"))

    assert view["id"].encode() not in kept
    assert view["screen"]["questions"][0]["fact"].encode() not in kept


def test_expired_sessions_are_gone_from_the_files_after_the_next_start(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        view = new_session(client)
        post(client, view, "answers", answers=none_of_these(view))
        put(server, view["id"], expires_at=1)
    with serving(tmp_path) as server, server.client() as client:
        other = new_session(client)
        server.stop()
        kept = server.database.read_bytes()

    assert view["id"].encode() not in kept
    assert other["id"].encode() in kept


SMALL = """\
triage: 1
id: small
title: Small
version: 0.1.0
status: draft
for: Adults
not_for: Children
review_by: 2099-11-20
facts:
  sore: {type: yes-no, ask: "Is it sore?", label: "sore", judgement: "So."}
  tired: {type: yes-no, ask: "Are you tired?", label: "tired", judgement: "So."}
  old: {type: yes-no, ask: "Is it old?", label: "old", judgement: "So."}
start: first
steps:
  first:
    ask: sore
    then:
      - {if: {sore: yes}, go: home}
      - {go: second, including: not sure}
  second:
    ask: tired
    then:
      - {if: {tired: no}, go: home}
      - {go: third, including: not sure}
  third:
    ask: old
    then:
      - {if: {old: yes}, go: physio}
      - {go: home, including: not sure}
outcomes:
  home: {disposition: self_care, title: "Rest", text: "Rest.", judgement: "So."}
  physio: {disposition: physio, title: "See a physio", text: "Go.", judgement: "So."}
"""
