"""A pass: its shape, and which one counts where a phone sends several."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import Response

from ui.phone import access
from ui.phone.access import Pass

ONE = Pass("0" * 36, "a" * 22)
OTHER = Pass("1" * 36, "b" * 22)


def asked(scheme: str = "http", **headers: str) -> Request:
    known = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/j",
            "scheme": scheme,
            "query_string": b"",
            "headers": known,
            "server": ("h", 80),
        }
    )


def test_the_own_pass_of_a_tab_goes_before_the_cookie() -> None:
    with_both = asked(cookie=f"desk_phone={ONE}", x_desk_pass=str(OTHER))
    assert str(access.read(with_both)) == str(OTHER)
    assert str(access.read(asked(cookie=f"desk_phone={ONE}"), {"pass": str(OTHER)})) == str(OTHER)
    kept = access.read(asked(cookie=f"desk_phone={ONE}"))
    assert kept == ONE


@pytest.mark.parametrize(
    "damaged",
    ["", "x", "0.a", f"{'0' * 36}.short", f"{'0' * 36}.{'é' * 22}", f"{ONE}\n", "g" * 36 + "." + "a" * 22],
)
def test_what_has_another_shape_is_none(damaged: str) -> None:
    assert access.read(asked(), {"pass": damaged}) is None


def test_over_tls_the_cookie_stays_there() -> None:
    answer = Response()
    access.give(answer, ONE, asked("https"))
    assert "; Secure" in answer.headers["set-cookie"]
