"""The tables: keyed by bundle, refusing what no bundle may hold, and asked with constants only."""

from __future__ import annotations

from collections.abc import Generator

import duckdb
import pytest

from cluster_core.store.connection import writing
from cluster_core.store.schema import CREATE, INSERT, SELECT_ALL, SELECT_IN_ORDER, SELECT_VALUES, TABLES

BUNDLE = "INSERT INTO bundles VALUES ('d', 0, '', '', '1', '', '', NULL, '', '', false)"
REGION = "INSERT INTO regions VALUES ('d', 'R1', 0, '', '', '', '', '', NULL, NULL, NULL, NULL)"
INDICATOR = (
    "INSERT INTO indicators VALUES ('d', 'a', 0, '', '', 'benefit', '', '', '', '', 1, 'none', 'objective', '', "
    "NULL, NULL, NULL, NULL, '', '', '', '', false, NULL)"
)
FACT = "INSERT INTO observations VALUES ('d', 'R1', 'a', 2020, 1.5, '', '', 'observed', '', NULL)"

OUTPUT = (
    "INSERT INTO industries VALUES ('d', 0, 'R1', 'x', 'x', 'x', 2020, 1.5, '', '', '', '', NULL, '', '', "
    "'observed', '')"
)


@pytest.fixture
def empty() -> Generator[duckdb.DuckDBPyConnection]:
    """A database with the tables, a bundle, a region and an indicator."""
    with writing(None) as connection:
        for statement in [*CREATE, BUNDLE, REGION, INDICATOR]:
            connection.execute(statement)
        yield connection


def test_every_table_is_keyed_by_bundle_first() -> None:
    assert all(columns.split()[:2] == ["bundle", "VARCHAR"] for columns in TABLES.values())


def test_every_table_can_be_filled_and_read(empty: duckdb.DuckDBPyConnection) -> None:
    assert set(INSERT) == set(SELECT_ALL) == set(TABLES)
    for name in TABLES:
        empty.execute(SELECT_ALL[name], ["d"]).fetchall()
    for statement in (*SELECT_IN_ORDER.values(), *SELECT_VALUES.values()):
        empty.execute(statement, ["d"]).fetchall()
    assert empty.execute("SELECT count(*) FROM meta").fetchall() == [(0,)]


def test_a_bundles_place_among_others_is_no_content(empty: duckdb.DuckDBPyConnection) -> None:
    before = empty.execute(SELECT_ALL["bundles"], ["d"]).fetchall()
    empty.execute("UPDATE bundles SET ord = 7")
    assert empty.execute(SELECT_ALL["bundles"], ["d"]).fetchall() == before


def test_what_is_in_order_keeps_the_order_of_the_files() -> None:
    assert set(TABLES) - set(SELECT_IN_ORDER) == {
        "observations",
        "cluster_observations",
        "outlines",
    }
    assert all(statement.endswith("ORDER BY ord") for statement in SELECT_IN_ORDER.values())


def test_observations_are_read_with_the_column_unit(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute(FACT)
    found = empty.execute(SELECT_VALUES["region"], ["d"])
    names = [column[0] for column in found.description or []]
    assert names == ["unit", "indicator", "year", "value", "source", "note", "status", "quality", "error"]
    assert found.fetchall() == [("R1", "a", 2020, 1.5, "", "", "observed", "", None)]


@pytest.mark.parametrize(
    "statement",
    [
        FACT.replace("'R1'", "'R9'"),
        FACT.replace("'a'", "'z'"),
        FACT.replace("'d'", "'other'"),
        FACT.replace("1.5", "'nan'::DOUBLE"),
        FACT.replace("1.5", "'infinity'::DOUBLE"),
        FACT.replace("1.5", "NULL"),
        FACT.replace("NULL", "-0.1"),
        FACT.replace("NULL", "'infinity'::DOUBLE"),
        FACT.replace("'observed'", "'guessed'"),
        FACT.replace("'observed', ''", "'observed', 'D'"),
        OUTPUT.replace("'R1'", "'R9'"),
        OUTPUT.replace("1.5", "-1.5"),
        OUTPUT.replace("'observed'", "'guessed'"),
        BUNDLE,
        REGION,
        INDICATOR,
        INDICATOR.replace("'a'", "'b'").replace("'benefit'", "'better'"),
        INDICATOR.replace("'a'", "'b'").replace("'', 1, 'none'", "'', 0, 'none'"),
        INDICATOR.replace("'a'", "'b'").replace("'none'", "'sqrt'"),
        INDICATOR.replace("'a'", "'b'").replace("NULL, NULL, NULL, NULL", "NULL, 5, 5, NULL"),
        INDICATOR.replace("'a'", "'b'").replace("NULL, NULL, NULL, NULL", "'nan'::DOUBLE, NULL, NULL, NULL"),
    ],
)
def test_what_no_bundle_may_hold_cannot_be_stored(empty: duckdb.DuckDBPyConnection, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        empty.execute(statement)


def test_one_value_a_region_indicator_and_year(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute(FACT)
    empty.execute(FACT.replace("2020", "2021"))
    with pytest.raises(duckdb.ConstraintException):
        empty.execute(FACT.replace("1.5", "9"))


def test_one_value_a_region_industry_and_year(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute(OUTPUT)
    empty.execute(OUTPUT.replace("2020", "2021"))
    with pytest.raises(duckdb.ConstraintException):
        empty.execute(OUTPUT.replace("1.5", "9"))
