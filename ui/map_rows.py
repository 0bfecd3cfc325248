"""From an assessment and a choice to the rows of the map: number, colour, words and outline of every region."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cluster_core.assess.measures import Measure, rank_of, value_of
from cluster_core.model.assessment import Assessment
from ui import (
    certainty,
    data,
    figures,
    map_clusters,
    map_colours,
    map_measures,
    map_pairs,
    map_words,
    sentences,
)
from ui.certainty import Standing
from ui.charts.spec import Row
from ui.map_clusters import Layer
from ui.map_words import Choice
from ui.text import score, t

MOST_NAMES = 60  # regions; of more, only those that matter are named on the map
NAMED_AT_THE_TOP = 5


@dataclass(frozen=True)
class Outlines:
    """The shapes of regions with the place of their names, and the number under which they may be shown."""

    shapes: dict[str, Any]
    anchors: dict[str, tuple[float, float]]
    approval: str = ""


@dataclass(frozen=True)
class Mapped:
    """A choice answered.

    `based` are values or differences, `shown` what the colours mean (ranks, or `based` itself), `across` the second of
    two measures; `levels` is the class of every region in the colours of `scheme`, below zero without one.
    """

    assessment: Assessment
    choice: Choice
    based: Measure
    shown: Measure
    rows: list[Row]
    levels: tuple[int, ...]
    scheme: str
    sure: Mapping[str, Standing]  # how sure the ranks are, where they are those of the whole
    across: Measure | None = None
    layer: Layer = field(default_factory=Layer)

    @property
    def empty(self) -> bool:
        """Tell whether no region has a value."""
        return all(row["value"] is None for row in self.rows)

    @property
    def alike(self) -> bool:
        """Tell whether two scenarios are compared that give every region the same."""
        return (
            self.choice.show == "scenario" and not self.empty and not any(row["value"] for row in self.rows)
        )


def mapped(assessment: Assessment, choice: Choice) -> Mapped:
    """Return the rows of the map."""
    based = map_measures.measured(assessment, choice)
    shown = rank_of(based) if choice.show == "rank" else based
    across = value_of(assessment, choice.across) if choice.show == "pair" else None
    levels = map_pairs.fields(based, across) if across is not None else shown.classes
    scheme = {"pair": map_colours.PAIRS, "scenario": map_colours.SIDES}.get(choice.show, map_colours.STEPS)
    of_whole = choice.measure == assessment.framework.id and choice.show in ("value", "rank")
    sure = certainty.standings(assessment) if of_whole or choice.show == "certainty" else {}
    layer = map_clusters.layer(assessment, choice, outlines(assessment).anchors)
    answered = Mapped(
        assessment, choice, based, shown, [], tuple(levels.tolist()), scheme, sure, across, layer
    )
    answered.rows.extend(_rows(answered))
    return answered


def outlines(assessment: Assessment) -> Outlines:
    """Return the shapes that came with the data, read once."""
    text, key = assessment.dataset.outlines, ("outlines", assessment.dataset.fingerprint)
    return data.remember(key, lambda: _outlines(text)) if text else Outlines({}, {})


def _outlines(text: str) -> Outlines:
    document = json.loads(text)
    drawn = {one["properties"]["code"]: one for one in document["features"]}
    return Outlines(
        {code: one["geometry"]["coordinates"] for code, one in drawn.items()},
        {code: one["properties"]["at"] for code, one in drawn.items()},
        document["approval"],
    )


def neighbours(assessment: Assessment) -> tuple[str, ...]:
    """Return the neighbours of the region in focus that are compared; none without a focus."""
    focus = sentences.focus_of(assessment)
    units = assessment.dataset.units(assessment.scenario.unit)
    return tuple(unit for unit in units[focus].neighbours if unit in assessment.units) if focus else ()


def _rows(found: Mapped) -> list[Row]:
    assessment, choice, based = found.assessment, found.choice, found.based
    colours, drawn, focus = figures.tokens(), outlines(assessment), sentences.focus_of(assessment)
    units = assessment.dataset.units(assessment.scenario.unit)
    near = neighbours(assessment) if choice.near else ()
    total, sizes = int((based.ranks > 0).sum()), _sizes(assessment, choice)
    counts = found.layer.counts
    rows: list[Row] = []
    for at, unit in enumerate(based.units):
        value, rank = float(based.values[at]), int(based.ranks[at])
        lon, lat = drawn.anchors.get(unit, (None, None))
        row: Row = {
            "region": unit,
            "about": choice.measure,
            "name": sentences.region(assessment, unit),
            "value": value if pd.notna(value) else None,
            "rank": rank or None,
            "long_text": map_words.long(assessment, choice, value),
            "rank_text": map_words.placed(rank, total),
            **certainty.fields(found.sure.get(unit)),
            **map_colours.paint(found.levels[at], colours, found.scheme),
            "focus": unit == focus,
            "near": unit in near,
            "named": len(based.units) <= MOST_NAMES or unit == focus or unit in near or _is_top(rank),
            "lon": lon,
            "lat": lat,
            "shape": drawn.shapes.get(unit),
            "tile_x": units[unit].tile_x,
            "tile_y": units[unit].tile_y,
            "own_score": (own := _own_score(found, at)),
            "more_text": _more(found, at) if own is None else t("map.as_score", score=score(own)),
        }
        row["value_text"] = _on_the_map(found, row)
        row["badge"] = str(counts[unit]) if choice.view == "tiles" and unit in counts else ""
        extra, row["share"] = sizes.get(unit, ("", None))
        row["tip"] = "\n".join(filter(None, [*_told(found, row), extra]))
        rows.append(row)
    return rows


def _is_top(rank: int) -> bool:
    return 0 < rank <= NAMED_AT_THE_TOP


def _on_the_map(found: Mapped, row: Row) -> str:
    """Return the number under a region's name."""
    if found.choice.show == "rank":
        return str(row["rank"] or "–")
    return map_words.short(
        found.assessment, found.choice, float("nan") if row["value"] is None else row["value"]
    )


