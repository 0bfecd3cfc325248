"""The matrix of what is known."""

from __future__ import annotations

import pytest

from ui.charts.coverage import HEADER, STEP, coverage_matrix, coverage_rows
from ui.theme import DARK, LIGHT, contrast, label_on

STATES = [("vintage", "2023"), ("other_year", "2021"), ("missing", "")]


@pytest.fixture
def cells():
    def make(indicators: int = 3, regions: int = 3) -> list[dict]:
        return [
            {
                "indicator": f"i{i:03}",
                "indicator_name": f"Indicator {i}",
                "region": f"r{r:03}",
                "region_name": f"甲{r}",
                "state": STATES[(i + r) % 3][0],
                "year_text": STATES[(i + r) % 3][1],
                "state_text": "in words",
                "name": f"甲{r} · Indicator {i}",
                "focus": r == 1,
            }
            for i in range(indicators)
            for r in range(regions)
        ]

    return make


def test_cells_keep_the_order_in_which_they_come(cells):
    laid = coverage_rows(cells(), labels={})
    assert [(row["row"], row["column"]) for row in laid] == [(i, r) for i in range(3) for r in range(3)]
    assert [(row["column"], row["middle"], row["end"]) for row in laid[:2]] == [(0, 0.5, 1), (1, 1.5, 2)]
    assert [row["index"] for row in laid[::3]] == [0, STEP, 2 * STEP]


def test_each_cell_speaks(cells):
    laid = coverage_rows(cells(), labels={"tooltip": {"state_text": "Data"}})
    assert laid[0]["spoken"] == "甲0 · Indicator 0; Data in words"


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_states_differ_by_fill_and_by_outline(look, cells, tokens):
    seen = look(coverage_matrix(cells(), labels={}, tokens=tokens))
    rect, target = seen.drawn("rect")
    assert target is seen.layers[-1]  # else a year would hide the tooltip of its cell
    fills = rect["mark"]["fill"]["expr"]
    assert all(f'"{state}": "#' in fills for state, _ in STATES)
    assert "[3, 3]" in rect["mark"]["strokeDash"]["expr"]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_years_can_be_read_on_every_fill(tokens):
    from ui.charts.coverage import _fills

    for fill in _fills(tokens).values():
        assert contrast(label_on(fill), fill) >= 4.5


def test_names_that_fit_lie_flat_and_others_stand(look, cells):
    flat = look(coverage_matrix(cells(), labels={}, tokens=LIGHT))
    long = [{**cell, "region_name": "A region of a rather long name"} for cell in cells()]
    upright = look(coverage_matrix(long, labels={}, tokens=LIGHT))
    assert flat.spec["height"] == HEADER + 3 * STEP + 2
    assert upright.spec["height"] > flat.spec["height"]
    angles = {layer["mark"].get("angle") for layer in flat.drawn("text")}
    assert angles == {None, 270}


@pytest.mark.parametrize(("indicators", "regions"), [(0, 0), (1, 1), (60, 40)])
def test_any_number_of_cells(look, cells, indicators, regions):
    seen = look(coverage_matrix(cells(indicators, regions), labels={}, tokens=LIGHT))
    assert len(seen.rows) == indicators * regions
