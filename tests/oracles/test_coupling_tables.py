"""Coupling coordination against Wang et al. 2021 (two systems) and against eight-decimal rows for three systems."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.contract.bundles import Bundle, table, tree

HERE = Path(__file__).parent


def rows_of(name: str) -> list[dict[str, str]]:
    """A table as rows."""
    with (HERE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def coupled(tmp_path: Path, forces: list[list[float]], form: str) -> list[dict[str, str]]:
    """Our coupling of regions with given U on 0-1."""
    count = len(forces[0])
    bundle = Bundle(
        regions={f"r{at}": {} for at in range(len(forces))},
        indicators={f"i{force}": {"goalpost_low": 0, "goalpost_high": 1} for force in range(count)},
        facts={
            (f"r{at}", f"i{force}", 2020): row[force]
            for at, row in enumerate(forces)
            for force in range(count)
        },
        frameworks={
            "t": tree(
                "t",
                [{"id": f"f{force}", "parent": "t", "indicators": [f"i{force}"]} for force in range(count)],
            )
        },
    )
    rows = table("coupling", "--bundle", bundle.write(tmp_path), "--form", form)
    assert [row["region"] for row in rows] == list(bundle.regions)
    return rows


def test_wang_2021_table_8(tmp_path: Path) -> None:
    printed = [row for row in rows_of("domain_ccd_wang2021_table8.csv") if float(row["C_classic"]) <= 0.99]
    assert len(printed) == 80
    forces = [
        [float(row["implied_U_max"]), float(row["implied_U_max"]) * float(row["implied_ratio_min_max"])]
        for row in printed
    ]
    for form in ("classic", "revised"):
        for row, ours in zip(printed, coupled(tmp_path / form, forces, form), strict=True):
            assert float(ours["C"]) == pytest.approx(float(row[f"C_{form}"]), abs=0.002), row


@pytest.mark.parametrize("form", ["classic", "revised"])
def test_three_systems(tmp_path: Path, form: str) -> None:
    printed = rows_of("domain_ccd_three_systems.csv")
    ours = coupled(tmp_path, [[float(row[f"u{at}"]) for at in (1, 2, 3)] for row in printed], form)
    for row, found in zip(printed, ours, strict=True):
        for name, column in (("C", f"C_{form}"), ("T", "T"), ("D", f"D_{form}")):
            assert float(found[name]) == pytest.approx(float(row[column]), abs=0.51e-8), (row, name)
        forces = {f"f{at - 1}": float(row[f"u{at}"]) for at in (1, 2, 3)}
        assert found["lagging"] == min(forces, key=lambda name: forces[name])
        assert int(found["grade"]) == min(10, int(float(row[f"D_{form}"]) * 10) + 1)
