"""Which choice drives the rank: the figures of the sentence are those of the indices, refusals are worded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.explore.methods import Methods
from cluster_core.explore.sobol import SHIFT, SobolIndices, sobol
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import robustness_drivers, sentences
from ui.text import percent

UNIT = "320900"
FEW = Methods(normalise=("minmax", "rank", "zscore"), impute=("none",), treat=("none",))


@pytest.fixture(scope="module")
def found(assessment: Assessment) -> SobolIndices:
    return sobol(assessment, weight_spaces(assessment.framework), FEW, power=12, units=(UNIT,))


def refused(found: SobolIndices, reason: str) -> SobolIndices:
    """The same without numbers."""
    numbers = dict.fromkeys(found.table.columns[2:8], float("nan"))
    return replace(found, table=found.table.assign(**numbers, refused=reason))


def test_the_largest_share_is_named_first(
    language: Language, assessment: Assessment, found: SobolIndices
) -> None:
    assert robustness_drivers.refusal(assessment, found, UNIT) == ""
    mine = found.table[found.table["output"] == UNIT].set_index("factor")["total"]
    said = robustness_drivers.takeaway(assessment, found, UNIT)
    assert percent(mine.max()) in said
    assert sentences.region(assessment, UNIT) in said
    assert mine.idxmax() == "weights"
    whole = robustness_drivers.overall(found)
    shifts = found.table[found.table["output"] == SHIFT]["total"]
    assert all(percent(share) in whole for share in shifts)


def test_the_figure_has_the_indices_and_their_bounds(
    english: None, assessment: Assessment, found: SobolIndices
) -> None:
    figure = robustness_drivers.figure(assessment, found, UNIT)
    rows = figure.chart["datasets"]["rows"]
    mine = found.table[found.table["output"] == UNIT].sort_values("total", ascending=False)
    assert [row["total"] for row in rows] == mine["total"].tolist()
    assert [row["first_high"] for row in rows] == [max(one, 0) for one in mine["first_high"]]
    table = figure.table()
    assert table["Choice"].tolist()[0] == "weights"
    low, high = percent(mine["total_low"].iloc[0]), percent(mine["total_high"].iloc[0])
    assert table["With others"].iloc[0] == f"{percent(mine['total'].iloc[0])} ({low} to {high})"


def test_what_took_no_part_is_named(english: None, assessment: Assessment, found: SobolIndices) -> None:
    assert [level for _, level, _ in found.dropped] == ["zscore"]
    assert "z-score" in robustness_drivers.left_out(assessment, found).lower()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("bounds 0.31 wide, allowed 0.2: take more samples", "wider than 20 points"),
        ("not always ranked", "too little is known to rank it"),
        ("the rank never changes", "the same under every combination"),
    ],
)
def test_why_there_are_no_shares(
    english: None, assessment: Assessment, found: SobolIndices, reason: str, said: str
) -> None:
    without = refused(found, reason)
    assert said in robustness_drivers.refusal(assessment, without, UNIT)
    assert "Yancheng" in robustness_drivers.refusal(assessment, without, UNIT)
    assert robustness_drivers.overall(without) == ""


def test_the_words_of_refusals_are_those_of_the_core(assessment: Assessment) -> None:
    """The core gives its reasons as text: too few samples, a rank that nothing changes."""
    few = sobol(assessment, weight_spaces(assessment.framework), FEW, power=4, units=(UNIT,))
    assert "20" in robustness_drivers.refusal(assessment, few, UNIT)
    one = Methods(normalise=("minmax",), aggregate=("arithmetic",), impute=("none",), treat=("none",))
    near = weight_spaces(assessment.framework, floor=0.25)
    still = sobol(assessment, near, one, power=4, units=(UNIT,))
    reasons = set(still.table["refused"])
    assert reasons <= {*robustness_drivers.WORDS}
