"""The choices of the Data page: what can be chosen, what the reader chose, and which choice to loosen."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import streamlit as st

from cluster_core.assess.quality_flags import FLAGS
from cluster_core.model.assessment import Assessment
from cluster_core.model.indicator import QUALITIES, STATUSES
from cluster_core.report.holdings import Holdings
from cluster_core.report.observations import UNFLAGGED, Selection
from cluster_core.report.table_files import described
from cluster_core.report.table_request import COLUMNS, LONG, SCORES, SPOKEN, USUAL, WIDE, YEARS, Request
from cluster_core.report.table_words import word
from cluster_core.report.tables import ways_out
from ui import data, state, view_state
from ui.text import name, plain, t
from ui.widget_keys import Key

VINTAGE = "vintage"
SHAPES = {"long": LONG, "wide": WIDE, "years": YEARS, "scores": SCORES}
TEXT_MAX = 40
_SHAPE, _BASIS, _OF, _VALUE, _TEXT = "shape", "basis", "of", "value", "text"
_COLUMNS = {LONG: "columns", SCORES: "score_columns"}
_MORE = ("dimension", "group", "source", "status", "quality", "flag")
_LISTED = ("unit", "indicator", *_MORE)
_FIELDS = (*_LISTED, "year", _VALUE, _TEXT)
# A field that a kind of table does not ask for: it has its own year or indicator, or no value of that kind.
_WITHOUT = {LONG: (), WIDE: ("year",), YEARS: ("indicator", "dimension"), SCORES: ("year", "quality")}
_COMPUTED_ONLY = ("derived", "missing")

Options = Mapping[str, Mapping[object, str]]


def options(assessment: Assessment) -> Options:
    """Return what can be chosen of each field, with its name; a field without any value is left out."""
    dataset, scenario = assessment.dataset, assessment.scenario
    key = (
        "table options",
        dataset.fingerprint,
        dataset.id,
        scenario.unit,
        scenario.framework,
        state.language(),
    )
    return data.remember(key, lambda: _options(assessment))


def _options(assessment: Assessment) -> Options:
    dataset, unit = assessment.dataset, assessment.scenario.unit
    tidy = dataset.tidy(unit)
    seen = {field: set(tidy[field]) for field in ("indicator", "year", "source", "status", "quality")}
    groups = {one.group for one in dataset.units(unit).values()}
    statuses = [one for one in STATUSES if one in seen["status"]]
    known: dict[str, Mapping[object, str]] = {
        "unit": {one.id: name(one.name) for one in dataset.units(unit).values()},
        "indicator": {i: name(one.name) for i, one in dataset.indicators.items() if i in seen["indicator"]},
        "year": {int(year): str(year) for year in sorted(seen["year"])},
        "dimension": {one.id: name(one.name) for one in assessment.framework.nodes if one.level},
        "group": {group: name(text) for group, text in dataset.groups.items() if group in groups},
        "source": {i: name(one.title) or i for i, one in dataset.sources.items() if i in seen["source"]},
        "status": {one: _word(f"status_{one}") for one in (*statuses, *_COMPUTED_ONLY)} if statuses else {},
        "quality": {one: _word(f"quality_{one}") for one in QUALITIES if one in seen["quality"]},
        "flag": {one: _word(f"flag_{one}") for one in (*FLAGS, UNFLAGGED)},
    }
    return {field: dict(values) for field, values in known.items() if values}


def bases(assessment: Assessment) -> tuple[object, ...]:
    """Return the years that a wide table can be of: those that the scenario uses, or one for all."""
    return (VINTAGE, *assessment.dataset.years(assessment.scenario.unit))


def _word(key: str) -> str:
    return word(key, state.language())


def field_name(field: str) -> str:
    """Return the name of a field."""
    return _word(SPOKEN.get(field, field))


# ---- what is chosen


def request(assessment: Assessment) -> Request:
    """Return the table that the reader asks for; what this data set does not know is left out."""
    known, table = options(assessment), kind()
    chosen = {field: _chosen(field, known) for field in _LISTED}
    spans = tuple(one for one in view_state.filtered(_VALUE) or () if is_span(one))
    years = known.get("year", {})
    chosen |= {
        "year": tuple(one for one in view_state.filtered("year") or () if set(one) <= set(years)),  # type: ignore[arg-type]
        _VALUE: spans,
        _TEXT: tuple(view_state.filtered(_TEXT) or ()),
    }
    asked = {field: values for field, values in chosen.items() if field not in _WITHOUT[table]}
    year = basis(known) if table == WIDE else VINTAGE
    return Request(
        table,
        Selection(**asked),  # type: ignore[arg-type]
        columns(table) if table in COLUMNS else (),
        None if year == VINTAGE else int(str(year)),
        of(known) if table == YEARS else "",
        language=state.language(),
    )


def kind() -> str:
    """Return the kind of table that the reader wants."""
    return SHAPES.get(str((view_state.filtered(_SHAPE) or ("long",))[0]), LONG)


def basis(known: Options) -> object:
    """Return the year of the wide table: one year, or VINTAGE for the year that each indicator uses."""
    chosen = (view_state.filtered(_BASIS) or (VINTAGE,))[0]
    return chosen if chosen in known.get("year", {}) else VINTAGE


def of(known: Options) -> str:
    """Return the indicator of the table by year: the one chosen, else the first; empty without any."""
    listed = known.get("indicator", {})
    chosen = (view_state.filtered(_OF) or ("",))[0]
    return str(chosen if chosen in listed else next(iter(listed), ""))


def columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table; all of them where the reader took every one away."""
    chosen = view_state.filtered(_COLUMNS[table])
    if chosen is None:
        return USUAL[table]
    return tuple(one for one in COLUMNS[table] if one in chosen) or COLUMNS[table]


