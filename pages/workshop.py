"""Workshop: a room weighs on its phones; the facilitator makes, leads and records it here."""

import streamlit as st

from ui import (
    facilitator_keys,
    shell,
    view_state,
    workshop_choice,
    workshop_desk,
    workshop_list,
    workshop_setup,
    workshop_state,
)
from ui.text import isolated, plain, t
from ui.widget_keys import Key


def body() -> None:
    """Draw the workshop that is open, or the form that makes one; then the others of this desk."""
    session = workshop_choice.picked()
    if session is None:
        shell.sentence(t("workshop.headline_new"))
        if problem := workshop_state.take_problem():
            st.warning(plain(problem))
        workshop_setup.draw()
        st.divider()
    else:
        shell.sentence(t("workshop.headline", title=isolated(session.title)))
        workshop_desk.draw(session)
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("workshop.new"),
                key=Key.WORKSHOP_OPEN,
                type="tertiary",
                icon=":material/add:",
                on_click=view_state.unpick,
                args=(Key.WORKSHOP,),
            )
            workshop_list.delete_button(session)
    workshop_list.draw(session)
    facilitator_keys.draw()


shell.page(t("page.workshop"), body)
