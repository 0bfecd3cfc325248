"""A session goes from step to step, its code is good for a while, and what is deleted is in no byte of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cluster_core.errors import UserDataError, WorkshopError
from cluster_core.model.ballot import Ballot
from cluster_core.userdata.connection import Store, open_store
from cluster_core.userdata.sessions import (
    advance,
    create,
    delete,
    find,
    find_code,
    holds_key,
    join,
    list_,
    purge,
    remaining_s,
    renew_code,
    round_times,
)
from cluster_core.userdata.votes import vote
from tests.userdata.workshops import ASKED, PLAN, joined, opened, sent

NOW = datetime(2026, 11, 4, 12, 30, 15, tzinfo=UTC)


def kind_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(WorkshopError, match=r"found .+allowed") as error:
        attempt()
    return error.value.kind


def test_a_session_is_kept_as_planned(store: Store) -> None:
    assert list_(store) == ()
    made = create(store, replace(PLAN, timer_s=60), now=NOW)
    found = find(store, made.session.id)
    assert found == made.session
    assert (found.title, found.text, found.question, found.rounds) == (PLAN.title, PLAN.text, ASKED, 2)
    assert (found.state, found.round, found.timer_s, found.comments) == ("draft", 0, 60, False)
    assert found.scenario() == PLAN.scenario
    assert found.created == NOW.replace(second=0)
    assert list_(store) == (found,)


def test_the_key_is_told_once_and_kept_as_a_hash(store: Store) -> None:
    made = create(store, PLAN)
    assert holds_key(store, made.session.id, made.key)
    assert not holds_key(store, made.session.id, made.key + "x")
    assert not holds_key(store, "nobody", made.key)
    assert len(made.key) >= 22, "128 bits"
    assert made.key.encode() not in written(store)
    assert kind_of(lambda: advance(store, made.session.id, "guess", "open")) == "key"
    assert kind_of(lambda: delete(store, made.session.id, "guess")) == "key"


def test_two_rounds_from_step_to_step(store: Store) -> None:
    made = create(store, PLAN)
    seen = []
    for step in ("open", "close", "reveal", "open", "close", "reveal"):
        found = advance(store, made.session.id, made.key, step, now=NOW)
        seen.append((found.state, found.round))
    assert seen == [(s, r) for r in (1, 2) for s in ("open", "closed", "revealed")]
    assert [
        (one.round, one.opened, one.closed, one.revealed) for one in round_times(store, made.session.id)
    ] == [
        (1, NOW, NOW, NOW),
        (2, NOW, NOW, NOW),
    ]
    assert kind_of(lambda: advance(store, made.session.id, made.key, "open")) == "rounds"
    assert advance(store, made.session.id, made.key, "end").state == "ended"
    assert kind_of(lambda: advance(store, made.session.id, made.key, "open")) == "ended"


def test_a_refresh_or_a_double_click_takes_no_second_step(store: Store) -> None:
    made = create(store, PLAN)
    for step in ("open", "open", "close", "close", "reveal", "reveal", "open", "open"):
        found = advance(store, made.session.id, made.key, step)
    assert (found.state, found.round) == ("open", 2)


@pytest.mark.parametrize(
    ("before", "step"),
    [((), "close"), ((), "reveal"), (("open",), "reveal"), (("open", "close"), "open"), ((), "dance")],
)
def test_steps_that_are_none(store: Store, before: tuple[str, ...], step: str) -> None:
    made = create(store, PLAN)
    for one in before:
        advance(store, made.session.id, made.key, one)
    assert kind_of(lambda: advance(store, made.session.id, made.key, step)) == "step"


def test_a_code_lets_in_until_it_expires_or_the_session_ends(store: Store) -> None:
    made = create(store, PLAN, now=NOW, lasts=timedelta(hours=1))
    code = made.session.join_code
    typed = f"{code[:4].lower()} {code[4:].lower()}"
    assert find_code(store, typed, now=NOW) == made.session
    one, two = (join(store, code, now=NOW) for _ in range(2))
    assert one.token != two.token
    texts = set()
    for attempt in (
        lambda: join(store, "AAAAAAAA", now=NOW),
        lambda: join(store, "", now=NOW),
        lambda: join(store, "密码" * 4, now=NOW),
        lambda: join(store, code, now=NOW + timedelta(hours=1)),
        lambda: find_code(store, code, now=NOW + timedelta(days=1)),
    ):
        with pytest.raises(WorkshopError) as error:
            attempt()
        assert error.value.kind == "code"
        texts.add(str(error.value))
    advance(store, made.session.id, made.key, "end")
    with pytest.raises(WorkshopError) as error:
        join(store, code, now=NOW)
    assert texts == {str(error.value)}, "wrong, expired and ended are told in the same words"


def test_no_code_where_nothing_was_ever_saved(store: Store) -> None:
    assert kind_of(lambda: find_code(store, "AAAAAAAA")) == "code"
    assert kind_of(lambda: find(store, "nobody")) == "gone"
    assert round_times(store, "nobody") == ()


def test_a_new_code_makes_the_old_one_worthless(store: Store) -> None:
    made = create(store, PLAN, now=NOW)
    renewed = renew_code(store, made.session.id, made.key, now=NOW + timedelta(days=2))
    assert renewed.join_code != made.session.join_code
    assert kind_of(lambda: join(store, made.session.join_code, now=NOW)) == "code"
    assert join(store, renewed.join_code, now=NOW + timedelta(days=2)).session == renewed


def test_a_full_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cluster_core.userdata.sessions.MOST_JOINED", 2)
    made = create(store, PLAN)
    joined(store, made)
    joined(store, made)
    assert kind_of(lambda: joined(store, made)) == "room"


@pytest.mark.parametrize("changes", [{"rounds": 0}, {"rounds": 10}, {"timer_s": -1}, {"timer_s": 99999}])
def test_plans_that_cannot_be(store: Store, changes: dict[str, int]) -> None:
    assert kind_of(lambda: create(store, replace(PLAN, **changes))) == "question"
    other = replace(PLAN.scenario, framework="five_forces")
    assert kind_of(lambda: create(store, replace(PLAN, scenario=other))) == "question"
    with pytest.raises(UserDataError):
        create(store, replace(PLAN, title=" "))


def test_a_timer_never_leaves_its_range_however_the_clock_jumps(store: Store) -> None:
    made = create(store, replace(PLAN, timer_s=60))
    assert remaining_s(made.session, None) is None
    session = advance(store, made.session.id, made.key, "open", now=NOW)
    at = {0: 60, 20: 40, 61: 0, 86400: 0, -86400: 60}
    assert {s: remaining_s(session, NOW, now=NOW + timedelta(seconds=s)) for s in at} == at
    assert remaining_s(session, NOW, now=datetime(1970, 1, 1, tzinfo=UTC)) == 60
    assert find(store, session.id).state == "open", "it closes nothing"
    assert remaining_s(advance(store, session.id, made.key, "close"), NOW) is None
    assert remaining_s(opened(store).session, NOW) is None, "no timer"


# ---- deletion


def files(store: Store) -> list[Path]:
    assert store.path is not None
    return sorted(store.path.parent.iterdir())


def written(store: Store) -> bytes:
    """Return every byte below the store's folder: file, log and index."""
    return b"".join(one.read_bytes() for one in files(store))


