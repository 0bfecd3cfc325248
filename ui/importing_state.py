"""What one session has decided of the table that it brings in, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import streamlit as st

from cluster_core.intake.additions import NewIndicator, NewSource
from cluster_core.intake.jobs import Look, Prepared
from cluster_core.intake.mapping import Plan
from cluster_core.intake.ratings import WEIGHTS
from ui.importing_tables import Kept

Step = Literal["table", "match", "source", "check"]
STEPS: tuple[Step, ...] = ("table", "match", "source", "check")
_WORK = "importing"


@dataclass(frozen=True)
class Done:
    """What was changed last, and the generation in use since: by an import, or by going back (`undone`)."""

    generation: str
    file: str = ""
    counts: dict[str, int] = field(default_factory=dict[str, int])
    undone: bool = False


@dataclass(frozen=True)
class Problem:
    """What went wrong: its kind, the core's own words, and which request it was (empty: no request)."""

    kind: str
    words: str
    asked: str = ""


@dataclass(frozen=True)
class Work:
    """One import under way into `bundle`. `seen` and `ready` hold what a child process found, and for which request."""

    bundle: str = ""
    step: Step = "table"
    table: Kept | None = None
    sheet: str = ""
    encoding: str = ""
    transposed: bool | None = None
    plan: Plan = field(default_factory=Plan)
    ratings: bool = False
    weights: dict[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    new_indicators: tuple[NewIndicator, ...] = ()
    source: str = ""
    new_source: NewSource | None = None
    status: str = "observed"
    quality: str = ""
    replace: bool = False
    seen: tuple[str, Look] | None = None
    ready: tuple[str, Prepared] | None = None
    problem: Problem | None = None
    done: Done | None = None


def work() -> Work:
    """Return the session's import."""
    return st.session_state.get(_WORK, Work())


def put(changed: Work) -> None:
    """Keep the session's import."""
    st.session_state[_WORK] = changed


def change(**changes: Any) -> None:
    """Change fields of the session's import."""
    put(replace(work(), **changes))


def mark(name: str) -> Any:
    """Return what the session keeps beside its import under a name: which text is being named anew, say."""
    return st.session_state.get(f"{_WORK}_{name}")


def set_mark(name: str, value: Any) -> None:
    """Keep something beside the import; None forgets it."""
    st.session_state[f"{_WORK}_{name}"] = value
