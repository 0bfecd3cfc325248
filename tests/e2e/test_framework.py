"""A framework of one's own by the visible path: changed, compared, taken away, checked, and used on another page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from cluster_core.store.check import check_path
from cluster_core.store.framework_yaml import read_yaml
from tests.e2e.conftest import OpenApp, StartServer, Visit
from tests.e2e.server import ROOT


def settle(visit: Visit) -> None:
    visit.wait_idle(quiet=0.2)


def test_a_framework_is_built_taken_away_and_used(
    open_app: OpenApp, fresh_server: StartServer, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("geo", "*.geojson"))
    visit = open_app("/framework", server=fresh_server(env={"CLUSTER_DESK_DATA": str(data)}), locale="en-GB")
    page = visit.page
    title = page.locator("h1")
    assert title.inner_text().startswith("Four forces (own) has 4 dimensions and 25 indicators")

    # The tree answers to the keyboard: from the root, three lines down.
    page.locator('[data-testid="stRadio"] input').first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        settle(visit)
    page.get_by_text("13 of 13 have a value").wait_for()
    page.get_by_role("combobox", name=re.compile("Stands under")).click()
    page.get_by_role("option", name="Competitiveness and brand / Cluster brand and firm strength").click()
    page.get_by_role("heading", name=re.compile("1 change to Four forces")).wait_for()
    page.get_by_text(re.compile(r"^Collaborative innovation")).first.click()
    settle(visit)
    points = page.get_by_label("Weight (against siblings)")
    points.fill("2")
    points.press("Enter")
    page.get_by_role("heading", name=re.compile("2 changes to Four forces")).wait_for()
    settle(visit)
    assert page.get_by_text("40.0% of its siblings").is_visible()
    assert page.get_by_text("2 changes against Four forces (own)").count() == 1

    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file (YAML)").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "four_forces_own.yaml"
    assert check_path(file) == []
    framework = read_yaml(file.read_text(encoding="utf-8"))
    assert [child.weight for child in framework.root.children] == [2, 1, 1, 1]
    assert [child.id for child in framework.by_id["brand_building"].children][-1] == "rd_intensity"

    page.get_by_role("button", name="Use it on all pages").click()
    page.get_by_text("The framework is saved").wait_for()
    settle(visit)
    page.get_by_role("button", name="Take the saving back").wait_for()
    visit.goto("/?lang=en")
    page.get_by_role("combobox", name=re.compile("Framework")).click()
    page.get_by_role("option", name="Four forces (own)").click()
    settle(visit)
    assert "~four_forces_own~1~" in page.url
    assert "Yancheng" in title.inner_text()
