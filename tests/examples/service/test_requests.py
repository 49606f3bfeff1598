"""What the service refuses, and how it says so."""

from __future__ import annotations

from itertools import count

import pytest

from tests.examples.service.asking import none_of_these, post, problem, raw
from tests.examples.service.serving import LOADED, TREE, httpx, library_says, new_session, serving

JSON = {"Content-Type": "application/json"}


def test_a_whole_record_leads_where_the_library_says(client):
    answers = {"droopy_face_weak_arm_or_speech": True, "limping": "not sure"}
    told = client.post("/assess", json={"tree": TREE, "answers": answers, "region": "gb"}).json()

    assert told == library_says(answers, told["on"])
    assert told["disposition"] == "emergency"


def test_a_record_may_hold_more_than_the_tree_knows_if_it_says_so(client):
    record = {"tree": TREE, "answers": {"shoe_size": 42}}

    assert problem(client.post("/assess", json=record)) == (422, "answers-refused")
    told = client.post("/assess", json={**record, "ignore_unknown": True}).json()
    assert told["not_used"] == ["shoe_size"]


def test_trees_are_listed(client):
    (listed,) = client.get("/trees").json()

    assert listed["id"] == TREE
    assert listed["digest"] == LOADED.digest
    assert listed["may_be_asked"] is True


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ("", ""),
        ("{", ""),
        ("[]", ""),
        ("null", ""),
        ("\xff", ""),
        ('{"tree": "\\ud800", "answers": {}}', ""),
        ("[" * 4_000, ""),
        ('{"tree": "T", "answers": {"a": NaN}}', ""),
        ('{"tree": "T", "answers": {"a": 1' + "0" * 4_500 + "}}", ""),
        ('{"tree": "T", "answers": {"a": true, "a": false}}', ""),
        ('{"tree": "T", "answers": {"a": [true]}}', "/answers/a"),
        ('{"tree": "T", "answers": [["a", true]]}', "/answers"),
        ('{"tree": "T", "answers": {}, "anwsers": {}}', "/anwsers"),
        ('{"tree": "T"}', "/answers"),
        ('{"tree": 7, "answers": {}}', "/tree"),
        ('{"tree": "T", "answers": {}, "ignore_unknown": 1}', "/ignore_unknown"),
        ('{"tree": "nowhere", "answers": {}}', "/tree"),
        ('{"tree": "../../etc/passwd", "answers": {}}', "/tree"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_the_place(client, body, pointer):
    content = body.replace('"T"', f'"{TREE}"').encode("latin-1")
    refused = client.post("/assess", content=content, headers=JSON)

    assert problem(refused) == (400, "invalid-request")
    assert [each["pointer"] for each in refused.json()["errors"]] == [pointer]
    assert all(each["message"] for each in refused.json()["errors"])


def test_more_answers_than_any_tree_asks_are_not_looked_at(client):
    answers = {f"a{n}": 1 for n in range(501)}
    refused = client.post("/assess", json={"tree": TREE, "answers": answers})

    assert problem(refused) == (400, "invalid-request")
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/answers"]


def test_every_fault_of_a_body_is_named_at_once(client):
    body = {"tree": 7, "answers": {"a/b": [], "c": {}}, "region": 1, "more": 1}
    refused = client.post("/assess", json=body)

    pointers = {each["pointer"] for each in refused.json()["errors"]}
    assert pointers == {"/tree", "/answers/a~1b", "/answers/c", "/region", "/more"}


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_type_is_refused(client, media_type):
    headers = {"Content-Type": media_type} if media_type else {}
    refused = client.post("/assess", content=b"{}", headers=headers)

    assert problem(refused) == (415, "not-json")


def test_a_request_that_is_too_large_is_refused_however_it_is_sent(client):
    body = b'{"tree": "' + b"x" * 9_000 + b'"}'
    declared = client.post("/assess", content=body, headers=JSON)
    in_pieces = client.post("/assess", content=iter([body[:5_000], body[5_000:]]), headers=JSON)

    assert problem(declared) == problem(in_pieces) == (413, "too-large")


def test_a_header_without_an_end_is_cut_off(server):
    refused = raw(server, b"GET /health HTTP/1.1\r\nX: " + b"x" * 200_000)

    assert refused == b"" or refused.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/assess", "POST"),
        ("PUT", "/trees", "GET"),
        ("PATCH", "/sessions/0000000000000000000000", "DELETE, GET"),
        ("PROPFIND", "/health", "GET"),
    ],
)
def test_other_methods_are_refused_and_the_right_ones_named(client, method, path, allowed):
    refused = client.request(method, path)

    assert problem(refused) == (405, "method-not-allowed")
    assert refused.headers["allow"] == allowed