def test_what_is_deleted_is_in_no_byte_of_the_files(store: Store) -> None:
    kept, gone = opened(store), opened(store)
    secret = {kept.session.id: 11.125, gone.session.id: 12.375}
    tokens = {}
    for made in (kept, gone):
        first = secret[made.session.id]
        for _ in range(8):
            tokens[made.session.id] = token = joined(store, made)
            vote(store, made.session.id, token, sent(first, 100 - first, 0, 0, form=f"form-of-{first:.0f}"))
    before = written(store)
    assert tokens[gone.session.id].encode() not in before, "a token is nowhere, only its hash"
    assert b"12.375" in before
    assert b"form-of-12" in before
    hold = (
        store.engine.connect()
    )  # somebody has the file open, so that its log is not tidied away by closing it
    try:
        hold.exec_driver_sql("SELECT 1 FROM workshop_session").all()
        hold.rollback()
        delete(store, gone.session.id, gone.key)
        after = written(store)
    finally:
        hold.close()
    for trace in (
        b"12.375",
        b"87.625",
        b"form-of-12",
        gone.session.id.encode(),
        gone.session.join_code.encode(),
    ):
        assert trace not in after
    assert b"11.125" in after
    assert [one.id for one in list_(store)] == [kept.session.id]
    assert kind_of(lambda: find(store, gone.session.id)) == "gone"


def test_old_sessions_go_after_thirty_days(store: Store) -> None:
    assert purge(store) == 0
    old = create(store, replace(PLAN, title="Old meeting"), now=NOW)
    create(store, PLAN, now=NOW + timedelta(days=29))
    assert purge(store, now=NOW + timedelta(days=29)) == 0
    assert purge(store, now=NOW + timedelta(days=31)) == 1
    assert [one.title for one in list_(store)] == [PLAN.title]
    assert b"Old meeting" not in written(store)
    assert old.session.id.encode() not in written(store)


def test_a_reader_in_the_way_is_named_and_the_session_is_deleted_all_the_same(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk"), wait_s=0.05)
    made = opened(store)
    token = joined(store, made)
    vote(store, made.session.id, token, sent(25, 25, 25, 25))
    with store.engine.connect() as reader:
        reader.exec_driver_sql("SELECT * FROM workshop_vote").all()
        with pytest.raises(UserDataError) as error:
            delete(store, made.session.id, made.key, wait_s=0.05)
        assert error.value.kind == "locked"
    assert list_(store) == ()


def test_ballots_with_groups_are_kept(store: Store) -> None:
    asked = replace(ASKED, method="ratings", children=("trust",), regions=("x", "y"))
    made = create(store, replace(PLAN, question=asked))
    advance(store, made.session.id, made.key, "open")
    token = joined(store, made)
    ballot = Ballot((75.0, None), "public")
    receipt = vote(store, made.session.id, token, replace(sent(), ballot=ballot))
    assert receipt.ballot == ballot
