"""A visitor's way through the dashboard in a real browser; the fixtures fail it on foreign requests."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest

from tests.e2e.conftest import OpenApp, StartServer, Visit
from tests.e2e.server import AppServer

LOCALES = ["zh-CN", "en-GB"]
SLIDER = '.live-board input[type="range"]'
CHART = '[data-testid="stVegaLiteChart"] svg'


def headline(visit: Visit) -> str:
    return visit.page.locator("h1").inner_text()


def ranks(visit: Visit) -> list[str]:
    """Return what every row of the slope says to a screen reader."""
    visit.page.locator(CHART).first.wait_for()
    return visit.page.locator(CHART).first.evaluate(
        "svg => [...svg.querySelectorAll('[aria-label]')].map(mark => mark.getAttribute('aria-label')).sort()"
    )


def press(visit: Visit, slider: int, key: str, times: int) -> None:
    visit.page.locator(SLIDER).nth(slider).focus()
    for _ in range(times):
        visit.page.keyboard.press(key)
    visit.wait_idle(quiet=0.6)  # the address follows once the hand rests


def test_a_deep_link_is_the_first_visit(fresh_server: StartServer, open_app: OpenApp) -> None:
    server = fresh_server()
    for _ in range(2):
        visit = open_app("/weights", server=server)
        assert "盐城" in headline(visit)
        assert visit.page.get_by_test_id("stTopNav").get_by_text("看现状").is_visible()
        assert visit.page.locator(SLIDER).count() == 4
        assert visit.page.get_by_text("Page not found").count() == 0


def test_the_keyboard_moves_the_ranking(open_app: OpenApp) -> None:
    visit = open_app("/weights", locale="en-GB")
    before, address = ranks(visit), visit.page.url
    press(visit, 0, "ArrowRight", 40)
    assert ranks(visit) != before
    assert "rises" in headline(visit) or "falls" in headline(visit)
    assert visit.page.url != address
    assert visit.page.evaluate("document.activeElement.matches('input[type=range]')")


def test_the_link_reopens_the_same_ranks(open_app: OpenApp) -> None:
    visit = open_app("/weights", locale="en-GB")
    press(visit, 2, "ArrowRight", 33)
    visit.page.get_by_role("button", name="Share").click()
    code = visit.page.get_by_test_id("stCode").inner_text()
    link = "".join(code.split())
    assert len(link) - len(visit.url) <= 200
    again = open_app(link.removeprefix(visit.url), locale="zh-CN")
    assert headline(again) == headline(visit)
    assert ranks(again) == ranks(visit)


def test_the_journey_leaves_no_trace_abroad(open_app: OpenApp) -> None:
    visit = open_app("/")
    for toggle in range(visit.page.get_by_text("表格", exact=True).count()):
        visit.page.get_by_text("表格", exact=True).nth(toggle).click()
        visit.wait_idle()
    visit.page.get_by_test_id("stTopNav").get_by_text("算方案").click()
    visit.page.get_by_role("menuitem", name="权重实验室").click()
    visit.wait_idle()
    press(visit, 1, "ArrowLeft", 20)
    visit.page.get_by_text("细调").click()
    visit.wait_idle()
    kept = headline(visit)
    visit.page.get_by_test_id("stSidebar").get_by_text("English").click()
    visit.wait_idle()
    assert headline(visit) != kept
    assert re.search("[一-鿿]", headline(visit)) is None
    assert "/weights" in visit.page.url
    assert not visit.foreign_requests
    assert not visit.csp_violations


@pytest.mark.parametrize("locale", LOCALES)
def test_sliders_slope_and_bars_stand_above_the_fold(open_app: OpenApp, locale: str) -> None:
    visit = open_app("/weights", locale=locale)
    boxes = [one.bounding_box() for one in visit.page.locator(f"{SLIDER}, {CHART}").all()]
    assert len(boxes) == 5
    assert all(box and box["y"] + box["height"] <= 768 for box in boxes)


@pytest.mark.parametrize("path", ["/", "/health", "/_stcore/health", "/weights"])
def test_every_answer_has_the_security_headers(server: AppServer, path: str) -> None:
    with urllib.request.urlopen(server.url + path, timeout=10) as answer:
        headers = answer.headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/upload_file/a/b"])
def test_closed_doors(server: AppServer, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(server.url + path, timeout=10)
    refused.value.close()
    assert refused.value.code == 404


@pytest.mark.parametrize(
    "code", ["garbage", "9~new", "1~jiangsu~1~four_forces~1~~~2023~~~~~~~x~0~user~1~four_forces~1~nan~z"]
)
def test_a_bad_link_is_explained(open_app: OpenApp, code: str) -> None:
    visit = open_app(f"/?s={code}", locale="en-GB")
    visit.page.get_by_role("button", name="Dismiss").wait_for()
    assert "Yancheng" in headline(visit)
    visit.page.get_by_role("button", name="Dismiss").click()
    visit.wait_idle()
    assert visit.page.get_by_role("button", name="Dismiss").count() == 0


def test_an_error_shows_an_id_and_no_traceback(
    fresh_server: StartServer, open_app: OpenApp, tmp_path_factory: pytest.TempPathFactory
) -> None:
    server = fresh_server(env={"CLUSTER_DESK_DATA": str(tmp_path_factory.mktemp("no_data"))})
    visit = open_app("/", server=server, locale="en-GB")
    said = visit.page.get_by_test_id("stMain").inner_text()
    assert re.search(r"Error [0-9a-f]{8}", said)
    assert "Traceback" not in said
    assert ".py" not in said
