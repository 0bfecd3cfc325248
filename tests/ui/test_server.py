"""Headers on every answer, closed doors, health."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from cluster_core.errors import StoreError
from tests.e2e.server import free_port
from ui import data, server
from ui.phone import address, frame


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask() -> Ask:
    """A function that asks a small app behind the middleware, without a network."""

    def hello(_request: object) -> PlainTextResponse:
        return PlainTextResponse("hello", headers={"X-Frame-Options": "SAMEORIGIN"})

    routes = [Route("/health", server.health), Route("/{path:path}", hello, methods=["GET", "PUT"])]
    app = Starlette(routes=routes, middleware=[Middleware(server.SecurityHeaders)])

    def ask_(path: str, method: str = "GET") -> Answer:
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [],
            "query_string": b"",
            "root_path": "",
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(
            sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]).decode()
        )

    return ask_


@pytest.mark.parametrize("path", ["/", "/weights", "/_stcore/metrics", "/nothing/here"])
def test_every_answer_has_the_headers(ask: Ask, path: str) -> None:
    headers = ask(path).headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "frame-src 'none'", "frame-ancestors 'none'", "object-src 'none'"):
        assert rule in policy
    assert "http:" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/base/_stcore/metrics",
        "/_stcore/upload_file/s/f",
        "//_stcore//metrics",
    ],
)
def test_doors_are_closed_to_everybody(ask: Ask, path: str) -> None:
    for answer in (ask(path), ask(path, "PUT")):
        assert answer.status == 404
        assert answer.text == "Not found"


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/stream", "/metrics", "/_stcore/metricsX"])
def test_other_doors_stay_open(path: str) -> None:
    assert not server.is_closed(path)


def test_health_tells_whether_there_are_data(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ask("/health")
    assert answer.status == 200
    assert json.loads(answer.text) == {"status": "ok", "data": data.fingerprint()}

    def broken() -> None:
        raise StoreError("no file")

    monkeypatch.setattr(data, "ready", broken)
    assert ask("/health").status == 503


def test_the_server_starts_whatever_the_data_are(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr(data, "ready", broken)
    server.warm()
    assert "disk on fire" in caplog.text


def test_the_chosen_network_is_served_as_long_as_the_server_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv(address.PLACE, f"127.0.0.1:{port}")
    monkeypatch.setattr(server, "warm", lambda: None)

    async def asked(path: str) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    async def run() -> tuple[bytes, bytes]:
        async with server.lifespan(None):
            return await asked("/j"), await asked("/health")

    page, other = asyncio.run(run())
    assert page.startswith(b"HTTP/1.1 200")
    assert frame.POLICY.encode() in page
    assert b"X-Frame-Options: DENY".lower() in page.lower()
    assert other.startswith(b"HTTP/1.1 404")
