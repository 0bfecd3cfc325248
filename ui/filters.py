"""The filters of the Data page: what can be chosen, what the reader chose, and which choice to loosen."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import QUALITIES, STATUSES
from cluster_core.model.scenario import Scenario
from cluster_core.report.observations import Selection, loosened, vintage_years
from ui import data, state, view_state
from ui.text import join, name, plain, t
from ui.widget_keys import Key

LONG, WIDE = "long", "wide"
VINTAGE = "vintage"
_SHAPE, _BASIS, _COLUMNS = "shape", "basis", "columns"
_FIRST, _MORE = ("unit", "indicator"), ("group", "source", "status", "quality")
_FIELDS = ("unit", "indicator", "year", *_MORE)

# The columns of the long table in their order; the first are shown until the reader chooses.
USUAL = ("region", "indicator", "measure", "year", "value", "quality", "source")
COLUMNS = (
    "region_id", "region", "group", "indicator_id", "indicator", "measure", "year", "value", "status", "quality",
    "source", "issuer", "address", "note",
)  # fmt: skip

Options = Mapping[str, Mapping[object, str]]


def options(dataset: Dataset, unit: str) -> Options:
    """Return what can be chosen of each field, with its name; a field without any value is left out."""
    key = ("filter options", dataset.fingerprint, dataset.id, unit, state.language())
    return data.remember(key, lambda: _options(dataset, unit))


def _options(dataset: Dataset, unit: str) -> Options:
    tidy = dataset.tidy(unit)
    seen = {field: set(tidy[field]) for field in ("indicator", "year", "source", "status", "quality")}
    groups = {one.group for one in dataset.units(unit).values()}
    known = {
        "unit": {one.id: name(one.name) for one in dataset.units(unit).values()},
        "indicator": {i: name(one.name) for i, one in dataset.indicators.items() if i in seen["indicator"]},
        "year": {int(year): str(year) for year in sorted(seen["year"], reverse=True)},
        "group": {group: name(text) for group, text in dataset.groups.items() if group in groups},
        "source": {i: name(one.title) or i for i, one in dataset.sources.items() if i in seen["source"]},
        "status": {one: t(f"observations.status_{one}") for one in STATUSES if one in seen["status"]},
        "quality": {one: t(f"observations.quality_{one}") for one in QUALITIES if one in seen["quality"]},
    }
    return {field: dict(values) for field, values in known.items() if values}


# ---- what is chosen


def shape() -> str:
    """Return whether the reader wants the long or the wide table."""
    return str((view_state.filtered(_SHAPE) or (LONG,))[0])


def basis(known: Options) -> object:
    """Return the year of the wide table: one year, or VINTAGE for the year that each indicator uses."""
    chosen = (view_state.filtered(_BASIS) or (VINTAGE,))[0]
    return chosen if chosen in known.get("year", {}) else VINTAGE


def columns() -> tuple[str, ...]:
    """Return the columns of the long table; all of them where the reader took every one away."""
    chosen = view_state.filtered(_COLUMNS)
    return USUAL if chosen is None else tuple(one for one in COLUMNS if one in chosen) or COLUMNS


def selection(known: Options) -> Selection:
    """Return the choices that this data set knows; the wide table has its own year."""
    fields = {field: _chosen(field, known) for field in _FIELDS if field != "year" or shape() == LONG}
    return Selection(**fields)  # type: ignore[arg-type]


def _chosen(field: str, known: Options) -> tuple[object, ...]:
    return tuple(value for value in view_state.filtered(field) or () if value in known.get(field, {}))


def unseen(chosen: Selection) -> Selection:
    """Return the choices that the closed popover hides."""
    return Selection(**{field: getattr(chosen, field) for field in _MORE})


def described(known: Options, chosen: Selection) -> str:
    """Return the choices in words, empty where there are none."""
    return t("observations.stop").join(
        t(
            "observations.filter",
            field=t(f"observations.field_{field}"),
            values=join(known[field][value] for value in getattr(chosen, field)),
        )
        for field in chosen.active
    )


# ---- widgets


def draw(known: Options) -> None:
    """Draw the filters in a line: those used most are open, the others in a popover."""
    places = st.columns([4, 5, 4, 3], vertical_alignment="bottom")
    for place, field in zip(places, _FIRST, strict=False):
        with place:
            _pick(field, known)
    with places[2]:
        if shape() == LONG:
            _pick("year", known)
        else:
            _pick_basis(known)
    with places[3], st.popover(t("observations.more"), width="stretch"):
        for field in _MORE:
            if field in known:
                _pick(field, known)
        if shape() == LONG:
            _pick_columns()


def _pick(field: str, known: Options) -> None:
    key, values = Key.FILTER.of(field), known.get(field, {})
    state.show(key, list(_chosen(field, known)))
    st.multiselect(
        t(f"observations.field_{field}"),
        list(values),
        format_func=lambda value: values.get(value, str(value)),
        key=key,
        on_change=_on_pick,
        args=(field,),
        placeholder=t("observations.everything"),
        select_all=False,
    )


def _on_pick(field: str) -> None:
    view_state.set_filter(field, state.widget(Key.FILTER.of(field)) or ())  # type: ignore[arg-type]


def _pick_columns() -> None:
    key, headings = Key.FILTER.of(_COLUMNS), {one: t(f"observations.column_{one}") for one in COLUMNS}
    state.show(key, [] if columns() == COLUMNS else list(columns()))
    st.multiselect(
        t("observations.columns"),
        COLUMNS,
        format_func=lambda column: headings.get(column, column),
        key=key,
        on_change=_on_pick,
        args=(_COLUMNS,),
        placeholder=t("observations.everything"),
        select_all=False,
    )


def _pick_basis(known: Options) -> None:
    key = Key.FILTER.of(_BASIS)
    years = {VINTAGE: t("observations.vintage"), **known.get("year", {})}
    state.show(key, basis(known))
    st.selectbox(
        t("observations.field_year"),
        list(years),
        format_func=lambda value: years.get(value, str(value)),
        key=key,
        on_change=lambda: view_state.set_filter(_BASIS, (state.widget(key),)),
        placeholder=t("widget.choose"),
    )


def pick_shape() -> None:
    """Draw the choice between the long and the wide table."""
    shapes = {one: t(f"observations.{one}_shape") for one in (LONG, WIDE)}
    state.show(Key.SHAPE, shape())
    st.segmented_control(
        t("observations.shape"),
        list(shapes),
        format_func=lambda one: shapes.get(one, str(one)),
        required=True,
        key=Key.SHAPE,
        on_change=lambda: view_state.set_filter(_SHAPE, (state.widget(Key.SHAPE),)),
        label_visibility="collapsed",
    )


def empty(tidy: pd.DataFrame, groups: Mapping[str, str], known: Options, chosen: Selection) -> None:
    """Say that nothing is left, which filter to loosen, and offer to clear them all."""
    st.markdown(f"**{plain(t('observations.empty'))}** {plain(described(known, chosen))}")
    ways = loosened(tidy, groups, chosen)
    for field, count in sorted(ways.items(), key=lambda way: -way[1]):
        st.markdown(plain(t("observations.loosen", field=t(f"observations.field_{field}"), count=count)))
    if not ways:
        st.markdown(plain(t("observations.loosen_several")))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("observations.clear"),
            key=Key.CLEAR_FILTERS,
            on_click=view_state.clear_filters,
            args=((*_FIELDS, _BASIS),),
        )
        pick_shape()


def years_of(known: Options, scenario: Scenario, dataset: Dataset) -> Mapping[str, int]:
    """Return the year of each indicator in the wide table."""
    if (chosen := basis(known)) != VINTAGE:
        return {str(indicator): int(str(chosen)) for indicator in known["indicator"]}
    key = ("vintage years", dataset.fingerprint, dataset.id, scenario.without_weights().encode())
    return data.remember(key, lambda: vintage_years(dataset, scenario))
