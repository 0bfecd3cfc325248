"""The controls of the weights page: presets, sliders with locks, and the editor below one dimension."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cluster_core.errors import ScenarioError
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario, weighting_parts
from cluster_core.model.weights import effective_weights
from ui import data, figures, lab_state, notice_words, sentences, state, weighting
from ui.text import has, join, percent, plain, t
from ui.widget_keys import Key


def preset_label(framework: Framework, scenario: Scenario) -> str:
    """Return what the weights in force are called."""
    preset = weighting.preset_of(framework, scenario)
    if preset:
        return preset_name(framework, preset)
    if scenario.weighting in {weighting.DEFAULT, weighting.USER}:
        return t("preset.own")
    return t("preset.own_over", base=preset_name(framework, scenario.weighting))


def preset_name(framework: Framework, preset: str) -> str:
    """Return what a preset is called; of a combination, how and of which sets it is made."""
    if preset.startswith(weighting.FIRST):
        return t("preset.first", name=short_name(framework, preset.removeprefix(weighting.FIRST)))
    method, mark, _ = preset.partition(":")
    if not mark:
        return t(f"preset.{preset}")
    sets = join(t(f"preset.{one}") for one in weighting_parts(preset))
    return t(f"preset.combined_{method}", sets=sets)


def set_hint(scenario: Scenario) -> str:
    """Return in one sentence where the weights come from, or how to use the sliders."""
    if not scenario.objective:
        return t("weights.board_hint")
    method, mark, _ = scenario.weighting.partition(":")
    return t(f"weights.hint_{'combined' if mark else method}")


def short_name(framework: Framework, child: str) -> str:
    """Return the short name of a dimension where the catalogue has one for it, else its own."""
    return (
        t(f"short.{child}")
        if has(f"short.{child}") and child in framework.by_id
        else sentences.child_name(None, framework, child)
    )


def child_name(assessment: Assessment, child: str) -> str:
    """Return the short name of a dimension where there is one, else its own or the indicator's."""
    if child in assessment.framework.by_id:
        return short_name(assessment.framework, child)
    return sentences.node_name(assessment, child)


def presets(framework: Framework) -> None:
    """Draw the presets and the way back."""
    chosen = weighting.preset_of(framework, state.scenario())
    offered, more = weighting.presets(framework), weighting.more_presets(framework)
    state.show(Key.PRESET, chosen if chosen in offered else None)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.segmented_control(
            t("weights.presets"),
            offered,
            format_func=lambda preset: preset_name(framework, preset),
            key=Key.PRESET,
            on_change=_on_preset,
            args=(framework,),
            label_visibility="collapsed",
        )
        if more:
            _more(framework, more, chosen)
        st.button(
            t("weights.reset"),
            key=Key.RESET,
            on_click=put_preset,
            args=(framework, weighting.DEFAULT),
            icon=":material/undo:",
        )


def _more(framework: Framework, more: tuple[str, ...], chosen: str | None) -> None:
    state.show(Key.MORE_PRESETS, chosen if chosen in more else None)
    st.selectbox(
        t("weights.more_presets"),
        more,
        index=0 if chosen in more else None,  # with a choice in it there is no button that clears it
        format_func=lambda preset: preset_name(framework, preset),
        key=Key.MORE_PRESETS,
        on_change=_on_preset,
        args=(framework, Key.MORE_PRESETS),
        placeholder=t("weights.more_presets"),
        label_visibility="collapsed",
        width=150,
    )


def _on_preset(framework: Framework, key: Key = Key.PRESET) -> None:
    if chosen := state.widget(key):
        put_preset(framework, str(chosen))


def put_preset(framework: Framework, preset: str) -> None:
    """Put a preset in force; the sliders, locks and edits of other weights end with it."""
    lab_state.clear_locks()
    lab_state.clear_boards()
    lab_state.renew_editor()
    state.put(weighting.with_preset(preset, framework, state.scenario()))


def sliders(assessment: Assessment) -> None:
    """Draw one slider per dimension with the weight in force in its label."""
    framework, scenario, weights = assessment.framework, assessment.scenario, assessment.scored.mean_weights
    figures.heading(t("weights.board", dimensions=sentences.dimensions(framework)), set_hint(scenario))
    board = lab_state.board(framework.id)
    stand = board.positions if board else weighting.positions(framework, scenario, weights)
    shares = weights.get(framework.id, ())
    held = lab_state.locks(framework.id)
    for place, child in enumerate(framework.dimensions):
        key = Key.POINTS.of(place)
        state.show(key, stand[place])
        st.slider(
            slider_label(sentences.node_name(assessment, child), float(shares[place])),
            0,
            weighting.TOP,
            key=key,
            on_change=_on_points,
            args=(framework, place),
            disabled=child in held,
        )
    if board and board.refused:
        st.warning(t("weights.all_zero"))
    for line in notice_words.lines(assessment, notice_words.OF_WEIGHTS):
        st.caption(plain(line))


