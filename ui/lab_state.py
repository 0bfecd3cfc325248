"""What one session remembers of the weights lab beside the Scenario: sliders, locks, editor and judgements of pairs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from ui import state

_LOCKS = "locks"
_BOARD = "board"
_EDIT = "edit"
_EDITION = "edition"
_REFUSED = "refused"
_JUDGEMENTS = "judgements"
_ANSWERED = "answered"
_DIALOG = "judging"
_LABEL = "shown_label"


@dataclass(frozen=True)
class Board:
    """Where the sliders of one parent stand, which a scenario's shares do not tell once one is locked."""

    positions: tuple[int, ...]
    points: tuple[float, ...] | None  # the scenario's points that these positions led to
    refused: bool = False  # nothing is left to split: the scenario kept its last weights


# ---- sliders and locks


def locks(parent: str) -> frozenset[str]:
    """Return the children of `parent` whose share is locked."""
    return st.session_state.get(_LOCKS, {}).get(parent, frozenset())


def set_locks(parent: str, children: Collection[str]) -> None:
    """Lock the shares of these children of `parent` and free the others."""
    st.session_state[_LOCKS] = {**st.session_state.get(_LOCKS, {}), parent: frozenset(children)}


def clear_locks() -> None:
    """Free every lock."""
    st.session_state[_LOCKS] = {}


def board(parent: str) -> Board | None:
    """Return where the reader left the sliders of `parent`, None when another way of weighting came after."""
    kept: Board | None = st.session_state.get(_BOARD, {}).get(parent)
    return kept if kept and kept.points == dict(state.scenario().points).get(parent) else None


def set_board(parent: str, positions: Sequence[int], *, refused: bool = False) -> None:
    """Remember where the sliders of `parent` stand, together with the points that the scenario has now."""
    standing = Board(tuple(positions), dict(state.scenario().points).get(parent), refused)
    st.session_state[_BOARD] = {**st.session_state.get(_BOARD, {}), parent: standing}


def clear_boards() -> None:
    """Let the sliders stand where the scenario's weights put them."""
    st.session_state[_BOARD] = {}


def answered() -> int:
    """Return the number of the last thing asked on the live board."""
    return st.session_state.get(_ANSWERED, 0)


def set_answered(number: int) -> None:
    """Remember what was asked last on the live board, so that its answer can say so."""
    st.session_state[_ANSWERED] = number


def shown_label() -> str:
    """Return what the page calls the weights, as the last full run drew it."""
    return st.session_state.get(_LABEL, "")


def set_shown_label(label: str) -> None:
    """Remember what a full run calls the weights."""
    st.session_state[_LABEL] = label


# ---- the editor


def edited_parent() -> str | None:
    """Return the node whose children the reader edits."""
    return st.session_state.get(_EDIT)


def set_edited_parent(parent: str) -> None:
    """Keep the node whose children the reader edits."""
    st.session_state[_EDIT] = parent


def editor_edition() -> int:
    """Return the number of the editor's table: a new one forgets the edits of the old one."""
    return st.session_state.get(_EDITION, 0)


def renew_editor() -> None:
    """Begin a new table: the weights were changed elsewhere."""
    st.session_state[_EDITION] = editor_edition() + 1
    st.session_state[_REFUSED] = False


def edit_refused() -> bool:
    """Tell whether the last edit left no weight above zero."""
    return bool(st.session_state.get(_REFUSED))


def refuse_edit(*, refused: bool) -> None:
    """Remember whether the last edit left no weight above zero."""
    st.session_state[_REFUSED] = refused


# ---- judgements of pairs


def judgements(parent: str) -> dict[tuple[str, str], int]:
    """Return how the reader judged pairs of the children of `parent`, those alike left out."""
    return st.session_state.get(_JUDGEMENTS, {}).get(parent, {})


def set_judgement(parent: str, pair: tuple[str, str], step: int) -> None:
    """Keep one judgement: steps up the scale, above 0 for the first of the pair, below 0 for the second."""
    kept = {**judgements(parent), pair: step}
    st.session_state[_JUDGEMENTS] = {**st.session_state.get(_JUDGEMENTS, {}), parent: kept}


def clear_judgements(parent: str) -> None:
    """Judge all children of `parent` alike again."""
    st.session_state[_JUDGEMENTS] = {**st.session_state.get(_JUDGEMENTS, {}), parent: {}}


def ask_for_judgements() -> None:
    """Let the next run open the comparison of pairs."""
    st.session_state[_DIALOG] = True


def judgements_wanted() -> bool:
    """Tell, once, whether the comparison of pairs is to be opened."""
    return bool(st.session_state.pop(_DIALOG, False))
