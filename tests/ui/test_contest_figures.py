"""The contest on tiles and bars: unknown is told as a word, and the sums of the document in the takeaways."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.nation import Nation
from cluster_core.model.text import Language
from ui import contest_figures, figures, theme

TITLES = {
    "entrants": "Guangdong sent most clusters: 20 of 135; the province of 12 is not told",
    "winners": "Jiangsu won most: 8 of 44",
    "rate": "Hubei and Sichuan won most often (67%); all provinces together 33%",
    "national": "Jiangsu has most national clusters: 10 of 45",
}


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "tokens", lambda: theme.LIGHT)


def tile(assessment: Assessment, shown: str, province: str) -> dict[str, object]:
    figure = contest_figures.provinces(assessment, shown)
    assert figure is not None
    return next(row for row in figure.chart["datasets"]["rows"] if row["region"] == province)


@pytest.mark.parametrize(("shown", "said"), TITLES.items())
def test_the_takeaway(english: None, assessment: Assessment, shown: str, said: str) -> None:
    figure = contest_figures.provinces(assessment, shown)
    assert figure is not None
    assert figure.title == said
    assert len(figure.table()) == len(figure.listed) == 34
    assert figure.origin.startswith("Source: ")


def test_a_province_that_is_not_named_is_unknown_but_won_nothing(
    english: None, assessment: Assessment
) -> None:
    assert tile(assessment, "entrants", "540000")["value_text"] == "unknown"
    assert tile(assessment, "entrants", "540000")["dashed"]
    assert tile(assessment, "winners", "540000")["value_text"] == "0"
    assert tile(assessment, "rate", "540000")["value_text"] == "unknown"
    assert tile(assessment, "national", "540000")["value_text"] == "unknown"
    henan = tile(assessment, "rate", "410000")
    assert (henan["value_text"], henan["won_text"]) == ("0%", "0 of 8 entrants won (0%)")


def test_a_tile_leads_to_its_figure(english: None, assessment: Assessment) -> None:
    own = tile(assessment, "rate", "320000")
    assert (own["value_text"], own["focus"]) == ("62%", True)
    assert own["about"] == "fact:contest_results:province:320000"
    assert tile(assessment, "national", "320000")["about"] == "fact:national_counts:320000"


def test_the_table_has_everything(english: None, assessment: Assessment) -> None:
    figure = contest_figures.provinces(assessment, "entrants")
    assert figure is not None
    table = figure.table().set_index("Province")
    assert table["Entrants"].sum() == 123
    assert table["Winners"].sum() == 44
    assert int(table["Entrants"].isna().sum()) == 15
    assert table.index[0] == "Guangdong"


def test_industries_the_most_successful_first(english: None, assessment: Assessment) -> None:
    figure = contest_figures.industries(assessment)
    assert figure is not None
    rows = figure.chart["datasets"]["rows"]
    assert (rows[0]["name"], rows[0]["value_text"]) == (
        "Software and information services",
        "6 of 9 entrants won (67%)",
    )
    assert rows[-1]["name"] == "New materials"
    assert sum(row["entrants"] for row in rows) == 135


def test_without_the_country_there_is_no_figure(language: Language, assessment: Assessment) -> None:
    bare = replace(assessment, dataset=replace(assessment.dataset, nation=Nation()))
    assert contest_figures.provinces(bare, "entrants") is None
    assert contest_figures.industries(bare) is None


def test_provinces_alone_have_nothing_to_tell(english: None, assessment: Assessment) -> None:
    nation = Nation(provinces=assessment.dataset.nation.provinces)
    bare = replace(assessment, dataset=replace(assessment.dataset, nation=nation))
    figure = contest_figures.provinces(bare, "entrants")
    assert figure is not None
    assert figure.title == "Nothing is told by province"
    assert all(math.isnan(one.value) for one in contest_figures.tiles(nation, "rate"))


def test_the_border_is_explained(english: None, assessment: Assessment, clusters: Assessment) -> None:
    figure = contest_figures.provinces(assessment, "entrants")
    assert figure is not None
    assert contest_figures.note(assessment, figure).startswith("Strong border: Jiangsu")
    assert contest_figures.note(clusters, figure) == figure.origin


def test_classes_hold_whole_numbers(english: None) -> None:
    assert contest_figures.class_texts(20.0, "entrants") == ["0–3", "4–7", "8–11", "12–15", "16–20"]
    assert contest_figures.class_texts(2.0, "winners") == ["0", "", "1", "", "2"]
    assert contest_figures.class_texts(1.0, "rate")[-1] == "80%–100%"
