"""A yearbook's table goes in through the page by its visible path, and comes out again."""

from __future__ import annotations

import io
import shutil
import socket
import time
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from cluster_core.store.generation import current_name
from cluster_core.store.read import load_dataset
from tests.e2e.conftest import OpenApp, StartServer
from tests.e2e.server import ROOT, AppServer


def industry_page() -> bytes:
    """Return a page as a statistical yearbook prints it: its figures are made up, its form is not."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "10-7"
    for row in (
        ["10-7　分市规模以上工业企业主要指标（2024年）"],
        ["", "", "", "", "", "", "单位：亿元"],
        ["市　　别", "规模以上工业企业单位数", "", "资产总计", "", "利润总额", "机器人产量①"],
        ["", "（个）", "#亏损企业", "", "#流动资产", "", "（台）"],
        ["全　　省", 64210, 12901, 198765.4, 101234.5, 9876.5, 98765],
        ["苏　　南", 36000, 7000, 130000, 70000, 6300, 90000],
        ["南京市", 3456, 701, "１５，６７８．９", 8234.1, 701.2, 3210],
        ["无锡市", 8123, 1502, 24567.8, 12876.4, 1345.6, "12,345"],
        ["徐州市", 2310, 402, 6789.1, 3123.4, 310.9, "…"],
        ["苏州市", 13456, 3210, 45678.9, 24321.0, 2310.8, 43210],
        ["盐城市", 3987, 612, "8,765.4②", 4012.3, 321.5, 1234],
        ["注：①指工业机器人。"],
        ["　　②快报数。"],
        ["资料来源：各市统计局。"],
    ):
        sheet.append(row)
    for cells in ("A1:G1", "A3:A4", "B3:C3", "D3:E3"):
        sheet.merge_cells(cells)
    hidden = made.create_sheet("草稿")
    hidden.append(["勿用"])
    hidden.sheet_state = "hidden"
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.fixture
def own_data(tmp_path: Path, fresh_server: StartServer) -> tuple[AppServer, Path]:
    """A server over a copy of the data, which it may change."""
    folder = tmp_path / "data"
    for part in ("frameworks", "geo", "jiangsu"):
        shutil.copytree(ROOT / "data" / part, folder / part)
    return fresh_server(env={"CLUSTER_DESK_DATA": str(folder)}), folder / "jiangsu"


def test_a_yearbook_goes_in_by_the_visible_path(own_data: tuple[AppServer, Path], open_app: OpenApp) -> None:
    server, bundle = own_data
    visit = open_app("/import", server=server)
    page = visit.page

    def button(name: str) -> None:
        page.get_by_role("button", name=name).click()
        visit.wait_idle()

    def choose(label: str, option: str) -> None:
        box = page.get_by_role("combobox", name=label)
        box.scroll_into_view_if_needed()
        visit.wait_idle()
        box.click()
        page.get_by_role("option", name=option).first.click()
        visit.wait_idle()

    file = {"name": "江苏统计年鉴2025.xlsx", "mimeType": "application/zip", "buffer": industry_page()}
    page.locator("input[type=file]").first.set_input_files([file])  # type: ignore[list-item]
    page.get_by_role("button", name="下一步：注明来源").wait_for()
    visit.wait_idle()
    expect(page.get_by_text("第3–4行紧挨在数值上方，是表头")).to_be_visible()
    expect(page.get_by_text("已自动对上5个地区")).to_be_visible()
    button("采用全部建议")
    choose("流动资产", "建议：规上工业流动资产")
    choose("机器人产量", "新增指标")
    button("新增并对应")
    button("其余都不导入")
    button("下一步：注明来源")
    page.get_by_label("来源名称").fill("江苏统计年鉴2025")
    page.get_by_label("发布机构").fill("江苏省统计局")
    button("下一步：检查")
    page.get_by_role("button", name="入库（").wait_for()
    expect(page.get_by_text("检查通过，没有错误：新增24个")).to_be_visible()
    button("入库（24个数值）")
    page.get_by_role("button", name="撤销", exact=True).wait_for()
    visit.wait_idle()
    values = load_dataset(bundle).observations.set_index(["unit", "indicator", "year"])["value"]
    assert values["320900", "above_scale_assets", 2024] == 8765.4
    assert values["320100", "above_scale_assets", 2024] == 15678.9
    assert values["320200", "own_1", 2024] == 12345
    assert ("320300", "own_1", 2024) not in values.index  # … is missing, not 0
    button("撤销")
    expect(page.get_by_text("已恢复，各页已使用恢复后的数据")).to_be_visible()
    assert current_name(bundle) == "base"


def test_a_message_beyond_the_limit_ends_the_connection_and_not_the_server(server: AppServer) -> None:
    answers = [
        _handshake(server, f"http://127.0.0.1:{server.port}"),
        _handshake(server, "http://evil.invalid"),
    ]
    (line, connection), (refused, other) = answers
    assert " 101 " in line
    assert " 403 " in refused
    other.close()
    size = 33_000_000
    connection.sendall(
        b"\x82\xff" + size.to_bytes(8, "big") + b"\0\0\0\0"
    )  # a frame as long as a page may not send
    connection.settimeout(10)
    deadline, received = time.monotonic() + 10, b""
    while time.monotonic() < deadline and b"\x03\xf1" not in received:  # close code 1009: too big
        received += (part := connection.recv(65536))
        if not part:
            break
    connection.close()
    assert b"\x03\xf1" in received
    assert server.process.poll() is None


def _handshake(server: AppServer, origin: str) -> tuple[str, socket.socket]:
    """Open the session's connection as a browser on a page of this origin would."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    head = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
    )
    connection.sendall(head.encode())
    return connection.recv(200).decode("latin-1").splitlines()[0], connection
