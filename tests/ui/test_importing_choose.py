"""The templates of the first step come back in as they are, filled."""

from __future__ import annotations

import csv
import io

import pytest

from cluster_core.intake.delimited import read_delimited
from cluster_core.intake.layout import propose
from cluster_core.intake.mapping import Plan
from cluster_core.intake.ratings import read_ratings
from cluster_core.intake.reading import read_observations
from cluster_core.intake.vocabulary import vocabulary_of
from cluster_core.model.dataset import Dataset
from cluster_core.report.csv_file import render_csv
from ui import data, importing_choose


def filled(dataset: Dataset, shape: str, value: str) -> str:
    """Return the file of a template with a value in every empty cell of its rows."""
    rows = list(
        csv.reader(io.StringIO(render_csv(importing_choose.blank(dataset, shape, 2024)).decode("utf-8-sig")))
    )
    header = next(row for row in rows if row[-1].startswith(("数值", "评分", "2024")))
    made = io.StringIO()
    csv.writer(made).writerows(
        [cell or value for cell in row] if len(row) == len(header) and row[0] else row for row in rows
    )
    return made.getvalue()


@pytest.mark.parametrize("shape", ["wide", "long"])
def test_a_filled_template_is_read_whole(jiangsu: Dataset, shape: str) -> None:
    known = vocabulary_of(data.FOLDER / "jiangsu")
    table = read_delimited(filled(jiangsu, shape, "7"))
    found = read_observations(table, propose(table, known), known, Plan())
    assert found.findings.count("fault") == 0
    assert len(found.observed) == len(set(jiangsu.observations["indicator"])) * len(jiangsu.regions)


def test_a_filled_table_of_ratings_is_read_whole(jiangsu: Dataset) -> None:
    known = vocabulary_of(data.FOLDER / "jiangsu")
    found = read_ratings(read_delimited(filled(jiangsu, "ratings", "75")), known, Plan())
    rated = [one for one in jiangsu.indicators.values() if one.kind == "expert"]
    assert found.findings.count("fault") == 0
    assert set(found.observed.values) == {75.0}
    assert len(found.observed) == len(rated) * len(jiangsu.regions)
