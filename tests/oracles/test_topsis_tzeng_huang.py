"""TOPSIS against the worked example of Tzeng & Huang (2011), Multiple Attribute Decision Making, to four decimals."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from cluster_core.index.composite import rank_scores
from cluster_core.index.ranking.topsis import topsis

CRITERIA = ("c1", "c2", "c3")


def test_closeness_and_ranks() -> None:
    path = Path(__file__).parent / "domain_topsis_tzeng_huang.csv"
    with path.open(encoding="utf-8", newline="") as text:
        *rows, last = csv.DictReader(text)
    assert last["alternative"] == "weight"
    values = np.array([[float(row[name]) for name in CRITERIA] for row in rows])
    found = topsis(values, np.array([float(last[name]) for name in CRITERIA]), np.ones(3))
    np.testing.assert_allclose(found, [float(row["published_closeness"]) for row in rows], atol=5e-5)
    assert rank_scores(found[:, None])[:, 0].tolist() == [int(row["published_rank"]) for row in rows]
