"""Weights that carry a region up are put in force and do it; pairs and mean weights are those of the draws."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from cluster_core.model.assessment import Assessment
from ui import data, robustness, robustness_ways, state
from ui.robustness import Options

FLOOR = Options(floor=0.1)


@pytest.mark.parametrize("kind", ["limited", "free"])
def test_the_weights_put_in_force_give_the_rank(
    session: SimpleNamespace, assessment: Assessment, kind: str
) -> None:
    focus = assessment.scenario.focus
    reach = robustness.reach(assessment, FLOOR, (focus,))
    assert reach is not None
    end = getattr(reach, kind)[focus]
    state.amend(assessment.scenario)
    robustness_ways.put_in_force(end.best_shares)
    after = data.assessment(state.scenario())
    assert after.scored.ranks[after.units.index(focus), 0] == end.best
    state.scenario().encode()


def test_mean_weights_are_those_of_the_best_draws(english: None, assessment: Assessment) -> None:
    found = robustness.sampled(assessment, FLOOR)
    table = robustness_ways.central_table(assessment, found).set_index("Region")
    row = found.units.index("320900")
    best = found.ranks[row].min()
    inside = found.ranks[row] == best
    assert table.loc["Yancheng", "Best rank met"] == best
    mean = 100 * found.shares["four_forces"][inside].mean(axis=0)
    assert table.loc["Yancheng"].tolist()[2:] == pytest.approx(mean.tolist())
    assert np.allclose(table.iloc[:, 2:].sum(axis=1), 100)
    first = found.central()["four_forces"][found.units.index("320500")] * 100
    assert table.loc["Suzhou"].tolist()[2:] == pytest.approx(first.tolist())
