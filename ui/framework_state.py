"""What one session remembers of the framework editor: a draft per data set and start, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from cluster_core.model.framework import Framework
from cluster_core.model.framework_edit import At

_DRAFTS = "framework_drafts"
_OPEN = "framework_open"
_PROBLEM = "framework_problem"
_SAVED = "framework_saved"
_EDITION = "framework_edition"
_DRAWN = "framework_drawn"
MOST_STEPS = 100


@dataclass(frozen=True)
class Draft:
    """A framework under change. `start` is what it began as, and differs from `origin` by its id, version and name.

    `own` gives the version of each framework that was saved here before, as it was when the draft began.
    """

    origin: str
    start: Framework
    steps: tuple[Framework, ...]
    at: int = 0
    chosen: At | None = None
    own: tuple[tuple[str, str], ...] = ()

    @property
    def framework(self) -> Framework:
        """The framework as it is now."""
        return self.steps[self.at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self.at < len(self.steps) - 1

    def changed(self, framework: Framework, chosen: At | None = None) -> Draft:
        """Return the draft one step on; what was taken back before is forgotten."""
        steps = (*self.steps[: self.at + 1], framework)[-MOST_STEPS:]
        return replace(self, steps=steps, at=len(steps) - 1, chosen=chosen or self.chosen)


@dataclass(frozen=True)
class Saved:
    """A framework that was saved: into which data set, as which generation, and the draft that it was."""

    bundle: str
    generation: str
    draft: Draft


def draft(bundle: str) -> Draft | None:
    """Return the draft that is open for a data set, None before any."""
    return st.session_state.get(_DRAFTS, {}).get((bundle, st.session_state.get(_OPEN, {}).get(bundle)))


def set_draft(bundle: str, kept: Draft) -> None:
    """Keep a draft for a data set and open it; the one from the same start goes, those from others stay."""
    st.session_state[_DRAFTS] = {**st.session_state.get(_DRAFTS, {}), (bundle, kept.origin): kept}
    reopen(bundle, kept.origin)


def reopen(bundle: str, origin: str) -> bool:
    """Open the draft that was begun from a framework; False where there is none."""
    st.session_state[_OPEN] = {**st.session_state.get(_OPEN, {}), bundle: origin}
    return draft(bundle) is not None


def drop(bundle: str, origin: str) -> None:
    """Forget the draft that was begun from a framework."""
    kept = st.session_state.get(_DRAFTS, {})
    st.session_state[_DRAFTS] = {key: one for key, one in kept.items() if key != (bundle, origin)}


def change(bundle: str, how: Callable[[Draft], Draft]) -> None:
    """Change the draft for a data set, where there is one."""
    if (kept := draft(bundle)) is not None:
        set_draft(bundle, how(kept))


def drawn() -> At | None:
    """Return the part whose fields were drawn last."""
    return st.session_state.get(_DRAWN)


def set_drawn(at: At) -> None:
    """Note whose fields are drawn: what the browser still says of fields of another part is out of date."""
    st.session_state[_DRAWN] = at


def take_problem() -> str:
    """Return what could not be done last and forget it; empty if nothing."""
    return st.session_state.pop(_PROBLEM, "")


def set_problem(words: str) -> None:
    """Keep, for the next time the page is drawn, what could not be done."""
    st.session_state[_PROBLEM] = words


def saved() -> Saved | None:
    """Return the last saving of this session, until it is taken back."""
    return st.session_state.get(_SAVED)


def set_saved(made: Saved | None) -> None:
    """Keep what was saved last."""
    st.session_state[_SAVED] = made


def edition() -> int:
    """Return the number of the field for pasting: a new one is empty."""
    return st.session_state.get(_EDITION, 0)


def renew() -> None:
    """Begin a new, empty field for pasting."""
    st.session_state[_EDITION] = edition() + 1
