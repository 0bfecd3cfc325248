"""The choices: what contradicts itself leaves the last that could be computed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster_core.model.assessment import Assessment
from ui import data, robustness_controls, view_state
from ui.robustness import Options
from ui.widget_keys import Key


@pytest.fixture
def heavy(assessment: Assessment) -> Assessment:
    points = assessment.scenario.with_points("four_forces", (10.0, 10.0, 70.0, 10.0))
    return data.assessment(points.quantised())


def test_the_premise_is_chosen_first(session: SimpleNamespace, assessment: Assessment) -> None:
    assert robustness_controls.chosen(assessment) == Options(floor=0.1)
    assert robustness_controls.in_force(assessment) == Options(floor=0.1)


def test_the_last_valid_options_stay(session: SimpleNamespace, heavy: Assessment) -> None:
    good = Options("mine", 0.05)
    robustness_controls._keep(good)
    assert robustness_controls.in_force(heavy) == good
    wrong = Options("mine", 0.05, (("innovation", "brand"),))
    robustness_controls._keep(wrong)
    assert robustness_controls.chosen(heavy) == wrong
    assert robustness_controls.in_force(heavy) == good


def test_callbacks_keep_what_was_chosen(session: SimpleNamespace, assessment: Assessment) -> None:
    was = Options(floor=0.1)
    session.session_state.update(
        {
            Key.SURE_MODE: "equal",
            Key.SURE_FLOOR: 0.05,
            Key.SURE_ORDERS: [("innovation", "brand")],
            Key.SURE_LEVELS: "all",
        }
    )
    kept = {
        robustness_controls._on_mode: Options("equal", 0.1),
        robustness_controls._on_floor: Options(floor=0.05),
        robustness_controls._on_orders: Options(floor=0.1, orders=(("innovation", "brand"),)),
        robustness_controls._on_levels: Options(floor=0.1, levels="all"),
    }
    for callback, expected in kept.items():
        callback(was)
        assert view_state.picked(Key.SURE) == expected.encode()
        assert robustness_controls.chosen(assessment) == expected
