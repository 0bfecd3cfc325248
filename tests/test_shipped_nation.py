"""The shipped tables of the country against what the documents print: their numbers, sums and discrepancies.

Expected numbers are read from the documents: 002 一(二) and 表1 (white paper), 000 (Yancheng), 001 and 004 (Jiangsu).
"""

from __future__ import annotations

from collections import Counter

from cluster_core.assess.contest import by_province, shortfall, whole
from cluster_core.assess.listings import history
from cluster_core.model.nation import INFERRED, NAMED, UNNAMED
from cluster_core.store.read import load_dataset

JIANGSU = load_dataset("data/jiangsu")
NATION = JIANGSU.nation
# As the white paper prints them: several provinces share a number.
ENTRANTS = {
    "广东": 20,
    "江苏": 13,
    "浙江": 11,
    "辽宁": 9,
    "河南": 8,
    **dict.fromkeys(("湖北", "山东", "上海"), 6),
    **dict.fromkeys(("安徽", "湖南", "陕西"), 5),
    **dict.fromkeys(("北京", "吉林", "江西", "内蒙古", "天津"), 4),
    **dict.fromkeys(("宁夏", "四川", "重庆"), 3),
}
WINNERS = {
    "江苏": 8,
    "广东": 7,
    "浙江": 7,
    "湖北": 4,
    **dict.fromkeys(("山东", "上海"), 3),
    **dict.fromkeys(("湖南", "四川", "天津"), 2),
    **dict.fromkeys(("安徽", "北京", "吉林", "辽宁", "内蒙古", "陕西"), 1),
}
INDUSTRIES = {
    "电子信息": (20, 7),
    "软件和信息服务": (9, 6),
    "高端装备": (25, 9),
    "汽车": (17, 5),
    "新材料": (21, 4),
    "绿色化工": (11, 3),
    "生物医药": (12, 3),
    "节能环保与新能源": (5, 2),
    "纺织服装": (6, 2),
    "绿色食品": (4, 1),
    "其他轻工": (5, 2),
}
PLANS = {
    "江苏": [13],
    "山东": [10],
    "四川": [4, 10],
    "重庆": [2, 6],
    "浙江": [4, 15],
    "广东": [10, 10],
    "湖南": [3, 3, 2],
    "宁波": [2, 4, 6],
    "深圳": [7],
}


def said(*keys: str) -> str:
    return " ".join(one.text.en for one in NATION.footnotes_on(*keys))


def test_the_grid_has_all_34_units_each_on_a_tile_of_its_own() -> None:
    tiles = {(one.tile_x, one.tile_y) for one in NATION.provinces.values()}
    assert len(NATION.provinces) == len(tiles) == 34
    assert None not in {place for tile in tiles for place in tile}


def test_the_contest_by_province_as_printed_and_its_sums() -> None:
    rows = NATION.of_scope("province")
    assert {one.name.zh: one.entrants for one in rows} == ENTRANTS
    assert {one.name.zh: one.winners for one in rows if one.winners is not None} == WINNERS
    assert (sum(ENTRANTS.values()), sum(WINNERS.values())) == (123, 44)
    assert shortfall(NATION, "province", "entrants") == 135 - 123
    assert shortfall(NATION, "province", "winners") == 0
    assert "123" in said("contest_results:province:320000")
    assert "12 more" in said("contest_results:province:320000")


def test_provinces_under_and_others_are_unknown_with_no_winner() -> None:
    others = [one for one in by_province(NATION) if one.name.zh not in ENTRANTS]
    assert len(others) == 34 - 19
    assert {(one.entrants, one.winners, one.implied) for one in others} == {(None, 0, True)}


def test_the_contest_by_industry_as_printed() -> None:
    assert {one.name.zh: (one.entrants, one.winners) for one in NATION.of_scope("industry")} == INDUSTRIES
    assert [sum(column) for column in zip(*INDUSTRIES.values(), strict=True)] == [135, 44]


