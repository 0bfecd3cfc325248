"""A vote from the join code to the receipt, and everything that can come between; numbers 90-99 of the bad inputs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cluster_core.errors import UserDataError
from cluster_core.model.ballot import Ballot
from cluster_core.userdata import sessions, votes
from cluster_core.workshop.rate_limit import SUBMISSIONS, WRONG_PER_CLIENT, RateLimit
from tests.ui.phone.asking import Answer, Phone
from tests.ui.phone.conftest import Room, Rooms
from ui.phone import routes

POINTS = {"v0": "40", "v1": "30", "v2": "20", "v3": "10"}
OTHERS = {"v0": "10", "v1": "20", "v2": "30", "v3": "40"}
JSON = {"accept": "application/json"}


def counted(room: Room, round_: int = 1) -> tuple[int, int]:
    found = votes.counts(room.store, room.id, round_)
    return found.joined, found.voted


def stored(room: Room, phone: Phone) -> Ballot | None:
    session, _, token = phone.jar["desk_phone"].partition(".")
    return votes.standing(room.store, session, token).ballot


def sent(page: Answer, values: dict[str, str], **more: str) -> dict[str, str]:
    return {**page.hidden(), **values, **more}


# ---- in, and a vote


def test_from_the_code_to_the_receipt(room: Room, phone: Phone) -> None:
    assert phone.get("/j").state == "entry"
    asked = phone.post("/j", {"code": f" {room.code[:4].lower()}-{room.code[4:]} "})
    assert (asked.status, asked.headers["location"]) == (303, f"/j/{room.code}?lang=en")
    welcome = phone.get(asked.headers["location"])
    assert welcome.state == "welcome"
    assert "Spring &lt;b&gt;meeting&lt;/b&gt;" in welcome.text
    assert counted(room) == (0, 0)  # looking joins nobody
    page = room.enter(phone)
    assert page.state == "open"
    done = phone.post("/j/vote", sent(page, POINTS))
    assert (done.status, done.message) == (200, "Received. Thank you!")
    assert stored(room, phone) == Ballot((40.0, 30.0, 20.0, 10.0))
    assert counted(room) == (1, 1)


def test_joining_twice_is_joining_once(room: Room, phone: Phone) -> None:
    for _ in range(2):
        assert room.enter(phone).state == "open"
    for path in ("/j", f"/j/{room.code}", f"/j/{room.code.lower()}"):
        assert phone.get(path).state == "open"
    assert counted(room) == (1, 0)


def test_the_cookie_is_for_the_phone_page_alone(room: Room, phone: Phone) -> None:
    cookie = room.enter(phone).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/j" in cookie
    assert "Secure" not in cookie


def test_a_phone_without_cookies_votes_once(room: Room) -> None:
    phone = Phone(cookies=False)
    page = room.enter(phone)
    assert page.facts["pass"] == page.hidden()["pass"]
    again = phone.post("/j?lang=zh", {"pass": page.hidden()["pass"]})
    assert again.state == "open"
    assert 'action="/j?lang=en"' in again.text  # the other language, with the pass
    again = phone.post("/j?lang=en", {"pass": page.hidden()["pass"]})
    done = phone.post("/j/vote", sent(again, POINTS))
    assert done.message == "Received. Thank you!"
    after = phone.post("/j/vote", sent(done, OTHERS))
    assert after.facts["sent"] == OTHERS
    assert counted(room) == (1, 1)


def test_a_page_known_by_cookie_tells_the_token_to_no_script(room: Room, phone: Phone) -> None:
    room.enter(phone)
    page = phone.get("/j")
    token = phone.jar["desk_phone"].partition(".")[2]
    assert token not in page.text
    assert page.facts["pass"] == ""


@pytest.mark.parametrize(
    ("header", "title"),
    [("zh-CN,zh;q=0.9", "把 100 分"), ("en;q=0.8", "Share 100"), ("", "把"), ("de, fr", "Share")],
)
def test_both_languages(room: Room, header: str, title: str) -> None:
    assert title in room.enter(Phone(language=header)).text


def test_the_language_can_be_changed(room: Room, phone: Phone) -> None:
    room.enter(phone)
    assert "把 100 分" in phone.get("/j?lang=zh").text
    assert 'action="/j/vote?lang=zh"' in phone.get("/j?lang=zh").text


# ---- every moment of a session


def test_every_state_has_its_page(rooms: Rooms, phone: Phone) -> None:
    room = rooms.make()
    assert room.enter(phone).state == "draft"
    seen = []
    for step in ("open", "close", "reveal", "end"):
        room.step(step)
        page, told = phone.get("/j"), phone.get("/j/state").json
        assert page.status == 200
        assert page.state == told["state"]
        seen.append((page.state, told["round"], told["voted"]))
    assert seen == [("open", 1, False), ("closed", 1, False), ("revealed", 1, False), ("ended", 1, False)]


def test_state_tells_the_seconds_left_and_nothing_of_others(rooms: Rooms, phone: Phone) -> None:
    room = rooms.make(timer_s=60).step("open")
    room.enter(phone)
    told = phone.get("/j/state").json
    assert told.keys() == {"state", "round", "rounds", "left", "sequence", "voted"}
    assert 50 <= told["left"] <= 60


def test_a_second_round_takes_another_vote(room: Room, phone: Phone) -> None:
    phone.post("/j/vote", sent(room.enter(phone), POINTS))
    room.step("close", "reveal", "open")
    page = phone.get("/j")
    assert page.facts["sent"] is None
    phone.post("/j/vote", sent(page, OTHERS))
    assert (counted(room, 1), counted(room, 2)) == ((1, 1), (1, 1))


# ---- bad input


def test_wrong_expired_and_ended_codes_get_the_same_words(rooms: Rooms) -> None:
    expired, ended = rooms.make(), rooms.make().step("end")
    sessions.renew_code(expired.store, expired.id, expired.made.key)
    past = rooms.make()
    sessions.renew_code(
        past.store,
        past.id,
        past.made.key,
        lasts=timedelta(hours=1),
        now=datetime.now(UTC) - timedelta(hours=2),
    )
    past_code = sessions.find(past.store, past.id).join_code
    codes = ("ABCDEFGH", expired.code, ended.code, past_code)
    answers = [Phone(f"10.0.1.{at}").get(f"/j/{code}") for at, code in enumerate(codes)]
    assert {one.status for one in answers} == {404}
    assert len({one.text for one in answers}) == 1
    assert "not good now" in answers[0].message


def test_whoever_is_in_stays_in_when_the_code_is_renewed(room: Room, phone: Phone) -> None:
    room.enter(phone)
    sessions.renew_code(room.store, room.id, room.made.key)
    assert phone.get("/j").state == "open"
    assert phone.get(f"/j/{room.code}").status == 404


def test_guesses_are_refused_after_five(room: Room) -> None:
    phone = Phone()
    for at in range(WRONG_PER_CLIENT):
        assert phone.get(f"/j/AAAAAAA{at + 2}").status == 404
    refused = phone.get(f"/j/{room.code}")
    assert refused.status == 429
    assert 0 < int(refused.headers["retry-after"]) <= 61
    assert phone.post(f"/j/{room.code}", {}).status == 429
    assert counted(room) == (0, 0)
    assert Phone("10.0.0.8").get(f"/j/{room.code}").state == "welcome"


def test_whoever_is_in_is_not_stopped_by_a_guesser_beside(room: Room) -> None:
    guesser = Phone("10.0.0.9")
    room.enter(inside := Phone("10.0.0.9"))
    for at in range(WRONG_PER_CLIENT):
        guesser.get(f"/j/AAAAAAA{at + 2}")
    assert inside.get(f"/j/{room.code}").state == "open"


def test_a_double_tap_and_a_replay_are_one_vote(room: Room, phone: Phone) -> None:
    form = sent(room.enter(phone), POINTS)
    outcomes = [phone.post("/j/vote", form, **JSON).json["outcome"] for _ in range(3)]
    assert outcomes == ["accepted", "repeated", "repeated"]
    assert counted(room) == (1, 1)


def test_two_tabs_are_one_ballot_and_the_last_one_counts(room: Room, phone: Phone) -> None:
    room.enter(phone)
    first, second = phone.get("/j"), phone.get("/j")
    phone.post("/j/vote", sent(first, POINTS))
    late = phone.post("/j/vote", sent(second, OTHERS))
    assert "another window" in late.message
    assert 'name="v3" value="40"' in late.text  # what was filled in is still there
    phone.post("/j/vote", sent(late, OTHERS))
    assert stored(room, phone) == Ballot((10.0, 20.0, 30.0, 40.0))
    assert counted(room) == (1, 1)


@pytest.mark.parametrize(
    ("steps", "status", "words"),
    [
        (("close",), 409, "too late"),
        (("close", "reveal", "open"), 409, "Another round"),
        (("end",), 410, "ended"),
    ],
)
def test_a_late_vote_is_refused_and_said(
    room: Room, phone: Phone, steps: tuple[str, ...], status: int, words: str
) -> None:
    form = sent(room.enter(phone), POINTS)
    room.step(*steps)
    told, page = phone.post("/j/vote", form, **JSON), phone.post("/j/vote", form)
    assert (told.status, page.status) == (status, status)
    assert words in told.json["message"]
    assert words in page.text
    assert counted(room) == (1, 0)


def test_a_vote_before_the_round_is_refused(rooms: Rooms, phone: Phone) -> None:
    room = rooms.make()
    room.enter(phone)
    form = {"round": "1", "sequence": "1", "form": "abc", **POINTS}
    assert phone.post("/j/vote", form, **JSON).json["kind"] == "draft"


def test_points_are_rescaled_only_with_consent(room: Room, phone: Phone) -> None:
    page = room.enter(phone)
    short = {"v0": "40", "v1": "40", "v2": "", "v3": "0"}
    asked = phone.post("/j/vote", sent(page, short))
    assert asked.status == 422
    assert "80 points in all, not 100" in asked.message
    assert 'name="v0" value="40"' in asked.text
    assert 'name="consent" value="1"' in asked.text
    assert counted(room) == (1, 0)
    phone.post("/j/vote", sent(asked, short, consent="1"))
    assert stored(room, phone) == Ballot((50.0, 50.0, 0.0, 0.0))


@pytest.mark.parametrize(
    "bad", ["NaN", "inf", "-1", "abc", "1e3", "１", "0x10", "<b>", "101", "\0", "9" * 5000]
)
def test_no_number_is_no_vote(room: Room, phone: Phone, bad: str) -> None:
    page = room.enter(phone)
    refused = phone.post("/j/vote", sent(page, {**POINTS, "v0": bad}))
    assert refused.status == 422
    assert "<b>" not in refused.text
    assert counted(room) == (1, 0)


@pytest.mark.parametrize(
    "change", [{"round": "x"}, {"sequence": "0"}, {"sequence": "99999999999"}, {"form": "a b"}, {"form": ""}]
)
def test_a_damaged_form_is_refused(room: Room, phone: Phone, change: dict[str, str]) -> None:
    page = room.enter(phone)
    assert phone.post("/j/vote", sent(page, POINTS) | change).status in {409, 422}
    assert counted(room) == (1, 0)


def test_a_pass_of_nobody_is_refused(room: Room) -> None:
    for kept in ("", "x", f"{room.id}.{'a' * 22}", f"{'0' * 36}.{'a' * 22}"):
        guest = Phone(jar={"desk_phone": kept})
        assert guest.post(
            "/j/vote", {"round": "1", "sequence": "1", "form": "a", **POINTS}, **JSON
        ).status in {403, 404}
        assert guest.get("/j/state").status in {403, 404}
        assert guest.get("/j").state == "entry"


def test_a_pass_of_another_session_opens_no_other(rooms: Rooms, phone: Phone) -> None:
    one, other = rooms.make().step("open"), rooms.make().step("open")
    one.enter(phone)
    assert phone.get(f"/j/{other.code}").state == "welcome"
    other.enter(phone)
    assert (counted(one), counted(other)) == ((1, 0), (1, 0))


def test_too_many_submissions_wait(room: Room, phone: Phone) -> None:
    form = sent(room.enter(phone), POINTS)
    answers = [phone.post("/j/vote", form, **JSON) for _ in range(SUBMISSIONS + 1)]
    assert [one.status for one in answers] == [200] * SUBMISSIONS + [429]
    assert answers[-1].json["retry"] > 0


def test_a_vote_from_another_site_is_refused(room: Room, phone: Phone) -> None:
    form = sent(room.enter(phone), POINTS)
    for headers in ({"origin": "http://evil.invalid"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert phone.post("/j/vote", form, **headers).status == 403
    assert counted(room) == (1, 0)


def test_a_store_that_cannot_be_written_is_said(
    room: Room, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = sent(room.enter(phone), POINTS)

    def full(*_: object) -> None:
        raise UserDataError("full", "user data: found the disk full")

    monkeypatch.setattr(votes, "vote", full)
    refused = phone.post("/j/vote", form, **JSON)
    assert refused.status == 503
    assert refused.json["kind"] == "store"


def test_no_traceback_reaches_a_phone(
    room: Room, phone: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("wires crossed")

    monkeypatch.setattr(sessions, "find_code", broken)
    page = phone.get(f"/j/{room.code}")
    assert page.status == 500
    assert page.state == "problem"
    assert "wires" not in page.text
    assert "wires crossed" in caplog.text


def test_a_full_room_is_said(room: Room, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST_JOINED", 0)
    assert "full" in room.enter(phone).text


def test_guessers_are_answered_late_and_the_room_is_not_stopped(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    limit = RateLimit(clock=lambda: 0.0)
    for at in range(60):
        limit.wrong_code(f"10.1.0.{at}")
    monkeypatch.setattr(routes, "LIMIT", limit)
    monkeypatch.setattr(routes.asyncio, "sleep", sleep)
    assert Phone().get(f"/j/{room.code}").state == "welcome"
    assert 0 < slept[0] <= 5


# ---- the other methods


def test_pairs_are_accepted_with_advice(rooms: Rooms, phone: Phone) -> None:
    room = rooms.make("ahp").step("open")
    page = room.enter(phone)
    bent = dict(zip([f"v{at}" for at in range(6)], ("4", "4", "-4", "4", "4", "4"), strict=True))
    told = phone.post("/j/vote", sent(page, bent), **JSON).json
    assert told["outcome"] == "accepted"
    assert "Support and safeguard" in told["help"]  # the innovation that loses to it wins everywhere else
    level = phone.post("/j/vote", sent(phone.get("/j"), dict.fromkeys(bent, "0")), **JSON).json
    assert level["help"] == ""
    assert counted(room) == (1, 1)


def test_a_pair_left_out_is_said(rooms: Rooms, phone: Phone) -> None:
    page = rooms.make("ahp").step("open").enter(phone)
    refused = phone.post("/j/vote", sent(page, {"v0": "3", "v1": ""}))
    assert refused.status == 422
    assert '<option value="3" selected>' in refused.text


def test_ratings_carry_a_group_and_may_be_left_out(rooms: Rooms, phone: Phone) -> None:
    room = rooms.make("ratings", comments=True).step("open")
    page = room.enter(phone)
    values = {"v0": "75", "v1": "", "v2": "0"}
    assert phone.post("/j/vote", sent(page, values)).status == 422  # no group
    assert phone.post("/j/vote", sent(page, {**values, "v0": "70"}, group="public")).status == 422
    assert phone.post("/j/vote", sent(page, values, group="public", comment="x" * 600)).status == 422
    done = phone.post("/j/vote", sent(page, values, group="public", comment="<i>well</i>"))
    assert done.status == 200
    assert ">&lt;i&gt;well&lt;/i&gt;</textarea>" in done.text  # or the next change would take it back
    ballot = stored(room, phone)
    assert ballot is not None
    assert ballot.group == "public"
    assert ballot.values[:3] == (75.0, None, 0.0)
