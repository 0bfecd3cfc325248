"""A phone without a browser: it asks the routes behind the middleware of app.py, and keeps cookies."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui import server
from ui.phone import guard, routes

HOST = "10.0.0.1:8501"


def inside(_request: object) -> PlainTextResponse:
    """What the network may not see."""
    return PlainTextResponse("inside")


APP = Starlette(
    routes=[*routes.ROUTES, Route("/{path:path}", inside, methods=["GET", "POST", "PUT"])],
    middleware=[Middleware(server.SecurityHeaders), Middleware(guard.LocalOnly)],
)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def state(self) -> str:
        return re.findall('<body data-state="([^"]*)"', self.text)[0]

    @property
    def facts(self) -> Any:
        return json.loads(unescape(re.findall('data-facts="([^"]*)"', self.text)[0]))

    @property
    def message(self) -> str:
        found = re.findall('<p id="message"[^>]*>([^<]*)</p>', self.text)
        return unescape(found[0]) if found else ""

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of the ballot."""
        ballot = self.text.partition('<form id="ballot"')[2].partition("</form>")[0]
        return dict(re.findall('<input type="hidden" name="([^"]*)" value="([^"]*)">', ballot))


@dataclass
class Phone:
    address: str = "10.0.0.7"
    language: str = "en-GB"
    cookies: bool = True
    jar: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> Answer:
        sent = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{HOST}", **headers}
        return self.ask("POST", path, urlencode(form).encode(), sent)

    def ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        if self.cookies and self.jar:
            headers = {"cookie": "; ".join(f"{key}={value}" for key, value in self.jar.items()), **headers}
        known = {"host": HOST, "accept-language": self.language, "content-length": str(len(body)), **headers}
        answer = ask(method, path, known, [body], (self.address, 50000))
        for key, value in re.findall("(?:^|, )(desk_phone)=([^;]*)", answer.headers.get("set-cookie", "")):
            self.jar[key] = value
        return answer


def ask(
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: Sequence[bytes] = (b"",),
    client: tuple[str, int] | None = ("10.0.0.7", 50000),
) -> Answer:
    """Send one request to the app, its body in parts; a part of None never comes."""
    bare, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": bare,
        "raw_path": bare.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [
            (name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()
        ],
        "client": client,
        "server": ("10.0.0.1", 8501),
    }
    sent: list[Any] = []
    parts = list(body)

    async def receive() -> Any:
        part = parts.pop(0) if parts else b""
        if part is None:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(APP(scope, receive, send))
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(part.get("body", b"") for part in sent[1:]).decode())
