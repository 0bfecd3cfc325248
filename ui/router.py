"""The script that every session runs: page settings, language, data, navigation, then the page."""

from __future__ import annotations

import streamlit as st

from ui import shell, state
from ui.text import t


def pages() -> dict[str, list[st.Page]]:
    """Return the pages by group, each under the question that it answers."""
    return {
        t("group.see"): [
            st.Page("../pages/overview.py", title=t("page.overview"), default=True),
            st.Page("../pages/profile.py", title=t("page.profile"), url_path="profile"),
            st.Page("../pages/compare.py", title=t("page.compare"), url_path="compare"),
            st.Page("../pages/shortcomings.py", title=t("page.shortcomings"), url_path="shortcomings"),
            st.Page("../pages/toolbox.py", title=t("page.toolbox"), url_path="toolbox"),
            st.Page("../pages/clusters.py", title=t("page.clusters"), url_path="clusters"),
            st.Page("../pages/types.py", title=t("page.types"), url_path="types"),
            st.Page("../pages/agglomeration.py", title=t("page.agglomeration"), url_path="agglomeration"),
            st.Page("../pages/chokepoints.py", title=t("page.chokepoints"), url_path="chokepoints"),
            st.Page("../pages/map.py", title=t("page.map"), url_path="map"),
        ],
        t("group.try"): [
            st.Page("../pages/weights.py", title=t("page.weights"), url_path="weights"),
            st.Page("../pages/robustness.py", title=t("page.robustness"), url_path="sure"),
            st.Page("../pages/scenarios.py", title=t("page.scenarios"), url_path="tray"),
            st.Page("../pages/methods.py", title=t("page.methods"), url_path="methods"),
            st.Page("../pages/goal_seek.py", title=t("page.goal"), url_path="goal"),
        ],
        t("group.discuss"): [
            st.Page("../pages/story.py", title=t("page.story"), url_path="story"),
        ],
        t("group.check"): [
            st.Page("../pages/data.py", title=t("page.data"), url_path="data"),
            st.Page("../pages/import_table.py", title=t("page.import"), url_path="import"),
            st.Page("../pages/audit.py", title=t("page.audit"), url_path="audit"),
            st.Page("../pages/framework.py", title=t("page.framework"), url_path="framework"),
            st.Page("../pages/method.py", title=t("page.method"), url_path="method"),
        ],
    }


def main() -> None:
    """Run one session's script once."""
    groups = pages()
    page = st.navigation(groups, position="top")
    st.set_page_config(
        page_title=t("app.tab", page=page.title, app=t("app.name")),
        page_icon=shell.icon(),
        layout="wide",
        initial_sidebar_state=shell.SIDEBAR_WIDTH,
    )
    state.set_page(page.url_path)
    state.set_pages({one.url_path: one for group in groups.values() for one in group})
    if shell.begin():
        page.run()


main()
