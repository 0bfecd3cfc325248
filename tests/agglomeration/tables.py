"""Tidy tables of regions and industries, by hand and drawn at random."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st


def tidy(**regions: dict[str, float | None]) -> pd.DataFrame:
    """A table from region -> {industry: value}."""
    rows = [(region, name, value) for region, values in regions.items() for name, value in values.items()]
    return pd.DataFrame(rows, columns=["region", "industry", "value"])


@st.composite
def complete(draw: st.DrawFn, least: int = 0) -> pd.DataFrame:
    """Every region has a value of every industry."""
    regions, industries = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    values = st.lists(st.integers(least, 50), min_size=industries, max_size=industries)
    return tidy(
        **{f"r{at}": {f"i{k}": float(value) for k, value in enumerate(draw(values))} for at in range(regions)}
    )


def scaled(table: pd.DataFrame, factor: float) -> pd.DataFrame:
    """The same in another unit."""
    return table.assign(value=table["value"] * factor)
