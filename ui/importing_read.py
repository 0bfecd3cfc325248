"""What was read of a table: its sheet, encoding and layout, each with its reason and open to correction."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from cluster_core.intake.jobs import Look
from cluster_core.intake.layout import NONE, Layout
from cluster_core.intake.mapping import Columns
from ui import figures, importing_state, importing_words, state
from ui.importing_state import Work
from ui.importing_words import letter
from ui.select_box import select
from ui.text import isolated, plain, t
from ui.widget_keys import Key

_AUTO, _ROWS, _COLUMNS = "auto", "rows", "columns"
_TURNED = {_AUTO: None, _ROWS: False, _COLUMNS: True}
_HEIGHT = 316
_ROLES = ("region", "indicator", "year", "unit")


def draw(work: Work, seen: Look) -> None:
    """Draw what was read, and the choices of another reading."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _sheet(seen)
        _encoding(seen)
        if not work.ratings:
            _turned(work)
    if seen.sure == "ask":
        _candidates(seen)
    layout = None if work.ratings else seen.layout
    if layout is not None:
        st.caption(plain(join_reasons(layout)))
    elif seen.trouble and not work.ratings:
        st.warning(t("importing.trouble"))
    st.dataframe(
        _painted(seen, layout),
        height=min(_HEIGHT, 36 + 32 * len(seen.rows)),
        row_height=32,
        alt=t("importing.first_rows", rows=len(seen.rows), columns=seen.width),
    )
    if not work.ratings:
        _places(work, seen)


def headline(work: Work, seen: Look) -> str:
    """Return what was read in a line: the file, its sheet, how large it is."""
    called = isolated(work.table.name) if work.table else ""
    where = t("importing.of_sheet", file=called, sheet=isolated(seen.sheet)) if seen.sheets else called
    return t("importing.read", what=where, size=importing_words.size(seen.height, seen.width))


def join_reasons(layout: Layout) -> str:
    """Return the reasons of a layout as a sentence; a layout of the user's own has none."""
    found = importing_words.reasons(layout)
    return t("importing.because", reasons=" · ".join(found)) if found else t("importing.own_layout")


# ---- another reading


def _sheet(seen: Look) -> None:
    if len(seen.sheets) < 2:
        return
    names = {
        one.name: t("importing.hidden_sheet", sheet=isolated(one.name)) if one.hidden else isolated(one.name)
        for one in seen.sheets
    }
    state.show(Key.IMPORT_SHEET, seen.sheet)
    with st.container(width=260):
        select(t("importing.sheet"), names, Key.IMPORT_SHEET, _on_sheet)


def _on_sheet() -> None:
    work = importing_state.work()
    importing_state.change(
        sheet=str(state.widget(Key.IMPORT_SHEET)), plan=replace(work.plan, layout=None, year=None)
    )


def _encoding(seen: Look) -> None:
    if not seen.encoding:
        return
    from cluster_core.intake.encoding import ENCODINGS

    named = {one: t(f"importing.encoding_{one.replace('-', '_')}") for one in ENCODINGS}
    asked = seen.sure == "ask"
    state.show(Key.IMPORT_ENCODING, None if asked else seen.encoding)
    with st.container(width=260):
        label = t(f"importing.encoding_{seen.sure}")
        select(label, named, Key.IMPORT_ENCODING, _on_encoding)


def _on_encoding() -> None:
    importing_state.change(encoding=str(state.widget(Key.IMPORT_ENCODING) or ""))


def _candidates(seen: Look) -> None:
    """Show how the text looks in each encoding that fits; the right one is the one that can be read."""
    st.warning(t("importing.encoding_doubt"))
    rows = [
        {
            t("importing.column_encoding"): t(f"importing.encoding_{one.encoding.replace('-', '_')}"),
            t("importing.column_preview"): isolated(" ".join(one.preview.split())[:120]),
        }
        for one in seen.candidates
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, row_height=32, alt=t("importing.encoding_doubt"))


