"""Joining: the QR code holds the whole address, the code stands in large letters."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.workshop_rooms import decided
from ui.phone import address


def script(wall: bool) -> None:
    from tests.ui.workshop_rooms import decided
    from ui import workshop_join

    workshop_join.draw(decided().session, wall=wall)


def test_code_and_address_are_written_out() -> None:
    for wall in (False, True):
        app = AppTest.from_function(script, args=(wall,)).run()
        assert not app.exception
        said = [one.value.replace("\\", "") for one in app.markdown]
        assert said == [address.short_address(), "**ABCD-2345**"]
        assert len(app.caption) == (1 if wall else 2), (
            "that phones cannot reach it is the facilitator's affair"
        )
    assert address.join_address(decided().session).endswith("/j/ABCD2345")
