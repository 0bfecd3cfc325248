"""Small tables of industries, and an assessment that has one of them instead of its own."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from cluster_core.model.assessment import Assessment

Row = tuple[str, str, int, float]


def table(*rows: Row, breaks: dict[str, int] | None = None) -> pd.DataFrame:
    """The table of a data set from rows (region, industry, year, value)."""
    frame = pd.DataFrame(rows, columns=["region", "industry", "year", "value"])
    stated = {"measure_zh": "产值", "measure_en": "output", "unit_zh": "亿元", "unit_en": "m", "note": ""}
    named = {"name_zh": frame["industry"], "name_en": frame["industry"]}
    since = [(breaks or {}).get(one) for one in frame["industry"]]
    return frame.assign(**stated, **named, breaks_before=since, source="", status="observed", quality="C")


def having(assessment: Assessment, frame: pd.DataFrame) -> Assessment:
    """The assessment with this table of industries."""
    digest = f"{assessment.dataset.fingerprint}{pd.util.hash_pandas_object(frame).sum()}"
    dataset = replace(assessment.dataset, industries=frame, fingerprint=digest)
    return replace(assessment, dataset=dataset)
