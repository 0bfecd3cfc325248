"""Where a part of a framework may stand, and which indicators are offered."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster_core.model.dataset import Dataset
from cluster_core.model.framework_edit import At, below
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from ui import framework_details


def test_a_dimension_cannot_stand_below_itself_nor_an_indicator_at_the_root(
    english: None, jiangsu: Dataset
) -> None:
    framework = jiangsu.framework("four_forces")
    parents = framework_details._parents(framework, At("four_forces", "brand"))
    assert set(parents) == set(framework.by_id) - below(framework, "brand")
    assert parents["innovation_platforms"] == "Collaborative innovation / Major innovation platforms"
    leaf = framework_details._parents(framework, At("innovation_platforms", "rd_intensity"))
    assert set(leaf) == set(framework.by_id) - {"four_forces"}


def test_indicators_with_most_values_are_offered_first(
    english: None, jiangsu: Dataset, scenario: Scenario, session: SimpleNamespace
) -> None:
    session.session_state["scenario"] = scenario
    offered = list(framework_details._offered(jiangsu).values())
    assert len(offered) == len(jiangsu.indicators)
    assert offered[0].endswith("(13 of 13 have a value)")
    assert offered[-1].endswith("(0 of 13 have a value)")


@pytest.mark.parametrize(("language", "text"), [("zh", Text("新", "b")), ("en", Text("a", "新"))])
def test_one_language_is_changed_at_a_time(language: str, text: Text) -> None:
    assert framework_details._with(Text("a", "b"), language, "新") == text  # type: ignore[arg-type]
