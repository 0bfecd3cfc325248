"""Tables rewritten: what is not touched stays as it stands."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource
from cluster_core.intake.difference import difference, merge
from cluster_core.intake.draft import Entry, stored_values, write_indicators, write_observations, write_source
from cluster_core.intake.findings import Findings
from cluster_core.intake.observations import Observations, keys_of
from cluster_core.intake.vocabulary import vocabulary_of
from cluster_core.store.check import check_path
from tests.intake.samples import FILES, bundle, known

ROWS = FILES["observations.csv"].splitlines()
ENTRY = Entry("s1", "import: a.csv", "estimated", "B")


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def changed(
    folder: Path,
    content: dict[tuple[str, str, int], float],
    *,
    replace: bool = False,
    held: str = FILES["observations.csv"],
) -> list[list[str]]:
    names = vocabulary_of(bundle(folder, {"observations.csv": held}))
    keys = keys_of(tuple(names.regions), tuple(names.indicators))
    incoming = Observations(keys)
    for (region, indicator, year), value in content.items():
        incoming.add(region, indicator, year, value, (0, 0))
    stored = stored_values(folder / "demo", keys)
    write_observations(
        folder / "demo", difference(incoming, merge(incoming, Findings()), stored, replace=replace), ENTRY
    )
    assert check_path(folder / "demo") == []
    return lines(folder / "demo" / "observations.csv")


def test_stored_values_leave_empty_ones_out(tmp_path: Path) -> None:
    names = known(tmp_path)
    found = stored_values(tmp_path / "demo", keys_of(tuple(names.regions), tuple(names.indicators)))
    assert len(found.observations) == 2
    assert found.observations.key(1) == ("320500", "gdp", 2022)
    assert found.sources[found.observations.row[1]] == "s1"


def test_changed_in_place_new_behind_others_as_they_were(tmp_path: Path) -> None:
    rows = changed(tmp_path, {("320500", "gdp", 2022): 201.5, ("007", "pop", 2023): 1e-7})
    old = [line.split(",") for line in FILES["observations.csv"].splitlines()]
    assert rows[:2] == old[:2]
    assert rows[2] == ["320500", "gdp", "2022", "201.5", "s1", "import: a.csv", "estimated", "B", ""]
    assert rows[3] == old[3]
    assert rows[4] == ["007", "pop", "2023", "0.0000001", "s1", "import: a.csv", "estimated", "B", ""]
    assert len(rows) == 5


def test_the_error_of_a_value_goes_with_it(tmp_path: Path) -> None:
    held = [f"{row},{error}" for row, error in zip(ROWS, ("error", 0.5, 0.5, ""), strict=True)]
    rows = changed(tmp_path, {("320500", "gdp", 2022): 201.5}, held="\n".join(held) + "\n")
    assert [row[-1] for row in rows] == ["error", "0.5", "", ""]


def test_a_new_value_takes_the_place_of_an_empty_row(tmp_path: Path) -> None:
    rows = changed(tmp_path, {("320100", "pop", 2022): 900.0})
    assert [row[:4] for row in rows if row[1] == "pop"] == [["320100", "pop", "2022", "900"]]


def test_lost_rows_go_only_when_told(tmp_path: Path) -> None:
    assert len(changed(tmp_path / "a", {("007", "gdp", 2022): 1.0})) == 5
    rows = changed(tmp_path / "b", {("007", "gdp", 2022): 1.0}, replace=True)
    assert [row[0] for row in rows[1:]] == ["320100", "007"]  # the one without a value, and the new one


def test_indicators_and_sources_are_added_behind(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    write_indicators(folder, [NewIndicator("robots", "benefit", "台", name_zh="机器人,数")])
    write_source(folder, NewSource("s2", title_en="Another, later", year="2024", licence="free"))
    assert check_path(folder) == []
    assert lines(folder / "sources.csv")[0] == [
        "source",
        "title_zh",
        "title_en",
        "year",
        "issuer_zh",
        "issuer_en",
        "address",
        "accessed",
        "licence",
    ]
    assert lines(folder / "sources.csv")[2][:4] == ["s2", "", "Another, later", "2024"]
    assert lines(folder / "indicators.csv")[-1][:2] == ["robots", "机器人,数"]


def test_a_bundle_without_sources_stays_without(tmp_path: Path) -> None:
    folder = bundle(tmp_path, {"sources.csv": None})
    write_source(folder, NewSource("s2", title_en="x"))
    assert not (folder / "sources.csv").exists()


def test_columns_missing(tmp_path: Path) -> None:
    folder = bundle(tmp_path, {"observations.csv": "region,indicator,value\n"})
    with pytest.raises(IntakeError, match="Run the command check"):
        stored_values(folder, keys_of([], []))
