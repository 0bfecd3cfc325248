"""The framework editor around the tree: start, way back, files, checks, the ranking it makes, what was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from cluster_core.assess.framework_review import Finding, Standing
from cluster_core.errors import ClusterError
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework_difference import Difference, differences
from cluster_core.store.framework_yaml import PASTED_MAX, to_yaml
from ui import (
    data,
    figures,
    framework_choice,
    framework_draft,
    framework_state,
    framework_words,
    select_box,
    state,
)
from ui.framework_state import Draft
from ui.text import isolated, name, plain, t
from ui.widget_keys import Key

Ranks = tuple[Mapping[str, Standing], Mapping[str, Standing]]
_ROWS, _HEIGHT = 15, 560  # a longer table scrolls
STEPS = {  # how many steps on, and the picture of it
    "undo": (-1, ":material/undo:"),
    "redo": (1, ":material/redo:"),
    "restart": (-framework_state.MOST_STEPS, ":material/first_page:"),
}


# ---- the line above


def toolbar(dataset: Dataset, draft: Draft) -> None:
    """Draw where the draft starts from, the way back and again, and the field for a file."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        with st.container(width=280):
            start(dataset, draft.origin)
        for act, (by, icon) in STEPS.items():
            st.button(
                t(f"framework_edit.{act}"),
                key=Key.FRAME_BACK.of(act),
                icon=icon,
                disabled=not (draft.can_redo if by > 0 else draft.can_undo),
                on_click=framework_draft.step,
                args=(by,),
            )
        _paste(dataset)
    if problem := framework_state.take_problem():
        st.warning(plain_lines(problem))


def start(dataset: Dataset, origin: str) -> None:
    """Draw the choice of the framework that a draft begins from."""
    names = {one.id: isolated(name(one.name)) for one in framework_choice.fitting(dataset).values()}
    state.show(Key.FRAME_START, origin if origin in names else None)
    select_box.select(t("framework_edit.start"), names, Key.FRAME_START, _on_start, args=(dataset,))


def plain_lines(words: str) -> str:
    """Return text of several lines with each line escaped."""
    return "\n\n".join(plain(line) for line in words.split("\n"))


def _on_start(dataset: Dataset) -> None:
    wanted = state.widget(Key.FRAME_START)
    if isinstance(wanted, str) and not framework_state.reopen(dataset.id, wanted):
        framework_draft.begin(dataset, wanted)


def _paste(dataset: Dataset) -> None:
    opened = st.popover(
        t("framework_edit.paste"), icon=":material/content_paste:", key=Key.FRAME_FILES, on_change="rerun"
    )
    if opened.open:
        with opened:
            key = Key.FRAME_PASTE.of(framework_state.edition())
            st.text_area(t("framework_edit.paste_label"), height=220, max_chars=PASTED_MAX, key=key)
            st.button(
                t("framework_edit.paste_do"),
                key=Key.FRAME_PASTE.of("do"),
                type="primary",
                on_click=_on_paste,
                args=(dataset, key),
            )


def _on_paste(dataset: Dataset, key: str) -> None:
    text = str(state.widget(key) or "")
    if text.strip() and framework_draft.paste(dataset, text):
        framework_state.renew()
        state.show(Key.FRAME_FILES, False)  # noqa: FBT003


# ---- what the draft says


def changes(draft: Draft) -> tuple[Difference, ...]:
    """Return what separates the draft from what it began as."""
    return differences(draft.start, draft.framework)


def ranks(dataset: Dataset, draft: Draft, found: Sequence[Finding]) -> Ranks | None:
    """Return where the units stood and would stand; None for a draft with faults or a start that cannot be computed."""
    if any(one.severity == "fault" for one in found):
        return None
    try:
        before = framework_draft.standings(dataset, draft.start)
    except ClusterError:
        return None
    return before, framework_draft.standings(dataset, draft.framework)


def checks(dataset: Dataset, draft: Draft, found: Sequence[Finding]) -> None:
    """Say what is to be corrected, and what to mind."""
    lines = framework_words.finding_lines(dataset, draft.framework, found)
    told = "\n".join(f"- {line}" for line in lines) or plain(t("framework_edit.sound"))
    faults = sum(one.severity == "fault" for one in found)
    head = t("framework_edit.checks_faulty") if faults else t("framework_edit.checks_sound")
    st.markdown(f"**{plain(head)}**\n\n{told}")


def preview(dataset: Dataset, made: Ranks | None) -> None:
    """Say what the ranking would be."""
    scenario = state.scenario()
    lines = [t("framework_edit.preview_none")]
    if made is not None:
        lines = framework_words.preview(dataset, scenario, *made)
    told = "\n".join(f"- {plain(line)}" for line in lines)
    st.markdown(f"**{plain(t('framework_edit.preview', year=scenario.year))}**\n\n{told}")


def difference_table(dataset: Dataset, draft: Draft, found: Sequence[Difference]) -> None:
    """Show what separates the draft from its start, a row a change."""
    origin = framework_words.node_name(draft.start, "")
    if not found:
        figures.heading(t("framework_edit.same_as", name=origin), t("framework_edit.same_hint"))
        return
    title = t("framework_edit.changes", name=origin, count=len(found))
    figures.heading(title, t("framework_edit.changes_drawn"))
    table = framework_words.difference_table(dataset, draft.start, draft.framework, found)
    height = "content" if len(table) <= _ROWS else _HEIGHT
    figures.cells("framework_changes", table, alt=title, height=height)


# ---- taking it away, and using it


def finish(dataset: Dataset, draft: Draft, *, usable: bool, changed: bool) -> None:
    """Draw the file to take away, and the button that saves the framework for all pages."""
    framework = draft.framework
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            t("framework_edit.download"),
            to_yaml(framework),
            f"{framework.id}.yaml",
            "application/yaml",
            key=Key.DOWNLOAD.of("framework"),
            icon=":material/download:",
            on_click="ignore",
            disabled=not usable,
        )
        use = st.button(
            t("framework_edit.use"),
            key=Key.FRAME_USE,
            type="primary",
            icon=":material/check:",
            disabled=not (usable and changed),
        )
        back = framework_draft.can_take_back(dataset.id) and st.button(
            t("framework_edit.take_back"), key=Key.FRAME_USE.of("back"), icon=":material/undo:"
        )
    st.caption(plain(t("framework_edit.use_hint", id=framework.id)))
    if use:
        with st.spinner(t("framework_edit.saving")):
            done = framework_draft.save(dataset, draft)
        if done:
            _use(dataset, draft)
        st.rerun()
    if back:
        with st.spinner(t("framework_edit.saving")):
            if framework_draft.take_back(dataset.id):
                state.accept(data.bundles(), data.dataset, data.fingerprint())
        st.rerun()


def _use(dataset: Dataset, draft: Draft) -> None:
    """Judge by what was just saved, and go on from it."""
    framework_id = draft.framework.id
    framework_state.drop(dataset.id, draft.origin)
    state.accept(data.bundles(), data.dataset, data.fingerprint())
    framework_choice.change_framework(framework_id)
    framework_draft.begin(data.dataset(dataset.id), framework_id)
    st.toast(plain(t("framework_edit.saved")), icon=":material/check:")
