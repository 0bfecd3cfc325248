"""The figures carry the comparison, and their tables the same numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import data, origins, origins_figures


def of(assessment: Assessment, **choices: object) -> origins.Comparison:
    return origins.compared(data.assessment(replace(assessment.scenario, **choices)))  # type: ignore[arg-type]


def test_every_figure_has_words_and_a_table(language: Language, assessment: Assessment) -> None:
    found = of(assessment)
    for figure in (origins_figures.weights(found), origins_figures.ranks(found)):
        assert figure is not None
        assert figure.title in figure.alt
        assert set(figure.formats) <= set(figure.table().columns)
        assert not figure.table().isna().any(axis=None)


def test_the_weights_are_those_of_the_sets(english: None, assessment: Assessment) -> None:
    found = of(assessment)
    figure = origins_figures.weights(found)
    assert figure is not None
    rows = figure.chart["datasets"]["rows"]
    assert len(rows) == 8 * 4
    assert [row["set"] for row in rows if row["focus"]] == ["default"] * 4
    table = figure.table().set_index("Set of weights")
    whole = found.by_dimension.groupby("set")["effective_weight"].sum()
    assert whole.tolist() == pytest.approx([1.0] * 8)
    assert table.loc["Document"].tolist()[:4] == pytest.approx([25.0] * 4)


def test_the_ranks_are_in_the_order_in_force(english: None, assessment: Assessment) -> None:
    figure = origins_figures.ranks(of(assessment))
    assert figure is not None
    rows = figure.chart["datasets"]["rows"]
    assert [row["rank_text"] for row in rows if row["column"] == 0] == [str(k) for k in range(1, 14)]
    assert {row["name"] for row in rows if row["focus"]} == {"Yancheng"}
    assert all(
        row["rank_text"].endswith("=") for row in rows if row["choice"] == "min" and row["rank_short"] == "5"
    )
    table = figure.table()
    assert len(table) == 14, "thirteen regions and the agreement"
    yancheng = table[table["Region"] == "Yancheng"].iloc[0]
    assert (yancheng["In force"], yancheng["Best–worst"]) == ("13", "11–13")


def test_of_very_many_those_around_the_focus_are_drawn(
    english: None, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origins_figures, "SHOWN", 4)
    assert origins_figures.shown(assessment)[-1] == "320900"
    assert len(origins_figures.shown(assessment)) == 4
    leader = replace(assessment, scenario=replace(assessment.scenario, focus=""))
    assert origins_figures.shown(leader)[0] == "320500"
    figure = origins_figures.ranks(of(assessment))
    assert figure is not None
    assert "4 of 13 regions" in figure.subtitle
    assert len(figure.table()) == 14


def test_nobody_ranked_has_no_table_of_ranks(english: None, assessment: Assessment) -> None:
    assert origins_figures.ranks(of(assessment, min_coverage=1.0)) is None


def test_a_range_of_one_place_is_one_number() -> None:
    assert origins_figures.span_text(3.0, 3.0) == "3"
    assert origins_figures.span_text(3.0, 5.0) == "3–5"
    assert origins_figures.span_text(float("nan"), float("nan")) == "–"
