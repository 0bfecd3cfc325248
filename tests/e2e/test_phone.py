"""A participant's phone in a real browser, and what a real server shows to the network."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cluster_core.model.ballot import question_of
from cluster_core.model.fit import default_scenario
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.connection import Store, open_store
from tests.e2e.conftest import WATCH_CSP
from tests.e2e.server import AppServer, start_app
from tests.e2e.test_accessibility import AXE, FAULTS
from ui import data

PHONE = {"width": 390, "height": 844}
CENTRES = """() => [...document.querySelectorAll('button, a, select, input:not([type=hidden]):not([type=radio])')]
  .filter(one => one.offsetParent).map(one => [one.outerHTML.slice(0, 60), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(str(tmp_path_factory.mktemp("desk")))


@pytest.fixture(scope="module")
def server(desk: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The dashboard as somebody careless starts it: bound to every address of the computer."""
    assert desk.path
    running = start_app(
        tmp_path_factory.mktemp("log"),
        env={"CLUSTER_DESK_USERDATA": str(desk.path.parent)},
        options=("--server.address", "0.0.0.0"),
    )
    yield running
    running.stop()


@pytest.fixture
def room(desk: Store) -> sessions.Created:
    known = data.dataset("jiangsu")
    asked = question_of(known, "four_forces", "four_forces", "points")
    plan = sessions.Plan(
        "盐城研讨", "哪一力更该优先？", asked, default_scenario(known, focus="320900"), "1", timer_s=600
    )
    made = sessions.create(desk, plan)
    sessions.advance(desk, made.session.id, made.key, "open")
    return made


@pytest.fixture
def pages(browser: Browser) -> Iterator[list[Page]]:
    """Pages that must have broken no policy and logged no error of a script when they end."""
    opened: list[Page] = []
    yield opened
    for page in opened:
        page.context.close()


def phone(browser: Browser, pages: list[Page], **context: object) -> tuple[Page, list[str], list[str]]:
    """Open a phone; return its page, what it asked for, and what went wrong in it."""
    opened = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, **context)  # type: ignore[arg-type]
    page, asked, wrong = opened.new_page(), [], []
    pages.append(page)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if "[csp]" in message.text else None)
    if context.get("java_script_enabled", True):
        opened.add_init_script(WATCH_CSP)
    return page, asked, wrong


def test_a_ballot_by_touch_from_the_code_to_received_and_back_from_no_network(
    browser: Browser, pages: list[Page], server: AppServer, desk: Store, room: sessions.Created
) -> None:
    page, asked, wrong = phone(browser, pages, locale="zh-CN")
    held = room.session.id
    page.goto(f"{server.url}/j/{room.session.join_code}")
    page.get_by_role("button", name="参加").tap()
    send = page.locator("#send")
    assert send.is_disabled()
    page.get_by_label("协同创新力：拖动").fill("40")
    page.get_by_label("韧性与联动力：拖动").fill("60")
    page.get_by_role("button", name="韧性与联动力：减 1 分").tap()
    assert send.inner_text() == "分完 1 分再提交"
    page.get_by_role("button", name="竞争力与品牌力：加 1 分").tap()
    assert page.locator(".range").first.inner_text().startswith("各地得分 1.5（宿迁）至 94.4（南京）")
    assert page.evaluate(CENTRES) == []
    page.evaluate(AXE)
    assert page.evaluate(FAULTS) == []
    send.dblclick()
    page.locator("#message[data-kind=received]").wait_for()
    assert len([one for one in asked if "/j/state" not in one]) <= 5
    assert sum("/j/vote" in one for one in asked) == 1
    assert votes.counts(desk, held, 1) == votes.Counts(1, 1)

    page.context.set_offline(True)
    page.get_by_role("button", name="平均分配").tap()
    send.tap()
    page.locator("#message[data-kind=offline]").wait_for()
    other = page.context.new_page()  # the phone forgot the page: what was filled in is still there
    page.context.set_offline(False)
    page.close()
    other.goto(f"{server.url}/j")
    other.locator("#message[data-kind=received]").wait_for()
    assert [other.locator(f"#v{at}").input_value() for at in range(4)] == ["25"] * 4
    assert votes.counts(desk, held, 1) == votes.Counts(1, 1)
    token = other.context.cookies()[0]["value"].partition(".")[2]
    ballot = votes.standing(desk, held, token).ballot
    assert ballot
    assert ballot.values == (25.0,) * 4
    sessions.advance(desk, held, room.key, "close")
    other.locator("body[data-state=closed]").wait_for()
    assert other.get_by_text("您本轮的答案已计入。").is_visible()
    assert wrong == []


def test_a_ballot_without_scripts(
    browser: Browser, pages: list[Page], server: AppServer, desk: Store, room: sessions.Created
) -> None:
    page, asked, _ = phone(browser, pages, locale="en-GB", color_scheme="dark", java_script_enabled=False)
    page.goto(f"{server.url}/j/{room.session.join_code}")
    page.get_by_role("button", name="Take part").tap()
    page.get_by_label("Collaborative innovation", exact=True).fill("60")
    page.get_by_label("Resilience and linkage", exact=True).fill("30")
    page.get_by_role("button", name="Submit", exact=True).tap()
    page.get_by_text("That is 90 points in all").wait_for()
    assert page.get_by_role("slider").count() == 0
    page.get_by_label("Competitiveness and brand", exact=True).fill("10")
    page.get_by_role("button", name="Submit", exact=True).tap()
    page.get_by_text("Received. Thank you!").wait_for()
    assert votes.counts(desk, room.session.id, 1) == votes.Counts(1, 1)
    assert len(asked) <= 5


# ---- the network


def own_address() -> str:
    """Return this computer's address in a network; no packet is sent for it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return asking.getsockname()[0]


def status(host: str, port: int, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_network_reaches_the_phone_page_alone_even_of_a_server_bound_to_all(server: AppServer) -> None:
    socket_ = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Origin": f"http://127.0.0.1:{server.port}",
        "Host": f"127.0.0.1:{server.port}",
    }
    assert status("127.0.0.1", server.port, "/health") == 200
    assert status("127.0.0.1", server.port, "/_stcore/stream", **socket_) == 101
    outside = own_address()
    if not outside or outside.startswith("127."):
        pytest.skip(
            "this computer is in no network: tests/ui/phone/test_guard.py asks with made up addresses"
        )
    assert status(outside, server.port, "/j") == 200
    inside = [
        "/",
        "/weights",
        "/health",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/metrics",
        "/j/x/y",
    ]
    for path in inside:
        for forwarded in ({}, {"X-Forwarded-For": "127.0.0.1"}):
            assert status(outside, server.port, path, **forwarded) == 404, path
    assert status(outside, server.port, "/_stcore/stream", **socket_) == 403
    assert "Traceback" not in Path(server.log).read_text(encoding="utf-8")
