"""The network reaches the phone page alone, and what it sends is bounded in size, time and origin."""

from __future__ import annotations

import asyncio
import os
import re
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

BODY_MAX = 16 * 1024  # bytes
BODY_S = 10.0  # seconds for the whole body
FIELDS_MAX = 200
OPEN_TO_ALL = "CLUSTER_DESK_NETWORK"  # "all": an operator lets the network, or a proxy, reach every page
FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip")
NOT_FOUND = "Not found. 手机页面在 /j · The page for phones is at /j"
_PHONE = re.compile(r"/j(?:/[^/]+)?")


class RefusedError(Exception):
    """A request that is not answered with a page of its own; `kind` finds the words."""

    def __init__(self, kind: str, status: int, retry_s: float = 0.0) -> None:
        self.kind, self.status, self.retry_s = kind, status, retry_s
        super().__init__(kind)


class LocalOnly:
    """Answer 404 to the network for everything but the phone page, whatever is behind: pages, files, the WebSocket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on where its client may ask for its path."""
        kind = scope["type"]
        allowed = kind == "lifespan" or is_open_to_all() or is_local(scope)
        if allowed or (kind == "http" and is_phone(scope["path"])):
            await self.app(scope, receive, send)
        elif kind == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before it was accepted: 403
        else:
            await PlainTextResponse(NOT_FOUND, 404)(scope, receive, send)


def is_phone(path: str) -> bool:
    """Tell whether a path is one of the phone page's addresses."""
    return _PHONE.fullmatch(path) is not None


def is_open_to_all() -> bool:
    """Tell whether the operator has opened every page to the network."""
    return os.environ.get(OPEN_TO_ALL) == "all"


def is_local(scope: Scope) -> bool:
    """Tell whether a request comes from this computer: its peer is the loopback address and nobody passed it on."""
    peer = scope.get("client")
    passed_on = any(name.lower() in FORWARDED for name, _ in scope.get("headers", ()))
    if not peer or passed_on:
        return False
    try:
        return _address(peer[0]).is_loopback
    except ValueError:
        return False


def client(request: Request) -> str:
    """Return by what wrong codes are counted: the address, of IPv6 the network, as one phone has many of those."""
    peer = request.client.host if request.client else ""
    try:
        address = _address(peer)
    except ValueError:
        return peer
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _address(host: str):
    address = ip_address(host.partition("%")[0])
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def check_origin(request: Request) -> None:
    """Refuse what another site's page sends; by what the browser says of it, else by Origin, else by Referer.

    On an address without TLS phones say nothing but Origin. Very old ones say neither: they still need a pass.
    """
    site = request.headers.get("sec-fetch-site")
    said = request.headers.get("origin") or request.headers.get("referer")
    host = request.headers.get("host", "").lower()
    same = said is None or urlsplit(said).netloc.lower() == host
    if not (site in {None, "same-origin", "none"} and same):
        raise RefusedError("origin", 403)


async def form_of(request: Request) -> dict[str, str]:
    """Return the fields of a posted form; of one that comes twice the last.

    Raises `RefusedError` for another site's, one that is too large or too slow, or no form.
    """
    check_origin(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise RefusedError("form", 415)
    body = await _body(request)
    try:
        return dict(
            parse_qsl(
                body.decode("ascii"), keep_blank_values=True, max_num_fields=FIELDS_MAX, errors="strict"
            )
        )
    except ValueError as damaged:
        raise RefusedError("form", 400) from damaged


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > BODY_MAX:
        raise RefusedError("size", 413)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_S):
            async for part in request.stream():
                body += part
                if len(body) > BODY_MAX:
                    raise RefusedError("size", 413)
    except TimeoutError as late:
        raise RefusedError("slow", 408) from late
    except ClientDisconnect as gone:
        raise RefusedError("slow", 408) from gone
    return bytes(body)