def _turned(work: Work) -> None:
    names = {one: t(f"importing.turned_{one}") for one in _TURNED}
    chosen = next(one for one, value in _TURNED.items() if value == work.transposed)
    state.show(Key.IMPORT_TURNED, chosen)
    st.segmented_control(
        t("importing.turned"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        key=Key.IMPORT_TURNED,
        on_change=_on_turned,
    )


def _on_turned() -> None:
    work = importing_state.work()
    importing_state.change(
        transposed=_TURNED[str(state.widget(Key.IMPORT_TURNED))], plan=replace(work.plan, layout=None)
    )


# ---- the first rows


def _painted(seen: Look, layout: Layout | None) -> object:
    """Return the first rows under their columns' letters; header and names of regions stand on a tint."""
    rows = pd.DataFrame(
        [[isolated(cell) for cell in row] for row in seen.rows],
        columns=[letter(column) for column in range(len(seen.rows[0]) if seen.rows else 0)],
        index=range(1, len(seen.rows) + 1),
    )
    if layout is None:
        return rows
    colours = figures.tokens()
    marks = [[""] * rows.shape[1] for _ in rows.index]
    for at in range(rows.shape[0]):
        for column in range(rows.shape[1]):
            row, place = (column, at) if layout.transposed else (at, column)
            if layout.header[0] <= row <= layout.header[1]:
                marks[at][column] = f"background-color: {colours.tint}; font-weight: bold"
            elif layout.body[0] <= row <= layout.body[1] and place == layout.region:
                marks[at][column] = f"background-color: {colours.tint}"
            elif not (layout.body[0] <= row <= layout.body[1] and place in layout.values):
                marks[at][column] = f"color: {colours.muted}"
    return rows.style.apply(lambda _: pd.DataFrame(marks, rows.index, rows.columns), axis=None)


# ---- a layout of the user's own


def _places(work: Work, seen: Look) -> None:
    """Draw a form in which header, body and columns are said anew."""
    with (
        st.expander(t("importing.places"), key=Key.IMPORT_PLACES),
        st.form(Key.IMPORT_PLACES.of("form"), border=False),
    ):
        now = seen.layout
        turned = now.transposed if now else bool(work.transposed)
        height, width = (seen.width, seen.height) if turned else (seen.height, seen.width)
        first = (now.header if now else (0, 0)) + (now.body if now else (1, height - 1))
        limits = st.columns(4)
        rows = [
            int(
                box.number_input(
                    t(f"importing.place_{label}"),
                    1,
                    height,
                    min(height, max(1, value + 1)),
                    key=Key.IMPORT_PLACES.of(f"{label}:{seen.digest[:8]}:{turned}"),
                )
            )
            - 1
            for box, label, value in zip(
                limits, ("header_first", "header_last", "body_first", "body_last"), first, strict=True
            )
        ]
        names = {NONE: t("importing.no_column")}
        names |= {at: (str(at + 1) if turned else letter(at)) for at in range(min(width, 200))}
        boxes = st.columns(4)
        places = [
            box.selectbox(
                t(f"importing.place_{role}"),
                list(names),
                index=list(names).index(getattr(now, role)) if now and getattr(now, role) in names else 0,
                format_func=names.__getitem__,
                key=Key.IMPORT_PLACES.of(f"{role}:{seen.digest[:8]}:{turned}"),
            )
            for box, role in zip(boxes, _ROLES, strict=True)
        ]
        values = st.multiselect(
            t("importing.place_values"),
            list(names)[1:],
            [one for one in now.values if one in names] if now else [],
            format_func=names.__getitem__,
            placeholder=t("widget.choose"),
            select_all=False,
            key=Key.IMPORT_PLACES.of(f"values:{seen.digest[:8]}:{turned}"),
        )
        if st.form_submit_button(t("importing.places_use")):
            header = (rows[0], rows[1]) if rows[1] < rows[2] else (NONE, NONE)
            layout = Columns(turned, header, (rows[2], rows[3]), *places, values=tuple(values))
            importing_state.change(plan=replace(work.plan, layout=layout))
            st.rerun()
