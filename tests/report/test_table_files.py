"""What the files of tables tell, the same twice, and what is said where nothing is left."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.errors import ScenarioError
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Text
from cluster_core.report.holdings import Holdings, holdings
from cluster_core.report.observations import Selection
from cluster_core.report.table_files import RENDERERS, described, file_of, table_of, written
from cluster_core.report.table_request import LONG, SCORES, TABLES, WIDE, YEARS, Request, recipe
from cluster_core.report.table_words import word
from cluster_core.report.tables import frame, places_of
from ui import data

NASTY = '=HYPERLINK("x")<script>\u202eمدينة' + "长" * 200


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return data.assessment(default_scenario(data.dataset("jiangsu")))


@pytest.fixture(scope="module")
def held(assessment: Assessment) -> Holdings:
    return holdings(assessment)


def asked(table: str, **choices: object) -> Request:
    return Request(table, of="gdp" if table == YEARS else "", language="en", **choices)  # type: ignore[arg-type]


def cut(held: Holdings, request: Request) -> pd.DataFrame:
    return frame(held, request, places_of(held, request))


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_leads_to_its_source(held: Holdings, table: str) -> None:
    request = asked(table, selection=Selection(unit=("320900", "320500")))
    whole = table_of(held, request, ".xlsx")
    facts = dict(whole.provenance.facts())
    assert facts["方案代码 Scenario code"] == held.assessment.scenario.encode()
    assert facts["数据版本 Data version"] == held.assessment.dataset.version
    assert dict(whole.notes)[word("note_recipe", "en")] == recipe(
        held.assessment, request, file_of(held.assessment, request, ".xlsx")
    )
    behind = cut(held, request) if table == LONG else whole.behind
    assert behind is not None
    assert set(behind["Source"]) <= {one.title.en for one in held.assessment.dataset.sources.values()}
    listed = {text.split(" · ")[0] for label, text in whole.notes if label == "Source"}
    assert set(behind["Source"]) == listed
    if table in (WIDE, YEARS):
        told = whole.rows.drop(columns=["Region code", "Region", *whole.rows.filter(regex="^(Rank|Top)")])
        cells = told.notna().sum().sum()
        assert cells == len(behind)
        twin = table_of(held, replace(request, sources=True), ".csv")
        pd.testing.assert_frame_equal(twin.rows, behind)
        assert twin.behind is None


def test_a_derived_value_leads_to_both_of_its_parts(held: Holdings) -> None:
    request = asked(SCORES, selection=Selection(unit=("320900",), indicator=("rd_intensity",)))
    whole = table_of(held, request, ".xlsx")
    known = held.assessment.dataset.indicators["rd_intensity"]
    assert whole.behind is not None
    assert set(whole.behind["Indicator code"]) == {known.numerator, known.denominator}
    top, bottom = (
        whole.behind.set_index("Indicator code")["Value"][one] for one in (known.numerator, known.denominator)
    )
    assert whole.rows["Value"][0] == pytest.approx(known.scale * top / bottom)


@pytest.mark.parametrize("suffix", RENDERERS)
def test_a_file_says_the_same_twice_and_names_are_text(assessment: Assessment, suffix: str) -> None:
    units = {i: replace(one, name=Text(NASTY, NASTY)) for i, one in assessment.dataset.regions.items()}
    named = holdings(assess(replace(assessment.dataset, regions=units), assessment.scenario))
    request = asked(LONG, selection=Selection(unit=("320900",), year=((2023, 2023),)))
    content = written(named, request, suffix)
    assert content == written(holdings(named.assessment), request, suffix)
    seen = NASTY.replace("\u202e", "�")
    if suffix == ".xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", seen)
    elif suffix == ".csv":
        assert content.startswith(b"\xef\xbb\xbf")
        read = pd.read_csv(io.BytesIO(content), comment="#", encoding="utf-8-sig")
        assert read["Region"][0] == "'" + seen
    elif suffix == ".json":
        assert f'"Region": "{seen}"'.replace('("x")', '(\\"x\\")') in content.decode()
    else:
        assert pd.read_parquet(io.BytesIO(content))["Region"][0] == seen


def test_the_names_of_files_differ_by_what_they_hold(assessment: Assessment) -> None:
    names = [file_of(assessment, asked(table), ".csv") for table in TABLES]
    names.append(file_of(assessment, asked(WIDE, sources=True), ".csv"))
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 60


def test_nothing_left_names_the_filter_to_loosen(held: Holdings) -> None:
    request = asked(LONG, selection=Selection(unit=("320900",), year=((1900, 1901),)))
    with pytest.raises(ScenarioError, match=r"no row .* without --filter year"):
        table_of(held, request, ".csv")
    hopeless = replace(request, selection=replace(request.selection, text=("nobody is called this",)))
    with pytest.raises(ScenarioError, match="Leave out all filters"):
        table_of(held, hopeless, ".csv")


def test_choices_in_words(held: Holdings) -> None:
    selection = Selection(
        unit=("320900", "320500"),
        year=((2019, None),),
        quality=("A",),
        value=((None, 0.5), (1, 1)),
        flag=("none",),
    )
    assert described(held, selection, "en") == (
        "Region: Yancheng, Suzhou; Year: from 2019; Quality: A official; Flag: no flag; Value: up to 0.5, 1"
    )
    assert described(held, Selection(dimension=("innovation",)), "zh").startswith("维度：")
    assert described(held, Selection(), "en") == ""


@pytest.mark.parametrize("suffix", RENDERERS)
def test_the_command_can_be_copied_from_the_file(held: Holdings, suffix: str) -> None:
    selection = Selection(unit=("320900", "320500"), year=((2021, 2022),), text=("R&D", "a, b; +c"))
    request = asked(LONG, selection=selection, columns=("region", "value"))
    line = recipe(held.assessment, request, file_of(held.assessment, request, suffix))
    content = written(held, request, suffix)
    if suffix == ".xlsx":
        about = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
        assert line in [cell.value for cell in about["B"]]
    else:
        assert line in content.decode(errors="replace")
