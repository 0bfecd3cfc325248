"""How people join a workshop: its code in large letters, the QR code and the short address."""

from __future__ import annotations

import streamlit as st

from cluster_core.userdata.session import Session
from ui import share, wall_style
from ui import workshop_words as words
from ui.phone import address
from ui.text import plain, t


def draw(session: Session, *, wall: bool = False) -> None:
    """Draw QR code, address and code, large on the wall."""
    link = address.join_address(session)
    where = "wall" if wall else "desk"
    with st.container(key=f"join_{where}", horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(address.qr_svg(link), alt=t("workshop.qr_alt"), width=wall_style.SQUARE if wall else 168)
        with st.container(gap="xxsmall", width="content" if wall else "stretch", key=f"join_words_{where}"):
            st.caption(t("workshop.scan"))
            st.markdown(plain(address.short_address()))
            with st.container(key=f"join_code_{where}"):
                st.markdown(f"**{words.code(session)}**")
    if share.only_here(link) and not wall:
        st.caption(plain(t("workshop.only_here")))
