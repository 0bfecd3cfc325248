"""Labels, preset names and the editor's rows; the widgets themselves are tried in tests/pages."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import data, figures, lab_state, state, theme, weight_board, weighting


def test_a_saved_set_is_offered_under_its_own_name(english: None, jiangsu: Dataset) -> None:
    framework = jiangsu.framework("four_forces")
    assert weight_board.preset_name(framework, "saved.My <b>set</b>: 2") == "Saved: My <b>set</b>: 2"


def test_sliders_stand_where_the_reader_left_them(
    english: None, session: SimpleNamespace, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "tokens", lambda: theme.LIGHT)
    state.amend(scenario.with_points("four_forces", (100, 40, 40, 20)))
    found = data.assessment(state.scenario())
    sliders = weight_board._sliders(found)
    assert [one.position for one in sliders] == [100, 40, 40, 20]
    assert [one.share for one in sliders] == pytest.approx([0.5, 0.2, 0.2, 0.1])
    assert [one.colour for one in sliders] == list(theme.LIGHT.forces)
    lab_state.set_board("four_forces", (7, 7, 7, 7))
    lab_state.set_locks("four_forces", ["brand"])
    sliders = weight_board._sliders(found)
    assert [(one.position, one.locked) for one in sliders] == [(7, one == 2) for one in range(4)]


def test_the_browser_fills_in_its_own_numbers(language: Language, assessment: Assessment) -> None:
    words = weight_board._board_words(assessment)
    assert all(text and not text.startswith("board.") for text in words.values())
    assert "{name}" in words["lock_one"]
    assert "{points}" in words["points"]
    assert "{share}" in words["points"]
    assert "{weight}" in words["weight"]


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
