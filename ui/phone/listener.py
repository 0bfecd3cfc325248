"""A second door, for the network, in the same process: behind it is the phone page and nothing else."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ui.phone import routes
from ui.phone.address import Place
from ui.phone.guard import LocalOnly

_START_S = 10.0
_STOP_S = 5.0
_IDLE_S = 30  # seconds that a phone's connection is kept open for its next question
_MOST_OPEN = 1000  # connections at once; beyond, 503
_log = logging.getLogger(__name__)


@contextmanager
def opened(place: Place | None, middleware: Sequence[Middleware] = ()) -> Generator[None]:
    """Serve the phone page at a place of the network as long as the block runs; nothing for None.

    Only requests that name this very host are answered. Raises `OSError` where the place cannot be listened at.
    """
    if place is None:
        yield
        return
    hosts = [place.host] if ":" not in place.host else ["*"]  # Starlette reads no host in square brackets
    app = Starlette(
        routes=routes.ROUTES,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts),
            *middleware,
            Middleware(LocalOnly),
        ],
    )
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # addresses hold codes
        proxy_headers=False,
        server_header=False,
        lifespan="off",
        timeout_keep_alive=_IDLE_S,
        limit_concurrency=_MOST_OPEN,
    )
    server, door = uvicorn.Server(config), _bound(place)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, name="phones", daemon=True)
    thread.start()
    try:
        until = time.monotonic() + _START_S
        while not server.started and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.01)
        _log.info("phones are served at %s", place)
        yield
    finally:
        server.should_exit = True
        thread.join(_STOP_S)
        door.close()


def _bound(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    door = socket.socket(family)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((place.host, place.port))
    except OSError:
        door.close()
        raise
    return door
