"""The Data page in a real browser: what is downloaded is what was filtered."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cluster_core.store.read import load_dataset
from tests.e2e.conftest import OpenApp, StartServer, Visit
from tests.e2e.server import ROOT

NASTY = '=HYPERLINK("x")<img src=x onerror=alert(1)> **مدينة** :red[x] $y$'


def pick(visit: Visit, field: str, option: str) -> None:
    box = visit.page.get_by_test_id("stMultiSelect").filter(has_text=field).locator("input").first
    box.click()
    box.fill(option)
    visit.page.get_by_role("option", name=option, exact=True).click()
    visit.page.keyboard.press("Escape")
    visit.wait_idle()


def download(visit: Visit, button: str, folder: Path) -> Path:
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name=button).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


@pytest.fixture
def expected() -> pd.DataFrame:
    tidy = load_dataset(ROOT / "data" / "jiangsu", None).observations
    return tidy[tidy["unit"].isin(["320900", "320600"]) & (tidy["year"] == 2023)]


def test_the_filtered_table_is_the_download(
    open_app: OpenApp, tmp_path: Path, expected: pd.DataFrame
) -> None:
    visit = open_app("/data?v=1~fy~1~2023~z", locale="en-GB", accept_downloads=True)
    pick(visit, "Region", "Yancheng")
    pick(visit, "Region", "Nantong")
    assert visit.page.get_by_text(f"{len(expected)} of 1,423 observations").is_visible()

    workbook = download(visit, "Download Excel", tmp_path)
    sheet, about = openpyxl.load_workbook(workbook).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    table = pd.DataFrame(rows, columns=list(head))
    assert table["Value"].tolist() == expected["value"].tolist()
    assert table["Year"].tolist() == expected["year"].tolist()
    assert set(table["Region"]) == {"Yancheng", "Nantong"}
    facts = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    code = visit.page.evaluate("new URLSearchParams(location.search).get('s')")
    assert facts["方案代码 Scenario code"] == code
    assert facts["Filters"] == "Region: Yancheng, Nantong; Year: 2023"

    recipe = facts["Command that makes this table"]
    assert "--filter region=320900+320600 --filter year=2023" in recipe

    visit.page.get_by_role("button", name="More formats, copy").click()
    visit.page.get_by_role("dialog").get_by_text(recipe.replace(".xlsx", ".csv")).wait_for()
    sheet_file = download(visit, "CSV", tmp_path)
    assert sheet_file.read_bytes().startswith(b"\xef\xbb\xbf")
    again = pd.read_csv(sheet_file, comment="#", encoding="utf-8-sig")
    assert list(again.columns) == list(table.columns)
    assert again["Value"].tolist() == table["Value"].tolist()
    assert again["Indicator"].tolist() == table["Indicator"].tolist()
    assert f"# 方案代码 Scenario code: {code}" in sheet_file.read_text(encoding="utf-8-sig")
    assert workbook.stem == sheet_file.stem
    assert workbook.stem.startswith("data_jiangsu_v1_2023_")


def test_the_matrix_speaks(open_app: OpenApp) -> None:
    visit = open_app("/data", locale="en-GB")
    cells = visit.page.locator('[data-testid="stVegaLiteChart"] svg [aria-label*="Yancheng · "]')
    cells.first.wait_for()
    assert cells.count() == 25
    assert "Data 2021" in (cells.first.get_attribute("aria-label") or "")
    cells.first.hover()
    visit.page.locator(".vg-tooltip-element, #vg-tooltip-element").get_by_text(
        "Yancheng · R&D intensity"
    ).wait_for()


def test_hostile_names_are_text_on_the_page_and_in_files(
    fresh_server: StartServer, open_app: OpenApp, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("*.duckdb*"))
    regions = folder / "jiangsu" / "regions.csv"
    table = pd.read_csv(regions, dtype=str, keep_default_na=False)
    table.loc[table["region"] == "320900", "name_en"] = NASTY
    table.to_csv(regions, index=False)

    visit = open_app("/data", server=fresh_server(env={"CLUSTER_DESK_DATA": str(folder)}), locale="en-GB")
    dialogs: list[str] = []
    visit.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    pick(visit, "Region", NASTY)
    assert visit.page.get_by_test_id("stMain").get_by_text(NASTY).first.is_visible()
    assert visit.page.locator('img[src="x"]').count() == 0
    sheet = openpyxl.load_workbook(download(visit, "Download Excel", tmp_path)).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (NASTY, "s")
    visit.page.get_by_role("button", name="More formats, copy").click()
    read = pd.read_csv(download(visit, "CSV", tmp_path), comment="#", encoding="utf-8-sig")
    assert set(read["Region"]) == {"'" + NASTY}
    assert not dialogs
