"""`make workshop`: which addresses it offers, what it takes for an answer, what it starts."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
from types import ModuleType

import pytest

from tests.test_docs import ROOT
from ui.phone import address


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("workshop_script", ROOT / "scripts" / "workshop.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_addresses_are_this_computers_and_none_is_loopback(script: ModuleType) -> None:
    for one in script.addresses():
        assert not one.startswith("127.")
        with socket.socket() as door:
            door.bind((one, 0))  # an address of another computer could not be bound


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        ([""], "192.168.1.5"),
        (["2"], "10.0.0.4"),
        (["3", "x", "0", "2"], "10.0.0.4"),
        (["10.0.0.4"], "10.0.0.4"),
    ],
)
def test_a_number_or_an_address_is_an_answer(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, answers: list[str], chosen: str
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: answers.pop(0))
    assert script.choose({"192.168.1.5": "wlan0", "10.0.0.4": "eth0"}) == chosen
    assert answers == []


def test_without_a_network_or_a_terminal_it_says_what_to_do(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="hotspot"):
        script.choose({})

    def closed(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)
    with pytest.raises(SystemExit, match="ADDRESS="):
        script.choose({"10.0.0.4": "eth0"})


@pytest.mark.parametrize("bad", ["laptop", "0.0.0.0", "::", "192.0.2.99", "1.2.3"])
def test_what_cannot_be_served_is_said(script: ModuleType, bad: str) -> None:
    with pytest.raises(SystemExit, match=r"no address|cannot be used"):
        script.check(bad, 18501)


@pytest.mark.parametrize(("given", "own"), [("127.0.0.1", 18502), ("::1", 18502)])
def test_it_tells_the_address_and_starts_the_dashboard_for_this_computer_alone(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
    own: int,
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(script.os, "execv", lambda _, command: started.append(command))
    monkeypatch.setenv(address.PLACE, "")
    monkeypatch.chdir(ROOT)
    script.main(["--address", given, "--port", "18501"])
    told = capsys.readouterr().out
    assert os.environ[script.PLACE] == str(address.network_place())
    assert f"http://{address.network_place()}/j" in told
    assert f"http://127.0.0.1:{own}" in told
    assert "█" in told
    (command,) = started
    assert command[:5] == [sys.executable, "-m", "streamlit", "run", "app.py"]
    assert "--server.address" not in command  # the shipped configuration's: 127.0.0.1
    assert script.PLACE == address.PLACE
