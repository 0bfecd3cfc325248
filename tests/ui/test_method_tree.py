"""The tree and the worked example say what the core computed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.audit import audit
from cluster_core.assess.worked import work
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from ui import data, method_tree


def test_the_headline_is_the_score(english: None, assessment: Assessment) -> None:
    said = method_tree.headline(assessment)
    assert said.startswith("The score of Yancheng")
    assert f"{assessment.scores.loc['320900', 'four_forces']:.1f}" in said
    assert "21 indicators with data, of 25" in said


def test_every_node_and_indicator_has_its_row(english: None, assessment: Assessment) -> None:
    steps = audit(assessment, "320900")
    table = method_tree.table(assessment, steps).set_index("Dimension or indicator")
    framework = assessment.framework
    assert len(table) == len(framework.nodes) + len(framework.indicators)
    leaves = table[table["Unit"] != ""]
    total = assessment.scores.loc["320900", framework.id]
    assert leaves["Contribution"].sum() == pytest.approx(total)
    assert leaves["Weight"].sum() == pytest.approx(100)
    loans = table.loc["\u3000\u3000\u3000Loans outstanding to GDP"]
    assert (loans["Value"], loans["Year"], loans["Note"]) == ("155.7", "2023", "proxy")


def test_what_is_missing_is_shown_as_missing(english: None, assessment: Assessment) -> None:
    table = method_tree.table(assessment, audit(assessment, "320900"))
    missing = table[table["Value"] == "missing"]
    assert len(missing) == 4
    assert missing["Score"].isna().all()
    assert set(missing["Note"]) == {"expert rating, still to come"}


def test_a_region_without_a_total_is_told_so(english: None, assessment: Assessment) -> None:
    strict = data.assessment(replace(assessment.scenario, min_coverage=1.0))
    assert math.isnan(strict.scores.loc["320900", "four_forces"])
    assert "has no total" in method_tree.headline(strict)
    assert method_tree.headline(
        replace(assessment, scenario=replace(assessment.scenario, focus=""))
    ).startswith("Choose a region")


# ---- estimates and outliers


def test_an_estimate_is_no_indicator_with_data(english: None, imputed: Assessment) -> None:
    said = method_tree.headline(imputed)
    assert said.endswith("19 indicators with data, of 25; 2 more are estimates")
    withheld = replace(imputed.scored, scores=np.full_like(imputed.scored.scores, np.nan))
    told = method_tree.headline(replace(imputed, scored=withheld))
    assert told == "Yancheng has no total: only 19 of 25 indicators have data; 2 more are estimates"


def test_an_estimate_is_marked_in_the_tree(english: None, imputed: Assessment) -> None:
    steps = audit(imputed, "320900")
    table = method_tree.table(imputed, steps).set_index("Dimension or indicator")
    loans = table.loc["\u3000\u3000\u3000Loans outstanding to GDP"]
    mean = np.nanmean(imputed.prepared.denominated[:, imputed.prepared.at["loans_gdp"]])
    assert loans["Value"] == f"≈ {mean:.1f}"
    assert (loans["Year"], loans["Coverage"], loans["Note"]) == ("", 0, "estimate · proxy")
    assert (table["Note"].str.startswith("estimate")).sum() == 2
    assert "estimates: 2; 4 indicators have no value and bring none" in method_tree.tree_title(imputed, steps)


# ---- indicators that stand in several places


@pytest.fixture
def five(jiangsu: Dataset) -> Assessment:
    return data.assessment(default_scenario(jiangsu, framework="five_forces"))


def test_an_indicator_counts_once_wherever_it_stands(english: None, five: Assessment) -> None:
    total = len(five.framework.indicators)
    steps = audit(five, "320900")
    assert sum(step.is_indicator for step in steps) > total
    filled = sum(
        five.prepared.covered[five.units.index("320900"), five.prepared.at[one]]
        for one in five.framework.indicators
    )
    assert f" {filled:.0f} indicators with data, of {total}" in method_tree.headline(five)
    title = method_tree.tree_title(five, steps)
    assert title.endswith(f"{total - int(filled)} indicators have no data and bring none")
    twice = sum(step.contribution for step in steps if step.id == "high_tech_density")
    assert title.startswith(f"High-tech enterprises per 10 bn yuan of GDP brings most ({twice:.2f} points)")


def test_every_place_can_be_followed(english: None, five: Assessment) -> None:
    steps = [step for step in audit(five, "320900") if step.id == "high_tech_density"]
    names = method_tree.place_names(five, steps)
    assert len(set(names.values())) == len(steps) > 1
    assert all(one.startswith("High-tech enterprises per 10 bn yuan of GDP (in ") for one in names.values())
    worked = [work(five, "320900", step.id, step.parent).step for step in steps]
    assert worked == steps
    assert method_tree.place_names(five, steps[:1]) == {
        f"{steps[0].parent}/high_tech_density": "High-tech enterprises per 10 bn yuan of GDP"
    }
