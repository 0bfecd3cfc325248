"""Send this view to a colleague: two clicks to a link, and what the colleague's browser shows of it."""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote

from tests.e2e.conftest import OpenApp, Visit
from tests.ui import qr_reader

SLIDER = '[data-testid="stSlider"] input[type="range"]'


def headline(visit: Visit) -> str:
    return visit.page.locator("h1").inner_text()


def scores(visit: Visit) -> list[str]:
    """Return every number that the footer's code and the charts' marks tell a screen reader."""
    visit.page.locator('[data-testid="stVegaLiteChart"] svg').first.wait_for()
    return visit.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg [aria-label]')]
                 .map(mark => mark.getAttribute('aria-label')).sort()"""
    )


def shared(visit: Visit, button: str, copy: str) -> str:
    """Click twice, and return what is on the clipboard then."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name=button).click()
    visit.page.get_by_role("button", name=copy).click()
    visit.page.get_by_role("status").get_by_text(re.compile("Copied|已复制")).wait_for()
    return visit.page.evaluate("navigator.clipboard.readText()")


def test_a_colleague_sees_the_same_page_with_the_same_numbers(open_app: OpenApp) -> None:
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


def test_a_phone_shows_link_and_code_without_scrolling_sideways(open_app: OpenApp) -> None:
    visit = open_app("/shortcomings", size=(390, 844), color_scheme="dark")
    visit.page.get_by_test_id("stExpandSidebarButton").click()
    link = shared(visit, "分享", "复制链接")
    assert "/shortcomings?" in link
    dialog = visit.page.get_by_role("dialog")
    box = dialog.get_by_role("img", name="链接的二维码").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert dialog.evaluate("box => box.scrollWidth - box.clientWidth") == 0


def test_a_tampered_view_is_explained(open_app: OpenApp) -> None:
    visit = open_app("/compare?v=1~c~1~atlantis~z", locale="en-GB")
    assert visit.page.get_by_text("The scenario is complete.").is_visible()
    assert "Yancheng" in headline(visit)


def test_a_figure_is_taken_away_with_its_code(open_app: OpenApp) -> None:
    visit = open_app("/", locale="en-GB", accept_downloads=True)
    visit.page.get_by_test_id("stMain").get_by_role("button", name="Download").first.click()
    files = {}
    for kind in ("SVG", "CSV"):
        with visit.page.expect_download() as taken:
            visit.page.get_by_role("button", name=kind).click()
        files[kind] = taken.value.path().read_text(encoding="utf-8")
        assert re.fullmatch(
            rf"ranking_jiangsu_v1_2023_[0-9a-f]{{8}}\.{kind.lower()}", taken.value.suggested_filename
        )
    code = re.findall("[?&]s=([^&]+)", visit.page.url)[0]
    assert f"Scenario code {code} · data version 1" in " ".join(re.findall(">([^<>]+)</text>", files["SVG"]))
    assert f"Scenario code: {code}" in files["CSV"]
