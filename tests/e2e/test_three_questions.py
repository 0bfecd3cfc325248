"""The three questions of a first visit, each answered along the visible path without any documentation."""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote

from cluster_core import assess, default_scenario, load_dataset
from tests.e2e.conftest import OpenApp
from tests.e2e.server import ROOT
from tests.e2e.test_evidence import about, card, click_mark, close
from tests.e2e.test_share import headline, scores, shared
from tests.ui import qr_reader


def test_who_gains_most_if_innovation_counts_double(open_app: OpenApp) -> None:
    """The weights page, the button "Innovation first": the sentence over the slope names who gains most."""
    dataset = load_dataset(ROOT / "data" / "jiangsu")
    plain = default_scenario(dataset)
    root = plain.framework
    doubled = assess(dataset, plain.with_points(root, (2, 1, 1, 1))).ranks[root]
    gains = assess(dataset, plain).ranks[root] - doubled
    names = {dataset.regions[unit].name.en for unit in gains.index[gains == gains.max()]}
    visit = open_app("/", locale="en-GB")
    visit.page.get_by_test_id("stTopNav").get_by_text("Try").click()
    visit.page.get_by_role("menuitem", name="Weights").click()
    visit.wait_idle()
    visit.page.get_by_role("radio", name="Innovation first").click()
    visit.wait_idle()
    assert headline(visit).startswith("Innovation first: ")
    said = visit.page.get_by_test_id("stMain").get_by_text("up the most")
    said.wait_for()
    most, who = re.search(r"up the most, by (\d+): (.+)", said.inner_text()).groups()  # type: ignore[union-attr]
    assert int(most) == gains.max() > 0
    assert set(re.split(", | and ", who.strip())) == names


def test_why_is_yancheng_where_it_is(open_app: OpenApp) -> None:
    """One click on its dot, one on a row of what made the score, and the source is on the screen."""
    visit = open_app("/", locale="en-GB")
    assert headline(visit).startswith("Yancheng scores 16.0 and ranks 13th of 13")
    click_mark(visit, "Yancheng; Score 16.0")
    assert about(visit) == ["Yancheng", "Four forces"]
    assert "25.0% × 17.98" in card(visit).inner_text()
    cells = card(visit).locator("canvas").first
    cells.scroll_into_view_if_needed()
    place = cells.bounding_box()
    assert place
    visit.page.mouse.click(
        place["x"] + 60, place["y"] + place["height"] * 0.31
    )  # the third row below the head
    card(visit).get_by_role("link").first.wait_for()
    assert about(visit) == ["Yancheng", "R&D intensity"]
    said = card(visit).inner_text()
    for part in ("2.12% of GDP", "2021", "10th of 13", "R&D expenditure, 2021: 140.3"):
        assert part in said
    address = card(visit).get_by_role("link").first.get_attribute("href")
    assert address
    assert address.startswith("http")
    close(visit)
    click_mark(visit, "Yancheng; Score 16.0")  # the same mark again
    assert about(visit) == ["Yancheng", "Four forces"]


def test_send_this_view_to_a_colleague(open_app: OpenApp) -> None:
    """Share, Copy link: the colleague sees the same page with the same numbers."""
    visit = open_app("/?lang=en", locale="en-GB")
    visit.page.get_by_test_id("stTopNav").get_by_text("See").click()
    visit.page.get_by_role("menuitem", name="Compare").click()
    visit.wait_idle()
    regions = visit.page.get_by_test_id("stMultiSelect").locator("input").first
    regions.fill("Wuxi")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Escape")
    visit.wait_idle()
    link = shared(visit, "Share", "Copy link")
    picture = visit.page.get_by_role("img", name="QR code of the link")
    drawn = picture.get_attribute("src") or ""
    colleague = open_app(link.removeprefix(visit.url), locale="zh-CN", size=(1920, 1080))
    assert "/compare?" in link
    assert len(link) - len(visit.url) <= 200
    assert visit.page.url == link
    assert headline(colleague) == headline(visit)
    assert colleague.page.locator("[data-tag]").all_inner_texts() == ["Yancheng", "Suqian", "Wuxi"]
    assert scores(colleague) == scores(visit)
    svg = (
        base64.b64decode(drawn.partition(",")[2]).decode()
        if ";base64" in drawn
        else unquote(drawn.partition(",")[2])
    )
    assert qr_reader.read(re.sub(r' xmlns="[^"]*"', "", svg)) == link
    assert visit.page.get_by_text("opens on this computer only").is_visible()
