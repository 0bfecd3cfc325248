"""What a table brings beside its values: indicators that the data set does not have, and the source."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from cluster_core.errors import IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource, check_source, indicators_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import DIRECTIONS, QUALITIES
from ui import importing, importing_mapping, importing_state
from ui.importing_mapping import INDICATOR
from ui.importing_state import Work
from ui.text import isolated, name, plain, t
from ui.widget_keys import Key

KINDS = ("objective", "expert")
STATUSES = ("observed", "estimated", "imputed")
_OTHER = "+new"


# ---- a new indicator


def indicator_form(text: str, unit: str, dataset: Dataset) -> None:
    """Ask for what a new indicator needs: a name, a unit, which way is better, and its kind."""
    with st.form(Key.IMPORT_NEW.of("form"), clear_on_submit=False):
        st.markdown(f"**{plain(t('importing.new_title', text=isolated(text)))}**")
        bare = text.rsplit(" | ", maxsplit=1)[-1]
        chinese = _is_chinese(bare)
        names, units = st.columns(2), st.columns(4)
        zh = names[0].text_input(
            t("importing.name_zh"),
            bare if chinese else "",
            max_chars=120,
            key=Key.IMPORT_NEW.of(f"zh:{text}"),
        )
        en = names[1].text_input(
            t("importing.name_en"),
            "" if chinese else bare,
            max_chars=120,
            key=Key.IMPORT_NEW.of(f"en:{text}"),
        )
        unit_zh = units[0].text_input(
            t("importing.unit_zh"), unit, max_chars=40, key=Key.IMPORT_NEW.of(f"unit_zh:{text}")
        )
        unit_en = units[1].text_input(
            t("importing.unit_en"), "", max_chars=40, key=Key.IMPORT_NEW.of(f"unit_en:{text}")
        )
        ways = {one: t(f"importing.direction_{one}") for one in DIRECTIONS}
        direction = units[2].selectbox(
            t("importing.direction"),
            list(ways),
            format_func=ways.__getitem__,
            key=Key.IMPORT_NEW.of("direction"),
        )
        kinds = {one: t(f"importing.new_kind_{one}") for one in KINDS}
        kind = units[3].selectbox(
            t("importing.new_kind"), list(kinds), format_func=kinds.__getitem__, key=Key.IMPORT_NEW.of("kind")
        )
        if not st.form_submit_button(t("importing.new_add"), type="primary"):
            return
    work = importing_state.work()
    taken = {*dataset.indicators, *(one.id for one in work.new_indicators)}
    texts = [one.strip() for one in (unit_zh, unit_en, zh, en)]
    new = NewIndicator(importing.fresh_id("own", taken), direction, *texts, kind=kind)
    try:
        indicators_of((new,), taken)
    except IntakeError as wrong:
        st.warning(plain(incomplete(wrong)))
        return
    importing_state.set_mark("new", None)
    importing_state.change(
        new_indicators=(*work.new_indicators, new),
        plan=importing_mapping.with_choice(work.plan, INDICATOR, text, new.id),
    )
    st.rerun()


def incomplete(wrong: IntakeError) -> str:
    """Return what an indicator or source lacks, by the field that the core names first."""
    field = str(wrong).partition(":")[0].rpartition(".")[0] or str(wrong).partition(":")[0]
    known = {"name": "name", "unit": "unit", "title": "title"}
    return t(f"importing.lacks_{known.get(field, 'plain_text')}")


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


# ---- the source


def source(work: Work, dataset: Dataset) -> None:
    """Ask where the values are from: a source of the data set, or a new one."""
    titles = {key: name(one.title) or key for key, one in dataset.sources.items()}
    options = {_OTHER: t("importing.source_new"), **titles}
    chosen = st.selectbox(
        t("importing.source"),
        list(options),
        index=list(options).index(work.source) if work.source in options else 0,
        format_func=lambda one: isolated(options[one]),
        key=Key.IMPORT_SOURCE,
    )
    given = work.new_source or NewSource("")
    new = None
    if chosen == _OTHER:
        left, right = st.columns(2)
        title = left.text_input(
            t("importing.source_title"),
            given.title_zh or given.title_en,
            max_chars=200,
            key=Key.IMPORT_SOURCE.of("title"),
        )
        issuer = right.text_input(
            t("importing.source_issuer"),
            given.issuer_zh or given.issuer_en,
            max_chars=200,
            key=Key.IMPORT_SOURCE.of("issuer"),
        )
        year = left.text_input(
            t("importing.source_year"), given.year, max_chars=20, key=Key.IMPORT_SOURCE.of("year")
        )
        address = right.text_input(
            t("importing.source_address"), given.address, max_chars=400, key=Key.IMPORT_SOURCE.of("address")
        )
        new = new_source(dataset, (title, issuer, year, address))
    if not work.ratings:
        _kinds(work)
    replaced = st.checkbox(t("importing.replace"), work.replace, key=Key.IMPORT_SOURCE.of("replace"))
    st.caption(plain(t("importing.replace_note")))
    importing_state.change(source="" if chosen == _OTHER else chosen, new_source=new, replace=replaced)


def _kinds(work: Work) -> None:
    """Ask whether the figures were observed, and how good they are."""
    left, right = st.columns(2)
    states = {one: t(f"observations.status_{one}") for one in STATUSES}
    grades = {"": t("importing.quality_none"), **{one: t(f"observations.quality_{one}") for one in QUALITIES}}
    status = left.selectbox(
        t("importing.status"),
        list(states),
        index=list(states).index(work.status),
        format_func=states.__getitem__,
        key=Key.IMPORT_SOURCE.of("status"),
    )
    quality = right.selectbox(
        t("importing.quality"),
        list(grades),
        index=list(grades).index(work.quality),
        format_func=grades.__getitem__,
        key=Key.IMPORT_SOURCE.of("quality"),
    )
    importing_state.change(status=status, quality=quality)


def new_source(dataset: Dataset, texts: tuple[str, str, str, str]) -> NewSource:
    """Return a source of title, issuer, date and address, each text in the language that it is written in."""
    title, issuer, year, address = (" ".join(one.split()) for one in texts)
    named = {
        f"{field}_{'zh' if _is_chinese(text) else 'en'}": text
        for field, text in (("title", title), ("issuer", issuer))
    }
    today = datetime.now(UTC).date().isoformat()
    one = importing.fresh_id("import", dataset.sources)
    return NewSource(one, year=year, address=address, accessed=today, **named)


def lacking(work: Work, dataset: Dataset) -> str:
    """Return what the source lacks, in the reader's language; empty where it is complete."""
    if work.source:
        return ""
    try:
        check_source(
            work.new_source or NewSource(importing.fresh_id("import", dataset.sources)), dataset.sources
        )
    except IntakeError as wrong:
        return incomplete(wrong)
    return ""