def slider_label(dimension: str, share: float) -> str:
    """Return a dimension's name and weight; the style sheet says where the tab between them ends."""
    return f"{plain(dimension)}\t{percent(share, 1)}"


def locks(framework: Framework) -> None:
    """Draw the switches that lock a dimension's share."""
    held = lab_state.locks(framework.id)
    state.show(Key.LOCKS, [child for child in framework.dimensions if child in held])
    st.pills(
        t("weights.lock"),
        framework.dimensions,
        selection_mode="multi",
        format_func=lambda child: short_name(framework, child),
        key=Key.LOCKS,
        on_change=_on_locks,
        args=(framework,),
        wrap=True,
    )


def _on_locks(framework: Framework) -> None:
    """Keep the locks, unless they leave no dimension free."""
    chosen = [str(child) for child in state.widget(Key.LOCKS) or ()]  # type: ignore[attr-defined]
    if len(chosen) < len(framework.dimensions):
        lab_state.set_locks(framework.id, chosen)


def _on_points(framework: Framework, place: int) -> None:
    scenario = state.scenario()
    weights = data.assessment(scenario).scored.mean_weights
    board = lab_state.board(framework.id)
    stand = list(board.positions if board else weighting.positions(framework, scenario, weights))
    stand[place] = int(str(state.widget(Key.POINTS.of(place))))
    locked = [one in lab_state.locks(framework.id) for one in framework.dimensions]
    try:
        state.put(weighting.with_positions(framework, scenario, stand, locked, weights))
        lab_state.set_board(framework.id, stand)
    except ScenarioError:
        lab_state.set_board(framework.id, stand, refused=True)


# ---- the editor


def details(assessment: Assessment) -> bool:
    """Draw the expander that holds the editor and tell whether it is open."""
    expander = st.expander(t("editor.title"), key=Key.DETAILS, on_change="rerun")
    if expander.open:
        with expander:
            editor(assessment)
    return bool(expander.open)


def editor(assessment: Assessment) -> None:
    """Draw the table in which the weights below one dimension are edited."""
    framework = assessment.framework
    nodes = [child for child in framework.dimensions if child in framework.by_id]
    if not nodes:
        return
    shown = lab_state.edited_parent() if lab_state.edited_parent() in nodes else nodes[0]
    state.show(Key.FORCE, shown)
    st.segmented_control(
        t("editor.dimension"),
        nodes,
        format_func=lambda child: short_name(framework, child),
        required=True,
        key=Key.FORCE,
        on_change=_on_dimension,
        label_visibility="collapsed",
    )
    rows = editor_rows(assessment, shown)
    st.data_editor(
        rows[["name", "points", "share", "effective"]],
        key=Key.EDITOR.of(f"{shown}:{lab_state.editor_edition()}"),
        on_change=_on_edit,
        args=(framework, shown, [*zip(rows["parent"], rows["child"], strict=True)]),
        hide_index=True,
        disabled=["name", "share", "effective"],
        column_config={
            "name": st.column_config.TextColumn(t("editor.name"), width="large"),
            "points": st.column_config.NumberColumn(
                t("editor.points"), min_value=0, max_value=1000, step=1, required=True
            ),
            "share": st.column_config.NumberColumn(t("editor.share"), format="%.1f%%"),
            "effective": st.column_config.NumberColumn(t("editor.effective"), format="%.2f%%"),
        },
    )
    if lab_state.edit_refused():
        st.warning(t("weights.all_zero"))


def editor_rows(assessment: Assessment, dimension: str) -> pd.DataFrame:
    """Return every child below a dimension with its points, its share among siblings and its weight in the whole."""
    framework, scenario, in_force = assessment.framework, assessment.scenario, assessment.scored.mean_weights
    weights = {
        (parent, child): (share, effective)
        for child, parent, share, effective in effective_weights(framework, in_force)
    }
    rows = []
    for node in weighting.branch(framework, dimension):
        for child, points in zip(node.children, weighting.points_of(node, scenario, in_force), strict=True):
            share, effective = weights[node.id, child.id]
            label = "　" * (node.level - 1) + sentences.node_name(assessment, child.id)
            rows.append((node.id, child.id, label, points, share * 100, effective * 100))
    return pd.DataFrame(rows, columns=["parent", "child", "name", "points", "share", "effective"])


def _on_dimension() -> None:
    if chosen := state.widget(Key.FORCE):
        lab_state.set_edited_parent(str(chosen))


def _on_edit(framework: Framework, dimension: str, order: list[tuple[str, str]]) -> None:
    changed = state.widget(Key.EDITOR.of(f"{dimension}:{lab_state.editor_edition()}"))
    edits = {
        order[int(row)]: max(0, min(1000, int(cells["points"])))
        for row, cells in changed["edited_rows"].items()  # type: ignore[index]
        if cells.get("points") is not None
    }
    try:
        weights = data.assessment(state.scenario()).scored.mean_weights
        state.put(weighting.with_edits(framework, state.scenario(), edits, weights))
        lab_state.refuse_edit(refused=False)
    except ScenarioError:
        lab_state.refuse_edit(refused=True)