def is_span(ends: object) -> bool:
    """Tell whether two ends are a span: at least one is there, and the first is not above the second."""
    low, high = ends  # type: ignore[misc]
    return (low, high) != (None, None) and (low is None or high is None or low <= high)


def looked_for(text: str) -> str:
    """Return a text as it is looked for: on one line, without signs that cannot be seen, not too long."""
    seen = "".join(
        one for one in " ".join(text.split()) if unicodedata.category(one) not in {"Cc", "Cf", "Cs"}
    )
    return seen[:TEXT_MAX].strip()


def _chosen(field: str, known: Options) -> tuple[object, ...]:
    offered = _offered(field, known)
    return tuple(value for value in view_state.filtered(field) or () if value in offered)


def _offered(field: str, known: Options) -> Mapping[object, str]:
    listed = known.get(field, {})
    if field == "status" and kind() != SCORES:
        return {value: text for value, text in listed.items() if value not in _COMPUTED_ONLY}
    return listed


def unseen(asked: Request) -> Selection:
    """Return the choices that the closed popover hides."""
    return Selection(**{field: getattr(asked.selection, field) for field in (*_MORE, _VALUE, _TEXT)})


# ---- widgets


def draw(assessment: Assessment) -> None:
    """Draw the filters in a line: those used most are open, the others in a popover."""
    known, table = options(assessment), kind()
    places = st.columns([4, 5, 4, 3], vertical_alignment="bottom")
    with places[0]:
        _pick("unit", known)
    with places[1]:
        if table == YEARS:
            _pick_one(_OF, field_name("indicator"), known.get("indicator", {}), of(known))
        else:
            _pick("indicator", known)
    with places[2]:
        if table == WIDE:
            years = {VINTAGE: t("observations.vintage"), **known.get("year", {})}
            _pick_one(_BASIS, field_name("year"), years, basis(known))
        elif table != SCORES:
            _pick_years(known)
    with places[3], st.popover(t("observations.more"), width="stretch"):
        asked = [field for field in _MORE if field in known and field not in _WITHOUT[table]]
        for side, listed in zip(st.columns(2), (asked[::2], asked[1::2]), strict=True):
            with side:
                for field in listed:
                    _pick(field, known)
        left, right = st.columns(2)
        with left:
            _type_span()
        with right:
            _type_text()
        if table in COLUMNS:
            _pick_columns(table)


