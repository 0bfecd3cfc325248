"""The sheet of origins."""

from __future__ import annotations

from cluster_core.report.workbook.lineage import lineage
from cluster_core.report.workbook.places import SOURCES
from cluster_core.report.workbook.sources_sheet import COLUMNS, HEAD
from tests.report.workbook.samples import mixed, opened, opened_mixed
from tests.shipped import assessed


def rows(mixed_book: bool) -> list[dict[str, object]]:
    book = opened_mixed() if mixed_book else opened()
    found = book[SOURCES].iter_rows(min_row=HEAD + 2, values_only=True)
    return [dict(zip(COLUMNS, row, strict=False)) for row in found]


def test_every_number_leads_to_its_source() -> None:
    dataset = assessed("jiangsu").dataset
    tidy = dataset.observations.set_index(["unit", "indicator", "year"])
    mine = [one for one in rows(False) if one["code"] == "320900"]
    found = [one for one in mine if "研发投入强度" in str(one["used_for"])]
    roles = [str(one["used_for"]).split("；")[0] for one in found]
    assert roles == ["研发投入强度 (分子)", "研发投入强度 (分母)"]
    for one, name in zip(found, ("rd_expenditure", "gdp"), strict=True):
        observed = tidy.loc[("320900", name, one["year"])]
        source = dataset.sources[observed["source"]]
        assert one["value"] == observed["value"]
        assert one["source"] == source.title.zh
        assert one["address"] == source.address
        assert one["status"] == "观测值"


def test_missing_ones_are_listed_without_a_value() -> None:
    told = rows(True)
    missing = [one for one in told if one["status"] == "missing"]
    assert missing
    assert all(one["value"] is None and one["source"] is None for one in missing)
    parts = {part.indicator for several in lineage(mixed()).parts.values() for part in several}
    assert len(told) == len(parts) * len(mixed().units)


def test_an_address_is_text() -> None:
    assert not [cell for row in opened()[SOURCES].iter_rows() for cell in row if cell.hyperlink]
