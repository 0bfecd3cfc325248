"""The frame of every page: sidebar, notes, banner, page sentence and footer; the page's body runs inside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from ui import (
    basket_dialog,
    briefing,
    coverage,
    data,
    evidence,
    evidence_card,
    failures,
    figures,
    marks,
    method_switches,
    presenting,
    presenting_state,
    presenting_style,
    sentences,
    share,
    state,
    story,
    theme,
    tray_dialogs,
    view_link,
    weight_board,
    widgets,
)
from ui.style import STYLE
from ui.text import has, join, name, percent, plain, t
from ui.widget_keys import Key

SIDEBAR_WIDTH = 232  # pixels; on a phone it starts closed


def icon() -> str:
    """Return the picture of the browser tab."""
    return marks.icon(theme.LIGHT)


def begin() -> bool:
    """Make data and scenario ready; False, with a message on the page, when there are no data to show."""
    if not state.started():
        presenting_state.read_address()
    large = presenting_state.show() or presenting_state.speaker()
    st.html(STYLE + (presenting_style.STYLE if large else ""))
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


@dataclass(frozen=True)
class Slots:
    """Places of the frame that show the weights: a live page fills them anew without a full run."""

    strip: DeltaGenerator
    code: DeltaGenerator


def page(page_name: str, body: Callable[[], None]) -> None:
    """Draw the frame and, in it, a page's body."""
    failures.guard(lambda: _framed(page_name, lambda slots: (body(), fill(slots))))


def live_page(page_name: str, body: Callable[[], None]) -> None:
    """Draw the frame and, in it, the body of a page that changes without a full run.

    `st.rerun(Key.FRAME)` from a widget's callback then writes the scenario into the frame, and draws nothing else.
    """
    failures.guard(lambda: _framed(page_name, lambda slots: (body(), _live_frame(slots))))


@st.fragment(key=Key.FRAME)
def _live_frame(slots: Slots) -> None:
    failures.guard(lambda: fill(slots))


def fill(slots: Slots) -> None:
    """Write the scenario where the frame shows it: address, sidebar strip and footer."""
    scenario = state.scenario()
    view_link.write_address()
    dataset = data.dataset(scenario.bundle)
    assessment = data.assessment(scenario)
    framework, scored = assessment.framework, assessment.scored
    shares = [float(share) for share in scored.mean_weights.get(framework.id, ())]
    words = join(
        t("strip.part", name=sentences.node_name(assessment, child), weight=percent(share))
        for child, share in zip(framework.dimensions, shares, strict=True)
    )
    slots.strip.image(
        marks.weight_strip(shares, figures.tokens()), alt=words or framework.id, width="stretch"
    )
    if any(weights.ndim > 1 for weights in scored.weights.values()):
        slots.strip.caption(t("strip.mean"))
    slots.code.caption(plain(t("footer.code", code=scenario.encode(), version=dataset.version)))


def _framed(page_name: str, body: Callable[[Slots], object]) -> None:
    presenting.follow()
    method_switches.settle()
    view_link.open_view()
    scenario = state.scenario()
    dataset = data.dataset(scenario.bundle)
    with st.sidebar:
        widgets.choices()
        strip = _scenario_panel(dataset, scenario)
    if presenting_state.show() is None:  # notes wait for the end of a presentation
        _notes()
    if dataset.synthetic:
        with st.container(key="banner"):
            st.markdown(f"**{t('banner.practice')}** {t('banner.practice_detail')}")
    assessment = data.assessment(scenario)
    presenting.draw(assessment)
    if said := coverage.lacking(assessment):
        with st.container(key="note_lacking"):
            st.markdown(plain(said))
    with st.container(key="page_name"):
        st.caption(page_name)
    with st.container(key="header", horizontal=True, gap="xsmall"):
        basket_dialog.button()
        briefing.button()
        evidence_card.button(figures.tokens())
    main, foot = st.container(), st.container(key="footer", gap=None)
    with foot:
        st.caption(plain(evidence.source_line(assessment, evidence.of(assessment))))
        code = st.container(gap=None)
    with main:
        body(Slots(strip, code))


def sentence(text: str) -> None:
    """Open the page with the sentence that answers its question."""
    st.title(plain(text), anchor=False)


def _scenario_panel(dataset: Dataset, scenario: Scenario) -> DeltaGenerator:
    """Draw what the weights are called, the link and the data version; return the place for the strip."""
    st.divider()
    label = weight_board.preset_label(dataset.framework(scenario.framework), scenario)
    with st.container(gap="xxsmall", key="scenario"):
        st.markdown(f":gray[{t('sidebar.scenario')}]　**{plain(label)}**")
        strip = st.container(gap=None)
    with st.container(gap="xsmall"):
        save, send = st.columns(2, gap="xsmall")
        with save:
            tray_dialogs.save_button("sidebar", t("tray.save_short"))
        with send:
            share.button()
        if state.page() != presenting.STORY:
            show, pin = st.columns(2, gap="xsmall")
            with show:
                presenting.button()
            with pin:
                story.pin_button()
    st.caption(t("sidebar.version", bundle=plain(name(dataset.name)), version=plain(dataset.version)))
    return strip


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
    if notice.code == "changed":
        return t(f"changed.{what}")
    return t(f"ignored.{what}") if has(f"ignored.{what}") else t("ignored.other", what=what)
