"""What the second page shows is cut until it fits; shortcomings give way last."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.report.briefing.content import Remedy
from cluster_core.report.briefing.page_room import HEIGHT, height, remedy_widths, room_for
from tests.report.briefing.briefed import briefed


def test_a_page_of_long_texts_fits_after_cutting() -> None:
    made = briefed("jiangsu", "en")
    long = Remedy("name " * 12, "text " * 60, "doc. 000")
    full = replace(made, remedies=replace(made.remedies, measures=(long,) * 4, cases=(long,) * 3))
    room = room_for(full)
    assert height(full, room) <= HEIGHT
    assert room.shortfalls >= 3
    assert room.measures + room.cases < 7


def test_what_fits_is_not_cut() -> None:
    made = briefed("practice")
    assert room_for(made).shortfalls == len(made.shortfalls.rows)


def test_long_texts_take_the_wider_column() -> None:
    assert remedy_widths([Remedy("n", "x" * 80, "c")])[1] > remedy_widths([Remedy("n", "x", "c")])[1]
