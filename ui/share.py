"""Sharing in two clicks: the link that reopens this page as it is now, its QR code, and who can open it."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
import streamlit as st

from ui import failures, view_link
from ui.text import plain, t
from ui.widget_keys import Key

MODULE = 4  # pixels of one square of the QR code, at least
QUIET = 4  # squares of empty margin, which readers need
# The browser's clipboard works on secure addresses only; an address of the local network is none, hence the old way.
_COPY = """
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("[role=status]");
  button.textContent = data.label;
  const old_way = () => {
    const field = document.createElement("textarea");
    field.value = data.link;
    field.style.position = "fixed";
    field.style.opacity = "0";
    parentElement.appendChild(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    button.focus();
    return copied;
  };
  button.onclick = async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(data.link);
    } catch {
      copied = old_way();
    }
    said.textContent = copied ? data.done : data.failed;
  };
}
"""
_STYLE = """
div { display: flex; align-items: center; gap: 8px; font: 13px/20px var(--st-font); color: var(--st-text-color); }
button {
  font: inherit; color: var(--st-background-color); background: var(--st-primary-color); cursor: pointer;
  border: 1px solid var(--st-primary-color); border-radius: var(--st-button-radius); padding: 6px 14px; flex: none;
}
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
_copy_button = st.components.v2.component(
    "copy_link",
    html='<div><button type="button"></button><span role="status"></span></div>',
    css=_STYLE,
    js=_COPY,
)


@st.fragment
def button() -> None:
    """Draw the button that opens the dialog; nothing else is drawn anew."""
    if st.button(t("share.button"), width="stretch", icon=":material/ios_share:", key=Key.SHARE):
        st.dialog(t("share.title"), width="medium")(lambda: failures.guard(_contents))()


def _contents() -> None:
    link = view_link.link()
    left, right = st.columns([5, 4], gap="medium")
    with left:
        st.code(link, language=None, wrap_lines=True)
        _copy_button(
            key="copy_link",
            data={
                "link": link,
                "label": t("share.copy"),
                "done": t("share.copied"),
                "failed": t("share.not_copied"),
            },
        )
        if not view_link.complete():
            st.caption(plain(t("share.incomplete")))
    with right:
        st.image(qr_code(link), alt=t("share.qr_alt"))
        st.caption(plain(t("share.qr")))
    if only_here(link):
        st.info(plain(t("share.only_here", address=elsewhere(link))))


def qr_code(link: str) -> str:
    """Return the link as a QR code in SVG, dark on light in either theme, as readers expect it."""
    return segno.make(link, error="m", micro=False).svg_inline(
        scale=MODULE, border=QUIET, dark="#000000", light="#FFFFFF"
    )


def only_here(link: str) -> bool:
    """Tell whether no other computer can open the link: its host is the reader's own computer."""
    host = urlsplit(link).hostname or "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def elsewhere(link: str) -> str:
    """Return the address under which others could reach this computer, by its name, so that nothing is looked up."""
    parts = urlsplit(link)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{socket.gethostname()}{port}"
