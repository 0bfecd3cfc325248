"""The audit as a whole: one table, and findings that a page can put into words."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from cluster_core import assess, default_scenario, load_dataset
from cluster_core.assess.leave_out import leave_one_out
from cluster_core.assess.statistical_audit import Finding, StatisticalAudit, statistical_audit
from tests.assess.test_leave_out import TREE, assessed
from tests.model.examples import NAN

COLUMNS = {"a": [90, 50, 10, 30], "b": [0, 60, 40, 80], "c": [20, 60, 45, 1]}


def finding(audit: StatisticalAudit, code: str) -> Finding | None:
    return next((found for found in audit.findings if found.code == code), None)


def test_the_table_joins_what_the_parts_found() -> None:
    result = assessed(COLUMNS, {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"a": 1, "b": 1, "c": 3}})
    audit = statistical_audit(result)
    assert list(audit.table.columns[:8]) == [
        *("node", "parent", "pearson", "spearman", "n", "alpha_deleted"),
        *("rank_shift_mean", "rank_shift_max"),
    ]
    by_pair = audit.table.set_index(["node", "parent"])
    assert len(by_pair) == 6
    # Left out everywhere, so the same shift wherever it stands; alpha is that of the siblings.
    assert by_pair.loc[("a", "one"), "rank_shift_mean"] == by_pair.loc[("a", "two"), "rank_shift_mean"]
    assert math.isnan(by_pair.loc[("a", "one"), "alpha_deleted"])
    r = np.corrcoef(COLUMNS["b"], COLUMNS["c"])[0, 1]
    assert by_pair.loc[("a", "two"), "alpha_deleted"] == pytest.approx(2 * r / (1 + r))
    assert by_pair.loc[("a", "one"), "alpha_deleted_whole"] == pytest.approx(2 * r / (1 + r))
    assert math.isnan(by_pair.loc[("one", "f"), "alpha_deleted_whole"])
    shifts = leave_one_out(result).tidy().set_index("part")["rank_shift_max"]
    assert by_pair.loc[("c", "two"), "rank_shift_max"] == shifts["c"]


def test_alphas_of_nodes_and_of_all() -> None:
    alphas = statistical_audit(assessed(COLUMNS)).alphas
    assert list(zip(alphas["node"], alphas["of"], strict=True)) == [
        *(("f", "children"), ("one", "children"), ("two", "children")),
        ("f", "indicators"),
    ]
    assert alphas["items"].tolist() == [2, 1, 2, 3]
    assert alphas["reason"].tolist()[1] == "one_item"


def test_how_little_a_few_regions_prove() -> None:
    found = finding(statistical_audit(assessed(COLUMNS)), "resolution")
    assert found is not None
    assert found.numbers["n"] == 4
    assert found.numbers["critical"] == pytest.approx(
        0.950, abs=0.0005
    )  # printed table, 2 degrees of freedom
    assert found.numbers["low"] < 0 < 0.5 < found.numbers["high"]
    few = finding(
        statistical_audit(assessed({"a": [1, 2], "b": [2, 1]}, {"f": {"a": 1, "b": 1}})), "too_few_units"
    )
    assert few is not None
    assert few.numbers == {"n": 2}


def test_parts_are_named_by_what_is_wrong_with_them() -> None:
    columns = {"a": [0, 20, 40, 60, 80], "b": [10, 20, 40, 60, 90], "c": [30, 20, 25, 22, 10], "d": [NAN] * 5}
    audit = statistical_audit(assessed(columns, {"f": dict.fromkeys("abcd", 1)}))
    named = {found.code: found for found in audit.findings}
    assert named["redundant"].ids == ("a", "b")
    assert named["redundant"].numbers == {"count": 2, "threshold": 0.92}
    assert named["negative"].ids == ("c",)
    assert named["undefined"].ids == ("d",)
    assert named["not_told"].ids == ("c",)  # -0.83: the critical correlation of five regions is 0.878
    assert named["not_told"].numbers == {"count": 1, "of": 3}
    assert named["alpha_rises"].ids[0] == "c"
    assert named["alpha"].numbers["items"] == 3


def test_who_decides_and_who_moves() -> None:
    audit = statistical_audit(assessed({"a": [90, 50, 10], "b": [0, 60, 40], "c": [20, 60, 40]}))
    indicators, dimensions = finding(audit, "influential_indicator"), finding(audit, "influential_dimension")
    # By hand in test_leave_out: without a R1 and R3 change places, without b R1 rises to a tie.
    assert indicators is not None
    assert (indicators.ids, indicators.numbers) == (("a",), {"mean": pytest.approx(2 / 3), "max": 1, "n": 3})
    assert dimensions is not None
    assert dimensions.ids == ("one", "two")
    mover = finding(audit, "moves_most")
    assert mover is not None
    assert (mover.ids, mover.numbers) == (("R1",), {"mean": pytest.approx(2 / 3), "best": 1, "worst": 3})


def test_nobody_moves_no_finding() -> None:
    audit = statistical_audit(assessed({"a": [1, 2, 3], "b": [2, 4, 6]}, {"f": {"a": 1, "b": 1}}))
    assert finding(audit, "influential_indicator") is None
    assert finding(audit, "moves_most") is None


@pytest.mark.parametrize(
    ("columns", "children", "reason"),
    [
        ({"a": [1, 2, 3]}, {"f": {"a": 1}}, "one_item"),
        ({"a": [1], "b": [2]}, {"f": {"a": 1, "b": 1}}, "one_item"),
        ({"a": [1, 2], "b": [2, 1]}, {"f": {"a": 1, "b": 1}}, "few_units"),
        ({"a": [1, 2, 3], "b": [3, 2, 1]}, {"f": {"a": 1, "b": 1}}, "no_variance"),
        ({"a": [1, 2]}, {"f": {}}, "one_item"),
        ({"a": [NAN, NAN, NAN]}, {"f": {"a": 1}}, "one_item"),
    ],
)
def test_no_finding_holds_a_number_that_is_none(
    columns: dict[str, list[float]], children: dict[str, dict[str, float]], reason: str
) -> None:
    audit = statistical_audit(assessed(columns, children))
    for found in audit.findings:
        assert all(math.isfinite(number) for number in found.numbers.values()), found
    undefined = finding(audit, "alpha_undefined")
    assert undefined is not None
    assert undefined.ids == ("f", reason)
    assert len(audit.table) == len(list(assessed(columns, children).framework.edges()))


@pytest.mark.parametrize("bundle", ["data/jiangsu", "data/practice"])
@pytest.mark.parametrize("weighting", ["default", "entropy"])
def test_the_shipped_bundles(bundle: str, weighting: str) -> None:
    dataset = load_dataset(bundle)
    result = assess(dataset, default_scenario(dataset, weighting=weighting))
    audit = statistical_audit(result)
    assert len(audit.table) == len(list(result.framework.edges()))
    assert audit.table["pearson"].dropna().between(-1, 1).all()
    resolution = finding(audit, "resolution")
    assert resolution is not None
    assert resolution.numbers["n"] == len(result.units)


def test_a_tree_of_nodes_without_data() -> None:
    audit = statistical_audit(assessed({"a": [NAN] * 4, "b": [NAN] * 4, "c": [NAN] * 4}, TREE))
    assert audit.table["flag"].tolist() == ["undefined"] * 5
    assert audit.findings[0] == Finding("too_few_units", (), {"n": 0.0})


def test_without_rescoring_everything_but_the_shifts_is_the_same() -> None:
    result = assessed(COLUMNS)
    whole, quick = statistical_audit(result), statistical_audit(result, rescore=False)
    shifts = ["rank_shift_mean", "rank_shift_max", "moved"]
    pd.testing.assert_frame_equal(quick.table.drop(columns=shifts), whole.table.drop(columns=shifts))
    assert quick.table[shifts[:2]].isna().all(axis=None)
    assert (quick.table["moved"] == "").all()
    assert quick.leave_out.tidy().empty
    about_shifts = {"influential_indicator", "influential_dimension", "moves_most"}
    assert {found.code for found in whole.findings} - {found.code for found in quick.findings} <= about_shifts
    assert quick.findings == tuple(found for found in whole.findings if found.code not in about_shifts)
