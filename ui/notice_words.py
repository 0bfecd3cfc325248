"""What the engine noticed about the numbers, one sentence a kind, with the names of what it concerns."""

from __future__ import annotations

from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Notice
from ui import sentences
from ui.text import has, join, t

# In the order in which the stages make them; the others have their own places on the pages.
OF_VALUES = ("imputed", "outliers", "constant", "empty_pool", "floored", "target_fallback")
OF_WEIGHTS = (
    *("nothing_varies", "no_weight", "negative_loadings", "no_components", "unstable_components"),
    *("negative_alpha", "inconsistent"),
)
CODES = OF_VALUES + OF_WEIGHTS
_OUTLIERS = ("winsorised", "log", "left")
_NAMED = 3


def lines(assessment: Assessment, codes: tuple[str, ...] = CODES) -> list[str]:
    """Return one sentence for every kind of notice that there is, naming the first few indicators."""
    about: dict[str, list[str]] = {}
    for notice in assessment.notices:
        ids = notice.ids if notice.code == "negative_loadings" else notice.ids[:1]
        about.setdefault(_kind(assessment, notice), []).extend(ids)
    kinds = [kind for code in codes for kind in _kinds(code)]
    return [t(f"notice.{kind}", names=_names(assessment, about[kind])) for kind in kinds if kind in about]


def _kinds(code: str) -> tuple[str, ...]:
    """Return the kinds of sentence that a code has: outliers are told by what became of them."""
    return tuple(f"outliers_{how}" for how in _OUTLIERS) if code == "outliers" else (code,)


def _kind(assessment: Assessment, notice: Notice) -> str:
    if notice.code != "outliers":
        return notice.code
    return f"outliers_{assessment.prepared.treatments[notice.ids[0]].how}"


def _names(assessment: Assessment, ids: list[str]) -> str:
    """Return a few names of indicators, dimensions or sets of weights, the rest as a count."""
    names = [
        t(f"preset.{one}") if has(f"preset.{one}") else sentences.node_name(assessment, one)
        for one in dict.fromkeys(ids)
    ]
    if len(names) <= _NAMED:
        return join(names)
    return t("coverage.and_others", names=join(names[:_NAMED]), count=len(names) - _NAMED)
