"""What can be chosen and what is chosen; the widgets themselves are tried by tests/pages/test_data.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.report.observations import Selection
from ui import filters, view_state


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple]:
    kept: dict[str, tuple] = {}
    monkeypatch.setattr(view_state, "filtered", kept.get)
    return kept


def test_only_what_is_there_can_be_chosen(language: str, jiangsu: Dataset) -> None:
    known = filters.options(jiangsu, "region")
    assert set(known) == {"unit", "indicator", "year", "group", "source", "status", "quality"}
    assert set(known["indicator"]) == set(jiangsu.observations["indicator"])
    assert list(known["year"]) == sorted(jiangsu.years(), reverse=True)
    assert list(known["status"]) == ["observed"]


def test_fields_without_values_are_left_out(language: str, jiangsu: Dataset) -> None:
    bare = replace(jiangsu, groups={}, fingerprint="no groups")
    assert "group" not in filters.options(bare, "region")


def test_choices_of_another_data_set_are_ignored(chosen: dict, language: str, jiangsu: Dataset) -> None:
    known = filters.options(jiangsu, "region")
    chosen.update(unit=("320900", "p01"), year=(2023, 1066), status=("rating",))
    assert filters.selection(known) == Selection(unit=("320900",), year=(2023,))


def test_the_wide_table_has_its_own_year(chosen: dict, language: str, jiangsu: Dataset) -> None:
    known = filters.options(jiangsu, "region")
    chosen.update(year=(2023,), shape=("wide",))
    assert filters.selection(known) == Selection()
    assert filters.basis(known) == "vintage"
    chosen["basis"] = (2021,)
    assert filters.basis(known) == 2021
    chosen["basis"] = (1066,)
    assert filters.basis(known) == "vintage"


def test_the_year_of_each_indicator(
    chosen: dict, language: str, jiangsu: Dataset, scenario: Scenario
) -> None:
    known = filters.options(jiangsu, "region")
    by_rule = filters.years_of(known, scenario, jiangsu)
    assert by_rule["gdp"] == 2023
    assert len(set(by_rule.values())) > 1
    chosen["basis"] = (2021,)
    assert set(filters.years_of(known, scenario, jiangsu).values()) == {2021}


def test_no_column_means_every_column(chosen: dict) -> None:
    assert filters.columns() == filters.USUAL
    chosen["columns"] = ()
    assert filters.columns() == filters.COLUMNS
    chosen["columns"] = ("value", "region", "nonsense")
    assert filters.columns() == ("region", "value")


@pytest.mark.usefixtures("english")
def test_choices_in_words(jiangsu: Dataset) -> None:
    known = filters.options(jiangsu, "region")
    said = filters.described(known, Selection(unit=("320900", "320500"), quality=("A",)))
    assert said == "Region: Yancheng and Suzhou; Quality: A official"
    assert filters.described(known, Selection()) == ""
