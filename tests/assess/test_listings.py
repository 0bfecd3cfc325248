"""Which lists a region's clusters came onto, by hand."""

from __future__ import annotations

from cluster_core.assess.listings import clusters_of, history, list_years, tier_of, tiers, year_of
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.ladder import Ladder, Rung
from cluster_core.model.text import Text
from tests.model.examples import dataset, facts

CLUSTERS = {
    one.id: one
    for one in (
        Unit("w", Text(), tier="nation", status_date="2022-11", members=(("R1", 0.5), ("R2", 0.5))),
        Unit("x", Text(), tier="nation", status_date="2024", members=(("R1", 1.0),)),
        Unit("y", Text(), tier="city", status_date="2023", members=(("R3", 1.0),)),
        Unit("z", Text(), tier="nation", members=(("R1", 1.0),)),
    )
}


def made() -> Dataset:
    ladder = Ladder("l", Text(), (Rung("city", Text(), ()), Rung("nation", Text(), ())))
    return dataset(facts(a=(1, 2, 3)), clusters=CLUSTERS, ladder=ladder)


def test_lists_are_read_by_year() -> None:
    assert [year_of(one) for one in CLUSTERS.values()] == [2022, 2024, 2023, None]
    assert list_years(made(), "nation") == (2022, 2024)


def test_tiers_from_the_lowest_rung_up() -> None:
    assert tiers(made()) == ("city", "nation")


def test_the_history_of_a_region() -> None:
    first, second = history(made(), "R1", "nation")
    assert (first.year, [one.id for one in first.held], [one.id for one in first.shared]) == (
        2022,
        ["w"],
        ["w"],
    )
    assert (second.year, [one.id for one in second.held], [one.id for one in second.new]) == (
        2024,
        ["w", "x"],
        ["x"],
    )
    assert [len(one.held) for one in history(made(), "R2", "nation")] == [1, 1]
    assert [len(one.held) for one in history(made(), "R3", "nation")] == [0, 0]


def test_a_cluster_is_its_own() -> None:
    assert [one.id for one in clusters_of(made(), "y")] == ["y"]
    assert [one.id for one in clusters_of(made(), "R3")] == ["y"]


def test_the_tier_looked_at_is_the_units_highest() -> None:
    assert [tier_of(made(), one) for one in ("R1", "R3", "R9")] == ["nation", "city", "nation"]
    assert tier_of(dataset(facts(a=(1, 2, 3))), "R1") == ""
