"""Ratings: medians of groups by hand, and what is no rating."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.delimited import read_delimited
from cluster_core.intake.mapping import Plan
from cluster_core.intake.ratings import read_ratings
from cluster_core.intake.reading import Read
from cluster_core.model.ratings import WEIGHTS
from tests.intake.samples import known, prepared, told, values

HEADER = "地区,指标,组别,评分人,评分\n"
GIVEN = {"企业": (75, 50, 100), "公众": (25, 25, 50, 100), "third party": (100, 100, 0)}
WHOLE = HEADER + "".join(
    f"盐城,信任度,{group},{at},{rating}\n"
    for group, ratings in GIVEN.items()
    for at, rating in enumerate(ratings)
)


def read(folder: Path, text: str, weights: Mapping[str, float] | None = None) -> Read:
    return read_ratings(read_delimited(text), known(folder), Plan(year=2024), weights or WEIGHTS)


def test_medians_of_groups_are_weighted(tmp_path: Path) -> None:
    # 0.6 x 75 + 0.2 x (25 + 50) / 2 + 0.2 x 100
    assert values(read(tmp_path, WHOLE)) == {("320900", "trust", 2024): pytest.approx(72.5)}
    alone = read(tmp_path, WHOLE, {"enterprise": 1.0})
    assert values(alone) == {("320900", "trust", 2024): 75.0}


def test_a_group_of_two_is_too_few_unless_it_has_no_weight(tmp_path: Path) -> None:
    text = WHOLE.replace("盐城,信任度,third party,2,0\n", "盐城,信任度,third party,2,\n")
    assert told(read(tmp_path, text)) == [("raters", "E2")]
    assert values(read(tmp_path, text)) == {}
    assert values(read(tmp_path, text, {"enterprise": 3, "public": 1})) == {("320900", "trust", 2024): 65.625}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("企业,0,75", "企业,0,80", ("rating", "E2")),
        ("企业,0,75", "邻居,0,75", ("group", "C2")),
        ("盐城,信任度,企业,0", "巴黎,信任度,企业,0", ("unknown_region", "A2")),
        ("盐城,信任度,企业,0", "盐城,GDP,企业,0", ("unknown_indicator", "B2")),
        ("公众,3,100", "公众,2,100", ("duplicate", "D8")),
    ],
)
def test_faults(tmp_path: Path, old: str, new: str, fault: tuple[str, str]) -> None:
    assert WHOLE.count(old) == 1
    assert fault in told(read(tmp_path, WHOLE.replace(old, new)))


def test_a_column_missing_and_weights_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="found no column group"):
        read(tmp_path, WHOLE.replace("组别", "x"))
    for weights in ({"enterprise": 0.0}, {"enterprise": -1.0}, {"mayor": 1.0}, {"enterprise": float("nan")}):
        with pytest.raises(IntakeError, match="group weights"):
            read(tmp_path, WHOLE, weights)


def test_they_are_imported_with_their_status(tmp_path: Path) -> None:
    found = prepared(tmp_path, WHOLE, plan=Plan(year=2024), ratings=WEIGHTS)
    assert told(found) == []
    text = (Path(found.draft) / "observations.csv").read_text(encoding="utf-8")
    assert "320900,trust,2024,72.5,s1,import: table.csv,rating," in text
