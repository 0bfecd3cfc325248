"""The ladder's tables reach the page as plain text, however the data are written."""

from __future__ import annotations

import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from ui import cultivation, ladders


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    seen: dict[str, list[object]] = {"table": [], "caption": [], "markdown": []}
    for kind, kept in seen.items():
        monkeypatch.setattr(ladders.st, kind, lambda one, kept=kept, **_: kept.append(one))
    return seen


def test_cells_are_escaped(written) -> None:
    ladders._table(pd.DataFrame({"a*b": ["x"], "c": ["<b>[y](z)"]}))
    (table,) = written["table"]
    assert table.index.name == r"a\*b"
    assert table["c"].tolist() == [r"\<b>\[y\](z)"]


def test_gates_without_data_are_listed_with_their_source(
    english: None, written, assessment: Assessment
) -> None:
    standing = cultivation.standing(assessment)
    assert standing is not None
    ladders.gaps(assessment, standing, assessment.units.index("320900"))
    assert not written["table"]
    said = "\n".join(map(str, written["markdown"]))
    assert "Market share of the lead product · at least 20% :gray[source: Industry associations" in said


def test_gaps_are_a_table(english: None, written, clusters: Assessment) -> None:
    standing = cultivation.standing(clusters)
    assert standing is not None
    ladders.gaps(clusters, standing, clusters.units.index("c03"))
    (table,) = written["table"]
    assert len(table) == 3


def test_dated_counts_stand_with_their_footnote(english: None, written, assessment: Assessment) -> None:
    standing = cultivation.standing(assessment)
    assert standing is not None
    ladders.documents(assessment, standing.ladder)
    assert len(written["table"]) == 2
    assert "13 in 2018, 14 in 2020, 16 directions" in "\n".join(map(str, written["caption"]))
