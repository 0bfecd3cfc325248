"""Bars of shares: the light one holds the dark one, bounds as lines, nothing beyond the track."""

from __future__ import annotations

import pytest

from ui.charts.drivers import STEP, TOP, driver_bars, driver_rows
from ui.theme import DARK, LIGHT

LABELS = {"tooltip": {"total_text": "With others"}}


def row(name: str, first: float, total: float) -> dict[str, object]:
    ends = {
        "first_low": first - 0.05,
        "first_high": first + 0.05,
        "total_low": total - 0.1,
        "total_high": total + 0.1,
    }
    return {"name": name, "first": first, "total": total, "total_text": f"{total:.0%}", **ends}


ROWS = [row("weights", 0.3, 0.95), row("mean", -0.02, 0.5)]


def test_rows_stand_below_each_other_and_stay_within_0_and_1() -> None:
    laid = driver_rows(ROWS, labels=LABELS)
    assert [one["y"] for one in laid] == [TOP + STEP / 2, TOP + STEP * 1.5]
    assert laid[0]["spoken"] == "weights; With others 95%"
    assert (laid[0]["total_high"], laid[1]["first"], laid[1]["first_low"]) == (1, 0, 0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_shares_and_their_bounds_are_on_one_scale(look, tokens) -> None:
    seen = look(driver_bars(ROWS, labels=LABELS, tokens=tokens))
    fields = ("total", "first", "total_low", "first_low")
    layers = [seen.using(field)[0] for field in fields]
    assert all(layer["encoding"]["x"]["scale"]["domain"] == [0, 1] for layer in layers)
    assert [layer["mark"]["color"] for layer in layers[:2]] == [tokens.quiet, tokens.primary]
    assert [layer["encoding"]["x2"]["field"] for layer in layers[2:]] == ["total_high", "first_high"]
