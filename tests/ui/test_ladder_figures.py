"""The ladder's figure and tables carry the standing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import cultivation, ladder_figures


def focused(assessment: Assessment, focus: str) -> Assessment:
    return replace(assessment, scenario=replace(assessment.scenario, focus=focus))


def test_the_rungs_run_from_the_world_to_the_county(english: None, clusters: Assessment) -> None:
    figure = ladder_figures.ladder(clusters)
    assert figure is not None
    rows = figure.chart["datasets"]["rows"]
    assert [row["name"] for row in rows] == ["World", "Nation", "Province", "City", "County"]
    assert [row["mark"] for row in rows] == ["next", "status", "", "", ""]
    assert rows[1]["detail"] == "since 2021 · Silverfir textile machinery"
    assert figure.title == "Next level World: 1 of 4 assessable gates met (4 in all)"
    assert figure.table()["Readiness"].tolist() == [25.0, 0.0, 100.0, 100.0, 100.0]


def test_the_gaps_are_in_order_of_distance(english: None, clusters: Assessment) -> None:
    standing = cultivation.standing(clusters)
    assert standing is not None
    row = clusters.units.index("c03")
    table = ladder_figures.gaps(clusters, standing, row)
    assert table["Gap"].tolist() == ["1%", "27%", "58%"]
    assert table["Now"].tolist() == ["ahead of 89% of the others", "55 (of 0-100)", "8.40%"]
    assert table["Wanted"].tolist() == ["top 10%", "at least 75 (of 0-100)", "at least 20%"]


def test_on_the_highest_rung_its_own_gates_are_listed(english: None, clusters: Assessment) -> None:
    best = focused(clusters, "c01")
    figure, standing = ladder_figures.ladder(best), cultivation.standing(best)
    assert figure is not None
    assert standing is not None
    assert figure.title == "On the highest level World: 2 of 4 assessable gates met (4 in all)"
    assert len(ladder_figures.unmet(standing, 0)) == 2


def test_without_data_nothing_is_assessable(english: None, assessment: Assessment) -> None:
    figure = ladder_figures.ladder(assessment)
    assert figure is not None
    rows = figure.chart["datasets"]["rows"]
    assert not any(row["known"] for row in rows)
    assert rows[0]["readiness_text"] == "not assessable (4)"
    assert rows[1]["detail"] == "since 2024 · Green photovoltaics"


def test_what_the_documents_print_is_told_as_printed(english: None, assessment: Assessment) -> None:
    ladder = assessment.dataset.ladder
    assert ladder is not None
    tiers, counts = ladder_figures.tiers(ladder), ladder_figures.counts(ladder)
    assert tiers["Number"].tolist() == ["5", "5", "6"]
    assert tiers["Unknown"].tolist() == ["3 unknown", "4 unknown", "5 unknown"]
    assert counts["Date"].tolist() == sorted(counts["Date"])
    said = dict(zip(counts["What is counted"], counts["Number"], strict=True))
    assert said["Clusters that Jiangsu set out to cultivate"] == "13 clusters"
    assert "13.12 trillion CNY" in said.values()
    assert ladder_figures.named(ladder) == [("Nation", 12)]


def test_counts_of_real_places_say_nothing_of_fictional_ones(
    clusters: Assessment, assessment: Assessment
) -> None:
    for one, told in ((assessment, True), (clusters, False)):
        ladder = one.dataset.ladder
        assert ladder is not None
        assert ladder_figures.concerns(one, ladder) is told


@pytest.mark.parametrize("focus", [f"c{n:02}" for n in range(1, 11)])
def test_every_cluster_has_a_ladder(language: Language, clusters: Assessment, focus: str) -> None:
    figure = ladder_figures.ladder(focused(clusters, focus))
    assert figure is not None
    assert figure.title in figure.alt
    assert set(figure.formats) <= set(figure.table().columns)


def test_nothing_without_a_focus_or_a_ladder(english: None, clusters: Assessment) -> None:
    assert ladder_figures.ladder(focused(clusters, "")) is None
    assert ladder_figures.ladder(replace(clusters, dataset=replace(clusters.dataset, ladder=None))) is None
