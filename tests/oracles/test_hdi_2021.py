"""The Human Development Index 2021 of 191 countries from its four indicators."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.contract.bundles import Bundle, table, tree

HERE = Path(__file__).parent


def published() -> dict[str, dict[str, str]]:
    """The printed table by country."""
    with (HERE / "hdi_2021.csv").open(encoding="utf-8", newline="") as text:
        return {row["iso3"]: row for row in csv.DictReader(text)}


@pytest.fixture(scope="module")
def hdi(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """Our scores of all nodes."""
    countries = published()
    values: dict[tuple[str, str, int], float | None] = {}
    for code, row in countries.items():
        values |= {
            (code, "life", 2021): float(row["life_expectancy"]),
            (code, "expected", 2021): float(row["expected_schooling"]),
            (code, "mean", 2021): float(row["mean_schooling"]),
            (code, "income_less_one", 2021): float(row["gni_per_head"]) - 1,  # log1p(x - 1) = ln(x)
        }
    bundle = Bundle(
        regions={code: {"name_en": row["country"]} for code, row in countries.items()},
        indicators={
            "life": {"goalpost_low": 20, "goalpost_high": 85},
            "expected": {"goalpost_low": 0, "goalpost_high": 18},
            "mean": {"goalpost_low": 0, "goalpost_high": 15},
            "income_less_one": {"goalpost_low": 99, "goalpost_high": 74_999, "transform": "log1p"},
        },
        facts=values,
        frameworks={
            "hdi": tree(
                "hdi",
                [
                    {"id": "health", "parent": "hdi", "indicators": ["life"]},
                    {
                        "id": "education",
                        "parent": "hdi",
                        "aggregate": "arithmetic",
                        "indicators": ["expected", "mean"],
                    },
                    {"id": "living", "parent": "hdi", "indicators": ["income_less_one"]},
                ],
                {"normalise": "minmax", "aggregate": "geometric", "min_coverage": 1},
            )
        },
    )
    return table("score", "--bundle", bundle.write(tmp_path_factory.mktemp("hdi")))


def test_every_country_to_the_printed_digit(hdi: list[dict[str, str]]) -> None:
    ours = {row["region"]: float(row["score"]) / 100 for row in hdi if row["node"] == "hdi"}
    assert len(ours) == 191
    for code, row in published().items():
        assert ours[code] == pytest.approx(float(row["hdi"]), abs=0.0005), code


def test_the_order_is_the_printed_one_where_digits_can_tell(hdi: list[dict[str, str]]) -> None:
    ranks = {row["region"]: int(row["rank"]) for row in hdi if row["node"] == "hdi"}
    printed = {code: float(row["hdi"]) for code, row in published().items()}
    for one, value in printed.items():
        for two, other in printed.items():
            if value > other:
                assert ranks[one] < ranks[two], (one, two)
