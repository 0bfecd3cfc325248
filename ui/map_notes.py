"""What stands under the map: that it is no authority, what is missing, and what lies over the regions."""

from __future__ import annotations

from cluster_core.model.assessment import Assessment
from ui import map_clusters, map_rows, map_words, scenario_columns
from ui.map_rows import Mapped
from ui.map_words import Choice
from ui.scenario_comparison_words import differences
from ui.text import t


def note(found: Mapped) -> str:
    """Return that the map is no authority on borders, under which number it may be shown, and what is missing."""
    parts = []
    if found.choice.view != "tiles":
        parts.append(t("map.illustration"))
        approval = map_rows.outlines(found.assessment).approval
        parts.append(approval or t("map.standard"))
        if missing := sum(row["shape"] is None for row in found.rows):
            parts.append(t("map.undrawn", count=missing))
    else:
        parts.append(t("map.tiles") if found.assessment.dataset.outlines else t("map.no_outlines"))
    return t("map.and").join([*parts, *_compared(found), *_over(found)])


def _compared(found: Mapped) -> list[str]:
    """Return in what but weights two scenarios differ."""
    if found.choice.show != "scenario":
        return []
    return apart(found.assessment, found.choice.against)


def apart(assessment: Assessment, other: str) -> list[str]:
    """Return one sentence for everything but weights in which the two scenarios differ."""
    pair = scenario_columns.columns(assessment.scenario, [scenario_columns.CURRENT, other])
    return differences(pair) if len(pair) == 2 else []


def _over(found: Mapped) -> list[str]:
    """Return what the marks over the regions are."""
    choice = found.choice
    if choice.overlay == "clusters":
        return [map_clusters.note(found.layer)]
    if choice.overlay in ("bubbles", "columns"):
        second = map_words.title_of(found.assessment, Choice(choice.second))
        return [t(f"map.size_{choice.overlay}", measure=second)]
    return []
