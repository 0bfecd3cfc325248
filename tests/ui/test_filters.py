"""What can be chosen and what is chosen; the widgets themselves are tried by tests/pages/test_data.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.quality_flags import FLAGS
from cluster_core.model.assessment import Assessment
from cluster_core.report.observations import Selection
from cluster_core.report.table_request import COLUMNS, LONG, SCORES, USUAL, WIDE, YEARS, checked
from ui import filters, view_state


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple]:
    kept: dict[str, tuple] = {}
    monkeypatch.setattr(view_state, "filtered", kept.get)
    return kept


def test_only_what_is_there_can_be_chosen(language: str, assessment: Assessment) -> None:
    known, tidy = filters.options(assessment), assessment.dataset.observations
    fields = {"unit", "indicator", "year", "dimension", "group", "source", "status", "quality", "flag"}
    assert set(known) == fields
    assert set(known["indicator"]) == set(tidy["indicator"])
    assert list(known["year"]) == sorted(assessment.dataset.years())
    assert list(known["status"]) == ["observed", "derived", "missing"]
    assert list(known["flag"]) == [*FLAGS, "none"]
    assert set(known["dimension"]) == set(assessment.framework.by_id) - {assessment.framework.id}


def test_fields_without_values_are_left_out(language: str, assessment: Assessment) -> None:
    bare = replace(assessment, dataset=replace(assessment.dataset, groups={}, fingerprint="no groups"))
    assert "group" not in filters.options(bare)


def test_choices_of_another_data_set_are_ignored(chosen: dict, language: str, assessment: Assessment) -> None:
    chosen.update(
        unit=("320900", "p01"),
        year=((2023, 2023), (1066, 1066)),
        status=("rating", "derived"),
        dimension=("x",),
    )
    asked = filters.request(assessment)
    assert asked.selection == Selection(unit=("320900",), year=((2023, 2023),))
    assert checked(asked, assessment).language == language


def test_every_kind_of_table_asks_for_what_it_has(
    chosen: dict, language: str, assessment: Assessment
) -> None:
    chosen.update(year=((2023, 2023),), indicator=("gdp",), quality=("A",), status=("observed", "derived"))
    whole = Selection(year=((2023, 2023),), indicator=("gdp",), quality=("A",), status=("observed",))
    expected = {
        "long": (LONG, whole),
        "wide": (WIDE, whole.without("year")),
        "years": (YEARS, whole.without("indicator")),
        "scores": (
            SCORES, replace(whole.without("year").without("quality"), status=("observed", "derived")),
        ),
        "nonsense": (LONG, whole),
    }  # fmt: skip
    for shape, (table, selection) in expected.items():
        chosen["shape"] = (shape,)
        asked = checked(filters.request(assessment), assessment)
        assert (asked.table, asked.selection) == (table, selection)


def test_the_year_of_the_wide_table(chosen: dict, language: str, assessment: Assessment) -> None:
    chosen["shape"] = ("wide",)
    for basis, year in (("vintage", None), (2021, 2021), (1066, None)):
        chosen["basis"] = (basis,)
        assert filters.request(assessment).at_year == year
    chosen["shape"] = ("long",)
    assert filters.request(assessment).at_year is None


def test_the_indicator_of_the_table_by_year(chosen: dict, language: str, assessment: Assessment) -> None:
    chosen["shape"] = ("years",)
    assert filters.request(assessment).of == next(iter(filters.options(assessment)["indicator"]))
    chosen["of"] = ("rd_expenditure",)
    assert filters.request(assessment).of == "rd_expenditure"
    chosen["of"] = ("nonsense",)
    assert filters.request(assessment).of == "gdp"


def test_no_column_means_every_column(chosen: dict) -> None:
    assert filters.columns(LONG) == USUAL[LONG]
    chosen.update(columns=(), score_columns=("z", "region"))
    assert filters.columns(LONG) == COLUMNS[LONG]
    assert filters.columns(SCORES) == ("region", "z")
    chosen["columns"] = ("value", "region", "nonsense")
    assert filters.columns(LONG) == ("region", "value")


def test_spans_and_texts_that_mean_nothing_are_left_out(
    chosen: dict, language: str, assessment: Assessment
) -> None:
    for ends, kept in (((1.0, 0.5), False), ((None, None), False), ((None, 2.0), True), ((2.0, 2.0), True)):
        chosen["value"] = (ends,)
        assert filters.is_span(ends) == kept
        assert filters.request(assessment).selection.value == ((ends,) if kept else ())
    assert filters.looked_for("  a\u202e\t b\x00 ") == "a b"
    assert len(filters.looked_for("长" * 500)) == filters.TEXT_MAX


def test_the_popover_hides_some_choices(chosen: dict, language: str, assessment: Assessment) -> None:
    chosen.update(unit=("320900",), quality=("A",), text=("R&D",), value=((1.0, None),))
    hidden = filters.unseen(filters.request(assessment))
    assert hidden == Selection(quality=("A",), text=("R&D",), value=((1.0, None),))
