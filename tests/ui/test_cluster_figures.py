"""The matrix and the lists year by year carry the clusters of the bundle."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import cluster_figures, view_state


def rows(figure: object) -> list[dict[str, object]]:
    return figure.chart["datasets"]["rows"]  # type: ignore[attr-defined]


def test_a_cell_per_region_and_industry(
    session: SimpleNamespace, english: None, assessment: Assessment
) -> None:
    figure = cluster_figures.matrix(assessment)
    assert figure is not None
    assert len(rows(figure)) == 13 * 10
    filled = {(row["line"], row["place"]): row for row in rows(figure) if row["word"]}
    members = sum(len(one.members) for one in assessment.dataset.clusters.values())
    assert len(filled) == members
    own = filled["photovoltaics", "Yancheng"]
    assert (own["word"], own["below"], own["about"]) == ("national", "2024", "fact:clusters:js_photovoltaics")
    assert own["members_text"] == "Yancheng, Changzhou, Suqian and Huai'an"
    assert own["bold"]
    assert figure.title == "12 clusters, 4 of them shared by several regions; 12 of 13 regions have one"
    assert len(figure.table()) == len(figure.listed) == 12
    assert "4 November 2022" in figure.origin


def test_empty_cells_lead_nowhere(session: SimpleNamespace, english: None, assessment: Assessment) -> None:
    figure = cluster_figures.matrix(assessment)
    assert all(not row.get("about") for row in rows(figure) if not row["word"])


def test_filters_narrow_the_matrix(session: SimpleNamespace, english: None, assessment: Assessment) -> None:
    view_state.set_filter("cluster_industry", ("js_biomed_devices",))
    figure = cluster_figures.matrix(assessment)
    assert figure is not None
    assert {row["line"] for row in rows(figure)} == {"biomedicine"}
    assert len(figure.table()) == 2


def test_of_two_clusters_in_a_cell_the_higher_stands(
    session: SimpleNamespace, english: None, assessment: Assessment
) -> None:
    known = assessment.dataset.clusters
    lower = replace(known["js_photovoltaics"], id="low", tier="city", status_date="2025")
    more = replace(assessment, dataset=replace(assessment.dataset, clusters={"low": lower, **known}))
    cell = next(
        row
        for row in rows(cluster_figures.matrix(more))
        if (row["line"], row["place"]) == ("photovoltaics", "Yancheng")
    )
    assert (cell["word"], cell["below"]) == ("national", "2024")
    assert cell["cluster_text"] == "Green photovoltaics and Green photovoltaics"


def test_list_by_list(session: SimpleNamespace, english: None, assessment: Assessment) -> None:
    figure = cluster_figures.steps(assessment)
    assert figure is not None
    cells = {(row["line"], row["place"]): (row["word"], row["below"]) for row in rows(figure)}
    assert len(cells) == 3 * 13
    assert [cells[year, "Yancheng"] for year in (2021, 2022, 2024)] == [
        ("none", ""),
        ("none", ""),
        ("1", "+1 shared"),
    ]
    assert [cells[year, "Suzhou"] for year in (2021, 2022, 2024)] == [("1", "+1"), ("3", "+2"), ("4", "+1")]
    assert figure.title == "13 regions, national lists of 2021 to 2024: 12 have a cluster by now"
    table = figure.table().set_index("Region")
    assert table.loc["Yancheng"].tolist() == [0, 0, 1, "2024: Green photovoltaics"]
    assert table.loc["Zhenjiang"].tolist() == [0, 0, 0, "–"]


def test_the_regions_compared_stand_beside_the_focus(
    session: SimpleNamespace, english: None, assessment: Assessment
) -> None:
    view_state.set_compared(["320100", "320500", "gone"])
    assert cluster_figures.compared(assessment, "nation") == ["320900", "320100", "320500"]


def test_of_many_regions_those_with_clusters_stay(
    session: SimpleNamespace, english: None, assessment: Assessment, monkeypatch: object
) -> None:
    monkeypatch.setattr(cluster_figures, "MOST", 5)  # type: ignore[attr-defined]
    assert "Zhenjiang" not in {row["place"] for row in rows(cluster_figures.matrix(assessment))}
    found = cluster_figures.compared(assessment, "nation")
    assert len(found) == 6
    assert found[0] == "320900"


def test_without_clusters_there_is_no_figure(
    session: SimpleNamespace, language: Language, assessment: Assessment
) -> None:
    bare = replace(assessment, dataset=replace(assessment.dataset, clusters={}))
    assert cluster_figures.matrix(bare) is None
    assert cluster_figures.steps(bare) is None


def test_clusters_as_units(session: SimpleNamespace, language: Language, clusters: Assessment) -> None:
    figure, steps = cluster_figures.matrix(clusters), cluster_figures.steps(clusters)
    assert figure is not None
    assert steps is not None
    focused = {row["place"] for row in rows(figure) if row["bold"]}
    assert focused == {
        cluster_figures.region_name(clusters, region)
        for region, _ in clusters.dataset.clusters["c03"].members
    }
    assert figure.origin == steps.origin == ""
