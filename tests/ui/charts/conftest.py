"""Rows and a way to look into a specification, for all chart tests."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import altair as alt
import pytest

from ui.charts.spec import DATASET
from ui.theme import LIGHT, chart_config

CITIES = [
    ("320500", "Suzhou", 79.3), ("320100", "Nanjing", 74.8), ("320200", "Wuxi", 51.0), ("320400", "Changzhou", 50.5),
    ("320600", "Nantong", 36.5), ("320700", "Lianyungang", 27.5), ("321100", "Zhenjiang", 24.1),
    ("321200", "Taizhou", 24.0), ("321000", "Yangzhou", 23.6), ("320300", "Xuzhou", 21.5), ("320800", "Huai'an", 19.6),
    ("321300", "Suqian", 18.9), ("320900", "Yancheng", 16.0),
]  # fmt: skip
FOCUS = "320900"


class Look:
    """One chart's specification, opened."""

    def __init__(self, chart: alt.LayerChart):
        # Validation is Altair's own, against the Vega-Lite schema; it raises.
        self.spec = chart.to_dict(validate=True)
        self.rows = self.spec["datasets"][DATASET]
        self.layers = self.spec["layer"]

    def drawn(self, kind: str) -> list[dict]:
        return [layer for layer in self.layers if layer["mark"]["type"] == kind]

    def using(self, field: str) -> list[dict]:
        """The layers that place a mark at a field of the rows."""
        return [
            layer for layer in self.layers if layer.get("encoding", {}).get("x", {}).get("field") == field
        ]

    def expressions(self) -> Iterator[str]:
        def walk(node):
            if isinstance(node, dict):
                for key, value in node.items():
                    if key in {"expr", "filter", "calculate"} and isinstance(value, str):
                        yield value
                    yield from walk(value)
            elif isinstance(node, list):
                yield from itertools.chain.from_iterable(map(walk, node))

        return walk({**self.spec, "datasets": None})


@pytest.fixture
def look():
    return Look


@pytest.fixture
def config():
    return chart_config(LIGHT)


@pytest.fixture
def region_rows():
    """Ranked regions, shuffled, as many as wished."""

    def make(count: int = 13) -> list[dict]:
        cities = [
            CITIES[i] if i < 13 else (f"r{i:02}", f"Region with a rather long name {i}", 15 - i / 10)
            for i in range(count)
        ]
        rows = [
            {
                "region": region,
                "name": name,
                "score": score,
                "rank": rank,
                "score_text": f"{score:.1f}",
                "rank_text": str(rank),
                "focus": region == (FOCUS if count >= 13 else cities[0][0]),
            }
            for rank, (region, name, score) in enumerate(cities, 1)
        ]
        return rows[::2] + rows[1::2]

    return make


@pytest.fixture
def forces():
    return {"innovation": "Innovation", "resilience": "Resilience", "brand": "Brand", "support": "Support"}
