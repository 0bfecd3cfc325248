"""Clusters on the map: counted from the data, filtered, named, and lines between their members."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Unit
from cluster_core.model.text import Text
from ui import map_clusters, map_figures, map_rows
from ui.map_clusters import Layer
from ui.map_words import Choice


def layer(assessment: Assessment, **more: str) -> Layer:
    choice = Choice("four_forces", overlay="clusters", **more)
    return map_clusters.layer(assessment, choice, map_rows.outlines(assessment).anchors)


def test_every_region_has_as_many_as_the_data_say(english: None, assessment: Assessment) -> None:
    clusters = assessment.dataset.clusters.values()
    counts = {unit: sum(unit in dict(one.members) for one in clusters) for unit in assessment.units}
    found = layer(assessment)
    assert found.counts == {unit: count for unit, count in counts.items() if count}
    most = max(counts.values())
    assert all(row["share"] == row["count"] / most for row in found.bubbles)
    pairs = [pair for one in clusters for pair in combinations(one.members, 2)]
    assert len(found.lines) == len(pairs)


def test_filters_leave_what_they_name(english: None, assessment: Assessment) -> None:
    solar = layer(assessment, industry="photovoltaics")
    assert solar.counts == dict.fromkeys(("320900", "320400", "321300", "320800"), 1)
    assert len(solar.lines) == 6
    assert layer(assessment, tier="world").bubbles == []
    assert map_clusters.layer(assessment, Choice("four_forces"), {}) == Layer()


def test_tiles_count_without_a_place_on_earth(english: None, assessment: Assessment) -> None:
    placed = layer(assessment)
    choice = Choice("four_forces", overlay="clusters", view="tiles")
    found = map_clusters.layer(assessment, choice, {})
    assert (found.counts, list(found.lines)) == (placed.counts, [])
    made = map_rows.mapped(assessment, choice)
    assert {row["region"]: int(row["badge"]) for row in made.rows if row["badge"]} == placed.counts
    assert map_figures.spoken(made)["tooltip"]["badge"] == "Clusters"
    assert map_figures.legend(made)["bubble"] == map_clusters.sizes(placed)


def test_tiers_climb_as_the_ladder(english: None, clusters: Assessment) -> None:
    assert map_clusters.tiers(clusters) == ["county", "city", "province", "nation", "world"]
    assert map_clusters.tier_name(clusters, "nation") != "nation"
    assert map_clusters.tier_name(clusters, "<b>") == "<b>"


def test_industries_are_named_in_the_readers_language(chinese: None, assessment: Assessment) -> None:
    assert "photovoltaics" in map_clusters.industries(assessment)
    assert map_clusters.industry_name(assessment, "photovoltaics") == "光伏"
    assert map_clusters.industry_name(assessment, "<b>") == "<b>"


def test_a_cluster_in_words(english: None, assessment: Assessment) -> None:
    solar = assessment.dataset.clusters["js_photovoltaics"]
    said = map_clusters.described(assessment, solar)
    assert said.startswith("Green photovoltaics (")
    assert said.endswith(", 2024, Yancheng, Changzhou, Suqian and Huai'an)")
    bare = Unit("x", Text("X"), members=(("gone", 1.0), ("320900", 1.0)))
    assert map_clusters.described(assessment, bare) == "X (tier not stated, gone and Yancheng)"


def test_an_unknown_member_is_passed_over(english: None, assessment: Assessment) -> None:
    odd = {"x": Unit("x", Text("X"), members=(("gone", 0.5), ("320900", 0.5)))}
    found = layer(replace(assessment, dataset=replace(assessment.dataset, clusters=odd)))
    assert (found.counts, found.lines) == ({"320900": 1}, [])
    assert map_clusters.note(found) == "1 cluster, 1 of them across regions; lists of date not stated"


def test_a_line_joins_its_ends_and_bends_to_the_left() -> None:
    line = map_clusters.bent((0.0, 0.0), (10.0, 0.0))
    assert (line[0], line[-1]) == ([0, 0], [10, 0])
    assert line[len(line) // 2] == pytest.approx([5, 10 * map_clusters.BEND / 2])


def test_a_long_list_is_cut_in_the_tooltip(english: None, assessment: Assessment) -> None:
    many = {f"c{at}": Unit(f"c{at}", Text(f"C{at}"), members=(("320900", 1.0),)) for at in range(9)}
    found = layer(replace(assessment, dataset=replace(assessment.dataset, clusters=many)))
    lines = found.bubbles[0]["tip"].split("\n")
    assert lines[0] == "Yancheng: part of 9 clusters"
    assert len(lines) == 2 + map_clusters.NAMED
    assert lines[-1] == "and 3 more"
