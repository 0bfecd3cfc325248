"""The figures of the page of agglomeration: what a cell, a bubble and a row of a table hold."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from cluster_core.agglomeration.location_quotient import location_quotient
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.industries import of_year
from tests.ui.industries import having, table
from ui import agglomeration_figures as drawings
from ui import data, figures, theme, view_state
from ui.charts.spec import DATASET
from ui.widget_keys import Key


@pytest.fixture(autouse=True)
def picks(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    found: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", found.get)
    monkeypatch.setattr(figures, "tokens", lambda: theme.LIGHT)
    return found


@pytest.fixture(scope="module")
def practice() -> Assessment:
    return data.assessment(default_scenario(data.dataset("practice")))


def test_every_cell_is_a_quotient_of_the_core_and_opens_its_card(english: None, practice: Assessment) -> None:
    figure = drawings.quotients(practice)
    rows = figure.chart["datasets"][DATASET]
    core = location_quotient(of_year(practice.dataset.industries, 2024)).set_index(["region", "industry"])[
        "lq"
    ]
    assert len(rows) == 12 * 12
    for row in rows:
        lq = core[row["region"], row["line"]]
        assert row["value_text"].rstrip("*") == ("–" if math.isnan(lq) else f"{lq:.2f}")
        assert row["framed"] == (lq >= 1.2)
        assert (row["tone"] == -1) == math.isnan(lq)
        assert (row["about"], row["about_year"]) == (f"industry:{row['line']}", 2024)
    assert {row["line"] for row in rows if row["value_text"].endswith("*")} == {"plant extracts"}
    assert len(figure.table()) == len(figure.listed) == 144


@pytest.mark.parametrize("view", ["region", "industry"])
def test_bubbles_of_a_region_or_of_an_industry(
    language: str, practice: Assessment, picks: dict[str, str], view: str
) -> None:
    picks[Key.INDUSTRY_VIEW] = view
    figure = drawings.bubbles(practice)
    assert figure is not None
    rows = figure.chart["datasets"][DATASET]
    # Of the region all but the industry that was redefined, of the industry all twelve regions.
    assert len(rows) == (11 if view == "region" else 12)
    assert [row["focus"] for row in rows].count(True) == 1
    assert rows[-1]["about"] == "industry:turbine blades"
    assert rows[-1]["region"] == "p09"
    assert len(figure.table()) == len(figure.listed) == 12


def test_one_year_draws_no_bubbles(assessment: Assessment) -> None:
    own = having(assessment, table(("320900", "x", 2023, 5), ("320100", "x", 2023, 5)))
    assert drawings.bubbles(own) is None


def test_concentration_in_the_order_of_the_index(language: str, practice: Assessment) -> None:
    figure = drawings.concentration(practice)
    rows = figure.chart["datasets"][DATASET]
    assert [row["line"] for row in rows[::4]][:2] == ["turbine blades", "textile machinery"]
    assert len(rows) == 12 * 4
    assert len(figure.table()) == 12


def test_a_matrix_of_pairs_is_symmetrical_with_a_blank_diagonal(english: None, practice: Assessment) -> None:
    figure = drawings.similarity(practice)
    assert figure is not None
    cells = {(row["line"], row["place"]): row for row in figure.chart["datasets"][DATASET]}
    assert cells["p01", "Moonferry"]["value_text"] == cells["p02", "Starbridge"]["value_text"]
    assert cells["p01", "Starbridge"]["tone"] == -2
    assert len(figure.table()) == 66


def test_one_region_has_no_pairs(assessment: Assessment) -> None:
    assert drawings.similarity(having(assessment, table(("320900", "x", 2023, 5)))) is None


@pytest.mark.parametrize(
    ("low", "high", "steps"), [(0.0, 0.1, 0.02), (-0.1, 0.25, 0.05), (-1.0, 6.0, 1.0), (0.0, 900.0, 112.5)]
)
def test_ticks_hold_every_rate_in_few_steps(low: float, high: float, steps: float) -> None:
    ticks = drawings._y_ticks(pd.Series([low, high]))
    assert low >= ticks[0][0]
    assert high <= ticks[-1][0]
    assert 0.0 in [tick for tick, _ in ticks]
    assert ticks[1][0] - ticks[0][0] == pytest.approx(steps)
    assert len(ticks) <= 12


def test_the_scale_of_quotients_ends_beyond_the_largest_but_not_far_out() -> None:
    assert drawings._x_ticks(pd.Series([0.4, 1.1]))[-1][0] == 2
    assert drawings._x_ticks(pd.Series([3.2]))[-1][0] == 4
    assert drawings._x_ticks(pd.Series([40.0]))[-1][0] == drawings.MOST_LQ
    assert drawings._x_ticks(pd.Series([], dtype=float))[-1][0] == 2
