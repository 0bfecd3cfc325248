"""The ladder as a figure, and its tables: the gates still unmet, the tiers and the dated counts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cluster_core.model.assessment import Assessment
from cluster_core.model.ladder import DatedCount, Gate, GateOutcome, Ladder, Rung, Standing
from ui import cultivation, sentences, type_words
from ui.charts import rungs as rungs_chart
from ui.figures import Figure, drawn
from ui.text import join, name, number, percent, quantity, t


def ladder(assessment: Assessment) -> Figure | None:
    """Return the rungs with status and readiness of the unit in focus; None without a ladder or a focus."""
    outcome, row = cultivation.standing(assessment), cultivation.row_of(assessment)
    if outcome is None or row is None:
        return None
    rungs = outcome.ladder.rungs[::-1]
    rows = pd.DataFrame([_rung(assessment, outcome, row, rung) for rung in rungs])
    labels = {
        "tooltip": {"readiness_text": t("ladder.readiness"), "detail": t("ladder.status")},
        "readiness": t("ladder.readiness"),
    }
    return Figure(
        "ladder",
        takeaway(outcome, row),
        t("ladder.drawn"),
        drawn("ladder", rows, labels, lay=rungs_chart.rung_rows, draw=rungs_chart.rung_ladder),
        lambda: pd.DataFrame(
            {
                t("ladder.column_rung"): rows["name"],
                t("ladder.status"): rows["detail"],
                t("ladder.column_met"): rows["met"],
                t("ladder.column_assessable"): rows["assessable"],
                t("ladder.column_gates"): rows["gates"],
                t("ladder.readiness"): rows["readiness"],
            }
        ),
        {t("ladder.readiness"): "%.0f%%"},
    )


def _rung(assessment: Assessment, outcome: Standing, row: int, rung: Rung) -> dict[str, Any]:
    met, assessable = tried(outcome, row, rung)
    found, following = outcome.status[row], outcome.next_rung(row)
    mark = "status" if rung.id == found.rung else "next" if rung == following else None
    text = t("ladder.met", met=met, assessable=assessable)
    if assessable < len(rung.gates):
        key = "ladder.not_assessable" if not assessable else "ladder.partly"
        text = t(
            key, met=met, assessable=assessable, missing=len(rung.gates) - assessable, gates=len(rung.gates)
        )
    return {
        "name": name(rung.name),
        "detail": _detail(outcome, row, mark),
        "readiness": float(outcome.readiness[row, outcome.ladder.order.index(rung.id)]) * 100,
        "readiness_text": text,
        "mark": mark,
        "met": met,
        "assessable": assessable,
        "gates": len(rung.gates),
    }


def _detail(outcome: Standing, row: int, mark: str | None) -> str:
    found = outcome.status[row]
    if mark == "status":
        clusters = join(name(one.name) for one in found.on_rung[:3])
        more = len(found.on_rung) - 3
        names = t("noun.and_others", names=clusters, count=more) if more > 0 else clusters
        return t("ladder.here", since=type_words.since(found), clusters=names)
    return t("ladder.next") if mark == "next" else ""


def tried(outcome: Standing, row: int, rung: Rung) -> tuple[int, int]:
    """Return how many gates of a rung one unit meets, and how many could be tried."""
    gates = outcome.gates[outcome.ladder.order.index(rung.id)]
    return sum(bool(one.met[row]) for one in gates), sum(bool(one.assessable[row]) for one in gates)


def looked_at(outcome: Standing, row: int) -> Rung:
    """Return the rung whose gates are listed: the next, on the highest that one itself."""
    return outcome.next_rung(row) or outcome.ladder.rungs[-1]


def takeaway(outcome: Standing, row: int) -> str:
    """Return how many gates of the next rung are met."""
    rung = looked_at(outcome, row)
    met, assessable = tried(outcome, row, rung)
    facts = {"rung": name(rung.name), "met": met, "assessable": assessable, "gates": len(rung.gates)}
    if not assessable:
        return t("ladder.takeaway_unknown", **facts)
    return t("ladder.takeaway" if outcome.next_rung(row) else "ladder.takeaway_top", **facts)


# ---- the gates still unmet


def gaps(assessment: Assessment, outcome: Standing, row: int) -> pd.DataFrame:
    """Return the unmet gates of the next rung, the nearest first: value, wanted, and what is lacking of it."""
    return pd.DataFrame(
        [
            {
                t("ladder.column_gate"): gate_name(assessment, one.gate),
                t("ladder.column_now"): _in_unit(assessment, one.gate, float(one.value[row])),
                t("ladder.column_wanted"): wanted(assessment, one.gate),
                t("ladder.column_distance"): percent(float(one.distance[row])),
            }
            for one in unmet(outcome, row)
        ]
    )


def unmet(outcome: Standing, row: int) -> tuple[GateOutcome, ...]:
    """Return the unmet gates of the rung looked at, the nearest first."""
    return outcome.gap_list(row, looked_at(outcome, row).id)


def gate_name(assessment: Assessment, gate: Gate) -> str:
    """Return the name of a gate's indicator."""
    return type_words.indicator_name(assessment.dataset, gate.indicator)


