"""What one session looks at: the Scenario and the language. The only file that touches the session."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import quote, urlsplit, urlunsplit

import streamlit as st

from cluster_core.errors import ScenarioError
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario, fit_scenario
from cluster_core.model.scenario import CODE_VERSION, Scenario
from cluster_core.model.stages import Notice
from cluster_core.model.text import Language
from ui.widget_keys import Key

CODE, LANG = "s", "lang"  # query parameters

_SCENARIO = "scenario"
_LANGUAGE = "language"
_NOTES = "notes"
_SEEN = "seen"
_PEER_MODE = "peer_mode"
_LOCKS = "locks"
_BOARD = "board"
_EDIT = "edit"
_EDITION = "edition"
_REFUSED = "refused"
_CLICKS = "clicks"
_PICKED = "picked"
_FILTERS = "filters"
_COMPARED = "compared"
_METHODS = "methods_refused"
_JUDGED = "judged"
_JUDGEMENTS = "judgements"

Load = Callable[[str], Dataset]


@dataclass(frozen=True)
class Board:
    """Where the sliders of one parent stand, which a scenario's shares do not tell once one is locked."""

    positions: tuple[int, ...]
    points: tuple[float, ...] | None  # the scenario's points that these positions led to
    refused: bool = False  # nothing is left to split: the scenario kept its last weights


# ---- language


def language() -> Language:
    """Return the session's language: chosen, else `?lang=`, else the browser's."""
    chosen = st.session_state.get(_LANGUAGE)
    return chosen if chosen in get_args(Language) else _first_language()


def set_language(chosen: Language) -> None:
    """Keep the reader's choice of language."""
    st.session_state[_LANGUAGE] = chosen


def _first_language() -> Language:
    wanted = (st.query_params.get(LANG) or "").lower()[:2]
    if wanted not in get_args(Language):
        wanted = "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"
    return "zh" if wanted == "zh" else "en"


# ---- scenario


def begin(bundles: Collection[str], load: Load, fingerprint: str) -> None:
    """Settle language and scenario at the start of a run: from the session, else from the address, else by default."""
    st.session_state.setdefault(_LANGUAGE, language())
    if _SCENARIO not in st.session_state:
        _put_with_notes(*_from_address(bundles, load))
    elif st.session_state.get(_SEEN) != fingerprint:
        _put_with_notes(*_fitted(scenario(), bundles, load))
    st.session_state[_SEEN] = fingerprint


def started() -> bool:
    """Tell whether the session has a scenario already."""
    return _SCENARIO in st.session_state


def scenario() -> Scenario:
    """Return the session's scenario."""
    return st.session_state[_SCENARIO]


def put(changed: Scenario) -> None:
    """Make `changed` the session's scenario, quantised so that page, link and exports use the same numbers."""
    st.session_state[_SCENARIO] = changed.quantised()


def write_address() -> None:
    """Write scenario and language into the page's address where they are not there yet."""
    wanted = {CODE: scenario().encode(), LANG: language()}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def link() -> str:
    """Return the whole address that opens this page as it is now."""
    here = urlsplit(st.context.url or "")
    page = urlunsplit((here.scheme, here.netloc, here.path or "/", "", ""))
    return f"{page}?{CODE}={quote(scenario().encode(), safe='~')}&{LANG}={language()}"


def _from_address(bundles: Collection[str], load: Load) -> tuple[Scenario, tuple[Notice, ...]]:
    code = st.query_params.get(CODE)
    if not code:
        return default_scenario(load(_first(bundles, load))), ()
    try:
        return _fitted(Scenario.decode(code), bundles, load)
    except ScenarioError as refused:
        what = "code_newer" if _is_newer(code) else "code"
        return default_scenario(load(_first(bundles, load))), (Notice("ignored", (what,), str(refused)),)


def _fitted(wanted: Scenario, bundles: Collection[str], load: Load) -> tuple[Scenario, tuple[Notice, ...]]:
    if wanted.bundle in bundles:
        return fit_scenario(wanted, load(wanted.bundle))
    refused = Notice(
        "ignored", ("bundle",), f"bundle: found '{wanted.bundle}', allowed: {', '.join(bundles)}."
    )
    return default_scenario(load(_first(bundles, load))), (refused,)


def _first(bundles: Collection[str], load: Load) -> str:
    """Return the bundle to open with: the first by name, real data before practice data."""
    return min(bundles, key=lambda bundle: (load(bundle).synthetic, bundle))


def _is_newer(code: str) -> bool:
    version = code.partition("~")[0]
    return version.isascii() and version.isdigit() and len(version) < 9 and int(version) > int(CODE_VERSION)


