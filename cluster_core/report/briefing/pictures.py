"""The pictures of a briefing: light Vega-Lite specifications, drawn at print resolution in a font of both scripts."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from cluster_core.report.briefing import look
from cluster_core.report.briefing.content import Profile

SCALE = 3  # pixels of a picture for each of its specification: some 500 a printed inch
WIDTH, BAR = 640, 44
NAMES = 230  # of the width


def drawn(spec: Mapping[str, Any]) -> bytes:
    """Return a specification as PNG. Nothing is fetched from anywhere."""
    import vl_convert  # some 160 MB of memory, for those only who take a briefing away

    return vl_convert.vegalite_to_png(json.dumps(spec), scale=SCALE, allowed_base_urls=[])


def profile_size(profile: Profile) -> tuple[int, int]:
    """Return width and height of the picture of a profile."""
    return WIDTH, BAR * max(len(profile.forces), 1) + 30


def profile_spec(profile: Profile) -> dict[str, Any]:
    """Return the dimensions as bars in the colours of the forces, the median of the others as a mark across each."""
    rows: list[dict[str, Any]] = []
    for at, force in enumerate(profile.forces):
        rows.append(
            {
                "name": force.name,
                "own": force.score if math.isfinite(force.score) else None,
                "median": force.median if math.isfinite(force.median) else None,
                "said": force.score_text,
                "fill": f"#{look.FORCES[at % len(look.FORCES)]}",
                "row": at,
            }
        )
    width, height = profile_size(profile)
    values = [value for row in rows for value in (row["own"], row["median"]) if value is not None]
    low, high = min([0.0, *values]), max([1.0, *values])
    across = {
        "field": "row",
        "type": "ordinal",
        "axis": None,
        "scale": {"range": [26, height], "paddingInner": 0.45, "paddingOuter": 0.2},
    }
    along = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [low, high], "range": [NAMES, width - 60]},
    }
    text = {"type": "text", "fontSize": 16, "color": f"#{look.INK}", "baseline": "middle"}
    half = 0.5
    layers: list[dict[str, Any]] = [
        {
            "mark": {**text, "align": "left", "limit": NAMES - 10, "x": 0},
            "encoding": {"y": {**across, "bandPosition": half}, "text": {"field": "name", "type": "nominal"}},
        },
        {
            "mark": {"type": "bar", "fill": {"expr": "datum.fill"}},
            "encoding": {"y": across, "x": {"field": "own", **along}, "x2": {"datum": 0}},
        },
        {
            "mark": {**text, "align": "right", "x": width - 4, "fontWeight": "bold"},
            "encoding": {
                "y": {**across, "bandPosition": half},
                "text": {"field": "said", "type": "nominal"},
            },
        },
        {
            "mark": {"type": "tick", "thickness": 3, "color": f"#{look.INK}", "size": BAR * 0.75},
            "encoding": {"y": {**across, "bandPosition": half}, "x": {"field": "median", **along}},
        },
        {
            "data": {"values": [{"said": profile.mark}]},
            "mark": {
                **text,
                "align": "left",
                "fontSize": 14,
                "x": NAMES + 12,
                "y": 10,
                "color": f"#{look.MUTED}",
            },
            "encoding": {"text": {"field": "said", "type": "nominal"}},
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": f"#{look.PAPER}",
        "padding": 2,
        "autosize": {"type": "none"},
        "data": {"values": rows},
        "layer": layers,
        "config": {"font": look.DRAWN, "view": {"stroke": None}, "text": {"font": look.DRAWN}},
    }