def _told(found: Mapped, row: Row) -> list[str]:
    """Return the lines of the tooltip: name, number with unit, rank with its range, and what else is known."""
    measure = map_words.title_of(found.assessment, found.choice)
    named = [row["name"], f"{measure}  {row['long_text']}"]
    placed = [] if found.choice.show == "certainty" else [row["rank_text"]]
    near = [t("map.is_near")] if row["near"] else []
    count = found.layer.counts.get(row["region"], 0)
    parts = [t("map.part_of", count=count)] if found.layer.clusters else []
    return [*named, *placed, row["certainty_text"], row["more_text"], *near, *parts]


def _own_score(found: Mapped, at: int) -> float | None:
    """Return what an indicator counts as, on the scenario's scale; None for all else and where it is missing."""
    assessment, choice = found.assessment, found.choice
    column = assessment.prepared.at.get(choice.measure)
    if column is None or choice.show not in ("value", "rank") or choice.measure in assessment.framework.by_id:
        return None
    own = float(assessment.prepared.normalised[at, column])
    return own if pd.notna(own) else None


def _more(found: Mapped, at: int) -> str:
    """Return the second of two measures and the field of both; empty where there is one."""
    if found.across is None:
        return ""
    second, level = Choice(found.choice.across), found.levels[at]
    words = map_words.long(found.assessment, second, float(found.across.values[at]))
    told = f"{map_words.title_of(found.assessment, second)}  {words}"
    return told if level < 0 else t("map.with_field", told=told, field=map_pairs.word(level))


def _sizes(assessment: Assessment, choice: Choice) -> dict[str, tuple[str, float]]:
    """Return the words and the share of the greatest value of what the overlay shows, above zero only."""
    if choice.overlay not in ("bubbles", "columns"):
        return {}
    second = Choice(choice.second)
    measured = value_of(assessment, choice.second)
    known = {
        unit: float(value) for unit, value in zip(measured.units, measured.values, strict=True) if value > 0
    }
    most, title = max(known.values(), default=1.0), map_words.title_of(assessment, second)
    return {
        unit: (f"{title}  {map_words.long(assessment, second, value)}", value / most)
        for unit, value in known.items()
    }
