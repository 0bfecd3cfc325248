"""The figures of the audit show the core's numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.leave_out import leave_one_out, leave_one_region_out
from cluster_core.assess.statistical_audit import StatisticalAudit, statistical_audit
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from tests.assess.test_leave_out import assessed
from tests.model.examples import NAN
from ui import audit_figures as figures


@pytest.fixture(scope="module")
def audit(assessment: Assessment) -> StatisticalAudit:
    return statistical_audit(assessment)


def rows_of(figure: figures.Figure) -> list[dict]:
    return figure.chart["datasets"]["rows"]


def test_every_pair_is_drawn_once_below_its_dimension(
    english: None, assessment: Assessment, audit: StatisticalAudit
) -> None:
    figure = figures.correlations(assessment, audit)
    assert figure is not None
    rows = rows_of(figure)
    assert len(rows) == len(audit.table) == 37
    assert [row["part"].split("/")[1] for row in rows if row["head"]] == list(assessment.framework.dimensions)
    seen = None
    for row in rows:
        seen = row["part"].split("/")[1] if row["head"] else seen
        assert row["dimension"] == seen


def test_the_table_is_the_cores(english: None, assessment: Assessment, audit: StatisticalAudit) -> None:
    figure = figures.correlations(assessment, audit)
    assert figure is not None
    table = figure.table()
    assert set(figure.formats) <= set(table.columns)
    own = audit.table.set_index("node").loc["expressway_per_10k"]
    shown = table[table["Part"] == "Expressway length per 10,000 residents"].iloc[0]
    assert shown["Correlation r"] == own["pearson"]
    assert (shown["95% from"], shown["95% to"]) == (own["low"], own["high"])
    assert shown["With its siblings"] == own["item_rest"]
    assert shown["Note"] == "unclear"
    assert figure.title == "32 of 33 parts clearly go with what they belong to; 18 almost repeat it"


def test_words_for_what_is_wrong(english: None) -> None:
    columns = {"a": [0, 20, 40, 60, 80], "b": [10, 20, 40, 60, 90], "c": [30, 20, 25, 22, 10], "d": [NAN] * 5}
    columns["e"] = [50.0] * 5
    result = assessed(columns, {"f": dict.fromkeys("abcde", 1)})
    figure = figures.correlations(result, statistical_audit(result))
    assert figure is not None
    words = {row["name"]: (row["word"], row["alarm"]) for row in rows_of(figure)}
    assert words["a"] == ("repeats", False)
    assert words["c"] == ("opposite", True)
    assert words["d"] == ("no data", False)
    assert words["e"] == ("undefined", False)


def test_an_indicator_below_two_nodes_is_two_rows(english: None) -> None:
    result = assessed(
        {"a": [90, 50, 10, 30], "b": [0, 60, 40, 80]},
        {"f": {"one": 1, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"b": 1}},
    )
    figure = figures.correlations(result, statistical_audit(result))
    assert figure is not None
    assert [row["part"] for row in rows_of(figure)] == ["f/one", "one/a", "one/b", "f/two", "two/b"]
    assert rows_of(figure)[-1]["word"] == "alone"


def test_nothing_defined_gives_no_figure(english: None) -> None:
    result = assessed({"a": [1, 2], "b": [2, 1]}, {"f": {"a": 1, "b": 1}})
    assert figures.correlations(result, statistical_audit(result)) is None


@pytest.mark.parametrize("kind", [figures.INDICATORS, figures.NODES])
def test_shifts_are_the_cores_the_largest_first(
    english: None, assessment: Assessment, audit: StatisticalAudit, kind: str
) -> None:
    figure = figures.shifts(assessment, audit.leave_out, kind)
    assert figure is not None
    tidy = audit.leave_out.tidy()
    own = tidy[tidy["is_indicator"] == (kind == figures.INDICATORS)]
    table = figure.table()
    assert len(table) == len(own)
    assert list(table["Mean shift"]) == sorted(own["rank_shift_mean"], reverse=True)
    assert len(rows_of(figure)) == min(figures.SHOWN, int((own["rank_shift_max"] > 0).sum()))
    assert f"{own['rank_shift_mean'].max():.1f}" in figure.title


def test_regions_left_out_are_named(language: Language, assessment: Assessment) -> None:
    figure = figures.shifts(assessment, leave_one_region_out(assessment), figures.REGIONS)
    assert figure is not None
    names = {row["name"] for row in rows_of(figure)}
    assert names & {"Nanjing", "Suzhou", "南京", "苏州"}
    assert not any(name.isdigit() for name in names)


def test_the_way_of_the_one_that_moves_most(english: None, assessment: Assessment) -> None:
    left_out = leave_one_out(assessment)
    figure = figures.shifts(assessment, left_out, figures.INDICATORS)
    assert figure is not None
    row = next(row for row in rows_of(figure) if row["part"] == "fdi_gdp")
    at = left_out.parts.index("fdi_gdp")
    move = left_out.shift[at, assessment.units.index("320700")]
    assert row["mover"] == f"Lianyungang {'down' if move > 0 else 'up'} {abs(move):.0f}"


def test_nobody_moves_gives_no_figure(english: None, assessment: Assessment) -> None:
    left_out = leave_one_out(assessment)
    assert figures.shifts(assessment, replace(left_out, after=left_out.before), figures.INDICATORS) is None
    nobody = replace(left_out, after=np.full_like(left_out.after, np.nan))
    assert figures.shifts(assessment, nobody, figures.INDICATORS) is None
