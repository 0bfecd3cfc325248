"""The network reaches the phone page alone; what it sends is bounded in size, time and origin."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from tests.ui.phone.asking import HOST, Phone, ask
from ui.phone import guard

LOCAL = ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"]
NETWORK = [
    "10.0.0.7",
    "192.168.1.5",
    "fd00::2",
    "fe80::1%eth0",
    "::ffff:10.0.0.7",
    "0.0.0.0",
    "",
    "localhost",
    "testclient",
]
INSIDE = [
    *("/", "/weights", "/health", "/_stcore/health", "/_stcore/stream", "/_stcore/upload_file/a/b"),
    *("/_stcore/host-config", "/static/js/index.js", "/media/x.png", "/component/x/index.html"),
    *("/j/", "/j/a/b", "/j/../weights", "/J", "//j", "/jj", "/j\n/weights"),
]


@pytest.mark.parametrize("peer", LOCAL)
def test_this_computer_reaches_everything(peer: str) -> None:
    for path in ("/", "/weights", "/_stcore/health"):
        assert ask("GET", path, {"host": HOST}, client=(peer, 1)).text == "inside"


@pytest.mark.parametrize("peer", NETWORK)
def test_the_network_reaches_the_phone_page_alone(peer: str) -> None:
    for path in INSIDE:
        for method in ("GET", "POST", "PUT"):
            answer = ask(method, path, {"host": HOST}, client=(peer, 1))
            assert answer.status == 404, path
            assert "inside" not in answer.text
            assert answer.headers["x-content-type-options"] == "nosniff"
    page = ask("GET", "/j", {"host": HOST}, client=(peer, 1))
    assert page.status == 200
    assert page.state == "entry"
    assert ask("GET", "/", {"host": HOST}, client=None).status == 404


@pytest.mark.parametrize("name", ["X-Forwarded-For", "x-real-ip", "Forwarded", "X-FORWARDED-FOR"])
def test_what_was_passed_on_is_not_local_whatever_it_says(name: str) -> None:
    for peer in ("10.0.0.7", "127.0.0.1"):
        assert ask("GET", "/", {"host": HOST, name: "127.0.0.1"}, client=(peer, 1)).status == 404


def test_an_operator_can_open_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(guard.OPEN_TO_ALL, "all")
    assert ask("GET", "/", {"host": HOST}).text == "inside"
    monkeypatch.setenv(guard.OPEN_TO_ALL, "1")
    assert ask("GET", "/", {"host": HOST}).status == 404


def answered(scope: dict[str, Any]) -> list[Any]:
    """What a WebSocket is answered with."""
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    asyncio.run(guard.LocalOnly(app)(scope, receive, send))
    return sent


@pytest.mark.parametrize("path", ["/_stcore/stream", "/j", "/j/stream"])
def test_the_network_opens_no_socket(path: str) -> None:
    scope = {"type": "websocket", "path": path, "headers": []}
    assert answered({**scope, "client": ("10.0.0.7", 1)}) == ["websocket.close"]
    assert answered({**scope, "client": ("127.0.0.1", 1)}) == ["websocket.accept"]


def test_the_phone_page_has_headers_of_its_own() -> None:
    headers = Phone().get("/j").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"


# ---- what is sent

TYPED = {"host": HOST, "accept-language": "en", "content-type": "application/x-www-form-urlencoded"}


def test_a_large_body_is_refused_said_or_not() -> None:
    big = b"code=" + b"A" * guard.BODY_MAX
    assert ask("POST", "/j", {**TYPED, "content-length": str(len(big))}, [big]).status == 413
    assert ask("POST", "/j", TYPED, [big[:9000], big[9000:], b"&x=1"]).status == 413
    assert ask("POST", "/j", {**TYPED, "content-length": "-1"}, [b"code=A"]).status == 413


def test_a_slow_body_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BODY_S", 0.05)
    answer = ask("POST", "/j", TYPED, [b"code=", None])  # type: ignore[list-item]
    assert answer.status == 408
    assert "too slow" in answer.text


@pytest.mark.parametrize("body", [b"\xff\xfe", "code=é".encode(), b"code=%ff%fe", b"&".join([b"a=1"] * 300)])
def test_what_is_no_form_is_refused(body: bytes) -> None:
    assert ask("POST", "/j", TYPED, [body]).status == 400


@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_another_kind_of_body_is_refused(kind: str) -> None:
    assert ask("POST", "/j", {**TYPED, "content-type": kind}, [b"code=A"]).status == 415


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"origin": f"http://{HOST}"}, True),
        ({"origin": f"https://{HOST.upper()}"}, True),
        ({"referer": f"http://{HOST}/j/ABC"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "null"}, False),
        ({"origin": "http://10.0.0.1:8502"}, False),
        ({"origin": f"http://{HOST}.evil.invalid"}, False),
        ({"origin": f"http://{HOST}@evil.invalid"}, False),
        ({"referer": "http://evil.invalid/j"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site", "origin": f"http://{HOST}"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.invalid"}, False),
    ],
)
def test_only_the_page_itself_may_send(headers: dict[str, str], allowed: bool) -> None:
    known = [(name.encode(), value.encode()) for name, value in {"host": HOST, **headers}.items()]
    request = Request({"type": "http", "method": "POST", "path": "/j", "headers": known})
    if allowed:
        guard.check_origin(request)
    else:
        with pytest.raises(guard.RefusedError):
            guard.check_origin(request)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.7", "::ffff:10.0.0.7", True),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("10.0.0.7", "10.0.0.8", False),
    ],
)
def test_who_counts_as_one_client(one: str, other: str, same: bool) -> None:
    first, second = (
        guard.client(Request({"type": "http", "client": (peer, 1), "headers": []})) for peer in (one, other)
    )
    assert (first == second) is same
