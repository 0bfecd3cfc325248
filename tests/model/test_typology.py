"""Thresholds that cannot be used, and what a classification says of a unit."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cluster_core.errors import MethodError
from cluster_core.model.framework import Child
from cluster_core.model.text import Text
from cluster_core.model.typology import (
    COLUMNS,
    Classification,
    ClusterType,
    Criterion,
    TypeRule,
    Typology,
)
from tests.model.examples import NAN


def typology(criteria: int = 3, rule: TypeRule | None = None) -> Typology:
    names = [f"c{number}" for number in range(1, criteria + 1)]
    made = tuple(Criterion(name, Text(name, name), (Child(f"i_{name}", 1.0, True),)) for name in names)
    types = tuple(ClusterType(name, Text(name, name)) for name in ("high", "middle", "low"))
    return Typology("t", Text("t", "t"), made, types, rule or TypeRule())


def classification(rise: list[list[float]], fall: list[list[float]]) -> Classification:
    scores = np.where(np.isnan(rise), 50.0, 50.0)
    return Classification(
        typology(),
        TypeRule(),
        tuple(f"R{row + 1}" for row in range(len(rise))),
        scores,
        scores,
        np.array([[True, False, True]] * len(rise)),
        ("low",) * len(rise),
        np.array(rise),
        np.array(fall),
        np.full(len(rise), 0.5),
    )


@pytest.mark.parametrize(
    ("thresholds", "said"),
    [
        ({"t_high": 100.5}, "t_high: found 100.5, allowed: a number from 0 to 100."),
        ({"least": -1}, "least: found -1, allowed: a number from 0 to 100."),
        ({"t_mid": NAN}, "t_mid: found nan, allowed: a number from 0 to 100."),
        ({"t_mid": 76}, "t_mid: found 76, allowed: at most t_high (75)."),
        ({"n_high": 0}, "n_high: found 0, allowed: a whole number from 1 up."),
        ({"min_criteria": 0}, "min_criteria: found 0, allowed: a whole number from 1 up."),
        ({"min_coverage": 2}, "min_coverage: found 2, allowed: a number from 0 to 1."),
    ],
)
def test_thresholds_that_cannot_be_used(thresholds: dict[str, float], said: str) -> None:
    with pytest.raises(MethodError) as refused:
        TypeRule(**thresholds)  # type: ignore[arg-type]
    assert str(refused.value) == said


def test_codes_and_indicators_of_a_typology() -> None:
    assert typology().codes == ("unclassified", "low", "middle", "high")
    assert typology(2).indicators == ("i_c1", "i_c2")


def test_the_nearest_change_and_its_way() -> None:
    found = classification(
        [[9, 4, NAN], [NAN, 5, 5], [7, NAN, NAN], [NAN, NAN, NAN], [NAN, NAN, NAN]],
        [[3, NAN, 8], [NAN, 5, NAN], [NAN, NAN, NAN], [NAN, NAN, 0], [NAN, NAN, NAN]],
    )
    assert found.margins[:4] == (("c1", 3, "down"), ("c2", 5, "up"), ("c1", 7, "up"), ("c3", 0, "down"))
    assert found.margins[4][0] == found.margins[4][2] == ""
    assert math.isnan(found.margins[4][1])
    assert found.binding[:3] == (("c2", 4), ("c2", 5), ("c1", 7))
    assert found.binding[3][0] == ""


def test_one_row_a_unit() -> None:
    table = classification([[9, 4, NAN], [NAN] * 3], [[3, NAN, 8], [NAN] * 3]).tidy
    assert [name for name in table.columns if name in COLUMNS] == list(COLUMNS)
    assert [name for name in table.columns if name not in COLUMNS] == ["c1", "c2", "c3"]
    first = table.iloc[0]
    assert (first["region"], first["overridden"], first["criteria"]) == ("R1", "c1;c3", 3)
    assert (first["margin_criterion"], first["margin"], first["margin_way"]) == ("c1", 3, "down")
    assert (first["binding"], first["binding_rise"], first["robustness"]) == ("c2", 4, 0.5)
    assert table["margin"].isna().tolist() == [False, True]
