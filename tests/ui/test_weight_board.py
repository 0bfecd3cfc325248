"""Labels, preset names and the editor's rows; the widgets themselves are tried in tests/pages."""

from __future__ import annotations

import pytest

from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from ui import weight_board, weighting


def test_a_label_has_name_and_weight(english: None) -> None:
    assert weight_board.slider_label("Brand & [x](y)", 0.2941) == "Brand & \\[x\\](y)\t29.4%"


def test_presets_have_names(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    framework = jiangsu.framework("four_forces")
    named = [
        weight_board.preset_label(framework, weighting.with_preset(preset, framework, scenario))
        for preset in weighting.presets(framework)
    ]
    assert named[:3] == ["Document default", "Equal", "Innovation first"]
    own = scenario.with_points("four_forces", (1, 2, 3, 4))
    assert weight_board.preset_label(framework, own) == "Own weights"


def test_the_editor_shows_shares_that_add_up(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    framework = jiangsu.framework("four_forces")
    for dimension in framework.dimensions:
        rows = weight_board.editor_rows(jiangsu, framework, scenario, dimension)
        assert rows.groupby("parent")["share"].sum().tolist() == pytest.approx(
            [100.0] * rows["parent"].nunique()
        )
        top = rows[rows["parent"] == dimension]["effective"].sum()
        assert top == pytest.approx(25.0)
