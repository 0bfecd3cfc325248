"""What the page says of its table and what a click is about; the tables themselves: tests/report/test_tables.py."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.report.holdings import Holdings
from cluster_core.report.observations import Selection
from cluster_core.report.table_request import LONG, SCORES, TABLES, WIDE, YEARS, Request
from cluster_core.report.tables import frame, places_of
from ui import certainty, tables
from ui.subjects import Subject, of_indicator


@pytest.fixture
def held(assessment: Assessment) -> Holdings:
    return tables.held_by(assessment)


def asked(table: str, **choices: object) -> Request:
    return Request(table, of="gdp" if table == YEARS else "", language="en", **choices)  # type: ignore[arg-type]


def test_what_is_known_is_kept(assessment: Assessment, held: Holdings) -> None:
    again = tables.held_by(assessment)
    assert again is held
    weighed = replace(
        assessment, scenario=assessment.scenario.with_points(assessment.framework.id, (1, 2, 3, 4))
    )
    assert tables.held_by(weighed) is not held
    assert tables.held_by(weighed).observed is held.observed  # coded and flagged once per data set


@pytest.mark.usefixtures("english")
def test_what_is_shown_is_counted(held: Holdings) -> None:
    def told(request: Request) -> str:
        return tables.shown_text(held, request, places_of(held, request))

    total = len(held.observed.rows)
    assert told(asked(LONG)) == f"All {total:,} observations"
    assert told(asked(LONG, selection=Selection(unit=("320900",), indicator=("gdp",)))).endswith(
        f" of {total:,} observations"
    )
    assert told(asked(WIDE, selection=Selection(unit=("320900",)))).startswith("1 regions × ")
    assert told(asked(YEARS)) == "100m CNY: 13 regions × 8 years, 104 values"
    parts = len(held.assessment.framework.nodes) + len(held.assessment.framework.indicators)
    assert told(asked(SCORES)) == f"All {13 * parts} computed rows"


@pytest.mark.parametrize("table", TABLES)
def test_a_click_is_about_the_cell(held: Holdings, table: str) -> None:
    request = asked(table, selection=Selection(unit=("320900", "320500")))
    places = places_of(held, request)
    cells = frame(held, request, places)
    listed = tables._subjects(held, request, places, cells)
    across = tables._across(held, request, cells)
    assert len(listed) == len(cells)
    if table == LONG:
        rows = held.observed.rows.iloc[places]
        assert listed[-1] == Subject(
            rows["unit"].iloc[-1], of_indicator(rows["indicator"].iloc[-1]), rows["year"].iloc[-1], exact=True
        )
    elif table == SCORES:
        assert listed[0] == Subject("320500", held.assessment.framework.id)
        assert listed[-1].about == of_indicator(held.assessment.framework.indicators[-1])
    elif table == YEARS:
        assert across["2023"] | listed[1] == Subject("320900", of_indicator("gdp"), 2023, exact=True)
        assert set(across) == set(cells.columns[2:])
    else:
        assert across["Gross regional product (100m CNY, 2023)"] | listed[0] == Subject(
            "320500", of_indicator("gdp"), 2023, exact=True
        )
        assert list(across) == list(cells.columns[6:])


@pytest.mark.usefixtures("english")
def test_ranks_are_as_sure_as_the_other_pages_say(assessment: Assessment, held: Holdings) -> None:
    request = asked(WIDE)
    cells = frame(held, request, places_of(held, request))
    known = certainty.standings(assessment)
    for row in cells.to_dict("records"):
        one = known[row["Region code"]]
        found = [row[name] for name in ("Rank", "Rank from", "Rank to", "Top 5 in (%)")]
        assert found == [one.rank, one.low, one.high, one.share * 100]


def test_a_page_of_rows_is_a_part_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    places = np.arange(2 * tables.PAGE + 5)
    monkeypatch.setattr(tables.st, "pagination", lambda _pages, **_: 3)
    assert tables._page(places, 3).tolist() == places[-5:].tolist()
    assert tables._page(places[:9], 1).tolist() == list(range(9))


@pytest.mark.usefixtures("english")
def test_the_words_below_explain_what_is_in_the_table(held: Holdings) -> None:
    assert [said[:7] for said in tables._notes(held, asked(LONG))] == ["outlier", "Quality"]
    assert tables._notes(held, asked(LONG, columns=("region", "value"))) == []
    assert [said[:7] for said in tables._notes(held, asked(SCORES))] == ["By the "]
    assert [said[:5] for said in tables._notes(held, asked(WIDE))] == ["Ranks"]
    assert isinstance(frame(held, asked(WIDE), places_of(held, asked(WIDE))), pd.DataFrame)
