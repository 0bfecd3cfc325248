"""The address that phones open, and the code that they scan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.errors import WorkshopError
from tests.ui.phone.test_screens import SESSION
from tests.ui.qr_reader import read
from ui.phone import address
from ui.phone.address import Place


def test_without_a_network_it_is_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(address.PLACE, raising=False)
    assert address.network_place() is None
    assert address.here().host == "127.0.0.1"
    assert address.join_address(SESSION) == f"http://127.0.0.1:{address.here().port}/j/ABCDEFGH"


@pytest.mark.parametrize(
    ("given", "place", "shown"),
    [
        ("192.168.43.1:8501", Place("192.168.43.1", 8501), "192.168.43.1:8501"),
        ("[fd00::2]:8502", Place("fd00::2", 8502), "[fd00::2]:8502"),
    ],
)
def test_what_was_chosen_is_in_the_code(
    monkeypatch: pytest.MonkeyPatch, given: str, place: Place, shown: str
) -> None:
    monkeypatch.setenv(address.PLACE, given)
    assert address.network_place() == place
    assert address.short_address() == f"{shown}/j"
    joined = address.join_address(replace(SESSION, join_code="23456789"))
    assert joined == f"http://{shown}/j/23456789"
    assert read(address.qr_svg(joined)) == joined


@pytest.mark.parametrize("bad", ["8501", "host:", "host:0", "host:99999", ":8501", "host:８５０１", "host:x"])
def test_a_setting_that_is_no_place_is_named(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    monkeypatch.setenv(address.PLACE, bad)
    with pytest.raises(WorkshopError, match=address.PLACE):
        address.network_place()
