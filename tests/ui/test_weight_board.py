"""Labels, preset names and the editor's rows; the widgets themselves are tried in tests/pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import data, weight_board, weighting


def test_a_label_has_name_and_weight(english: None) -> None:
    assert weight_board.slider_label("Brand & [x](y)", 0.2941) == "Brand & \\[x\\](y)\t29.4%"


def test_presets_have_names(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    framework = jiangsu.framework("four_forces")
    named = [
        weight_board.preset_label(framework, weighting.with_preset(preset, framework, scenario))
        for preset in weighting.presets(framework)
    ]
    assert named[:5] == ["Document default", "Equal", "Entropy", "CRITIC", "Innovation first"]
    own = scenario.with_points("four_forces", (1, 2, 3, 4))
    assert weight_board.preset_label(framework, own) == "Own weights"


def test_own_weights_over_a_set_name_the_set(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    framework = jiangsu.framework("four_forces")
    entropy = replace(scenario, weighting="entropy")
    own = entropy.with_points("four_forces", (80, 40, 40, 40))
    assert weight_board.preset_label(framework, own) == "Own (rest: Entropy)"


@pytest.mark.parametrize("preset", [*weighting.SETS, *weighting.MORE])
def test_every_set_has_a_name_and_a_hint(language: Language, jiangsu: Dataset, preset: str) -> None:
    framework = jiangsu.framework("four_forces")
    chosen = Scenario("jiangsu", "four_forces", 2023, weighting=preset)
    assert weight_board.preset_label(framework, chosen)
    assert weight_board.set_hint(chosen) != weight_board.set_hint(replace(chosen, weighting="default"))


def test_a_combination_names_its_sets(english: None, jiangsu: Dataset) -> None:
    name = weight_board.preset_name(jiangsu.framework("four_forces"), "game:entropy+critic")
    assert name == "Game theory (Entropy and CRITIC)"


def test_the_editor_shows_shares_that_add_up(english: None, assessment: Assessment) -> None:
    for dimension in assessment.framework.dimensions:
        rows = weight_board.editor_rows(assessment, dimension)
        assert rows.groupby("parent")["share"].sum().tolist() == pytest.approx(
            [100.0] * rows["parent"].nunique()
        )
        top = rows[rows["parent"] == dimension]["effective"].sum()
        assert top == pytest.approx(25.0)


def test_the_editor_shows_the_shares_of_the_set_in_force(english: None, scenario: Scenario) -> None:
    found = data.assessment(replace(scenario, weighting="entropy"))
    shares = dict(zip(found.framework.dimensions, found.scored.mean_weights["four_forces"], strict=True))
    for dimension, share in shares.items():
        rows = weight_board.editor_rows(found, dimension)
        assert rows[rows["parent"] == dimension]["effective"].sum() == pytest.approx(share * 100)
        assert rows["points"].max() == weighting.TOP


def test_a_child_of_the_root_may_be_an_indicator(english: None, assessment: Assessment) -> None:
    assert weight_board.child_name(assessment, "innovation") == "Innovation"
    assert weight_board.child_name(assessment, "rd_intensity") == "R&D intensity"


def test_every_dimension_that_is_shipped_has_a_name_for_a_button(
    language: Language, jiangsu: Dataset
) -> None:
    for framework in jiangsu.frameworks.values():
        names = [weight_board.short_name(framework, child) for child in framework.dimensions]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= len("Cross-region")
