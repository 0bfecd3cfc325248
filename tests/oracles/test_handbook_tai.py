"""The OECD/JRC Handbook's worked example: years of schooling normalised in several ways, and a geometric ranking."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.contract.bundles import Bundle, table, tree

HERE = Path(__file__).parent


def published(name: str) -> dict[str, dict[str, str]]:
    """A printed table by country."""
    with (HERE / name).open(encoding="utf-8", newline="") as text:
        return {row["iso3"]: row for row in csv.DictReader(text)}


SCHOOLING = published("tai_table15_schooling_normalised.csv")


def schooling(tmp_path: Path, method: str) -> dict[str, float]:
    """Our normalised value: a tree of one indicator scores what the indicator is normalised to."""
    bundle = Bundle(
        regions={code: {} for code in SCHOOLING},
        indicators={"schooling": {"target": 12}},
        facts={(code, "schooling", 2000): float(row["raw"]) for code, row in SCHOOLING.items()},
        frameworks={"t": tree("t", [{"id": "n", "parent": "t", "indicators": ["schooling"]}])},
    )
    rows = table("score", "--bundle", bundle.write(tmp_path), "--normalise", method)
    return {row["region"]: float(row["score"]) for row in rows if row["node"] == "t"}


@pytest.mark.parametrize(
    ("method", "column", "scale", "tolerance"),
    [
        ("rank", "rank_high_is_top", 1, 0),
        ("zscore", "zscore", 1, 0.005),
        ("minmax", "minmax", 100, 0.005),
        ("target", "ratio_to_best", 100, 0.005),  # the target is the best value, 12 years
    ],
)
def test_table_15(tmp_path: Path, method: str, column: str, scale: float, tolerance: float) -> None:
    ours = schooling(tmp_path, method)
    assert len(ours) == 23
    for code, row in SCHOOLING.items():
        assert ours[code] / scale == pytest.approx(float(row[column]), abs=tolerance + 1e-9), code


def test_table_15_percentile_after_its_own_convention(tmp_path: Path) -> None:
    # The Handbook prints 100 * rank / n, ours is (rank - 1)/(n - 1) * 100: the rank is read back and put into theirs.
    for code, percentile in schooling(tmp_path, "percentile").items():
        rank = percentile / 100 * 22 + 1
        assert 100 * rank / 23 == pytest.approx(float(SCHOOLING[code]["percentile"]), abs=0.05 + 1e-9), code


def test_table_23_geometric_ranks(tmp_path: Path) -> None:
    raw, ranks = published("tai_raw_23x8.csv"), published("tai_table23_38_ranks.csv")
    names = [name for name in next(iter(raw.values())) if name not in {"iso3", "country"}]
    # Share of the best value instead of the raw value: the same order, because a geometric mean ignores units.
    best = {name: max(float(row[name]) for row in raw.values()) for name in names}
    bundle = Bundle(
        regions={code: {"name_en": row["country"]} for code, row in raw.items()},
        indicators={name: {"target": best[name]} for name in names},
        facts={(code, name, 2000): float(row[name]) for code, row in raw.items() for name in names},
        frameworks={
            "tai": tree("tai", [{"id": f"d_{name}", "parent": "tai", "indicators": [name]} for name in names])
        },
    )
    rows = table(
        "score", "--bundle", bundle.write(tmp_path), "--normalise", "target", "--aggregate", "geometric"
    )
    ours = {row["region"]: row["rank"] for row in rows if row["node"] == "tai"}
    assert ours == {code: row["GME"] for code, row in ranks.items()}
