"""A whole workshop in real browsers: a facilitator, a wall, twelve phones, two rounds, apply, minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from cluster_core.userdata import sessions, votes
from cluster_core.userdata.connection import open_store
from tests.e2e.conftest import OpenApp, StartServer, Visit

PHONES = 12
FIRST = [(60, 20, 10, 10)] * 7 + [(15, 20, 15, 50)] * 5
SECOND = [(45, 20, 10, 25)] * 6 + [(40, 20, 10, 30)] * 6
CHART = '[data-testid="stVegaLiteChart"] svg'


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[Page]]:
    opened = [
        browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True).new_page()
        for _ in range(PHONES)
    ]
    yield opened
    for phone in opened:
        phone.context.close()


def press(visit: Visit, label: str) -> None:
    visit.page.get_by_role("button", name=label, exact=True).click()
    visit.wait_idle()


def send(phones: list[Page], ballots: list[tuple[int, ...]]) -> None:
    """Fill in every form as a thumb does, send them all, and wait for the word that each is there."""
    for phone, points in zip(phones, ballots, strict=True):
        for at, value in enumerate(points):
            phone.locator(f"#v{at}").fill(str(value))
        phone.locator("#send").click(no_wait_after=True)
    for phone in phones:
        phone.get_by_text("已收到").first.wait_for()


def says(visit: Visit, words: str) -> None:
    visit.page.get_by_test_id("stMain").get_by_text(words).first.wait_for(timeout=8000)


def test_a_room_decides_in_two_rounds(
    fresh_server: StartServer, open_app: OpenApp, phones: list[Page], tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    server = fresh_server(env={"CLUSTER_DESK_USERDATA": str(desk)})
    console = open_app("/workshop?lang=zh", server=server)
    console.page.get_by_role("textbox", name="研讨名称").fill("春季研讨会")
    press(console, "创建研讨")
    said = console.page.get_by_test_id("stMain").inner_text()
    code = "".join(re.findall(r"\b([2-9A-Z]{4})-([2-9A-Z]{4})\b", said)[0])

    console.page.reload()  # the facilitator's key is in the browser, the workshop in the address
    console.wait_idle()
    wall = open_app("/wall?lang=zh", server=server, size=(1920, 1080))
    says(wall, f"{code[:4]}-{code[4:]}")
    for phone in phones:
        phone.goto(f"{server.url}/j/{code}?lang=zh")
        phone.locator("#join").click()
        phone.locator("h1").wait_for()
    says(wall, f"{PHONES} 人已加入")

    press(console, "开始第 1 轮")
    send(phones, FIRST)
    says(wall, f"{PHONES} 人加入，{PHONES} 人已答")
    assert wall.page.locator(CHART).count() == 0
    said = wall.page.get_by_test_id("stMain").inner_text()
    assert not re.search("中位数|共识度|名", said), "nothing of the ballots before the reveal"
    console.page.reload()
    console.wait_idle()
    press(console, "截止第 1 轮")
    press(console, "揭晓第 1 轮")
    says(wall, "两派意见")
    wall.page.locator(CHART).first.wait_for()
    assert no_scroll(wall.page)

    press(console, "开始第 2 轮")
    send(phones, SECOND)
    press(console, "截止第 2 轮")
    press(console, "揭晓第 2 轮")
    says(wall, "意见相近，没有分出派别")
    wall.page.get_by_role("radio", name="两轮对比").click()
    says(wall, f"两轮都投的 {PHONES} 人中，{PHONES} 人改了主意")
    assert no_scroll(wall.page)
    wall.screenshot("workshop-wall")

    store = open_store(str(desk))
    session = sessions.list_(store)[0]
    for number, cast in ((1, FIRST), (2, SECOND)):
        kept = [one.values for one in votes.ballots(store, session.id, number)]
        assert sorted(kept) == sorted(tuple(map(float, points)) for points in cast), "none lost, none doubled"
    held(console, tmp_path)

    press(console, "采用全体的权重")
    console.page.wait_for_url("**/weights?*")
    assert "~user~" in console.page.url
    console.page.locator(CHART).first.wait_for()


def no_scroll(page: Page) -> bool:
    """Tell whether all of the wall is on the screen."""
    room = page.get_by_test_id("stMain")
    return room.evaluate("one => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth")


def held(console: Visit, folder: Path) -> None:
    """Take the minutes away in both kinds and look into them."""
    texts: list[str] = []
    for label in ("Word 纪要", "Excel 纪要"):
        with console.page.expect_download() as download:
            console.page.get_by_role("button", name=label).click()
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        if file.suffix == ".docx":
            document = docx.Document(str(file))
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            texts.append("\n".join([*(one.text for one in document.paragraphs), *cells]))
        else:
            book = openpyxl.load_workbook(file)
            texts.append("\n".join(str(cell) for sheet in book for row in sheet.values for cell in row))
    for text in texts:
        assert "春季研讨会" in text
        assert "盐城" in text
        assert "第 2 轮" in text or "轮次" in text
