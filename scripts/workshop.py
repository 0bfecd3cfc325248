"""Ask on which of this computer's addresses phones may reach the workshop, and start the dashboard with that door open.

`make workshop` runs it. The dashboard itself stays on 127.0.0.1; the chosen address serves the phone page and nothing else.
Without a terminal: `--address 192.168.43.1` (or ADDRESS=... make workshop); 127.0.0.1 tries it on this computer alone.
"""

from __future__ import annotations

import argparse
import io
import os
import socket
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

import segno

ROOT = Path(__file__).resolve().parents[1]
PLACE = "CLUSTER_DESK_WORKSHOP"  # as ui/phone/address.py reads it
_ADDRESS_OF = 0x8915  # SIOCGIFADDR of Linux
_NOWHERE = ("192.0.2.1", 9)  # for documentation (RFC 5737): choosing a route to it sends nothing

# What is asked of a person, in both languages.
ASK = """
手机从哪个网络加入？Which network will the phones join by?

{choices}

输入序号 Type a number [{first}]: """
HINT = """
没有网络时：先打开笔记本（或一部手机）的热点，让大家连上，再运行一次。
Without a network: switch on the hotspot of this laptop or of a phone, let people join it, and start again."""
STARTED = """
手机扫码，或打开 Phones scan this or open:  {address}

{code}
主持人在本机打开 The facilitator opens, on this computer:  {own}
手机只能打开投票页，其余页面只在本机可用。 Phones reach the ballot only; all other pages stay on this computer.
停止 Stop: Ctrl-C
"""


def addresses() -> dict[str, str]:
    """Return this computer's IPv4 addresses in its networks, each with the interface's name where that is known."""
    found = {address: name for _, name in socket.if_nameindex() if (address := _address_of(name))}
    for address in (_towards_others(), *_of_own_name()):
        if address:
            found.setdefault(address, "")
    return {one: name for one, name in found.items() if not ip_address(one).is_loopback}


def _address_of(interface: str) -> str:
    try:
        import fcntl
    except ImportError:  # not on Windows
        return ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            answer = fcntl.ioctl(asking.fileno(), _ADDRESS_OF, interface.encode()[:15].ljust(256, b"\0"))
        except OSError:  # no address, or no Linux
            return ""
    return socket.inet_ntoa(answer[20:24])


def _towards_others() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_NOWHERE)
        except OSError:  # no route: no network
            return ""
        return asking.getsockname()[0]


def _of_own_name() -> list[str]:
    try:
        return [str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        return []


def choose(found: dict[str, str]) -> str:
    """Ask which address; exit in words where there is none."""
    if not found:
        sys.exit(f"这台电脑没有连到任何网络。 This computer is in no network.{HINT}")
    listed = list(found)
    choices = "\n".join(f"  {at}  {one}  {found[one]}" for at, one in enumerate(listed, 1))
    while True:
        try:
            given = input(ASK.format(choices=choices, first=1)).strip() or "1"
        except EOFError:
            sys.exit(
                "\n没有可以回答的终端：用 ADDRESS=... make workshop。 No terminal to answer in: use ADDRESS=... make workshop."
            )
        if given in listed:
            return given
        if given.isdecimal() and 0 < int(given) <= len(listed):
            return listed[int(given) - 1]
        print("没有这个序号。 There is no such number.")


def check(address: str, port: int) -> None:
    """Exit in words where phones could not be served there."""
    try:
        if ip_address(address).is_unspecified:
            raise ValueError(address)  # all networks at once: nobody chose that
    except ValueError:
        sys.exit(f"“{address[:60]}” 不是网络地址。 This is no address, such as 192.168.43.1.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((address, port))
        except OSError as failed:
            sys.exit(
                f"{address} 的 {port} 端口不能用（{failed.strerror}）：换一个地址，或 PORT=8601 make workshop。 "
                f"Port {port} of {address} cannot be used: choose another address, or PORT=8601 make workshop."
            )


def command(own_port: int, address: str) -> list[str]:
    """Return what starts the dashboard; its own pages answer to this computer's names alone."""
    hosts = ("127.0.0.1", "localhost", address)
    flags = [flag for host in hosts for flag in ("--server.allowedHosts", host)]
    return [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(own_port), *flags]


def main(given: Sequence[str] | None = None) -> None:
    """Ask, tell and start."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--address", default="")
    options.add_argument("--port", type=int, default=8501)
    chosen = options.parse_args(given)
    address = chosen.address or choose(addresses())
    own_port = chosen.port + 1 if is_own(address) else chosen.port
    check(address, chosen.port)
    place = f"[{address}]:{chosen.port}" if ":" in address else f"{address}:{chosen.port}"
    print(
        STARTED.format(
            address=f"http://{place}/j", code=_drawn(f"http://{place}/j"), own=f"http://127.0.0.1:{own_port}"
        ),
        flush=True,
    )
    os.chdir(ROOT)
    os.environ[PLACE] = place
    start = command(own_port, address)
    os.execv(start[0], start)  # noqa: S606 - the server takes this process's place, so that Ctrl-C reaches it


def is_own(address: str) -> bool:
    """Tell whether the dashboard's own address would be taken by the phones' one."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _drawn(address: str) -> str:
    """Return a QR code for the terminal."""
    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out=out, border=2, compact=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
