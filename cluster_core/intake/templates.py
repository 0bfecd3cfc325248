"""Tables to be filled in and imported again: a bundle's regions and indicators, named in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from cluster_core.intake.names import BOTH
from cluster_core.intake.ratings import GROUPS, LEAST
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import Indicator
from cluster_core.model.text import Text
from cluster_core.report.table import Provenance, Table

Shape = Literal["wide", "long"]
_NOTES = (
    ("填写 Fill in", "一格一个数；没有数据的留空。 One number a cell; leave empty what is missing."),
    (
        "单位 Units",
        "表头括号内的单位；也可改写单位，导入时换算。 As in the header; another unit there is converted.",
    ),
    ("导入 Import", "不要改动代码列。 Leave the column of codes as it is."),
)

_RUBRIC = (
    "评分 Rating",
    "只填0、25、50、75或100；每组至少三人。 0, 25, 50, 75 or 100 only; at least three raters a group.",
)


def template(dataset: Dataset, year: int, shape: Shape = "wide", indicators: Sequence[str] = ()) -> Table:
    """Return an empty table that an import understands as it stands.

    Parameters
    ----------
    dataset : whose regions and indicators
    year : that the figures will be of; told in the header (wide) or in a column (long)
    shape : wide, a column an indicator; long, a row a region and indicator
    indicators : which ones; empty for all that the bundle observes. Derived ones are computed, and never in it

    Returns
    -------
    table
        For `render_csv` and `render_xlsx`, which write every text as text.

    Examples
    --------
    >>> from cluster_core.store.read import load_dataset
    >>> list(template(load_dataset("data/jiangsu"), 2024, indicators=["gdp"]).rows.columns)[2]
    '2024 地区生产总值 / Gross regional product (亿元)'
    """
    chosen = [dataset.indicators[name] for name in indicators or _observed(dataset)]
    chosen = [one for one in chosen if not one.derived]
    regions = list(dataset.regions.values())
    places = {"代码 / code": [one.id for one in regions], "名称 / name": [_both(one.name) for one in regions]}
    if shape == "wide":
        rows = pd.DataFrame({**places, **{f"{year} {_header(one)}": [None] * len(regions) for one in chosen}})
    else:
        rows = pd.DataFrame(
            [
                (region.id, _both(region.name), one.id, _both(one.name), one.unit.zh, year, None)
                for one in chosen
                for region in regions
            ],
            columns=[
                *places,
                "指标 / indicator",
                "备注 / note",
                "单位 / unit",
                "年份 / year",
                "数值 / value",
            ],
        )
    source = Provenance("-", dataset.id, dataset.name, dataset.version, year, dataset.synthetic)
    return Table(rows, source, _NOTES)


def ratings_template(dataset: Dataset, year: int, indicators: Sequence[str] = ()) -> Table:
    """Return an empty table of ratings: a row a region, expert indicator, group and rater, three raters a group.

    Parameters
    ----------
    dataset : whose regions and expert indicators
    year : that the ratings are of
    indicators : which ones; empty for all of the kind expert

    Returns
    -------
    table
        As `template`; the ratings are to be 0, 25, 50, 75 or 100.

    Examples
    --------
    >>> from cluster_core.store.read import load_dataset
    >>> made = ratings_template(load_dataset("data/jiangsu"), 2024, ["er_planning_fit"])
    >>> list(made.rows.columns)[-1], len(made.rows) == 13 * 3 * 3
    ('评分 / rating', True)
    """
    rated = [one for one in dataset.indicators.values() if one.kind == "expert" and not one.derived]
    chosen = [one for one in rated if not indicators or one.id in indicators]
    rows = pd.DataFrame(
        [
            (_both(region.name), _both(one.name), f"{names[0]}{BOTH}{group}", rater, year, None)
            for one in chosen
            for region in dataset.regions.values()
            for group, names in GROUPS.items()
            for rater in range(1, LEAST + 1)
        ],
        columns=[
            "地区 / region",
            "指标 / indicator",
            "组别 / group",
            "评分人 / rater",
            "年份 / year",
            "评分 / rating",
        ],
    )
    source = Provenance("-", dataset.id, dataset.name, dataset.version, year, dataset.synthetic)
    return Table(rows, source, (_RUBRIC, *_NOTES[2:]))


def _observed(dataset: Dataset) -> list[str]:
    """Return the indicators that the bundle has observations of, in the order of its file."""
    there = set(dataset.observations["indicator"])
    return [name for name in dataset.indicators if name in there]


def _header(one: Indicator) -> str:
    return f"{_both(one.name)} ({one.unit.zh})" if one.unit.zh else _both(one.name)


def _both(name: Text) -> str:
    return BOTH.join(dict.fromkeys(text for text in (name.zh, name.en) if text))
