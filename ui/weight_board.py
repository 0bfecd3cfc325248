"""The controls of the weights page: presets, the live board, and the editor below one dimension."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from cluster_core.errors import ScenarioError
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario, weighting_parts
from cluster_core.model.stages import Array
from cluster_core.model.weights import effective_weights
from ui import data, figures, lab_state, live_board, sentences, state, weighting
from ui.text import has, join, t
from ui.theme import dimension_colours
from ui.widget_keys import Key

_LIST_WIDTH = 200  # pixels
_BOARD_WORDS = ("lock", "locked", "undo", "reset", "all_zero", "free_zero", "all_locked", "one_free")


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
    if preset.startswith(weighting.SAVED):
        return t("preset.saved", name=preset.removeprefix(weighting.SAVED))
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


# ---- sets of weights


def presets(framework: Framework, saved: Mapping[str, Scenario] | None = None) -> None:
    """Draw the presets: the best known on buttons, the others, with the reader's `saved` ones by name, in a list."""
    chosen = weighting.preset_of(framework, state.scenario())
    offered, more = weighting.presets(framework), weighting.more_presets(framework, saved)
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
            _more(framework, more, chosen, saved or {})


def _more(
    framework: Framework, more: tuple[str, ...], chosen: str | None, saved: Mapping[str, Scenario]
) -> None:
    state.show(Key.MORE_PRESETS, chosen if chosen in more else None)
    st.selectbox(
        t("weights.more_presets"),
        more,
        index=0 if chosen in more else None,  # with a choice in it there is no button that clears it
        format_func=lambda preset: preset_name(framework, preset),
        key=Key.MORE_PRESETS,
        on_change=_on_preset,
        args=(framework, Key.MORE_PRESETS, saved),
        placeholder=t("weights.more_presets"),
        label_visibility="collapsed",
        width=_LIST_WIDTH,
    )


def _on_preset(
    framework: Framework, key: Key = Key.PRESET, saved: Mapping[str, Scenario] | None = None
) -> None:
    chosen = str(state.widget(key) or "")
    if chosen == weighting.JUDGED:
        lab_state.ask_for_judgements()
    elif chosen.startswith(weighting.SAVED):
        put_weights(
            weighting.with_saved((saved or {})[chosen.removeprefix(weighting.SAVED)], state.scenario())
        )
    elif chosen:
        put_preset(framework, chosen)


def put_preset(framework: Framework, preset: str) -> None:
    """Put a preset in force; the sliders, locks and edits of other weights end with it."""
    put_weights(weighting.with_preset(preset, framework, state.scenario()))


def put_weights(changed: Scenario) -> None:
    """Put other weights in force; the sliders, locks and edits of the former ones end with it."""
    lab_state.clear_locks()
    lab_state.clear_boards()
    lab_state.renew_editor()
    state.put(changed)


# ---- the live board


def board(assessment: Assessment) -> None:
    """Draw one slider per dimension, with lock, points and the weight in force, and the ways back."""
    framework = assessment.framework
    standing = lab_state.board(framework.id)
    live_board.draw(
        _sliders(assessment),
        _board_words(assessment),
        live_board.Answer(
            lab_state.answered(),
            refused=bool(standing and standing.refused),
            can_undo=state.can_undo(),
        ),
        key=Key.BOARD,
        on_ask=_on_ask,
    )


def _sliders(assessment: Assessment) -> list[live_board.Slider]:
    framework, scenario, weights = assessment.framework, assessment.scenario, assessment.scored.mean_weights
    stand = standing_at(framework, scenario, weights)
    held, shares = lab_state.locks(framework.id), weights.get(framework.id, ())
    colours = dimension_colours(len(framework.dimensions), figures.tokens())
    return [
        live_board.Slider(
            sentences.node_name(assessment, child), colour, position, float(share), child in held
        )
        for child, colour, position, share in zip(framework.dimensions, colours, stand, shares, strict=True)
    ]


def _board_words(assessment: Assessment) -> dict[str, str]:
    words = {word: t(f"board.{word}") for word in _BOARD_WORDS}
    filled = {  # the browser fills these
        "lock_one": t("board.lock_one", name="{name}"),
        "points": t("board.points", points="{points}", share="{share}"),
        "weight": t("board.weight", weight="{weight}"),
    }
    title = t("weights.board", dimensions=sentences.dimensions(assessment.framework))
    return {**words, **filled, "title": title, "hint": set_hint(assessment.scenario)}


def standing_at(framework: Framework, scenario: Scenario, weights: Mapping[str, Array]) -> tuple[int, ...]:
    """Return where the sliders stand: as the reader left them, else as the scenario's weights put them."""
    kept = lab_state.board(framework.id)
    return kept.positions if kept else weighting.positions(framework, scenario, weights)


def _on_ask() -> None:
    """Do what the board asks for; what does not make sense is left undone.

    A move draws the live part of the page alone. Once the hand rests the frame follows, or the whole page where it
    shows what is out of date: the name of the weights, or the editor's numbers.
    """
    framework = data.assessment(state.scenario()).framework
    asked = live_board.asked(state.widget(Key.BOARD), len(framework.dimensions))
    if asked is None:
        return
    lab_state.set_answered(asked.number)
    if asked.act == "move":
        _on_move(framework, asked)
        return
    if asked.act == "rest":
        same = lab_state.shown_label() == preset_label(framework, state.scenario())
        st.rerun(Key.FRAME if same and not state.widget(Key.DETAILS) else "app")
    if asked.act == "undo":
        lab_state.clear_boards()
        lab_state.renew_editor()
        state.undo()
    else:
        put_preset(framework, weighting.DEFAULT)
    st.rerun()


def _on_move(framework: Framework, asked: live_board.Asked) -> None:
    scenario = state.scenario()
    weights = data.assessment(scenario).scored.mean_weights
    held = [child for child, locked in zip(framework.dimensions, asked.locked, strict=True) if locked]
    moved = asked.positions != standing_at(framework, scenario, weights)
    lab_state.set_locks(framework.id, held)
    if not moved:
        return
    try:
        changed = weighting.with_positions(framework, scenario, asked.positions, asked.locked, weights)
        state.put(changed, step=(Key.BOARD, asked.movement))
        lab_state.set_board(framework.id, asked.positions)
    except ScenarioError:
        lab_state.set_board(framework.id, asked.positions, refused=True)


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
