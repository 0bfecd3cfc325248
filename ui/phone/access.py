"""A participant's pass: which session, and the token of one who joined it; in a cookie, a field or a header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "desk_phone"
FIELD = "pass"
HEADER = "x-desk-pass"
PATH = "/j"
_SHAPE = re.compile(r"([0-9a-f-]{36})\.([\w-]{16,64})", re.ASCII)
_LASTS_S = 12 * 3600  # as long as a join code


@dataclass(frozen=True, slots=True)
class Pass:
    """Session and token; `in_page` where the page must carry it, as the browser may keep no cookie."""

    session: str
    token: str
    in_page: bool = False

    def __str__(self) -> str:
        """Return it as cookie, field and header hold it."""
        return f"{self.session}.{self.token}"


def read(request: Request, form: Mapping[str, str] | None = None) -> Pass | None:
    """Return the pass of a request, None where there is none of the right shape; the tab's own before the cookie."""
    own = (form or {}).get(FIELD) or request.headers.get(HEADER) or ""
    kept = request.cookies.get(COOKIE) or ""
    for given in (own, kept):
        if found := _SHAPE.fullmatch(given):
            return Pass(found[1], found[2], in_page=given != kept)
    return None


def give(response: Response, entry: Pass, request: Request) -> None:
    """Put a pass into the cookie: no script reads it, no other site sends it."""
    response.set_cookie(
        COOKIE,
        str(entry),
        max_age=_LASTS_S,
        path=PATH,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
