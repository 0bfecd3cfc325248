"""The controls of the types: thresholds stay usable, judgements are kept."""

from __future__ import annotations

import pytest

from cluster_core.model.assessment import Assessment
from ui import state, type_controls
from ui.widget_keys import Key


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch, judgements):
    def move(**widgets: object) -> dict[str, dict[object, object]]:
        values = {Key.JUDGE.of(name): value for name, value in widgets.items()}
        monkeypatch.setattr(state, "widget", values.get)
        return judgements

    return move


def test_the_lower_threshold_takes_the_higher_along(moved) -> None:
    kept = moved(t_high=75, t_mid=90)
    type_controls._on_limit("rule", "t_mid")
    assert kept["rule"] == {"t_mid": 90.0, "t_high": 90.0}


def test_the_higher_threshold_takes_the_lower_along(moved) -> None:
    kept = moved(t_high=40, t_mid=60)
    type_controls._on_limit("rule", "t_high")
    assert kept["rule"] == {"t_mid": 40.0, "t_high": 40.0}


def test_a_count_is_a_whole_number(moved) -> None:
    kept = moved(n_mid=4)
    type_controls._on_count("rule", "n_mid")
    assert kept["rule"] == {"n_mid": 4}


def test_what_is_wanted_is_one_line_with_its_source(english: None, assessment: Assessment) -> None:
    line = type_controls.wanted(assessment, "local_supply_ratio", "at least 40%")
    assert (
        line
        == "Local supply ratio · at least 40% :gray[source: Survey of chain leaders; city industry bureau]"
    )
    assert type_controls.wanted(assessment, "nobody_knows") == "nobody\\_knows"