def _pick(field: str, known: Options) -> None:
    key, values = Key.FILTER.of(field), _offered(field, known)
    state.show(key, list(_chosen(field, known)))
    st.multiselect(
        field_name(field),
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


def _pick_columns(table: str) -> None:
    field, shown = _COLUMNS[table], columns(table)
    key, headings = Key.FILTER.of(field), {one: _word(one) for one in COLUMNS[table]}
    state.show(key, [] if shown == COLUMNS[table] else list(shown))
    st.multiselect(
        t("observations.columns"),
        COLUMNS[table],
        format_func=lambda column: headings.get(column, str(column)),
        key=key,
        on_change=_on_pick,
        args=(field,),
        placeholder=t("observations.everything"),
        select_all=False,
    )


def _pick_one(field: str, label: str, values: Mapping[object, str], shown: object) -> None:
    key = Key.FILTER.of(field)
    if not values:
        return
    state.show(key, shown)
    st.selectbox(
        label,
        list(values),
        format_func=lambda value: values.get(value, str(value)),
        key=key,
        on_change=lambda: view_state.set_filter(field, (state.widget(key),)),
        placeholder=t("widget.choose"),
    )


def _pick_years(known: Options) -> None:
    years = [int(str(one)) for one in known.get("year", {})]
    if len(years) < 2:
        return
    chosen = [end for span in view_state.filtered("year") or () for end in span if end in years]  # type: ignore[attr-defined]
    ends = (min(chosen, default=years[0]), max(chosen, default=years[-1]))
    with st.container(horizontal=True, gap="xsmall"):
        for at, end in enumerate(("from", "to")):
            key = Key.FILTER.of(f"year_{end}")
            state.show(key, ends[at])
            st.selectbox(
                t(f"observations.year_{end}"),
                years,
                key=key,
                on_change=_on_years,
                args=(at, years),
                placeholder=t("widget.choose"),
            )


def _on_years(moved: int, years: list[int]) -> None:
    """Keep the span; the other end follows one that was moved past it."""
    ends = [int(str(state.widget(Key.FILTER.of(f"year_{end}")))) for end in ("from", "to")]
    if ends[0] > ends[1]:
        ends[1 - moved] = ends[moved]
    view_state.set_filter("year", () if ends == [years[0], years[-1]] else (tuple(ends),))


def _type_span() -> None:
    ends = (view_state.filtered(_VALUE) or ((None, None),))[0]
    with st.container(horizontal=True):
        for at, end in enumerate(("from", "to")):
            key = Key.FILTER.of(f"{_VALUE}_{end}")
            state.show(key, ends[at])  # type: ignore[index]
            st.number_input(
                t(f"observations.value_{end}"), value=None, key=key, on_change=_on_span, width="stretch"
            )
    if ends != (None, None) and not is_span(ends):
        st.warning(plain(t("observations.value_reversed")), icon=":material/warning:")


def _on_span() -> None:
    ends = tuple(state.widget(Key.FILTER.of(f"{_VALUE}_{end}")) for end in ("from", "to"))
    view_state.set_filter(_VALUE, () if ends == (None, None) else (ends,))


def _type_text() -> None:
    key = Key.FILTER.of(_TEXT)
    state.show(key, str((view_state.filtered(_TEXT) or ("",))[0]))
    st.text_input(field_name(_TEXT), max_chars=TEXT_MAX, key=key, on_change=_on_text)


def _on_text() -> None:
    told = looked_for(str(state.widget(Key.FILTER.of(_TEXT)) or ""))
    view_state.set_filter(_TEXT, (told,) if told else ())


def pick_shape() -> None:
    """Draw the choice between the kinds of table."""
    shapes = {one: t(f"observations.{one}_shape") for one in SHAPES}
    shown = next(one for one, table in SHAPES.items() if table == kind())
    state.show(Key.SHAPE, shown)
    st.segmented_control(
        t("observations.shape"),
        list(shapes),
        format_func=lambda one: shapes.get(one, str(one)),
        required=True,
        key=Key.SHAPE,
        on_change=lambda: view_state.set_filter(_SHAPE, (state.widget(Key.SHAPE),)),
        label_visibility="collapsed",
    )


def empty(held: Holdings, asked: Request) -> None:
    """Say that nothing is left, which filter to loosen, and offer to clear them all."""
    told = described(held, asked.selection, asked.language)
    st.markdown(f"**{plain(t('observations.empty'))}** {plain(told)}")
    ways = ways_out(held, asked)
    for field, count in sorted(ways.items(), key=lambda way: -way[1]):
        st.markdown(plain(t("observations.loosen", field=field_name(field), count=count)))
    if not ways:
        st.markdown(plain(t("observations.loosen_several")))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("observations.clear"),
            key=Key.CLEAR_FILTERS,
            on_click=view_state.clear_filters,
            args=((*_FIELDS, _BASIS, _OF),),
        )
        pick_shape()
