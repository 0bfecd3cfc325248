"""Where the number of a card stands among its peers: one strip of dots, each of which opens the card of its region."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from cluster_core.model.assessment import Assessment
from ui import sentences, subjects, theme
from ui.charts import strips
from ui.charts.spec import spec
from ui.text import t

_OWN = "none"  # the tone of a marked dot that is no warning


def strip(
    assessment: Assessment,
    subject: subjects.Subject,
    peers: Sequence[tuple[str, float]],
    shown: Callable[[float], str],
    colours: theme.Tokens,
) -> dict[str, Any] | None:
    """Return the peers' values on one strip, the subject's own marked; None where fewer than two have one.

    `shown` writes a value with its unit.
    """
    known = [value for _, value in peers if not math.isnan(value)]
    if len(known) < 2:
        return None
    rows = [
        {
            "name": t("card.peers", count=len(known)),
            "region": unit,
            subjects.ABOUT: subject.about,
            subjects.YEAR: subject.year,
            subjects.EXACT: subject.exact,
            subjects.SCENARIO: subject.scenario,
            "place": sentences.region(assessment, unit),
            "value": value,
            "value_text": shown(value),
            "mark": _OWN if unit == subject.region else None,
            "low_text": shown(min(known)),
            "high_text": shown(max(known)),
        }
        for unit, value in peers
    ]
    labels = {"tooltip": {"place": t("column.region"), "value_text": t("card.column_value")}}
    chart = spec(strips.strip_plots(rows, labels=labels, tokens=colours), theme.chart_config(colours))
    return subjects.selectable(chart)


def strip_title(assessment: Assessment, unit: str, peers: Sequence[tuple[str, float]]) -> str:
    """Return who has the least and who the most, beside the unit itself."""
    known = sorted((value, one) for one, value in peers if not math.isnan(value))
    least, most = known[0], known[-1]
    if least[0] == most[0]:
        return t("card.peers_equal", count=len(known))
    return t(
        "card.peers_title",
        place=sentences.region(assessment, unit),
        lowest=sentences.region(assessment, least[1]),
        highest=sentences.region(assessment, most[1]),
    )
