"""The figures of a workshop: spread of weights, consensus, ranks with their certainty, rounds, ratings.

None of their marks opens evidence: behind them are ballots, which nobody may look at one by one.
"""

from __future__ import annotations

import math

import pandas as pd

from cluster_core.model.ratings import RATER_GROUPS
from cluster_core.workshop.consensus import BANDS
from ui import sentences
from ui import workshop_words as words
from ui.charts import box_dots as box_chart
from ui.charts import consensus_gauge as gauge_chart
from ui.charts import dumbbell as dumbbell_chart
from ui.charts import rank_bounds as bounds_chart
from ui.charts.compared import cell_width, head_width
from ui.charts.spec import Row
from ui.figures import Figure, drawn
from ui.text import number, percent, t
from ui.workshop_results import Results

_BAND_NAMES = (*(name for _, name in BANDS), "very_high")
_GONE = "–"


def spread(found: Results, *, room: float | None = None) -> Figure | None:
    """Return what the participants gave to each child, as boxes and dots.

    `room`: pixels of height that all have to do with; where a child has too little of it, there are boxes alone.
    """
    shown = found.shown
    if shown is None:
        return None
    step = None if room is None else min(room / len(shown.summaries), box_chart.HIGHEST)
    dotted = any(one.dots for one in shown.summaries)
    narrow = dotted and step is not None and step < box_chart.DOTTED
    names = words.child_names(found)
    rows = [
        {
            "name": name,
            "lower": one.lower_quartile,
            "median": one.median,
            "upper": one.upper_quartile,
            "low": one.low,
            "high": one.high,
            "dots": () if narrow else one.dots,
            "median_text": t("workshop.median", value=number(one.median, 1)),
            "half_text": f"{number(one.lower_quartile, 1)}–{number(one.upper_quartile, 1)}",
            "weight_text": percent(weight, 1),
        }
        for name, one, weight in zip(names, shown.summaries, shown.weights or (), strict=True)
    ]
    ends = [one.high if one.high is not None else one.upper_quartile for one in shown.summaries]
    labels = {
        "last": min(100, 10 * math.ceil((max(ends) + 1) / 10)),
        "tooltip": {
            "median_text": "",
            "half_text": t("workshop.column_half"),
            "weight_text": t("workshop.column_weight"),
        },
        **({"step": step} if step and dotted and not narrow else {}),
    }
    asked = t(f"workshop.asked_{found.session.question.method}", count=shown.count)
    kind = "boxes" if narrow else "dots" if dotted else "few"
    return Figure(
        "workshop_spread",
        words.weights_takeaway(found),
        t(f"workshop.spread_{kind}", asked=asked),
        drawn("workshop_spread", rows, labels, lay=box_chart.box_rows, draw=box_chart.box_dots),
        lambda: pd.DataFrame(
            {
                t("workshop.column_child"): names,
                t("workshop.column_weight_percent"): [100 * one for one in shown.weights or ()],
                t("workshop.column_median"): [one.median for one in shown.summaries],
                t("workshop.column_lower"): [one.lower_quartile for one in shown.summaries],
                t("workshop.column_upper"): [one.upper_quartile for one in shown.summaries],
                t("workshop.column_low"): [one.low for one in shown.summaries],
                t("workshop.column_high"): [one.high for one in shown.summaries],
            }
        ),
        dict.fromkeys(
            [
                t(f"workshop.column_{one}")
                for one in ("weight_percent", "median", "lower", "upper", "low", "high")
            ],
            "%.1f",
        ),
        origin=origin(found),
    )


def origin(found: Results) -> str:
    """Return what a figure of votes rests on."""
    return t("workshop.origin", title=found.session.title, round=len(found.rounds))


