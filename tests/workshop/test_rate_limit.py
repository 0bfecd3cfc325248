"""Guesses and submissions are counted by the minute, by a clock of the test's own."""

from __future__ import annotations

from cluster_core.workshop.rate_limit import MOST_DELAY, RateLimit


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_sixth_wrong_code_within_a_minute_is_refused() -> None:
    clock = Clock()
    limit = RateLimit(clock)
    for at in range(5):
        clock.now = 1000.0 + at
        assert limit.may_try_code("a").allowed
        limit.wrong_code("a")
    refused = limit.may_try_code("a")
    assert (refused.allowed, refused.retry_s) == (False, 56.0)
    assert limit.may_try_code("b").allowed
    clock.now = 1060.0
    assert limit.may_try_code("a").allowed


def test_ten_thousand_guesses_by_one_client_are_five_a_minute() -> None:
    clock, tried = Clock(), 0
    limit = RateLimit(clock)
    for _ in range(10_000):
        clock.now += 0.06  # ten minutes in all
        if limit.may_try_code("a").allowed:
            tried += 1
            limit.wrong_code("a")
    assert tried <= 5 * 11


def test_many_guessers_are_slowed_but_nobody_is_locked_out() -> None:
    limit = RateLimit(Clock())
    for client in range(49):
        limit.wrong_code(f"guesser {client}")
    assert limit.may_try_code("phone").delay_s == 0
    limit.wrong_code("guesser 49")
    first = limit.may_try_code("phone")
    assert first.allowed
    assert 0 < first.delay_s < MOST_DELAY
    for client in range(500):
        limit.wrong_code(f"another {client}")
    last = limit.may_try_code("phone")
    assert (last.allowed, last.delay_s) == (True, MOST_DELAY)


def test_a_participant_may_change_often_but_not_all_the_time() -> None:
    clock = Clock()
    limit = RateLimit(clock)
    assert all(limit.may_submit("t").allowed for _ in range(30))
    assert not limit.may_submit("t").allowed
    assert limit.may_submit("u").allowed
    clock.now += 60
    assert limit.may_submit("t").allowed


def test_addresses_are_neither_kept_nor_kept_long() -> None:
    clock = Clock()
    limit = RateLimit(clock, salt=b"salt")
    for client in range(20):
        limit.wrong_code(f"10.0.0.{client}")
    assert limit.remembered == 20
    assert "10.0.0" not in repr(vars(limit))
    clock.now += 661
    limit.may_try_code("10.0.0.250")
    assert limit.remembered == 0
