"""The nation: where its figures are found, and which footnotes concern them."""

from __future__ import annotations

from cluster_core.model.nation import ClusterPlan, ContestResult, Footnote, Nation, Province
from cluster_core.model.text import Text

NOTES = {
    "all": Footnote("all", ("contest_results",), Text("甲", "A")),
    "year": Footnote("year", ("contest_results:year", "counts:one"), Text("乙", "B")),
    "other": Footnote("other", ("contest_results:years",), Text("丙", "C")),
}


def test_a_footnote_on_a_table_is_on_all_that_it_holds() -> None:
    nation = Nation(footnotes=NOTES)
    assert [one.id for one in nation.footnotes_on("contest_results:year:2019")] == ["all", "year"]
    assert [one.id for one in nation.footnotes_on("counts:one", "contest_results:total")] == ["all", "year"]
    assert nation.footnotes_on("contest") == ()


def test_every_footnote_in_a_table() -> None:
    nation = Nation(footnotes=NOTES)
    assert [one.id for one in nation.footnotes_in("contest_results:year")] == ["year"]
    assert [one.id for one in nation.footnotes_in("counts")] == ["year"]


def test_results_of_one_scope_in_file_order() -> None:
    rows = [ContestResult(scope, one, Text(), 2, None, 1) for scope, one in (("year", "b"), ("total", "t"))]
    nation = Nation(contest={(one.scope, one.id): one for one in rows})
    assert nation.of_scope("year") == (rows[0],)
    assert nation.of_scope("province") == ()


def test_a_code_lies_in_the_province_that_it_begins_with() -> None:
    nation = Nation(provinces={code: Province(code, Text(), Text()) for code in ("320000", "XX")})
    assert [nation.province_of(one) for one in ("320900", "320000", "XX")] == ["320000", "320000", "XX"]
    assert [nation.province_of(one) for one in ("330100", "32090", "3209aa", "p01", "")] == [""] * 5


def test_a_plan_lists_what_it_names() -> None:
    names = (Text("甲", "A"), Text("乙", "B"))
    assert ClusterPlan("p", "r", Text(), Text(), "", "", Text(), 3, names).listed == 2
