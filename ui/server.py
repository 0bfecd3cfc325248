"""What the server adds around the pages: security headers, closed doors, a health check, start and failure."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cluster_core.errors import ClusterError
from ui import data, failures, text
from ui.phone import address, frame, guard, listener

_log = logging.getLogger(__name__)

# Vega compiles its expressions, hence 'unsafe-eval'; Streamlit writes style rules and a boot script into the page.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-eval' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self'",
        "worker-src 'self' blob:",
        "connect-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Session counts are nobody's business. Files come through the session's own connection (ui/importing_tables.py):
# by Streamlit's route for them any session could store as many as it likes.
CLOSED = ("_stcore/metrics", "_stcore/upload_file")


class SecurityHeaders:
    """Set the headers on every answer and answer 404 behind the closed doors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless it knocks at a closed door."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                own = frame.HEADERS if guard.is_phone(scope["path"]) else {}
                for name, value in {**HEADERS, **own}.items():
                    headers[name] = value
            await send(message)

        if is_closed(scope["path"]):
            await PlainTextResponse("Not found", 404)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)


def is_closed(path: str) -> bool:
    """Tell whether nobody may ask for `path`, whatever base path the app runs under."""
    parts = [part for part in path.split("/") if part]
    return any("/".join(parts[at : at + 2]) in CLOSED for at in range(len(parts)))


async def health(_request: Request) -> JSONResponse:
    """Say that the process answers and whether it has data."""
    try:
        fingerprint = (await asyncio.to_thread(data.ready)).fingerprint
    except ClusterError:
        return JSONResponse({"status": "no data"}, status_code=503)
    return JSONResponse({"status": "ok", "data": fingerprint})


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Build the data file, import what the first visitor would wait for, and let the network's phones in if chosen."""
    await asyncio.to_thread(warm)
    with listener.opened(address.network_place(), [Middleware(SecurityHeaders)]):
        yield {}


def warm() -> None:
    """Build the data file, read the catalogues and import pages' modules; faults in bundles go to the log."""
    text.warm()
    for late in ("cluster_core.userdata.tray", "scipy.optimize"):  # a moment each, before the first visitor
        importlib.import_module(late)
    try:
        data.ready(lambda step: _log.info("building the database: %s", step))
        for bundle in data.bundles():
            data.dataset(bundle)
    except ClusterError as wrong:
        _log.error("the bundles cannot be used:\n%s", wrong)
    except Exception:  # noqa: BLE001 - a server that starts can say on its pages what is wrong
        _log.exception("the data could not be read at start; the pages will say so")


def on_script_error(error: Exception) -> bool:
    """Show a named message instead of a traceback; what a page's own guard did not catch ends here."""
    failures.show(error)
    return True