def test_179_entries_of_135_clusters() -> None:
    years = NATION.of_scope("year")
    total = whole(NATION)
    assert total is not None
    assert [(one.entries, one.winners) for one in years] == [(94, 24), (85, 20)]
    assert (sum(one.entries or 0 for one in years), sum(one.winners or 0 for one in years)) == (179, 44)
    assert (total.entrants, total.winners) == (135, 44)
    assert 179 - 135 == 44
    assert "179" in said("contest_results:total")
    assert "44 of the entries" in said("contest_results:year:2019")


def test_the_footnote_counts_the_national_clusters_as_they_are() -> None:
    found = Counter(one.status for one in NATION.clusters.values())
    assert found == {NAMED: 46, INFERRED: 1, UNNAMED: 7}
    text = said("national_clusters:nc01")
    assert "counts 80" in text
    assert f"give {found.total()}: {found[NAMED]} by name" in text
    assert f"{found[UNNAMED]} of which only the cities are known. The other {80 - found.total()} were" in text
    early = sum(one.date <= "2022" for one in NATION.clusters.values())
    assert f"hold 45, of which {early} were found" in text
    assert f"{found.total() - early} were found" in text


def test_jiangsus_own_clusters_are_the_nations() -> None:
    national = {
        (one.name.zh, one.date, frozenset(one.members))
        for one in NATION.clusters.values()
        if any(member.startswith("32") for member in one.members)
    }
    own = {
        (one.name.zh, one.status_date, frozenset(region for region, _ in one.members))
        for one in JIANGSU.clusters.values()
    }
    names = {name.removeprefix("苏州").removeprefix("盐常宿淮") for name, _, _ in national}
    assert names == {name for name, _, _ in own}
    assert {one[1:] for one in national} == {one[1:] for one in own}


def test_the_counts_of_2022_sum_to_45_and_jiangsu_has_the_10_of_document_000() -> None:
    assert sum(one.value for one in NATION.counts.values() if one.date == "2022") == 45
    assert NATION.total is not None
    assert (NATION.total.value, NATION.total.date) == (80, "2025")
    assert NATION.counts["320000"].value == 10
    across = [one.id for one in NATION.counts.values() if not one.province and one.id != "total"]
    assert across == ["beijing_tianjin_hebei", "chengdu_chongqing"]
    assert "45" in said("national_counts:320000")
    assert "Wuhan" in said("national_counts:420000")


def test_plans_as_declared_and_the_one_that_lists_fewer() -> None:
    found: dict[str, list[int]] = {}
    for plan in NATION.plans.values():
        found.setdefault(plan.name.zh, []).append(plan.declared)
    assert found == PLANS
    odd = [plan for plan in NATION.plans.values() if plan.declared != plan.listed]
    assert [(plan.name.zh, plan.declared, plan.listed) for plan in odd] == [("浙江", 15, 14)]
    assert "15" in said("cluster_plans:cp08")
    assert "14" in said("cluster_plans:cp08")


def test_counts_that_depend_on_their_date_have_a_footnote() -> None:
    ladder = JIANGSU.ladder
    assert ladder is not None
    key = {one.id: one.value for one in ladder.counts}
    assert [key[one] for one in ("js_key_2018", "js_key_2020", "js_directions_2021")] == [13, 14, 16]
    assert "13 in 2018, 14 in 2020, 16" in said("counts:js_key_2020")
    assert [key[one] for one in ("js_contest_winners_2020", "js_contest_entries_2020")] == [8, 9]
    assert "8 winners" in said("counts:js_contest_entries_2020", "contest_results:province:320000")


def test_yancheng_had_none_in_2022_and_shares_one_since_2024() -> None:
    found = {one.year: one for one in history(JIANGSU, "320900", "nation")}
    assert found[2022].held == ()
    assert [len(one.members) for one in found[2024].shared] == [4]


def test_a_footnote_cites_its_document_unless_it_is_our_own_reading() -> None:
    own = {one.id for one in NATION.footnotes.values() if not one.cite}
    assert own == {"national_industry", "national_cross", "national_hubei"}
    assert all(one.text.zh and one.text.en for one in NATION.footnotes.values())


def test_every_national_cluster_has_a_source_with_a_title() -> None:
    used = {source for one in NATION.clusters.values() for source in one.sources}
    assert used
    assert all(NATION.sources[one].title.zh for one in used)
    assert all(one.sources for one in NATION.clusters.values())
