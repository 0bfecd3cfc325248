"""What the engine noticed about the numbers, one sentence a kind, with the names of what it concerns."""

from __future__ import annotations

from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import has, join, t

# In the order in which the stages make them; the others have their own places on the pages.
CODES = (
    *(
        "imputed",
        "winsorised",
        "log_treated",
        "outliers",
        "constant",
        "empty_pool",
        "floored",
        "target_fallback",
    ),
    *("negative_loadings", "negative_alpha", "too_few_units", "few_units", "nothing_varies", "no_weight"),
)
OF_WEIGHTS = CODES[-6:]
_NAMED = 3


def lines(assessment: Assessment, codes: tuple[str, ...] = CODES) -> list[str]:
    """Return one sentence for every kind of notice that there is, naming the first few indicators."""
    about: dict[str, list[str]] = {}
    for notice in assessment.notices:
        ids = notice.ids if notice.code == "negative_loadings" else notice.ids[:1]
        about.setdefault(notice.code, []).extend(ids)
    return [t(f"notice.{code}", names=_names(assessment, about[code])) for code in codes if code in about]


def _names(assessment: Assessment, ids: list[str]) -> str:
    """Return a few names of indicators, dimensions or sets of weights, the rest as a count."""
    names = [
        t(f"preset.{one}") if has(f"preset.{one}") else sentences.node_name(assessment, one)
        for one in dict.fromkeys(ids)
    ]
    if len(names) <= _NAMED:
        return join(names)
    return t("coverage.and_others", names=join(names[:_NAMED]), count=len(names) - _NAMED)
