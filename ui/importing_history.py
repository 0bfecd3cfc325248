"""What was imported into a data set before: each state that is kept, whether it is whole, and the way back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from cluster_core.errors import ClusterError
from cluster_core.intake import generations
from cluster_core.intake.generations import Generation
from cluster_core.model.dataset import Dataset
from cluster_core.store.generation import BASE, current_name, imports_of
from ui import data, importing, importing_words, tray
from ui.text import isolated, join, name, plain, t
from ui.widget_keys import Key

_NAMED = 3  # damaged files that are named


@dataclass(frozen=True)
class Past:
    """The states of a data set: which is in use, those that are kept, and the damaged files of each."""

    now: str
    kept: tuple[Generation, ...]
    damaged: dict[str, list[str]]
    base_changed: bool


def past(bundle: str) -> Past:
    """Return the states of a data set; files are only read again where one of them changed."""
    folder = importing.folder(bundle)
    places = (imports_of(folder), folder)
    stamps = tuple(
        (str(path), path.stat().st_mtime_ns, path.stat().st_size)
        for place in places
        if place.is_dir()
        for path in sorted(place.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(place).parts)
    )
    return data.remember_large(("generations", bundle, stamps), lambda: _past(bundle))


def _past(bundle: str) -> Past:
    folder = importing.folder(bundle)
    kept = tuple(generations.history(folder)[: generations.KEPT])
    return Past(
        current_name(folder),
        kept,
        {one.name: found for one in kept if (found := generations.damaged(folder, one.name))},
        generations.base_changed(folder),
    )


def draw(dataset: Dataset) -> None:
    """Draw the states that are kept, the latest first, each with the way back to it."""
    try:
        found = past(dataset.id)
    except ClusterError:
        st.warning(t("importing.history_unreadable"))
        return
    if found.base_changed:
        st.warning(t("importing.base_changed"))
    st.markdown(f"**{t('importing.history')}**")
    if not found.kept:
        st.caption(t("importing.history_none"))
        return
    for one in found.kept:
        _row(one, found, dataset)
    if found.now != BASE:
        _button(BASE, t("importing.back_to_base"))


def _row(one: Generation, found: Past, dataset: Dataset) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"import_row_{one.name}"
    ):
        st.markdown(described(one, dataset), width="stretch")
        if one.name in found.damaged:
            files = join(isolated(file) for file in found.damaged[one.name][:_NAMED])
            st.caption(plain(t("importing.damaged", files=files)), width="content")
        elif one.name == found.now:
            st.caption(t("importing.in_use"), width="content")
        else:
            _button(one.name, t("importing.back_to"))


def described(one: Generation, dataset: Dataset) -> str:
    """Return one state in a line: when, from which file, what it changed, and from which source."""
    source = dataset.sources.get(one.about.source)
    parts = [
        _when(one.made),
        isolated(one.about.file) or one.name,
        importing_words.counts(one.about.counts),
        isolated(name(source.title)) if source else "",
    ]
    return plain(" · ".join(part for part in parts if part))


def _when(made: str) -> str:
    try:
        return tray.local_time(datetime.fromisoformat(made))
    except ValueError:
        return made


def _button(to: str, label: str) -> None:
    if st.button(label, key=Key.IMPORT_UNDO.of(to), type="tertiary", icon=":material/undo:"):
        with st.spinner(t("importing.undoing")):
            importing.undo(importing.here().bundle, to)
        st.rerun()
