"""Filters and names of the page of clusters."""

from __future__ import annotations

from types import SimpleNamespace

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Unit
from cluster_core.model.text import Language, Text
from ui import cluster_choices, view_state
from ui.cluster_choices import DIMENSION, FIELDS, INDUSTRY, PROVINCE, SECTOR, TIER
from ui.widget_keys import Key


def test_every_filter_has_names(session: SimpleNamespace, language: Language, assessment: Assessment) -> None:
    counts = {field: len(cluster_choices.options(assessment, field)) for field in FIELDS}
    assert counts == {INDUSTRY: 10, TIER: 1, SECTOR: 11, PROVINCE: 34, DIMENSION: 5}
    assert all(all(cluster_choices.options(assessment, field).values()) for field in FIELDS)


def test_nothing_chosen_lets_everything_pass(
    session: SimpleNamespace, english: None, assessment: Assessment
) -> None:
    assert cluster_choices.passes(assessment, PROVINCE, [])
    view_state.set_filter("cluster_province", ("320000", "gone"))
    assert cluster_choices.chosen(assessment, PROVINCE) == ("320000",)
    assert cluster_choices.passes(assessment, PROVINCE, ["", "320000"])
    assert not cluster_choices.passes(assessment, PROVINCE, ["330000"])


def test_what_the_tiles_show(session: SimpleNamespace, english: None, assessment: Assessment) -> None:
    assert cluster_choices.shown(assessment) == "entrants"
    view_state.pick(Key.CONTEST_SHOWN, "rate")
    assert cluster_choices.shown(assessment) == "rate"
    view_state.pick(Key.CONTEST_SHOWN, "weather")
    assert cluster_choices.shown(assessment) == "entrants"


def test_a_tier_is_an_adjective_or_what_the_data_call_it(english: None, assessment: Assessment) -> None:
    dataset = assessment.dataset
    assert cluster_choices.tier(dataset, "nation") == "national"
    assert cluster_choices.tier(dataset, "galaxy") == "galaxy"
    assert cluster_choices.tier_short(dataset, "nation") == "nat"
    assert cluster_choices.tier_short(dataset, "galaxy") == "gal"


def test_an_industry_begins_with_a_capital(english: None) -> None:
    assert cluster_choices.industry(Unit("c", Text(), industry="wind power")) == "Wind power"
    named = Unit("c", Text(), industry="wind", industry_name=Text("风电", "wind energy"))
    assert cluster_choices.industry(named) == "Wind energy"
    assert cluster_choices.industry(Unit("c", Text())) == "Industry not stated"
