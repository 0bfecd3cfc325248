"""The worst gaps in the indicators' own units."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from ui import data, gap_table, profile


def found_of(assessment: Assessment) -> profile.Profile:
    found = profile.of(assessment)
    assert found is not None
    return found


def test_the_furthest_behind_comes_first(assessment: Assessment) -> None:
    prepared, row = assessment.prepared, assessment.units.index("320900")
    order = gap_table.worst(found_of(assessment))
    behind = [1 - prepared.goodness[row, prepared.at[one]] for one in order]
    assert behind == sorted(behind, reverse=True)
    assert all(gap > 0 for gap in behind)


def test_value_reference_holder_and_gap(english: None, assessment: Assessment) -> None:
    shown = gap_table.table(assessment, found_of(assessment), ["postal_revenue_gdp"])
    prepared = assessment.prepared
    values = prepared.denominated[:, prepared.at["postal_revenue_gdp"]]
    own = values[assessment.units.index("320900")]
    assert list(shown.columns)[1:4] == ["Yancheng", "Best (who)", "Gap to the best"]
    assert shown["Yancheng"][0] == f"{own:.2f}"
    assert shown["Best (who)"][0] == f"{values.max():.2f} (Suzhou)"
    assert shown["Gap to the best"][0] == f"{values.max() - own:.2f} points less"


def test_less_is_better_turns_the_words(english: None) -> None:
    practice = data.assessment(default_scenario(data.dataset("practice"), framework="five_forces"))
    shown = gap_table.table(practice, found_of(practice), ["core_import_dependence"])
    assert shown["Gap to the best"][0].endswith("more")


def test_the_holder_of_the_best_is_not_behind(english: None, assessment: Assessment) -> None:
    suzhou = replace(assessment, scenario=replace(assessment.scenario, focus="320500"))
    found = found_of(suzhou)
    assert "postal_revenue_gdp" not in gap_table.worst(found)
    assert gap_table.table(suzhou, found, ["postal_revenue_gdp"])["Gap to the best"][0] == "holds it"


def test_an_indicator_without_data_says_so(english: None, assessment: Assessment) -> None:
    shown = gap_table.table(assessment, found_of(assessment), list(assessment.framework.indicators))
    text = shown.to_csv()
    assert "nan" not in text
    assert "no data" in text


def test_without_groups_the_middle_of_all_is_shown(english: None, assessment: Assessment) -> None:
    dataset = assessment.dataset
    ungrouped = replace(
        dataset,
        regions={one: replace(unit, group="") for one, unit in dataset.regions.items()},
        fingerprint="x",
    )
    bare = replace(assessment, dataset=ungrouped)
    shown = gap_table.table(bare, found_of(bare), ["postal_revenue_gdp"])
    assert list(shown.columns)[-1] == "median of the others"
