"""Methods: single switches are the runs that differ in one choice; refusals are counted and explained."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.explore.method_uncertainty import MethodUncertainty, method_uncertainty
from cluster_core.explore.methods import Methods
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import data, robustness_methods

FEW = Methods(
    normalise=("minmax", "zscore", "target"),
    aggregate=("arithmetic", "geometric"),
    weighting=("default", "entropy"),
    impute=("none",),
    treat=("none",),
)


@pytest.fixture(scope="module")
def found(assessment: Assessment) -> MethodUncertainty:
    return method_uncertainty(assessment, FEW)


def test_a_switch_gives_the_ranks_of_that_scenario(assessment: Assessment, found: MethodUncertainty) -> None:
    single = robustness_methods.switches(found)
    assert set(single) == {("normalise", "zscore"), ("aggregate", "geometric"), ("weighting", "entropy")}
    for (factor, level), at in single.items():
        other = data.assessment(replace(assessment.scenario, **{factor: level}))
        assert found.ranks[:, at].tolist() == other.scored.ranks[:, 0].tolist()


def test_the_table_has_now_and_the_whole_range(
    english: None, assessment: Assessment, found: MethodUncertainty
) -> None:
    table = robustness_methods.table(assessment, found).set_index("Region")
    assert table["Rank now"].tolist() == [str(rank) for rank in range(1, 14)]
    ranks = found.ranks[found.units.index("320900")]
    low, high = ranks.min(), ranks.max()
    assert table.loc["Yancheng", "All combinations"] == (f"{low}–{high}" if low < high else str(low))
    assert "weights: Entropy" in table.columns


def test_words_in_both_languages(
    language: Language, assessment: Assessment, found: MethodUncertainty
) -> None:
    said = robustness_methods.takeaway(assessment, found)
    ranks = found.ranks[found.units.index("320900")]
    assert str(ranks.max()) in said
    assert robustness_methods.drivers(found)
    lines = robustness_methods.refusals(found)
    # Targets: 2 means x 2 sets; z-scores: the geometric mean with 2 sets. A mean that no scale allows comes first.
    assert len(lines) == 2
    assert sum(
        int(next(part for part in line.replace("未计入", " ").split() if part.isdigit())) for line in lines
    ) == len(found.refused)
