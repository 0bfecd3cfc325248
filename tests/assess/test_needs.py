"""What is lacking: by hand on three regions, and on the shipped bundles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.needs import needs, uncovered_nodes
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.rules import Countermeasure, Family, Item, RuleSet, RuleTest
from cluster_core.model.text import Text
from tests.model.examples import NAN, dataset, facts, indicator, tree

NAME = Text("名", "Name")
RULES = RuleSet(
    "r",
    NAME,
    (Family("fam", NAME),),
    (
        Item("told", "fam", NAME, tests=(RuleTest("a"),), wanted=("never", "a")),
        Item("untold", "fam", NAME, tests=(RuleTest("c"), RuleTest("never"))),
    ),
)
FRAMEWORK = tree(
    "root", {"root": {"full": 1, "thin": 1}, "full": {"a": 3, "b": 1}, "thin": {"b": 1, "c": 1, "d": 1}}
)


def known() -> Dataset:
    """Three regions: a for all, b for two, c for none, d for region units only and for none, never in no framework."""
    made = dataset(facts(2020, a=[1, 2, 3], b=[4, 5, NAN]))
    indicators = {
        **{name: indicator(name) for name in ("a", "b", "d")},
        "c": indicator("c", unit=Text("个", "items"), typical_source=Text("统计局", "Statistics office")),
        "never": indicator("never", unit_of_analysis="cluster"),
    }
    return replace(
        made,
        indicators=indicators,
        frameworks={"root": FRAMEWORK},
        rules={"r": RULES},
        countermeasures={
            "m": Countermeasure("m", NAME, whatif=("c", "a")),
            "n": Countermeasure("n", NAME, whatif=("c",)),
        },
    )


def result(**choices: object) -> Assessment:
    return assess(known(), default_scenario(known(), rules="r", **choices))


def test_nodes_without_a_score_and_for_how_many_units() -> None:
    rows = uncovered_nodes(result()).set_index("node")
    assert list(rows.index) == ["root", "thin"]
    # Coverage of full: 1, 1, 3/4; of thin: 1/3, 1/3, 0; of the root their means: 2/3, 2/3, 3/8 < 1/2.
    assert rows.loc["thin", ["without", "units", "level"]].tolist() == [3, 3, 1]
    assert rows.loc["root", ["without", "units", "level"]].tolist() == [1, 3, 0]
    assert rows.loc["thin", "coverage"] == pytest.approx(2 / 9)


def test_a_lower_minimum_leaves_fewer_nodes_without_a_score() -> None:
    assert list(uncovered_nodes(result(min_coverage=0.3))["node"]) == ["thin"]
    assert uncovered_nodes(result(min_coverage=0)).empty


def test_each_missing_indicator_says_what_it_is_needed_for_and_where_it_may_be_found() -> None:
    rows = needs(result()).set_index("indicator")
    assert list(rows.index) == ["b", "c", "d", "never"], "tree order, then what rules test and want"
    assert rows["without"].tolist() == [1, 3, 3, 3]
    assert set(rows["units"]) == {3}
    c = rows.loc["c"]
    assert (c["unit_zh"], c["unit_en"]) == ("个", "items")
    assert (c["source_zh"], c["source_en"]) == ("统计局", "Statistics office")
    assert (c["nodes"], c["items"], c["countermeasures"]) == ("thin", "untold", "m;n")
    assert rows.loc["b", "nodes"] == "full;thin"
    assert rows.loc["never", ["nodes", "items"]].tolist() == ["", "told;untold"]
    assert rows["applies"].tolist() == [True, True, True, False]


def test_only_what_keeps_a_score_or_a_severity_back_blocks() -> None:
    rows = needs(result(min_coverage=0)).set_index("indicator")
    assert rows["blocking"].tolist() == [False, True, False, True]
    assert needs(result()).set_index("indicator")["blocking"].all()


def test_a_wanted_indicator_with_values_is_not_lacking() -> None:
    data = known()
    filled = replace(
        dataset(facts(2020, a=[1, 2, 3], b=[4, 5, 6], c=[7, 8, 9], d=[1, 2, 3], never=[1, 2, 3])),
        **{name: getattr(data, name) for name in ("indicators", "frameworks", "rules", "countermeasures")},
    )
    assert needs(assess(filled, default_scenario(filled, rules="r"))).empty
    without_rules = assess(filled, default_scenario(filled))
    assert uncovered_nodes(without_rules).empty
    late = default_scenario(filled, rules="r", year=2020)
    assert len(needs(assess(filled, replace(late, year=2030)))) == 5, (
        "nothing as old as that is of the vintage"
    )


def test_only_the_peers_count() -> None:
    rows = needs(result(peers=("R1", "R2"))).set_index("indicator")
    assert "b" not in rows.index
    assert set(rows["units"]) == {2}


def test_an_indicator_that_is_defined_nowhere_is_named_by_its_id() -> None:
    data = known()
    bare = replace(data, indicators={name: row for name, row in data.indicators.items() if name != "never"})
    item = replace(RULES.items[0], wanted=("never",))
    bare = replace(bare, rules={"r": replace(RULES, items=(item,))})
    row = needs(assess(bare, default_scenario(bare, rules="r"))).set_index("indicator").loc["never"]
    assert (row["name_en"], row["source_en"], row["without"]) == ("never", "", 3)
