"""The link as QR code, and who can open it."""

from __future__ import annotations

import socket

import pytest

from tests.ui import qr_reader
from ui import share

LINK = (
    "http" + "://10.0.0.5:8501/compare?s=2~jiangsu~1~four_forces~1~shortcomings_yancheng~~2023~~~~~~~320900"
    "~~~~~0~user~1~four_forces~4~1000~500~500~500~z&v=1~c~3~32~00~09~13~06~z&lang=zh"
)


@pytest.mark.parametrize("text", [LINK[:25], LINK, LINK + "x" * 200])
def test_the_code_in_the_picture_is_the_link(text: str) -> None:
    assert qr_reader.read(share.qr_code(text)) == text


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost:8501", True),
        ("127.0.0.1", True),
        ("127.3.2.1:80", True),
        ("[::1]:8501", True),
        ("desk.localhost", True),
        ("10.0.0.5:8501", False),
        ("clusters.gov.example", False),
        ("[fe80::1]", False),
    ],
)
def test_who_can_open_the_link(host: str, expected: bool) -> None:
    assert share.only_here(f"//{host}/weights?s=1") is expected


def test_the_other_address_names_this_computer_and_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "desk-01")
    assert share.elsewhere("x://127.0.0.1:8501/weights?s=1") == "x://desk-01:8501"
    assert share.elsewhere("x://localhost/") == "x://desk-01"
