"""The second step of an import: what was read, and what each name stands for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pandas as pd
import streamlit as st

from cluster_core.intake.jobs import Look
from cluster_core.intake.mapping import SKIP
from cluster_core.model.dataset import Dataset
from ui import (
    importing,
    importing_additions,
    importing_mapping,
    importing_read,
    importing_state,
    state,
    tray_file,
)
from ui.importing_mapping import INDICATOR, REGION, Bound, Question
from ui.importing_state import Work
from ui.importing_words import suggestion
from ui.select_box import select
from ui.text import isolated, join, name, number, plain, t
from ui.widget_keys import Key

_NEW = "+new"
_MOST, _ABREAST = 45, 3  # choices on the screen at once, and in a row
_MAPPING_MAX = 1_000_000
EARLIEST = 1990


def draw(work: Work, seen: Look, dataset: Dataset) -> None:
    """Draw the reading, the choices, and the way on."""
    st.markdown(f"**{plain(importing_read.headline(work, seen))}**")
    importing_read.draw(work, seen)
    st.divider()
    if work.ratings:
        _year(work, seen)
        _weights(work)
        return
    if seen.layout is None or seen.proposal is None:
        return
    asked = importing_mapping.questions(seen, dataset, amended())
    _names(work, seen, dataset, asked)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _whole(work, seen, dataset)
        _year(work, seen)
        _unit(work, seen)
    _result(work, seen, dataset)


def amended() -> tuple[str, ...]:
    """Return the texts that were sure and are to be decided by the user all the same."""
    return importing_state.mark("amended") or ()


# ---- names


def _names(work: Work, seen: Look, dataset: Dataset, asked: list[Question]) -> None:
    open_ = [one for one in asked if not importing_mapping.decided(one, work.plan)]
    sure = [one for one in importing_mapping.bound(seen, work) if one.id]
    known = {kind: len({one.text for one in sure if one.kind == kind}) for kind in (INDICATOR, REGION)}
    found = t("importing.recognised", regions=known[REGION], indicators=known[INDICATOR])
    st.markdown(
        f"**{t('importing.names_open', count=len(open_)) if open_ else t('importing.names_done')}** {found}"
    )
    if not asked:
        return
    if open_:
        with st.container(horizontal=True, gap="small"):
            offered = ("accept", "skip") if any(one.options for one in open_) else ("skip",)
            for what in offered:
                st.button(
                    t(f"importing.all_{what}"),
                    key=Key.IMPORT_ALL.of(what),
                    on_click=_on_all,
                    args=(what, dataset),
                )
    names = {INDICATOR: importing.indicators(dataset, work), REGION: _regions(dataset)}
    for first in range(0, min(len(asked), _MOST), _ABREAST):
        for box, question in zip(st.columns(_ABREAST), asked[first : first + _ABREAST], strict=False):
            with box:
                _choice(question, names[question.kind], work)
    if len(asked) > _MOST:
        st.caption(t("importing.names_more", count=len(asked) - _MOST))
    asked_for = importing_state.mark("new")
    if asked_for in [one.text for one in asked]:
        unit = next(one.unit for one in asked if one.text == asked_for)
        importing_additions.indicator_form(asked_for, unit, dataset)


def _choice(question: Question, names: Mapping[str, str], work: Work) -> None:
    chosen = importing_mapping.decided(question, work.plan)
    options: dict[Hashable, str] = {
        one.id: names[one.id] if one.id == chosen else suggestion(one, names)
        for one in question.options
        if one.id in names
    }
    options |= {SKIP: t("importing.leave_out")}
    if question.kind == INDICATOR:
        options[_NEW] = t("importing.new_indicator")
    options |= {one: label for one, label in names.items() if one not in options}
    key = Key.IMPORT_MAP.of(f"{question.kind}:{sha256(question.text.encode()).hexdigest()[:12]}")
    state.show(key, chosen or None)
    unit = t("importing.in_unit", unit=isolated(question.unit)) if question.unit else ""
    label = plain(f"{isolated(question.text)}{unit}")
    hint = next((options[one.id] for one in question.options if one.id in options), "")
    select(label, options, key, _on_choice, args=(question.kind, question.text, key), hint=hint)


def _on_choice(kind: str, text: str, key: str) -> None:
    chosen, work = state.widget(key), importing_state.work()
    if chosen == _NEW:
        importing_state.set_mark("new", text)
    elif chosen:
        importing_state.set_mark("new", None)
        importing_state.change(plan=importing_mapping.with_choice(work.plan, kind, text, str(chosen)))


def _on_all(what: str, dataset: Dataset) -> None:
    work = importing_state.work()
    if work.seen is not None:
        change = importing_mapping.accepted if what == "accept" else importing_mapping.rest_left_out
        importing_state.change(plan=change(work.seen[1], work, dataset, amended()))


def _regions(dataset: Dataset) -> dict[str, str]:
    return {key: name(one.name) for key, one in dataset.regions.items()}


# ---- what no cell says


def _whole(work: Work, seen: Look, dataset: Dataset) -> None:
    for lacks, what, names in (
        (importing_mapping.lacks_indicator(seen), INDICATOR, importing.indicators(dataset, work)),
        (importing_mapping.lacks_region(seen), REGION, _regions(dataset)),
    ):
        if lacks:
            key = Key.IMPORT_WHOLE.of(what)
            state.show(key, getattr(work.plan, what) or None)
            with st.container(width=300):
                select(t(f"importing.whole_{what}"), names, key, _on_whole, args=(what,))


def _on_whole(what: str) -> None:
    work = importing_state.work()
    value = str(state.widget(Key.IMPORT_WHOLE.of(what)) or "")
    importing_state.change(plan=replace(work.plan, **{what: value}))


def _year(work: Work, seen: Look) -> None:
    """Ask for the year of the table where it says none; what stands in its title is suggested."""
    if not work.ratings and not importing_mapping.lacks_year(seen, work.plan):
        return
    likely = importing_mapping.likely_year(work, seen)
    if work.plan.year is None and likely is not None:
        importing_state.change(plan=replace(work.plan, year=likely))
    state.show(Key.IMPORT_WHOLE.of("year"), importing_state.work().plan.year)
    this = datetime.now(UTC).year
    with st.container(width=300):
        label = t("importing.whole_year_likely") if likely is not None else t("importing.whole_year")
        years = {year: str(year) for year in range(this, EARLIEST - 1, -1)}
        select(label, years, Key.IMPORT_WHOLE.of("year"), _on_year)


def _on_year() -> None:
    work = importing_state.work()
    if chosen := state.widget(Key.IMPORT_WHOLE.of("year")):
        importing_state.change(plan=replace(work.plan, year=int(str(chosen))))


def _unit(work: Work, seen: Look) -> None:
    """Ask for the unit where columns state none; empty takes that of each indicator."""
    proposal = seen.proposal
    if proposal is None or all(one.unit for one in proposal.columns):
        return
    key = Key.IMPORT_WHOLE.of("unit")
    state.show(key, work.plan.default_unit)
    with st.container(width=300):
        st.text_input(
            t("importing.whole_unit"),
            key=key,
            max_chars=40,
            placeholder=t("importing.whole_unit_example"),
            on_change=_on_unit,
        )


def _on_unit() -> None:
    work = importing_state.work()
    unit = str(state.widget(Key.IMPORT_WHOLE.of("unit")) or "").strip()
    importing_state.change(plan=replace(work.plan, default_unit=unit))


def _weights(work: Work) -> None:
    """Ask how much each group of raters counts; what they sum to does not matter."""
    with st.container(horizontal=True, gap="small"):
        given = {
            group: st.number_input(
                t(f"importing.weight_{group}"),
                0,
                100,
                round(weight * 100),
                key=Key.IMPORT_WHOLE.of(group),
                width=200,
            )
            / 100
            for group, weight in work.weights.items()
        }
    st.caption(plain(t("importing.weights_note")))
    if given != work.weights:
        importing_state.change(weights=given)


# ---- what comes of it


def _result(work: Work, seen: Look, dataset: Dataset) -> None:
    found = importing_mapping.bound(seen, importing_state.work())
    names = {INDICATOR: importing.indicators(dataset, work), REGION: _regions(dataset)}
    if claimed := importing_mapping.twice(found):
        said = join(isolated(names[INDICATOR].get(one, one)) for one in claimed)
        st.warning(plain(t("importing.twice", names=said)))
    odd = [one for one in found if one.id and importing_mapping.factor(one, dataset) is None]
    for one in odd:
        st.warning(plain(_wrong_unit(one, dataset)))
    with st.expander(
        t("importing.matched", count=sum(bool(one.id) for one in found)), key=Key.IMPORT_ALL.of("list")
    ):
        st.dataframe(
            _table(found, names, dataset),
            hide_index=True,
            row_height=32,
            height=min(300, 36 + 32 * max(1, len(found))),
            alt=t("importing.matched", count=len(found)),
        )
        texts = {one.text: isolated(one.text) for one in found if one.text not in amended()}
        state.show(Key.IMPORT_MAP.of("amend"), None)
        select(t("importing.amend"), texts, Key.IMPORT_MAP.of("amend"), _on_amend)
        _kept(work, seen)


def _table(found: list[Bound], names: Mapping[str, Mapping[str, str]], dataset: Dataset) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                t("importing.column_text"): isolated(one.text),
                t("importing.column_taken"): isolated(names[one.kind].get(one.id, one.id))
                if one.id
                else t("importing.leave_out"),
                t("importing.column_year"): str(one.year or ""),
                t("importing.column_unit"): _unit_words(one, dataset),
            }
            for one in sorted(found, key=lambda one: (one.kind, not one.id))
        ]
    )


def _unit_words(one: Bound, dataset: Dataset) -> str:
    """Return the unit of a column and what becomes of it."""
    if one.kind == REGION or one.id not in dataset.indicators:
        return isolated(one.unit)
    own, by = name(dataset.indicators[one.id].unit), importing_mapping.factor(one, dataset)
    if not one.unit:
        return t("importing.unit_taken", own=own) if own else ""
    if by is None or by == 1:
        return isolated(one.unit)
    return t("importing.unit_converted", unit=isolated(one.unit), own=own, factor=f"{by:.6g}")


def _wrong_unit(one: Bound, dataset: Dataset) -> str:
    own = dataset.indicators[one.id]
    return t(
        "importing.unit_wrong",
        text=isolated(one.text),
        unit=isolated(one.unit),
        name=name(own.name),
        own=name(own.unit) or number(1, 0),
    )


def _on_amend() -> None:
    if chosen := state.widget(Key.IMPORT_MAP.of("amend")):
        importing_state.set_mark("amended", (*amended(), str(chosen)))


def _kept(work: Work, seen: Look) -> None:
    """Offer the mapping for next year's file, and take one that was kept."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            t("importing.mapping_save"),
            lambda: importing_mapping.saved(seen, work),
            "mapping.json",
            "application/json",
            key=Key.IMPORT_MAPPING.of("save"),
            on_click="ignore",
        )
        given = tray_file.picker(t("importing.mapping_load"), _MAPPING_MAX, key=Key.IMPORT_MAPPING)
    if given is not None:
        plan = importing_mapping.loaded(given.raw.decode("utf-8", errors="replace"), work.plan)
        if plan is None:
            st.warning(t("importing.refused_mapping"))
        else:
            importing_state.change(plan=plan)
            st.rerun()