def consensus(found: Results) -> Figure | None:
    """Return the consensus on the scale of its five bands, with that of the round before."""
    shown = found.shown
    if shown is None or shown.consensus is None:
        return None
    limits = [0.0, *(100 * limit for limit, _ in BANDS), 100.0]
    names = [t(f"workshop.band_{one}") for one in _BAND_NAMES]
    bands: list[Row] = [
        {"name": name, "low": low, "high": high, "band": at}
        for at, (name, low, high) in enumerate(zip(names, limits[:-1], limits[1:], strict=True))
    ]
    rounds = [("now", len(found.rounds), shown.consensus)]
    before = found.rounds[-2].outcome if len(found.rounds) > 1 else None
    if before is not None and before.consensus is not None:
        rounds.insert(0, ("before", len(found.rounds) - 1, before.consensus))
    apart = len(rounds) < 2 or abs(rounds[0][2].homogeneity - rounds[1][2].homogeneity) > 0.12
    marks: list[Row] = [
        {
            "name": t("workshop.round_name", round=at),
            "value": 100 * one.homogeneity,
            "value_text": percent(one.homogeneity) if when == "now" or apart else "",
            "now": when == "now",
        }
        for when, at, one in rounds
    ]
    return Figure(
        "workshop_consensus",
        words.consensus_takeaway(shown),
        t("workshop.consensus_drawn"),
        drawn(
            "workshop_consensus",
            [*bands, *marks],
            {},
            lay=gauge_chart.gauge_rows,
            draw=gauge_chart.gauge,
            fits=(*names, str(len(marks))),
        ),
        lambda: pd.DataFrame(
            {
                t("workshop.column_round"): [at for _, at, _ in rounds],
                t("workshop.column_consensus"): [100 * one.homogeneity for _, _, one in rounds],
                t("workshop.column_band"): [t(f"workshop.band_{one.band}") for _, _, one in rounds],
                t("workshop.column_kendall"): [one.kendall_w for _, _, one in rounds],
            }
        ),
        {t("workshop.column_consensus"): "%.1f", t("workshop.column_kendall"): "%.2f"},
        origin=origin(found),
    )


def certainty(found: Results) -> Figure | None:
    """Return the room's ranking, and between which ranks each unit lies in rooms like this one."""
    ranges, ranked = found.ranges, found.rankings
    if ranges is None or ranked is None:
        return None
    focus = sentences.focus_of(found.assessment)
    order = sorted(range(len(ranked.units)), key=lambda at: (ranked.ranks[at, 0] == 0, ranked.ranks[at, 0]))
    laid: list[Row] = []
    for at in order:
        rank = int(ranked.ranks[at, 0])
        again, own = (
            (int(low[at]), int(high[at]))
            for low, high in ((ranges.again_low, ranges.again_high), (ranges.own_low, ranges.own_high))
        )
        laid.append(
            {
                "unit": ranked.units[at],
                "name": sentences.region(found.assessment, ranked.units[at]),
                "best": again[0] or None,
                "worst": again[1] or None,
                "free_best": own[0] or None,
                "free_worst": own[1] or None,
                "rank": rank or None,
                "bounds_text": _span(*again),
                "free_text": _span(*own),
                "rank_text": str(rank) if rank else t("ranking.not_ranked"),
                "focus": ranked.units[at] == focus,
            }
        )
    ends = [
        one for row in laid for one in (row["free_best"], row["free_worst"], row["best"], row["worst"]) if one
    ]
    titles = {
        "rank_text": t("column.rank"),
        "bounds_text": t("workshop.column_again"),
        "free_text": t("workshop.column_own", share=percent(ranges.own_share)),
    }
    labels = {
        "first": min(ends, default=1),
        "last": max(ends, default=1),
        "bounds": t("workshop.column_again"),
        "tooltip": titles,
    }
    return Figure(
        "workshop_certainty",
        words.certainty_takeaway(found),
        t("workshop.certainty_drawn", share=percent(ranges.own_share)),
        drawn(
            "workshop_certainty",
            laid,
            labels,
            lay=bounds_chart.bound_rows,
            draw=bounds_chart.rank_bars,
            fits=tuple(str(row["name"]) for row in laid),
        ),
        lambda: pd.DataFrame(
            {
                t("column.region"): [row["name"] for row in laid],
                **{title: [row[field] for row in laid] for field, title in titles.items()},
            }
        ),
    )


def _span(low: int, high: int) -> str:
    if not low:
        return _GONE
    return str(low) if low == high else f"{low}–{high}"