@pytest.mark.parametrize("path", ["/", "/sessions/x", "/sessions/%00", "/problems/none", "/a/b/c"])
def test_nothing_is_at_other_addresses(client, path):
    headers = {"Authorization": "Bearer x"}

    assert problem(client.get(path, headers=headers)) == (404, "not-found")


def test_every_problem_has_a_page_that_says_what_it_means(client):
    refused = client.get("/nowhere").json()
    page = client.get(refused["type"]).json()

    assert page["title"] == refused["title"]
    assert page["status"] == 404


def test_a_session_opens_only_with_its_own_token(server, client):
    view, other = new_session(client), new_session(client)
    path = f"/sessions/{view['id']}"
    tokens = [other["token"], view["token"][:-1], view["token"] + "x", "ü"]
    wrong: list[dict[str, bytes | str]] = [
        {"Authorization": f"Bearer {t}".encode()} for t in tokens
    ]
    wrong += [{"Authorization": f"Basic {view['token']}"}, {"Authorization": view["token"]}]

    with httpx.Client(base_url=server.url) as nobody:
        for headers in [*wrong, {}]:
            for method, end in [("GET", ""), ("GET", "/result"), ("DELETE", "")]:
                refused = nobody.request(method, path + end, headers=headers)
                assert problem(refused) == (401, "token-needed")
                assert refused.headers["www-authenticate"] == "Bearer"
            body = {"version": 0, "answers": none_of_these(view)}
            refused = nobody.post(f"{path}/answers", json=body, headers=headers)
            assert problem(refused) == (401, "token-needed")
        right = {"Authorization": f"Bearer {view['token']}"}
        assert nobody.get(path, headers=right).json()["version"] == 0


def test_the_token_is_not_in_the_database(server, client):
    view = new_session(client)
    files = server.database.parent.glob("sessions.db*")
    kept = b"".join(file.read_bytes() for file in files)

    assert view["id"].encode() in kept
    assert view["token"].encode() not in kept


def test_ids_and_tokens_are_long_and_never_the_same(client):
    begun = [new_session(client) for _ in range(50)]

    assert len({view["id"] for view in begun} | {view["token"] for view in begun}) == 100
    assert {len(view["token"]) for view in begun} == {43}  # 256 bits


def test_drafts_are_refused_unless_the_service_is_started_for_developers(tmp_path):
    with serving(tmp_path, ALLOW_DRAFT="no") as server, server.client() as client:
        begun = client.post("/sessions", json={"tree": TREE})
        assessed = client.post("/assess", json={"tree": TREE, "answers": {}})
        (listed,) = client.get("/trees").json()

    assert problem(begun) == problem(assessed) == (403, "tree-refused")
    assert begun.json()["error"]["code"] == "tree-draft"
    assert listed["may_be_asked"] is False


def test_an_unknown_region_or_language_is_refused(client):
    for wrong in ({"region": "atlantis"}, {"language": "tlh"}):
        assert problem(client.post("/sessions", json={"tree": TREE, **wrong})) == (422, "refused")


def test_somebody_else_may_answer_for_the_patient(client):
    own = new_session(client)
    other = new_session(client, for_other=True)

    assert own["screen"] != other["screen"]
    kept = post(client, other, "answers", answers=none_of_these(other)).json()
    assert kept["screen"] != post(client, own, "answers", answers=none_of_these(own)).json().get(
        "screen"
    )


def test_too_many_requests_are_refused_until_a_while_later(tmp_path):
    with serving(tmp_path, RATE_LIMIT="5/hour") as server, server.client() as client:
        taken = next(n for n in count() if client.get("/health").status_code == 429)
        refused = client.get("/health")

    assert taken == 5
    assert problem(refused) == (429, "too-many-requests")
    assert 0 < int(refused.headers["retry-after"]) <= 3_600
