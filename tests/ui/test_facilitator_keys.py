"""What a browser tells of keys is keys, or it is nothing."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from ui import facilitator_keys, workshop_state

ID, OTHER = "00000000-0000-0000-0000-000000000000", "11111111-1111-1111-1111-111111111111"
KEY = "abcdefghijklmnopqrstuv"


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        7,
        "",
        "{",
        "[]",
        '{"x": "y"}',
        json.dumps({ID: 7}),
        json.dumps({ID: "<b>"}),
        "[" * 9000,
        "x" * 20_000,
    ],
)
def test_whatever_is_no_key_is_dropped(wrong: object) -> None:
    assert facilitator_keys.received(wrong) == {}


def test_keys_of_the_browser_do_not_replace_the_session_s(session: SimpleNamespace) -> None:
    workshop_state.hold({ID: "of-this-session-000000"})
    workshop_state.forget(OTHER)
    third = "22222222-2222-2222-2222-222222222222"
    told = json.dumps({ID: KEY, OTHER: KEY, third: KEY})
    found = facilitator_keys.unknown(facilitator_keys.received(told))
    assert found == {third: KEY}, "a deleted one stays forgotten"
