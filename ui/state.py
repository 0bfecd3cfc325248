"""What one session looks at: the Scenario and the language; beside lab_state and view_state it holds the session."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import get_args
from urllib.parse import quote, urlsplit, urlunsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cluster_core.errors import ScenarioError
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario, fit_scenario
from cluster_core.model.scenario import CODE_VERSION, Scenario
from cluster_core.model.stages import Notice
from cluster_core.model.text import Language
from ui import presenting_state

CODE, LANG, VIEW = "s", "lang", "v"  # query parameters

_SCENARIO = "scenario"
_LANGUAGE = "language"
_NOTES = "notes"
_SEEN = "seen"
_PEER_MODE = "peer_mode"
_METHODS = "methods_refused"
_PAGE = "page"
_PAGES = "pages"
_VIEW = "view"
_HISTORY = "history"
_MOST_STEPS = 50

Load = Callable[[str], Dataset]
Fitted = tuple[Scenario, tuple[Notice, ...]]


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
        st.session_state[_VIEW] = st.query_params.get(VIEW)
    elif st.session_state.get(_SEEN) != fingerprint:
        accept(bundles, load, fingerprint)
        add_note(Notice("rebuilt", ("renewed",), ""))
    st.session_state[_SEEN] = fingerprint


def accept(bundles: Collection[str], load: Load, fingerprint: str) -> None:
    """Go on with other data: the scenario stays as far as they have it; who changed them needs no other note."""
    _put_with_notes(*fitted(scenario(), bundles, load))
    st.session_state[_HISTORY] = ()  # former scenarios may not fit the new data
    st.session_state[_SEEN] = fingerprint


def started() -> bool:
    """Tell whether the session has a scenario already."""
    return _SCENARIO in st.session_state


def scenario() -> Scenario:
    """Return the session's scenario."""
    return st.session_state[_SCENARIO]


def put(changed: Scenario, *, step: Hashable = None) -> None:
    """Make `changed` the session's scenario, quantised so that page, link and exports use the same numbers.

    Changes that come one after another with the same `step` are taken back together.
    """
    before, after = st.session_state.get(_SCENARIO), changed.quantised()
    history = st.session_state.get(_HISTORY, ())
    if before not in {None, after} and (step is None or not history or history[-1][1] != step):
        st.session_state[_HISTORY] = (*history, (before, step))[-_MOST_STEPS:]
    amend(after)


def amend(changed: Scenario) -> None:
    """Make `changed` the scenario where the former one cannot be shown: there is no way back to it."""
    st.session_state[_SCENARIO] = changed.quantised()


def can_undo() -> bool:
    """Tell whether a change is left that can be taken back."""
    return bool(st.session_state.get(_HISTORY))


def undo() -> None:
    """Take the last change back; without one nothing happens."""
    if can_undo():
        *rest, (before, _) = st.session_state[_HISTORY]
        st.session_state[_HISTORY] = tuple(rest)
        amend(before)


def _from_address(bundles: Collection[str], load: Load) -> Fitted:
    code = st.query_params.get(CODE)
    if not code:
        return default_scenario(load(_first(bundles, load))), ()
    try:
        return fitted(Scenario.decode(code), bundles, load)
    except ScenarioError as refused:
        what = "code_newer" if _is_newer(code) else "code"
        return default_scenario(load(_first(bundles, load))), (Notice("ignored", (what,), str(refused)),)


def fitted(wanted: Scenario, bundles: Collection[str], load: Load) -> Fitted:
    """Return a scenario as far as the data have it, the default where they lack its bundle, and what was left out."""
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


def _put_with_notes(kept: Scenario, refused: tuple[Notice, ...]) -> None:
    amend(kept)
    for notice in refused:
        add_note(notice)


# ---- page, view and address


def page() -> str:
    """Return the last part of the address of the page that is open, empty for the first page."""
    return st.session_state.get(_PAGE, "")


def set_page(path: str) -> None:
    """Note which page is open: what the browser says of it is one run behind after a change of page."""
    st.session_state[_PAGE] = path


def pages() -> Mapping[str, StreamlitPage]:
    """Return the pages there are by the last part of their address."""
    return st.session_state.get(_PAGES, {})


def set_pages(found: Mapping[str, StreamlitPage]) -> None:
    """Note which pages there are, so that what was saved on one leads back to it."""
    st.session_state[_PAGES] = found


def view_to_open() -> str | None:
    """Return the code of the view that the session began with, until it is open."""
    return st.session_state.get(_VIEW)


def view_is_open() -> None:
    """Note that the view of the address has been opened."""
    st.session_state[_VIEW] = None


def write_address(view: str | None = None) -> None:
    """Write scenario, view and language into the page's address where they are not there yet.

    `view` is the code of a view, empty for none; without it the one that stands in the address stays.
    """
    shown = st.query_params.get(VIEW) if view is None else view
    wanted = {CODE: scenario().encode(), **({VIEW: shown} if shown else {}), LANG: language()}
    wanted |= presenting_state.address()
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def link(view: str = "") -> str:
    """Return the whole address that opens this page as it is now, with the code of a view."""
    here = urlsplit(st.context.url or "")
    page_address = urlunsplit((here.scheme, here.netloc, here.path or "/", "", ""))
    shown = f"&{VIEW}={quote(view, safe='~')}" if view else ""
    return f"{page_address}?{CODE}={quote(scenario().encode(), safe='~')}{shown}&{LANG}={language()}"


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


def unset(key: str) -> None:
    """Forget what a widget shows: it starts from its default."""
    st.session_state.pop(key, None)


def peer_mode() -> str | None:
    """Return how the reader chose the peers ("all", "group", "chosen"), None before any choice."""
    return st.session_state.get(_PEER_MODE)


def set_peer_mode(mode: str | None) -> None:
    """Keep how the reader chooses the peers."""
    st.session_state[_PEER_MODE] = mode


# ---- methods that cannot be used


def refuse_methods(wanted: Scenario) -> None:
    """Remember the methods that could not be used, until something else is chosen."""
    st.session_state[_METHODS] = (scenario(), wanted)


def refused_methods() -> Scenario | None:
    """Return the scenario that was refused last, None once the session has moved on."""
    before, refused = st.session_state.get(_METHODS, (None, None))
    return refused if before == scenario() else None
