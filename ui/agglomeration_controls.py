"""The controls of the page of agglomeration, its method in words, and how a table of one's own looks."""

from __future__ import annotations

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import agglomeration as of
from ui import state, view_state
from ui.select_box import select
from ui.text import name, percent, plain, t
from ui.widget_keys import Key

METHOD = ("lq", "small", "growth", "cr", "hhi", "similarity", "missing")
TEMPLATE = (
    "region,industry,industry_zh,industry_en,year,value,measure_zh,measure_en,unit_zh,unit_en,breaks_before,source,note,"
    "status,quality"
)


def choices(assessment: Assessment) -> None:
    """Draw the choice of industry, years and, where the scenario has peers, of the reference area."""
    table = of.table(assessment)
    if table is None:
        return
    peers = of.has_peers(assessment)
    columns = st.columns([5, 2, 2, 4] if peers else [5, 2, 2], gap="medium")
    with columns[0]:
        state.show(Key.INDUSTRY, of.industry(assessment))
        _choice(
            t("agglomeration.industry"), {one: name(text) for one, text in table.names.items()}, Key.INDUSTRY
        )
    with columns[1]:
        state.show(Key.INDUSTRY_YEAR, str(of.year(assessment)))
        _choice(t("agglomeration.year"), {str(one): str(one) for one in table.years[::-1]}, Key.INDUSTRY_YEAR)
    earlier = [str(one) for one in table.years if one < of.year(assessment)]
    with columns[2]:
        if earlier:
            state.show(Key.INDUSTRY_SINCE, str(of.since(assessment)))
            _choice(t("agglomeration.since"), {one: one for one in earlier}, Key.INDUSTRY_SINCE)
    if peers:
        with columns[3]:
            state.show(Key.INDUSTRY_AREA, of.AREA_PEERS if of.area(assessment) else of.AREA_ALL)
            areas = {one: t(f"agglomeration.area_{one}") for one in of.AREAS}
            _choice(t("agglomeration.area"), areas, Key.INDUSTRY_AREA)


def view(assessment: Assessment) -> None:
    """Draw the switch whose bubbles are shown."""
    state.show(Key.INDUSTRY_VIEW, of.view())
    names = {
        of.OF_REGION: t("agglomeration.view_region", place=of.place_of(assessment, of.region(assessment))),
        of.OF_INDUSTRY: t(
            "agglomeration.view_industry", name=of.industry_name(assessment, of.industry(assessment))
        ),
    }
    st.segmented_control(
        t("agglomeration.view"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        key=Key.INDUSTRY_VIEW,
        on_change=view_state.keep,
        args=(Key.INDUSTRY_VIEW,),
        label_visibility="collapsed",
    )


def method() -> None:
    """Draw, behind one button, how every number of the page comes about."""
    with st.popover(t("agglomeration.method"), key=Key.INDUSTRY_METHOD):
        for one in METHOD:
            st.markdown(plain(t(f"agglomeration.method_{one}", small=percent(of.SMALL))))


def no_table(assessment: Assessment) -> None:
    """Say what is lacking, what a table has to hold, and give one to fill in."""
    st.markdown(plain(t("agglomeration.needed")))
    st.markdown(
        "\n".join(
            f"- {plain(t(f'agglomeration.needed_{part}'))}" for part in ("rows", "file", "size", "source")
        )
    )
    st.download_button(
        t("agglomeration.template"),
        template(assessment),
        "industries.csv",
        "text/csv",
        on_click="ignore",
        key=Key.DOWNLOAD.of("industries"),
        icon=":material/download:",
    )
    st.code(
        "\n".join(template(assessment).decode("utf-8-sig").splitlines()[:3]), language=None, wrap_lines=True
    )
    st.caption(plain(t("agglomeration.practice")))


def template(assessment: Assessment) -> bytes:
    """Return a table to fill in: the head, and a row for every region of the data set, with nothing invented in it."""
    year, empty = assessment.scenario.year, "," * (TEMPLATE.count(",") - 4)
    rows = [f"{region},,,,{year}{empty}" for region in assessment.dataset.regions]
    return "\r\n".join([TEMPLATE, *rows, ""]).encode("utf-8-sig")


def _choice(label: str, names: dict[str, str], key: Key) -> None:
    select(label, names, key, view_state.keep, args=(key,))