def _put_with_notes(fitted: Scenario, refused: tuple[Notice, ...]) -> None:
    put(fitted)
    for notice in refused:
        add_note(notice)


# ---- notes that a reader can dismiss


def notes() -> tuple[Notice, ...]:
    """Return what the page still has to say about ignored or repaired input."""
    return tuple(st.session_state.get(_NOTES, ()))


def add_note(notice: Notice) -> None:
    """Say something on the page until the reader dismisses it; the same thing once."""
    if notice not in notes():
        st.session_state[_NOTES] = (*notes(), notice)


def dismiss_note(notice: Notice) -> None:
    """Take one note off the page."""
    st.session_state[_NOTES] = tuple(kept for kept in notes() if kept != notice)


# ---- what the widgets remember beside the scenario


def widget(key: str) -> object:
    """Return the value of a widget, as its callback finds it."""
    return st.session_state.get(key)


def show(key: str, value: object) -> None:
    """Set what a widget shows, before it is drawn."""
    st.session_state[key] = value


def peer_mode() -> str | None:
    """Return how the reader chose the peers ("all", "group", "chosen"), None before any choice."""
    return st.session_state.get(_PEER_MODE)


def set_peer_mode(mode: str | None) -> None:
    """Keep how the reader chooses the peers."""
    st.session_state[_PEER_MODE] = mode


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
    return kept if kept and kept.points == dict(scenario().points).get(parent) else None


def set_board(parent: str, positions: Sequence[int], *, refused: bool = False) -> None:
    """Remember where the sliders of `parent` stand, together with the points that the scenario has now."""
    standing = Board(tuple(positions), dict(scenario().points).get(parent), refused)
    st.session_state[_BOARD] = {**st.session_state.get(_BOARD, {}), parent: standing}


def clear_boards() -> None:
    """Let the sliders stand where the scenario's weights put them."""
    st.session_state[_BOARD] = {}


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


# ---- what the reader filters the observations by


def filtered(field: str) -> tuple[object, ...] | None:
    """Return what the reader chose of one field, None before any choice."""
    return st.session_state.get(_FILTERS, {}).get(field)


def set_filter(field: str, chosen: Collection[object]) -> None:
    """Keep the reader's choice of one field."""
    st.session_state[_FILTERS] = {**st.session_state.get(_FILTERS, {}), field: tuple(chosen)}


def clear_filters(fields: Collection[str]) -> None:
    """Forget the choices of these fields."""
    kept = st.session_state.get(_FILTERS, {})
    st.session_state[_FILTERS] = {field: chosen for field, chosen in kept.items() if field not in fields}


# ---- what the reader looks at in detail


def picked(key: Key) -> str | None:
    """Return what the reader last picked from a list, None before any choice."""
    return st.session_state.get(_PICKED, {}).get(key)


def pick(key: Key, chosen: str) -> None:
    """Keep what the reader picked from a list."""
    st.session_state[_PICKED] = {**st.session_state.get(_PICKED, {}), key: chosen}


# ---- what the reader judges by own numbers


def judged(subject: str) -> Mapping[Hashable, object]:
    """Return the reader's own numbers on one subject, by what each is about."""
    return st.session_state.get(_JUDGED, {}).get(subject, {})


def judge(subject: str, numbers: Mapping[Hashable, object]) -> None:
    """Keep these as the reader's own numbers on one subject."""
    st.session_state[_JUDGED] = {**st.session_state.get(_JUDGED, {}), subject: dict(numbers)}


# ---- the map


def map_clicks() -> int:
    """Return how often the map was clicked: a map of a new number has no selection, which would dim its colours."""
    return st.session_state.get(_CLICKS, 0)


def count_map_click() -> None:
    """Note that the map was clicked."""
    st.session_state[_CLICKS] = map_clicks() + 1


# ---- the regions compared


def compared() -> tuple[str, ...] | None:
    """Return the regions that the reader compares, in the order chosen, None before any choice."""
    return st.session_state.get(_COMPARED)


def set_compared(units: Collection[str]) -> None:
    """Keep the regions that the reader compares."""
    st.session_state[_COMPARED] = tuple(units)


# ---- methods that cannot be used


def refuse_methods(wanted: Scenario) -> None:
    """Remember the methods that could not be used, until something else is chosen."""
    st.session_state[_METHODS] = (scenario(), wanted)


def refused_methods() -> Scenario | None:
    """Return the scenario that was refused last, None once the session has moved on."""
    before, refused = st.session_state.get(_METHODS, (None, None))
    return refused if before == scenario() else None


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