def rounds(found: Results) -> Figure | None:
    """Return the medians of the last two rounds side by side; None where either had too few ballots."""
    change = found.change
    if change is None:
        return None
    names = words.child_names(found)
    last = len(found.rounds)
    places = [t("workshop.round_name", round=at) for at in (last - 1, last)]
    rows = [
        {
            "node": child.child,
            "name": name,
            "dimension": child.child,
            "part": False,
            "place": place,
            "mark": mark,
            "score": value,
            "value_text": number(value, 1),
            "median": None,
        }
        for name, child in zip(names, change.children, strict=True)
        for mark, place, value in (("1", places[0], child.before), ("2", places[1], child.after))
    ]
    labels = {
        "columns": 2,
        "cell": cell_width(places),
        "ticks": _ticks(max(max(one.before, one.after) for one in change.children)),
        "tooltip": {"place": t("workshop.column_round"), "value_text": t("workshop.column_median")},
    }
    return Figure(
        "workshop_rounds",
        words.change_takeaway(found),
        t("workshop.rounds_drawn", before=change.counts[0], after=change.counts[1]),
        drawn(
            "workshop_rounds", rows, labels, lay=dumbbell_chart.dumbbell_rows, draw=dumbbell_chart.dumbbells
        ),
        lambda: pd.DataFrame(
            {
                t("workshop.column_child"): names,
                places[0]: [one.before for one in change.children],
                places[1]: [one.after for one in change.children],
                t("workshop.column_change"): [one.change for one in change.children],
            }
        ),
        dict.fromkeys([*places, t("workshop.column_change")], "%.1f"),
        origin=origin(found),
    )


def _ticks(largest: float) -> tuple[float, ...]:
    step = 10 if largest <= 50 else 20
    return tuple(float(tick) for tick in range(0, step * math.ceil((largest + 1) / step) + 1, step))


def ratings(found: Results) -> Figure | None:
    """Return the medians of the rater groups and the value that they make together."""
    last = found.last
    if last is None or not last.rated:
        return None
    assessment = found.assessment
    several = len(found.session.question.regions) > 1
    places = [t("workshop.combined"), *(t(f"workshop.rater_{one}") for one in RATER_GROUPS)]
    rows: list[Row] = []
    names: list[str] = []
    for one in last.rated:
        indicator = sentences.child_name(assessment.dataset, assessment.framework, one.indicator)
        place = sentences.region(assessment, one.region)
        name = t("workshop.rated_of", indicator=indicator, place=place) if several else indicator
        names.append(name)
        values = [one.value, *(value for _, value in one.medians)]
        rows += [
            {
                "node": f"{one.indicator}/{one.region}",
                "name": name,
                "dimension": one.indicator,
                "part": False,
                "place": head,
                "mark": str(mark),
                "score": value,
                "value_text": _GONE if value is None else number(value, 1),
                "ahead": _GONE if one.value is None else number(one.value, 1),
                "ahead_first": True,
                "median": None,
            }
            for mark, (head, value) in enumerate(zip(places, values, strict=True), 1)
        ]
    labels = {
        "columns": len(places),
        "head": head_width(places),
        "leader": 60,
        "ahead": t("workshop.combined"),
        "tooltip": {"place": t("workshop.column_raters"), "value_text": t("workshop.column_median")},
    }
    return Figure(
        "workshop_ratings",
        words.ratings_takeaway(found),
        t("workshop.ratings_drawn"),
        drawn(
            "workshop_ratings", rows, labels, lay=dumbbell_chart.dumbbell_rows, draw=dumbbell_chart.dumbbells
        ),
        lambda: pd.DataFrame(
            {
                t("workshop.column_child"): names,
                places[0]: [one.value for one in last.rated],
                **{head: [one.medians[at][1] for one in last.rated] for at, head in enumerate(places[1:])},
                **{
                    t("workshop.column_given", group=head): [one.counts[at][1] for one in last.rated]
                    for at, head in enumerate(places[1:])
                },
            }
        ),
        dict.fromkeys(places, "%.1f"),
        origin=origin(found),
    )
