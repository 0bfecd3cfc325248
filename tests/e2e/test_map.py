"""The map in a real browser: drawn without a foreign request, clicked, and read in its other views."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenApp, Visit

MAP = '[data-testid="stDeckGlJsonChart"]'
READY_S = 3.0
# Where the picture shows cities of Jiangsu, as shares of its height from its middle: (right, down).
NANJING = (-0.07, 0.19)
SEA = (0.42, -0.3)


def headline(visit: Visit) -> str:
    return visit.page.locator("h1").inner_text()


def drawn(visit: Visit) -> None:
    """Wait until the canvas has colours: the share of pixels that are not paper."""
    visit.page.locator(f"{MAP} canvas").first.wait_for()
    visit.page.wait_for_timeout(600)


def go(visit: Visit, page: str) -> None:
    visit.page.get_by_test_id("stTopNav").get_by_text("看现状").click()
    visit.page.get_by_role("menuitem", name=page).click()


def click(visit: Visit, place: tuple[float, float]) -> None:
    visit.page.locator(MAP).scroll_into_view_if_needed()
    box = visit.page.locator(MAP).bounding_box()
    assert box
    x = box["x"] + box["width"] / 2 + place[0] * box["height"]
    visit.page.mouse.move(x - 3, box["y"] + (0.5 + place[1]) * box["height"])
    visit.page.mouse.click(x, box["y"] + (0.5 + place[1]) * box["height"])
    visit.wait_idle(quiet=0.8)


def test_a_click_makes_a_region_the_focus(open_app: OpenApp) -> None:
    visit = open_app("/map", size=(1366, 1000))
    drawn(visit)
    assert "盐城" in headline(visit)
    click(visit, NANJING)
    assert "南京" in headline(visit)
    chosen = visit.page.get_by_test_id("stSidebar").locator("input")
    assert "南京市" in [chosen.nth(place).input_value() for place in range(chosen.count())]
    assert "320100" in visit.page.url
    click(visit, SEA)
    assert "南京" in headline(visit), "beside the regions a click changes nothing"


def test_the_tooltip_speaks_in_words(open_app: OpenApp) -> None:
    visit = open_app("/map", size=(1366, 1000), locale="en-GB")
    drawn(visit)
    box = visit.page.locator(MAP).bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for step in (5, 0):
        visit.page.mouse.move(
            middle[0] + NANJING[0] * box["height"] + step, middle[1] + NANJING[1] * box["height"]
        )
        visit.page.wait_for_timeout(300)
    said = visit.page.locator(f"{MAP} .deck-tooltip").inner_text()
    *place, sure = said.split("\n")
    assert place == ["Nanjing", "Four forces 74.8", "2nd of 13"]
    assert "in nine of ten weightings" in sure


def test_layers_are_drawn_here_and_a_click_compares(open_app: OpenApp) -> None:
    layers = "o~1~clusters~mn~1~outlined~mk~1~compare"
    visit = open_app(f"/map?v=1~{layers}~z", size=(1366, 1100), locale="en-GB")
    main = visit.page.get_by_test_id("stMain")
    main.get_by_role("radio", name="Two measures", exact=True).click()
    visit.wait_idle()
    drawn(visit)
    assert "Yancheng is weak in Four forces" in headline(visit)
    assert main.get_by_text("12 clusters, 4 of them across regions").count() == 1
    click(visit, NANJING)
    assert "Yancheng is weak" in headline(visit), "the focus stays"
    main.get_by_text("Compared: Yancheng and Nanjing").wait_for()
    assert layers.split("~mn~", maxsplit=1)[0] in visit.page.url
    assert "mk~1~compare" in visit.page.url
    main.get_by_role("link", name="Open the comparison").click()
    visit.page.wait_for_url("**/compare**")
    visit.wait_idle()
    assert "Nanjing" in headline(visit)


@pytest.mark.parametrize("view", ["Print chart", "Tiles"])
def test_the_other_views_speak_for_every_region(open_app: OpenApp, view: str) -> None:
    visit = open_app("/map", locale="en-GB")
    visit.page.get_by_test_id("stMain").get_by_text(view, exact=True).click()
    visit.wait_idle()
    assert visit.page.locator(MAP).count() == 0
    chart = visit.page.locator('[data-testid="stVegaLiteChart"] svg').nth(1)
    chart.wait_for()
    labels = chart.evaluate(
        "svg => [...svg.querySelectorAll('[aria-label]')].map(mark => mark.getAttribute('aria-label'))"
    )
    assert sum("of 13" in label for label in labels) == 13
    note = visit.page.get_by_text("For illustration only, not a basis for boundaries")
    assert note.count() == (1 if view == "Print chart" else 0)


def test_a_picture_is_made_at_the_click(open_app: OpenApp, tmp_path: Path) -> None:
    visit = open_app("/map", accept_downloads=True)
    visit.page.get_by_test_id("stMain").get_by_text("打印图", exact=True).click()
    visit.wait_idle()
    for suffix, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with visit.page.expect_download() as started:
            visit.page.get_by_role("button", name=f"下载 {suffix}").click()
        name = started.value.suggested_filename
        assert name.startswith("map-outline-value-four-forces_jiangsu_v1_2023_")
        started.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    assert "最高一级" in (tmp_path / name).read_text(encoding="utf-8")


def test_the_map_is_ready_in_time_once_warm(open_app: OpenApp) -> None:
    visit = open_app("/map")
    drawn(visit)
    times = []
    for _ in range(3):
        go(visit, "总览")
        visit.wait_idle()
        started = time.perf_counter()
        go(visit, "地图")
        visit.page.locator(f"{MAP} canvas").first.wait_for()
        times.append(time.perf_counter() - started)
    assert min(times) <= READY_S
