"""The frame of every page: sidebar, notes, banner, page sentence and footer; the page's body runs inside it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from cluster_core.model.stages import Notice
from cluster_core.model.weights import sibling_weights
from ui import data, evidence, failures, figures, marks, sentences, state, theme, weight_board, widgets
from ui.state import Key
from ui.style import STYLE
from ui.text import has, join, name, plain, t


SIDEBAR_WIDTH = 232  # pixels; on a phone it starts closed


def icon() -> str:
    """Return the picture of the browser tab."""
    return marks.icon(theme.LIGHT)


def begin() -> bool:
    """Make data and scenario ready; False, with a message on the page, when there are no data to show."""
    st.html(STYLE)
    st.logo(
        marks.name_plate(t("app.name"), figures.tokens()),
        size="large",
        icon_image=marks.icon(figures.tokens()),
    )
    progress = st.empty()
    try:
        data.ready(lambda _step: progress.info(t("data.building")))
        progress.empty()
        first = not state.started()
        state.begin(data.bundles(), data.dataset, data.fingerprint())
    except Exception as error:  # noqa: BLE001 - without data there is no page that could catch it
        failures.show(error)
        return False
    if first and (reason := data.recently_repaired()):
        state.add_note(Notice("rebuilt", (reason,), ""))
    if first and data.faulty():
        state.add_note(Notice("rebuilt", ("faulty",), ""))
    state.write_address()
    return True


def page(body: Callable[[], None], *, live: bool = False) -> None:
    """Draw the frame and run the page's body in it.

    A `live` page is one fragment that draws by itself, through `live_body`, what else depends on the weights.
    """
    failures.guard(lambda: _framed(body, live=live))


def live_body(body: Callable[[], None]) -> None:
    """Run the body of a live page and draw what the weights change around it: address, sidebar and footer."""

    def whole() -> None:
        body()
        state.write_address()
        scenario_panel()
        footer()

    failures.guard(whole)


def _framed(body: Callable[[], None], *, live: bool) -> None:
    with st.sidebar:
        widgets.choices()
    _notes()
    if data.dataset(state.scenario().bundle).synthetic:
        with st.container(key="banner"):
            st.markdown(f"**{t('banner.practice')}** {t('banner.practice_detail')}")
    body()
    if not live:
        scenario_panel()
        footer()


def sentence(text: str, page_name: str) -> None:
    """Open the page with the sentence that answers its question; the page's name stands small beside it."""
    wide, narrow = st.columns([9, 1], vertical_alignment="top")
    wide.title(plain(text), anchor=False)
    with narrow.container(key="page_name"):
        st.caption(page_name)


def scenario_panel() -> None:
    """Draw the weights in force, the link and the data version in the sidebar."""
    scenario = state.scenario()
    dataset = data.dataset(scenario.bundle)
    framework = dataset.framework(scenario.framework)
    shares = sibling_weights(framework, scenario)[framework.id]
    with st.sidebar:
        st.divider()
        st.caption(t("sidebar.scenario"))
        st.markdown(f"**{plain(weight_board.preset_label(framework, scenario))}**")
        words = join(
            t("strip.part", name=sentences.child_name(dataset, framework, child), weight=f"{share:.0%}")
            for child, share in zip(framework.dimensions, shares, strict=True)
        )
        st.image(
            marks.weight_strip([float(share) for share in shares], figures.tokens()),
            alt=words,
            width="stretch",
        )
        with st.popover(t("share.button"), width="stretch", icon=":material/ios_share:"):
            st.caption(t("share.hint"))
            st.code(state.link(), language=None, wrap_lines=True)
        st.caption(t("sidebar.version", bundle=plain(name(dataset.name)), version=plain(dataset.version)))


def footer() -> None:
    """Say where the numbers come from, how old and how complete they are, and which scenario made them."""
    scenario = state.scenario()
    assessment = data.assessment(scenario)
    facts = evidence.of(assessment)
    with st.container(key="footer", gap=None):
        st.caption(plain(evidence.source_line(assessment, facts)))
        st.caption(plain(t("footer.code", code=scenario.encode(), version=assessment.dataset.version)))


def _notes() -> None:
    for index, notice in enumerate(state.notes()):
        with st.container(
            key=f"note_{index}",
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
        ):
            st.markdown(plain(note_text(notice)))
            st.button(
                t("note.dismiss"),
                key=Key.NOTE.of(index),
                on_click=state.dismiss_note,
                args=(notice,),
                type="tertiary",
            )


def note_text(notice: Notice) -> str:
    """Return what was ignored or repaired, in the reader's language."""
    what = notice.ids[0] if notice.ids else "code"
    if notice.code == "rebuilt":
        return t(f"rebuilt.{what}")
    return t(f"ignored.{what}") if has(f"ignored.{what}") else t("ignored.other", what=what)
