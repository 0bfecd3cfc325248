"""The choices of the page of agglomeration and what they make of the core."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from tests.ui.industries import having, table
from ui import agglomeration, data, view_state
from ui.widget_keys import Key


@pytest.fixture(autouse=True)
def picks(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    found: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", found.get)
    return found


@pytest.fixture(scope="module")
def practice() -> Assessment:
    return data.assessment(default_scenario(data.dataset("practice")))


def test_a_data_set_without_a_table(assessment: Assessment) -> None:
    assert agglomeration.table(assessment) is None
    assert agglomeration.in_link(assessment) == {}


def test_an_industry_in_a_link_has_no_blanks(practice: Assessment) -> None:
    assert agglomeration.in_link(practice)["smart_farm_machinery"] == "smart farm machinery"


def test_the_year_follows_the_scenario_until_one_is_picked(
    practice: Assessment, picks: dict[str, str]
) -> None:
    earlier = replace(practice, scenario=replace(practice.scenario, year=2022))
    assert (agglomeration.year(practice), agglomeration.year(earlier)) == (2024, 2022)
    assert agglomeration.since(earlier) == 2020
    picks[Key.INDUSTRY_YEAR] = "2021"
    picks[Key.INDUSTRY_SINCE] = "2023"  # not earlier: the first year stands in
    assert (agglomeration.year(practice), agglomeration.since(practice)) == (2021, 2020)
    picks[Key.INDUSTRY_YEAR] = "2020"
    assert agglomeration.since(practice) is None
    assert agglomeration.growth(practice).empty


def test_of_a_cluster_its_largest_member_is_looked_at(clusters: Assessment) -> None:
    assert agglomeration.region(clusters) == "p05"
    assert not agglomeration.has_peers(clusters)


def test_the_peers_are_the_reference_area_only_where_chosen(
    english: None, practice: Assessment, picks: dict[str, str]
) -> None:
    some = replace(practice, scenario=replace(practice.scenario, peers=("p09", "p10")))
    assert agglomeration.area(some) == ()
    assert "all 12 regions" in agglomeration.area_words(some)
    picks[Key.INDUSTRY_AREA] = "peers"
    assert agglomeration.area(some) == ("p09", "p10")
    assert agglomeration.area_words(some) == "Paperkite and Wheatwave together"
    assert agglomeration.area(practice) == ()
    found = agglomeration.quotients(some).set_index(["region", "industry"])["lq"]
    whole = agglomeration.quotients(replace(some, scenario=practice.scenario)).set_index(
        ["region", "industry"]
    )
    assert found["p09", "turbine blades"] < whole["lq"]["p09", "turbine blades"]


def test_the_numbers_of_a_table_by_hand(assessment: Assessment) -> None:
    """Two regions, two industries: 30/40 over 50/100, and shares 0.6 and 0.4, 0.2 and 0.8."""
    own = having(
        assessment,
        table(
            ("320900", "x", 2023, 30),
            ("320900", "y", 2023, 10),
            ("320100", "x", 2023, 20),
            ("320100", "y", 2023, 40),
        ),
    )
    found = agglomeration.quotients(own).set_index(["region", "industry"])["lq"]
    assert found["320900", "x"] == pytest.approx(0.75 / 0.5)
    both = agglomeration.concentration(own).set_index("industry")
    assert both["hhi"].to_dict() == pytest.approx({"y": 0.68, "x": 0.52})
    assert both["cr"].to_dict() == {"y": 1.0, "x": 1.0}
    assert agglomeration.industry(own) == "x"
    assert agglomeration.similarity(own)["similarity"].tolist() == pytest.approx(
        [(600 + 400) / (1000 * 2000) ** 0.5]
    )


def test_what_rests_on_little_is_marked_and_leads_nobody(assessment: Assessment) -> None:
    own = having(
        assessment,
        table(("320900", "tiny", 2023, 5), ("320900", "y", 2023, 400), ("320100", "y", 2023, 600)),
    )
    found = agglomeration.quotients(own).set_index(["region", "industry"])
    assert found["small"].to_dict()["320900", "tiny"]
    assert agglomeration.strongest(own)["industry"].tolist() == ["y"]