def wanted(assessment: Assessment, gate: Gate) -> str:
    """Return what a gate wants, with its unit; a percentile as a share of the units compared."""
    if gate.kind == "percentile":
        return t("ladder.percentile", share=number(100 - gate.wanted, 0))
    return t(f"ladder.wanted_{gate.kind}", value=_in_unit(assessment, gate, gate.wanted))


def _in_unit(assessment: Assessment, gate: Gate, value: float) -> str:
    if gate.kind == "percentile":
        return t("ladder.percentile_now", value=number(value, 0))
    known = assessment.dataset.indicators.get(gate.indicator)
    if known is None:
        return sentences.number_alone(value)
    scale = name(known.unit)
    if scale[:1].isdigit():  # as in 0-100, which a number followed by it would garble
        return t("ladder.on_scale", value=sentences.number_alone(value), scale=scale)
    return quantity(value, known.unit)


# ---- what the documents print


def concerns(assessment: Assessment, found: Ladder) -> bool:
    """Tell whether the documents' lists name a region of this data set: else their counts say nothing of it."""
    regions = assessment.dataset.regions
    return any(region in regions for one in found.listed for region in one.regions)


def tiers(found: Ladder) -> pd.DataFrame:
    """Return the graded list: how many, who is named, and how many nobody names."""
    return pd.DataFrame(
        [
            {
                t("ladder.column_tier"): name(one.name),
                t("ladder.column_count"): number(one.count, 0),
                t("ladder.column_named"): join(name(member) for member in one.members) or "–",
                t("ladder.column_unnamed"): t("ladder.unknown_members", number=one.unknown),
                t("ladder.column_date"): one.date,
                t("ladder.column_cite"): one.cite,
            }
            for one in found.tiers
        ]
    )


def counts(found: Ladder) -> pd.DataFrame:
    """Return every number that a document prints, with its date, the oldest first."""
    return pd.DataFrame(
        [
            {
                t("ladder.column_date"): one.date,
                t("ladder.column_what"): name(one.name),
                t("ladder.column_number"): printed(one),
                t("ladder.column_cite"): one.cite,
            }
            for one in sorted(found.counts, key=lambda one: one.date)
        ]
    )


def printed(one: DatedCount) -> str:
    """Return a number with as many decimals as the document prints."""
    decimals = f"{one.value:g}".partition(".")[2]
    return t("number.with_unit", number=number(one.value, len(decimals)), unit=name(one.unit))


def named(found: Ladder) -> list[tuple[str, int]]:
    """Return how many clusters the lists name on each rung that has any."""
    rungs = [(name(rung.name), sum(one.rung == rung.id for one in found.listed)) for rung in found.rungs]
    return [(rung, number_) for rung, number_ in rungs if number_]
