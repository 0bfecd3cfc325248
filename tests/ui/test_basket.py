"""The basket on the pages: names looked up anew, what is gone shown as such, and the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Table
from cluster_core.userdata import basket as saved
from cluster_core.userdata.basket import BasketItem
from cluster_core.userdata.connection import Store
from ui import basket, tables, tray


@pytest.fixture
def filled(desk: Store, scenario: Scenario) -> tuple[BasketItem, ...]:
    for kind, subject in (
        ("shortcoming", "inn_core_tech"),
        ("measure", "cm_js20_2_chokepoint"),
        ("case", "case_cz_carbon"),
        ("policy", "po_js_1650"),
        ("indicator", "rd_intensity"),
    ):
        saved.add(tray.store(), kind, subject, scenario)
    return basket.items()


def test_everything_has_its_name_and_place(english: None, filled: tuple[BasketItem, ...]) -> None:
    assert [basket.title(one) for one in filled][:3] == [
        "Core technology lacking; imitative innovation prevails",
        "Chokepoint list and joint research",
        "Changzhou new carbon materials",
    ]
    assert basket.line(filled[0]) == "Shortcoming · for Yancheng · document 000, 三(二)其次"
    assert set(basket.held()) == {one.about for one in filled}


def test_a_shortcoming_is_that_of_its_rules(english: None, desk: Store, scenario: Scenario) -> None:
    other = replace(scenario, rules="shortcomings_jiangsu_2020")
    own = replace(scenario, rules="")
    for subject, told in (("sj_tech_parts", other), (scenario.framework, own)):
        saved.add(tray.store(), "shortcoming", subject, told)
    assert [basket.title(one) for one in basket.items()] == ["Key parts depend on others", "Four forces"]


def test_what_the_data_no_longer_know_is_shown_as_such(
    english: None, desk: Store, scenario: Scenario
) -> None:
    saved.add(tray.store(), "case", "case_of_old", scenario)
    saved.add(tray.store(), "measure", "m1", replace(scenario, bundle="atlantis", focus="north"))
    gone, elsewhere = basket.items()
    assert basket.title(gone) == "No longer in the data (case_of_old)"
    assert basket.line(gone) == "Case · for Yancheng"
    assert basket.title(elsewhere) == "No longer in the data (m1)"
    assert basket.line(elsewhere) == "Measure · for north"
    assert len(basket.table(basket.items())) == 2
    unreadable = replace(gone, kind="shortcoming", code="rubbish")
    assert basket.title(unreadable).startswith("No longer")


def test_the_file_has_codes_versions_and_documents(
    english: None, filled: tuple[BasketItem, ...], assessment: Assessment
) -> None:
    noted = (replace(filled[0], note="=1+1"), *filled[1:])
    rows = basket.table(noted)
    assert list(rows["Name"]) == [basket.title(one) for one in filled]
    assert set(rows["Scenario code"]) == {assessment.scenario.encode()}
    written = render_csv(Table(rows, tables.provenance(assessment), basket.notes(noted))).decode("utf-8-sig")
    assert '"\'=1+1"' in written, "a note is never a formula"
    assert "000 · 001 · 002 · 004" in written
    assert "jiangsu 1" in written


def test_a_basket_that_cannot_be_read_is_empty(desk: Store) -> None:
    assert desk.path is not None
    desk.path.parent.mkdir(parents=True, exist_ok=True)
    desk.path.write_bytes(b"no database at all" * 100)
    assert basket.items() == ()
    assert basket.held() == {}
