"""The address that phones open, and its QR code: of the network that `make workshop` chose, else of this computer."""

from __future__ import annotations

import os
from typing import NamedTuple

import streamlit as st

from cluster_core.errors import WorkshopError
from cluster_core.userdata.session import Session
from ui import share

PLACE = "CLUSTER_DESK_WORKSHOP"  # host:port that phones reach; an IPv6 host in square brackets
_SCHEME = "http"  # a laptop in a room has no certificate


class Place(NamedTuple):
    """Where phones are served: an address of this computer and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        """Return host:port as an address has it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def network_place() -> Place | None:
    """Return what was chosen for the phones, None where only this computer is served.

    Raises `WorkshopError` of kind step where the setting names no host and port.
    """
    given = os.environ.get(PLACE, "")
    if not given:
        return None
    host, _, port = given.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise WorkshopError(
            "step", f"{PLACE}: found '{given[:60]}', allowed: host:port. Start with make workshop."
        )
    return Place(host, int(port))


def here() -> Place:
    """Return where phones are served now."""
    return network_place() or Place("127.0.0.1", int(st.get_option("server.port") or 8501))


def short_address() -> str:
    """Return what a participant types who cannot scan; there the page asks for the join code."""
    return f"{here()}/j"


def join_address(session: Session) -> str:
    """Return the whole address that the QR code of a session holds."""
    return f"{_SCHEME}://{here()}/j/{session.join_code}"


def qr_svg(address: str) -> str:
    """Return an address as a QR code in SVG, dark on light in either theme."""
    return share.qr_code(address)
