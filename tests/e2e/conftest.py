"""A real server and a real browser. A missing browser is a failure, never a skip.

Fixtures: `server` (one for all tests), `fresh_server` (a new process per call), `open_app` (open a page and watch it),
`visit` (the first page of `server`, opened). Every visit fails its test at the end when the page asked another host
for anything, broke the Content-Security-Policy or logged an error, unless it was opened with `strict=False`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

from tests.e2e.server import AppServer, start_app

FAILED = pytest.StashKey[bool]()
OUTPUT = Path(__file__).parent / "output"
# Every page's address; a new page without one fails tests/e2e/test_accessibility.py.
PATHS = {
    "overview": "/",
    "robustness": "/sure",
    "scenarios": "/tray",
    "goal_seek": "/goal",
    "import_table": "/import",
    **{
        page: f"/{page}"
        for page in (
            *("profile", "compare", "shortcomings", "toolbox", "clusters", "types", "agglomeration"),
            *("chokepoints", "map", "weights"),
            *("methods", "story", "data", "audit", "framework", "method"),
        )
    },
}
CHROMIUM_ARGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
WATCH_CSP = """
addEventListener('securitypolicyviolation', e =>
  console.error(`[csp] ${e.effectiveDirective} blocked ${e.blockedURI} in ${e.sourceFile || location.href}`));
"""
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
STALE = '[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'


@dataclass
class Visit:
    """One open page and what it did that it should not do."""

    page: Page
    url: str
    strict: bool = True
    foreign_requests: list[str] = field(default_factory=list)
    csp_violations: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def goto(self, path: str = "/") -> None:
        """Go to a path of the same server and wait until the page rests."""
        self.page.goto(self.url + path)
        self.wait_idle()

    def wait_idle(self, *, quiet: float = 0.3, timeout: float = 30) -> None:
        """Wait until no script runs and nothing is stale for `quiet` seconds on end."""
        deadline = time.monotonic() + timeout
        since: float | None = None
        while time.monotonic() < deadline:
            rests = self.page.locator(IDLE).count() == 1 and self.page.locator(STALE).count() == 0
            since = (since or time.monotonic()) if rests else None
            if since is not None and time.monotonic() - since >= quiet:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.page.url} did not come to rest within {timeout} s")

    def screenshot(self, name: str, *, full_page: bool = False) -> Path:
        """Save a picture as tests/e2e/output/<name>.png, which git ignores."""
        OUTPUT.mkdir(exist_ok=True)
        path = OUTPUT / f"{name}.png"
        self.page.screenshot(path=path, full_page=full_page)
        return path

    def assert_clean(self) -> None:
        """Fail when the page left its host, broke the policy or logged an error."""
        found = {
            "requests to another host": self.foreign_requests,
            "breaches of the Content-Security-Policy": self.csp_violations,
            "errors on the console": self.console_errors,
        }
        faults = [f"{what}: {seen}" for what, seen in found.items() if seen]
        assert not faults, f"{self.page.url}\n" + "\n".join(faults)

    def watch(self) -> None:
        """Start to listen; called once, before the first request."""
        self.page.context.on("request", lambda request: self._note_address(request.url))
        self.page.on("websocket", lambda socket: self._note_address(socket.url))
        self.page.context.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.console_errors.append(f"uncaught: {error}"))
        self.page.context.add_init_script(WATCH_CSP)

    def _note_address(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != urlsplit(self.url).netloc:
            self.foreign_requests.append(address)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or self._is_probe(message):
            return
        breach = message.text.startswith("[csp]") or "Content Security Policy" in message.text
        (self.csp_violations if breach else self.console_errors).append(message.text)

    def _is_probe(self, message: ConsoleMessage) -> bool:
        """Whether Streamlit looked for its server below a deep link first, as it always does."""
        address = message.location.get("url", "")
        return address.startswith(self.url) and address.endswith(("/_stcore/health", "/_stcore/host-config"))


OpenApp = Callable[..., Visit]
StartServer = Callable[..., AppServer]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The dashboard as shipped, shared by the tests that leave nothing behind."""
    running = start_app(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[StartServer]:
    """A function that starts one more, brand-new process; takes what `start_app` takes."""
    running: list[AppServer] = []

    def start(**options: Any) -> AppServer:
        running.append(start_app(tmp_path, **options))
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(executable).is_file():
        pytest.fail(f"No Chromium at {executable}: run `make browser` as root, or set CHROMIUM to its path")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    launched = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS + sandbox)
    yield launched
    launched.close()


# `fresh_server` is asked for so that pages are closed before the servers they talk to.
@pytest.fixture
def open_app(
    request: pytest.FixtureRequest, browser: Browser, fresh_server: StartServer
) -> Iterator[OpenApp]:
    """A function that opens `path` of `server` (default: the shared one) in a new browser context."""
    visits: list[Visit] = []

    def open_(
        path: str = "/",
        *,
        server: AppServer | None = None,
        size: tuple[int, int] = (1366, 768),
        locale: str = "zh-CN",
        strict: bool = True,
        **context: Any,
    ) -> Visit:
        host = server or request.getfixturevalue("server")
        width, height = size
        opened = browser.new_context(viewport={"width": width, "height": height}, locale=locale, **context)
        visit = Visit(opened.new_page(), host.url, strict)
        visits.append(visit)
        visit.watch()
        visit.goto(path)
        return visit

    yield open_
    if request.node.stash.get(FAILED, True):
        for number, visit in enumerate(visits):
            visit.screenshot(f"failed-{request.node.name}-{number}".replace("/", "_"))
    for visit in visits:
        visit.page.context.close()
    for visit in visits:
        if visit.strict:
            visit.assert_clean()


@pytest.fixture
def visit(open_app: OpenApp) -> Visit:
    return open_app()
