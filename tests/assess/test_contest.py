"""The contest by province and industry: unknown is not 0, and a 0 is drawn from the sums alone."""

from __future__ import annotations

import math

import pytest

from cluster_core.assess.contest import ContestPlace, by_industry, by_province, shortfall, whole
from cluster_core.model.nation import ContestResult, Nation, Province
from cluster_core.model.text import Text

Counts = tuple[int | None, int | None]


def nation(
    total: Counts, provinces: dict[str, Counts], industries: dict[str, Counts] | None = None
) -> Nation:
    rows = [("total", "both", total), *(("province", one, counts) for one, counts in provinces.items())]
    rows += [("industry", one, counts) for one, counts in (industries or {}).items()]
    results = [ContestResult(scope, one, Text(one, one), n, None, won) for scope, one, (n, won) in rows]
    units = {one: Province(one, Text(one, one), Text(one, one)) for one in ("a", "b", "c")}
    return Nation(provinces=units, contest={(one.scope, one.id): one for one in results})


def test_who_is_not_listed_is_unknown_and_won_nothing_where_the_sum_is_complete() -> None:
    found = by_province(nation((10, 4), {"a": (6, 4), "b": (2, None)}))
    assert [(one.id, one.entrants, one.winners, one.implied) for one in found] == [
        ("a", 6, 4, False),
        ("b", 2, 0, True),
        ("c", None, 0, True),
    ]
    assert [found[0].rate, found[1].rate] == [4 / 6, 0]
    assert math.isnan(found[2].rate)


def test_winners_stay_unknown_where_some_are_not_told() -> None:
    found = by_province(nation((10, 5), {"a": (6, 4)}))
    assert [(one.winners, one.implied) for one in found] == [(4, False), (None, False), (None, False)]


def test_what_the_rows_leave_open() -> None:
    found = nation((10, 4), {"a": (6, 4), "b": (2, None)})
    assert shortfall(found, "province", "entrants") == 2
    assert shortfall(found, "province", "winners") == 0
    assert shortfall(found, "industry", "winners") is None
    assert shortfall(Nation(), "province", "winners") is None
    assert shortfall(nation((None, 4), {"a": (6, 4)}), "province", "entrants") is None


def test_industries_by_success_then_by_entrants() -> None:
    found = by_industry(nation((1, 1), {}, {"low": (10, 1), "many": (8, 4), "few": (2, 1), "none": (0, 0)}))
    assert [one.id for one in found] == ["many", "few", "low", "none"]


def test_the_whole() -> None:
    assert whole(nation((10, 4), {})) == ContestPlace("both", Text("both", "both"), 10, 4)
    assert whole(Nation()) is None


@pytest.mark.parametrize("counts", [(None, 1), (0, 0), (3, None)])
def test_no_rate_without_both(counts: Counts) -> None:
    assert math.isnan(ContestPlace("a", Text(), *counts).rate)
