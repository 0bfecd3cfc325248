"""The door for the network: a real socket, and behind it the phone page and nothing else."""

from __future__ import annotations

import http.client
import socket

import pytest

from tests.e2e.server import free_port
from ui.phone import listener
from ui.phone.address import Place


def asked(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_the_door_leads_to_the_phone_page_alone() -> None:
    port = free_port()
    with listener.opened(Place("127.0.0.1", port)):
        status, body = asked(port, "/j")
        assert (status, b'data-state="entry"' in body) == (200, True)
        for path in ("/", "/health", "/_stcore/health", "/_stcore/stream", "/static/x"):
            assert asked(port, path)[0] == 404
        assert asked(port, "/j", "evil.invalid")[0] == 400  # a name that leads here by another's doing
    with pytest.raises(ConnectionRefusedError):
        asked(port, "/j")


def test_a_place_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with (
            pytest.raises(OSError, match="in use"),
            listener.opened(Place("127.0.0.1", taken.getsockname()[1])),
        ):
            pass


def test_without_a_place_there_is_no_door() -> None:
    with listener.opened(None):
        pass
