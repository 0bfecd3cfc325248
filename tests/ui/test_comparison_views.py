"""Which view is shown, and the points of its table."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ui import comparison_views as views
from ui import view_state
from ui.widget_keys import Key


def test_the_first_view_says_who_is_ahead_and_the_radar_stands_last(session: SimpleNamespace) -> None:
    assert views.chosen() == "ahead"
    assert list(views.VIEWS)[-1] == "radar"


def test_a_view_picked_is_kept_an_unknown_one_is_not(session: SimpleNamespace) -> None:
    view_state.pick(Key.COMPARED_VIEW, "heat")
    assert views.chosen() == "heat"
    view_state.pick(Key.COMPARED_VIEW, "cake")
    assert views.chosen() == "ahead"


@pytest.mark.parametrize(("gap", "text"), [(1.234, "+1.23"), (-0.5, "−0.50"), (0.0, "0.00")])
def test_points_have_a_sign(english: None, gap: float, text: str) -> None:
    assert views.number_with_sign(gap) == text
