"""The minutes of a workshop in the reader's language: as sheets of Excel and as a Word document; never who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from cluster_core.report.sections_docx import Opening, Section, render_sections
from cluster_core.report.table import Provenance, Table
from cluster_core.report.xlsx_file import render_book
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.sessions import RoundTimes
from cluster_core.workshop import minutes
from ui import sentences, state, tables, tray, workshop_results, workshop_state
from ui import workshop_words as words
from ui.text import t
from ui.workshop_results import Results

_PERCENT = ("weight", "homogeneity")  # 0-1 in the core
_DIGITS = {"consensus": 2}


def sections(found: Results) -> list[Section]:
    """Return the tables of the minutes under the reader's headings, with names in the place of ids."""
    key = (found.session.id, "minutes", len(found.rounds), found.session.state, state.language())
    return workshop_state.remember(key, lambda: _sections(found))


def _sections(found: Results) -> list[Section]:
    store, session = tray.store(), found.session
    times = {one.round: one for one in sessions.round_times(store, session.id)}
    held = [_round(number, times.get(number), found) for number in workshop_results.revealed(session)]
    facts = minutes.Facts(session.title, session.text, tray.on_clock(session.created), session.data_version)
    frames = minutes.minutes(facts, session.question, held, found.assessment)
    said = _said(found)
    return [
        Section(t(f"minutes.{name}"), said.get(name, ""), _named(found, name, frame), _DIGITS.get(name, 1))
        for name, frame in frames.items()
        if len(frame)
    ]


def _round(number: int, times: RoundTimes | None, found: Results) -> minutes.Round:
    given = votes.ballots(tray.store(), found.session.id, number)
    moments = (times.opened, times.closed, times.revealed) if times else (None, None, None)
    return minutes.Round(number, given, *(tray.on_clock(one) if one else None for one in moments))


def _said(found: Results) -> Mapping[str, str]:
    """Return what each table says in a sentence."""
    shown = found.shown
    if shown is None:
        return {}
    return {
        "weights": words.weights_takeaway(found),
        "consensus": _both(words.consensus_takeaway(shown), words.consensus_note(shown)),
        "opinion_groups": words.groups_takeaway(found),
        "rankings": words.certainty_takeaway(found),
        "agreement": words.agreed_text(found),
        "changes": _both(words.change_takeaway(found), words.moved_text(found)),
        "scenarios": t("minutes.scenarios_said"),
    }


def _both(first: str, second: str) -> str:
    return t("minutes.both", first=first, second=second) if first and second else first or second


# ---- names in the place of ids


def _named(found: Results, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    shown = frame.copy()
    for column, change in _changes(found).items():
        if column in shown and not (name == "ratings" and column == "group"):
            shown[column] = [change(value) for value in shown[column]]
    if name == "ratings":
        shown["group"] = [t(f"workshop.rater_{one}") for one in shown["group"]]
    if name == "session":
        return _session_rows(found, frame)
    for column in _PERCENT:
        if column in shown:
            shown[column] = shown[column] * 100
    return shown.rename(columns={column: t(f"minutes.column_{column}") for column in shown})


def _changes(found: Results) -> Mapping[str, Callable[[Any], Any]]:
    assessment = found.assessment
    framework, dataset = assessment.framework, assessment.dataset
    children = dict(zip(found.session.question.children, words.child_names(found), strict=True))
    return {
        "child": lambda one: children.get(one, one),
        "region": lambda one: sentences.region(assessment, one),
        "indicator": lambda one: sentences.child_name(dataset, framework, one),
        "band": lambda one: t(f"workshop.band_{one}"),
        "group": lambda one: t("workshop.room") if one == minutes.ROOM else t("minutes.group", number=one),
        "agreed": lambda one: t("minutes.yes") if one else t("minutes.no"),
    }


def _session_rows(found: Results, frame: pd.DataFrame) -> pd.DataFrame:
    session, framework = found.session, found.assessment.framework
    told = {
        "bundle": found.assessment.dataset.name.get(state.language()),
        "framework": sentences.child_name(None, framework, session.question.framework),
        "node": sentences.child_name(found.assessment.dataset, framework, session.question.parent),
        "method": t(f"workshop.method_{session.question.method}"),
    }
    keys = [str(key) for key in frame["key"]]
    return pd.DataFrame(
        {
            t("minutes.column_key"): [t(f"minutes.fact_{key}") for key in keys],
            t("minutes.column_value"): [
                told.get(key, value) for key, value in zip(keys, frame["value"], strict=True)
            ],
        }
    )


# ---- files


def provenance(found: Results) -> Provenance:
    """Return what the minutes rest on: the scenario weighed, and the data as they were when the session was made."""
    return replace(tables.provenance(found.assessment), version=found.session.data_version)


def as_xlsx(found: Results) -> Callable[[], bytes]:
    """Return what writes the minutes as a workbook, a sheet a table; the texts are those of now."""
    made, of, note = sections(found), provenance(found), (t("minutes.note"), t("minutes.note_text"))
    notes = ((t("minutes.title"), found.session.title), note)
    sheets = {section.title: Table(section.rows, of, notes) for section in made}
    return lambda: render_book(sheets)


def as_docx(found: Results) -> Callable[[], bytes]:
    """Return what writes the minutes as a Word document; the texts are those of now."""
    made, of, language = sections(found), provenance(found), state.language()
    lines = [found.session.text, words.headline(found), t("minutes.note_text")]
    if of.synthetic:
        lines.insert(0, f"{t('banner.practice')} {t('banner.practice_detail')}")
    foot = t("footer.code", code=of.scenario, version=of.version)
    opening = Opening(
        t("minutes.heading", title=found.session.title), tuple(line for line in lines if line), foot
    )
    return lambda: render_sections(opening, made, language)
