"""The commands score and weights."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from cluster_core.__main__ import main

Captured = pytest.CaptureFixture[str]


def rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()]


def test_stages_are_a_file_each_with_region_and_year(folder: Path, tmp_path: Path) -> None:
    stages = tmp_path / "deep" / "stages"
    assert (
        main(["score", "--bundle", str(folder), "--dump-stages", str(stages), "--out", str(tmp_path / "x")])
        == 0
    )
    assert sorted(path.stem for path in stages.iterdir()) == [
        "aggregated",
        "denominated",
        "imputed",
        "normalised",
        "outliers",
        "raw",
        "status",
        "treated",
    ]
    raw = rows((stages / "raw.csv").read_text(encoding="utf-8"))
    assert raw[0] == ["region", "year", "a", "ab", "b"]
    assert raw[1] == ["R1", "2020", "10.0", "10.0", "4.0"]
    denominated = rows((stages / "denominated.csv").read_text(encoding="utf-8"))
    assert denominated[1] == ["R1", "2020", "10.0", "250.0", "4.0"]  # 100 * 10 / 4
    assert (stages / "imputed.csv").read_bytes() == (stages / "denominated.csv").read_bytes()
    assert rows((stages / "status.csv").read_text(encoding="utf-8"))[1][2:] == ["observed"] * 3
    assert rows((stages / "aggregated.csv").read_text(encoding="utf-8"))[0][2:] == ["two", "one", "other"]


def test_where_every_region_has_weights_of_its_own_there_is_a_row_for_each(
    folder: Path, capsys: Captured
) -> None:
    assert main(["weights", "--bundle", str(folder), "--method", "bod"]) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out), keep_default_na=False)
    assert list(found.columns) == ["node", "parent", "weight", "effective_weight", "region"]
    assert set(found["region"]) == {"R1", "R2", "NA"}
    sums = found.groupby(["region", "parent"])["weight"].sum()
    assert sums.to_numpy() == pytest.approx(1)
