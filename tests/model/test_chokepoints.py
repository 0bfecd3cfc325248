"""The register's lookups and its table."""

from __future__ import annotations

from cluster_core.model.chokepoints import (
    LANE_COLUMNS,
    Category,
    Chokepoints,
    Lane,
    Rated,
    Technology,
    lanes_table,
)
from cluster_core.model.text import Text
from tests.model.examples import NAN

HELD = Category("held", Text("受制", "Held"), 1.0)


def test_a_category_by_its_id() -> None:
    register = Chokepoints("r", Text("r", "r"), (HELD,), ())
    assert register.category("held") == HELD
    assert register.category("") is None


def test_the_lane_of_those_without_a_category_has_a_name() -> None:
    assert (Lane(HELD, ()).id, Lane(None, ()).id) == ("held", "unclassified")


def test_one_row_an_entry_in_the_order_of_lanes_and_places() -> None:
    known = Technology(
        "a", Text("甲", "A"), Text("x", "x"), import_dependence=50, dependence_year=2020, cite="p. 1"
    )
    bare = Technology("b", Text("乙", "B"), Text("x", "x"))
    lanes = (
        Lane(HELD, (Rated(known, "held", 0.5, 1.0, 40.0), Rated(bare, "", 1.0, 0.75, NAN))),
        Lane(None, (Rated(bare, "", NAN, 0.75, NAN),)),
    )
    table = lanes_table(lanes)
    assert list(table.columns) == list(LANE_COLUMNS)
    assert table[["lane", "place", "technology", "name_zh", "name_en"]].values.tolist() == [
        ["held", 1, "a", "甲", "A"],
        ["held", 2, "b", "乙", "B"],
        ["unclassified", 1, "b", "乙", "B"],
    ]
    assert table["dependence_year"].isna().tolist() == [False, True, True], "not stated stays empty"
    assert table["priority"].isna().tolist() == [False, True, True]
    assert list(lanes_table(()).columns) == list(LANE_COLUMNS)
