"""The contest and the national clusters as figures: a tile a province, a bar an industry."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from cluster_core.assess import contest, measures
from cluster_core.assess.contest import ContestPlace
from cluster_core.assess.facts import FACT
from cluster_core.model.assessment import Assessment
from cluster_core.model.nation import Nation, NationalCount
from ui import cluster_words, figures, map_colours, theme
from ui.charts import class_legend, contest_bars, tile_map
from ui.charts.spec import Row, spec
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import join, name, number, percent, t

HIGH = 60  # pixels of a tile
_FEW = 2  # names in a sentence


@dataclass(frozen=True)
class Tile:
    """One province with the number that its colour shows; NaN where it is not known. `key` leads to its evidence."""

    place: ContestPlace
    value: float
    key: str


def tiles(nation: Nation, shown: str) -> list[Tile]:
    """Return every province of the grid with what is shown: entrants, winners, rate or national."""
    national = latest(nation)
    found: list[Tile] = []
    for place in contest.by_province(nation):
        count = national.get(place.id)
        value = {
            "entrants": place.entrants,
            "winners": place.winners,
            "rate": place.rate,
            "national": count.value if count else None,
        }[shown]
        table = "national_counts" if shown == "national" and count else "contest_results:province"
        one = count.id if shown == "national" and count else place.id
        found.append(Tile(place, math.nan if value is None else float(value), f"{table}:{one}"))
    return found


def latest(nation: Nation) -> dict[str, NationalCount]:
    """Return the latest count of national clusters of every province that has one."""
    ordered = sorted(nation.counts.values(), key=lambda one: one.date)
    return {one.province: one for one in ordered if one.province}


def provinces(assessment: Assessment, shown: str) -> Figure | None:
    """Return the tile grid; None where the data know no provinces."""
    nation = assessment.dataset.nation
    found = tiles(nation, shown)
    if not found:
        return None
    values = np.array([one.value for one in found])
    levels = measures.classes(values, 0.0, _most(values, shown))
    home = _home(assessment)
    rows = [_tile(nation, one, int(level), home) for one, level in zip(found, levels, strict=True)]
    labels = {
        "tooltip": {"won_text": t("clusters.contest"), "national_text": t("clusters.show_national")},
        "high": HIGH,
    }
    ordered = sorted(found, key=lambda one: (math.isnan(one.value), -one.value))
    return Figure(
        "contest_provinces",
        takeaway(nation, found, shown),
        t(f"clusters.drawn_{shown}", date=_date(nation, shown)),
        drawn(f"contest_{shown}", rows, labels, lay=tile_map.tile_rows, draw=tile_map.tile_map),
        lambda: _table(nation, ordered),
        {t("clusters.show_rate"): "%.0f%%"},
        [Subject(about=FACT + one.key) for one in ordered],
        origin=cluster_words.rests_on(assessment.dataset, [one.key for one in found]),
    )


def _most(values: np.ndarray[Any, Any], shown: str) -> float:
    known = values[np.isfinite(values)]
    return 1.0 if shown == "rate" or not known.size else float(known.max())


def _home(assessment: Assessment) -> set[str]:
    """Return the provinces that the regions of the data lie in, which are outlined as the focus is."""
    nation, dataset = assessment.dataset.nation, assessment.dataset
    found = {nation.province_of(one) for one in dataset.regions}
    return (found - {""}) if len(found) == 1 else set()


def _tile(nation: Nation, one: Tile, level: int, home: set[str]) -> Row:
    province, national = nation.provinces[one.place.id], latest(nation).get(one.place.id)
    unknown = math.isnan(one.value)
    return {
        "region": one.place.id,
        "about": FACT + one.key,
        "name": name(province.name),
        "short": name(province.short),
        "value_text": t("clusters.unknown") if unknown else _value(one),
        **map_colours.paint(level, figures.tokens()),
        "dashed": unknown,
        "focus": one.place.id in home,
        "tile_x": province.tile_x,
        "tile_y": province.tile_y,
        "won_text": cluster_words.won(one.place),
        "national_text": t("clusters.unknown") if national is None else str(national.value),
    }


def _value(one: Tile) -> str:
    if one.value != int(one.value) or (one.value == one.place.rate and one.place.entrants):
        return percent(one.value)
    return number(one.value, 0)


def takeaway(nation: Nation, found: list[Tile], shown: str) -> str:
    """Return who is first, and what of the whole is not placed."""
    known = sorted((one for one in found if not math.isnan(one.value)), key=lambda one: -one.value)
    if not known:
        return t("clusters.tiles_empty")
    first = [one for one in known if one.value == known[0].value]
    names = join(name(one.place.name) for one in first[:_FEW])
    if shown == "national":
        total = sum(one.value for one in nation.counts.values() if one.id != "total")
        return t("clusters.most_national", names=names, value=int(known[0].value), total=total)
    if shown == "rate":
        whole = contest.whole(nation)
        facts = {"rate": percent(known[0].value), "won": cluster_words.won(first[0].place)}
        return t("clusters.most_rate", names=names, whole=percent(whole.rate) if whole else "–", **facts)
    whole_row = contest.whole(nation)
    total = (whole_row.entrants if shown == "entrants" else whole_row.winners) if whole_row else None
    open_ = contest.shortfall(nation, "province", shown) or 0
    value = int(known[0].value)
    facts = {"names": names, "value": value, "total": cluster_words.count(total), "count": open_}
    return t(f"clusters.most_{shown}", **facts)


def _date(nation: Nation, shown: str) -> str:
    if shown == "national":
        return max((one.date for one in latest(nation).values()), default="–")
    years = sorted(one.date for one in nation.of_scope("year") if one.date)
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else "–"


def _table(nation: Nation, found: list[Tile]) -> pd.DataFrame:
    national = latest(nation)
    counts = [national.get(one.place.id) for one in found]
    places = [one.place for one in found]
    return pd.DataFrame(
        {
            t("clusters.column_province"): [name(one.name) for one in places],
            t("clusters.show_entrants"): pd.array([one.entrants for one in places], dtype="Int64"),
            t("clusters.show_winners"): pd.array([one.winners for one in places], dtype="Int64"),
            t("clusters.show_rate"): [one.rate * 100 for one in places],
            t("clusters.show_national"): pd.array([one and one.value for one in counts], dtype="Int64"),
        }
    )


def note(assessment: Assessment, figure: Figure) -> str:
    """Return what the strong border means, where there is one, and what the figure rests on."""
    names = [name(assessment.dataset.nation.provinces[one].name) for one in _home(assessment)]
    parts = [t("clusters.home", province=join(names)) if names else "", figure.origin]
    return t("map.and").join(part for part in parts if part)


def legend(assessment: Assessment, shown: str) -> None:
    """Draw which colour means what."""
    values = np.array([one.value for one in tiles(assessment.dataset.nation, shown)])
    colours = figures.tokens()
    labels = {
        "classes": class_texts(_most(values, shown), shown),
        "missing": t("clusters.unknown") if np.isnan(values).any() else "",
    }
    chart = spec(class_legend.class_legend(labels, colours), theme.chart_config(colours))
    words = t("map.legend_alt", classes="; ".join(text for text in labels["classes"] if text))
    st.vega_lite_chart(spec=chart, theme=None, width="stretch", alt=words, key="chart_contest_legend")


def class_texts(most: float, shown: str) -> list[str]:
    """Return what each class holds: shares, or the whole numbers in it; empty where there is none.

    >>> class_texts(8.0, "winners")
    ['0–1', '2–3', '4', '5–6', '7–8']
    """
    if shown == "rate":
        return [f"{percent(k / 5)}–{percent((k + 1) / 5)}" for k in range(measures.CLASSES)]
    numbers = np.arange(int(most) + 1)
    levels = measures.classes(numbers.astype(np.float64), 0.0, most)
    texts: list[str] = []
    for level in range(measures.CLASSES):
        held = numbers[levels == level]
        texts.append("" if not held.size else "–".join(dict.fromkeys((str(held[0]), str(held[-1])))))
    return texts


# ---- industries


def industries(assessment: Assessment) -> Figure | None:
    """Return the industries as bars, the most successful first; None where no document counts them."""
    nation = assessment.dataset.nation
    found = contest.by_industry(nation)
    if not found:
        return None
    rows = [
        {
            "name": name(one.name),
            "about": f"{FACT}contest_results:industry:{one.id}",
            "entrants": one.entrants,
            "winners": one.winners,
            "value_text": cluster_words.won(one),
        }
        for one in found
    ]
    labels = {"tooltip": {"value_text": t("clusters.contest")}}
    return Figure(
        "contest_industries",
        cluster_words.industry_takeaway(nation),
        t("clusters.bars_drawn", date=_date(nation, "entrants")),
        drawn("contest_industries", rows, labels, lay=contest_bars.bar_rows, draw=contest_bars.contest_bars),
        lambda: pd.DataFrame(
            {
                t("clusters.column_industry"): [row["name"] for row in rows],
                t("clusters.show_entrants"): pd.array([one.entrants for one in found], dtype="Int64"),
                t("clusters.show_winners"): pd.array([one.winners for one in found], dtype="Int64"),
                t("clusters.show_rate"): [one.rate * 100 for one in found],
            }
        ),
        {t("clusters.show_rate"): "%.0f%%"},
        [Subject(about=str(row["about"])) for row in rows],
        origin=cluster_words.rests_on(
            assessment.dataset, [f"contest_results:industry:{one.id}" for one in found]
        ),
    )
