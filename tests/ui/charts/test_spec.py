"""Plain records, light specifications and the swap of rows."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from ui.charts.ranking import ranked_dots, ranking_rows
from ui.charts.spec import DATASET, packed, records, spec, with_rows
from ui.theme import LIGHT


def test_records_are_plain_json():
    frame = pd.DataFrame(
        {
            "name": ["a", None],
            "score": [1.5, np.nan],
            "rank": pd.array([1, None], dtype="Int64"),
            "focus": np.array([True, False]),
            "limit": [np.inf, 2.0],
        }
    )
    plain = records(frame)
    assert plain[0] == {"name": "a", "score": 1.5, "rank": 1, "focus": True, "limit": None}
    assert plain[1] == {"name": None, "score": None, "rank": None, "focus": False, "limit": 2.0}
    assert type(plain[0]["rank"]) is int
    assert type(plain[0]["focus"]) is bool
    json.dumps(plain, allow_nan=False)
    assert records(frame.to_dict("records")) == plain


def test_records_leave_their_source_alone(region_rows):
    rows = region_rows()
    before = json.dumps(rows)
    ranking_rows(rows, labels={})
    assert json.dumps(rows) == before


def test_spec_holds_config_and_one_named_dataset(region_rows, config):
    light = spec(ranked_dots(region_rows(), labels={}, tokens=LIGHT), config)
    assert light["config"] == config
    assert light["data"] == {"name": DATASET}
    assert list(light["datasets"]) == [DATASET]
    json.dumps(light, allow_nan=False)


def test_with_rows_swaps_the_rows_only(region_rows, config):
    labels = {"rank": "Rank"}
    old = spec(ranked_dots(region_rows(), labels=labels, tokens=LIGHT), config)
    kept = json.dumps(old)
    changed = [{**row, "score": 100 - row["score"], "rank": 14 - row["rank"]} for row in region_rows()]
    new = with_rows(old, ranking_rows(changed, labels=labels))
    assert new == spec(ranked_dots(changed, labels=labels, tokens=LIGHT), config)
    assert new != old
    assert json.dumps(old) == kept


def test_with_rows_needs_what_spec_gave():
    with pytest.raises(KeyError):
        with_rows({"layer": []}, [])


def test_packed_rows_are_the_rows(region_rows):
    rows = ranking_rows(region_rows(), labels={})
    built = spec(ranked_dots(region_rows(), labels={}, tokens=LIGHT), {})
    sent = packed(with_rows(built, rows))["datasets"][DATASET]
    assert pa.ipc.open_stream(sent).read_all().to_pylist() == rows


def test_packed_rows_may_differ_in_their_keys():
    rows = [
        {"kind": "tick", "y": 1},
        {"kind": "dot", "year": 2021, "focus": True},
        {"kind": "dot", "year": 2021.5},
    ]
    sent = packed({"datasets": {DATASET: rows}})["datasets"][DATASET]
    found = pa.ipc.open_stream(sent).read_all().to_pylist()
    assert [{name: value for name, value in row.items() if value is not None} for row in found] == rows
