"""Codes are read as people write them; secrets are hashed, moments are whole minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from cluster_core.userdata.session import ALPHABET, clean_code, hashed, new_code, to_minute


def test_a_code_has_no_letter_that_looks_like_another() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("01ILO") & set(ALPHABET)
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert set("".join(codes)) == set(ALPHABET), "no letter is left out"


@given(st.text(ALPHABET, min_size=8, max_size=8))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    assert clean_code(f" {code[:4].lower()}-{code[4:].lower()} ") == code


def test_a_hash_depends_on_the_salt() -> None:
    assert hashed("a", "token") != hashed("b", "token")
    assert len(hashed("a", "token")) == 64


def test_minutes_are_utc() -> None:
    found = to_minute(datetime(2026, 11, 4, 12, 30, 59, 999999, timezone(timedelta(hours=8))))
    assert found == datetime(2026, 11, 4, 4, 30, tzinfo=UTC)
