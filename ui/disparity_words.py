"""How far regions are apart, and whether they drift, in sentences. No number is made here."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd

from cluster_core.assess.convergence import Beta, Convergence
from cluster_core.assess.series import Series
from cluster_core.model.assessment import Assessment
from ui import comparison_words, sentences
from ui.text import join, name, number, percent, t

_YEARS_WHOLE = 10  # from here on half-lives have no decimals
_SHORT = 3  # over fewer years than these growth is mostly chance


def subject(assessment: Assessment, chosen: str) -> str:
    """Return an indicator's name with its unit, or the name of the score on the whole."""
    if not chosen:
        return t("disparity.score", index=sentences.node_name(assessment, assessment.framework.id))
    return comparison_words.with_unit(assessment, chosen)


def takeaway(assessment: Assessment, series: Series, table: pd.DataFrame) -> str:
    """Return how large the differences are, how they changed, and which part lies between the groups."""
    full = table[table["n"] == table["n"].max()]
    first, last = full.iloc[0], full.iloc[-1]
    year = int(last["year"])
    if not last["theil"]:
        return t("disparity.title_equal", year=year)
    groups = group_names(assessment, series)
    split = pd.notna(last["between"]) and len(groups) > 1
    facts = {"year": year, "theil": number(last["theil"], 3)}
    said = (
        t(
            "disparity.title",
            share=percent(last["between"] / last["theil"]),
            groups=join(groups.values()),
            **facts,
        )
        if split
        else t("disparity.title_whole", **facts)
    )
    if len(full) < 2:
        return said
    before = number(first["theil"], 3)
    way = "same" if before == facts["theil"] else "fell" if last["theil"] < first["theil"] else "rose"
    key = f"disparity.change_{way}"
    return t(key, said=said, first=int(first["year"]), before=before, last=year, now=facts["theil"])


def group_names(assessment: Assessment, series: Series) -> dict[str, str]:
    """Return the groups among the regions compared with their names, in the order of the data."""
    known = assessment.dataset.groups
    present = set(series.groups) - {""}
    return {
        **{one: name(text) for one, text in known.items() if one in present},
        **{one: one for one in sorted(present - set(known))},
    }


# ---- do they drift apart?


def drift(assessment: Assessment, series: Series, found: Convergence | None) -> list[str]:
    """Return whether regions draw together (sigma) and the lower ones catch up (beta): one sentence or more."""
    if found is None:
        return [t("disparity.no_logarithm")]
    if len(found.years) < 2:
        return [t("disparity.one_year", year=series.years[-1])]
    said = [_sigma(found), _beta(assessment, found.beta)]
    if found.years[-1] - found.years[0] < _SHORT:
        said.append(t("disparity.short", count=found.years[-1] - found.years[0]))
    if found.left_out:
        said.append(t("disparity.left_out", years=comparison_words.year_list(found.left_out)))
    if found.units_left_out:
        names = [sentences.region(assessment, unit) for unit in found.units_left_out]
        said.append(t("disparity.units_left_out", names=join(names), count=len(names)))
    return said


def _sigma(found: Convergence) -> str:
    first, last = found.sigma[0], found.sigma[-1]
    if not (math.isfinite(first) and math.isfinite(last)):
        return t("disparity.sigma_unknown")
    facts = {"first": found.years[0], "last": found.years[-1]}
    before, now = number(first, 3), number(last, 3)
    key = "same" if before == now else "fell" if found.sigma_change < 0 else "rose"
    return t(f"disparity.sigma_{key}", before=before, now=now, **facts)


def _beta(assessment: Assessment, beta: Beta) -> str:
    if not beta.verdict:
        regions = sentences.regions(assessment.dataset, beta.n, assessment.scenario.unit)
        return t(f"disparity.beta_{beta.reason}", regions=regions)
    facts = {
        "slope": number(beta.slope, 3),
        "low": number(beta.low, 3),
        "high": number(beta.high, 3),
    }
    said = t(f"disparity.beta_{beta.verdict}", **facts)
    if beta.verdict != "converging":
        return said
    if beta.reason == "overshoot":
        return t("disparity.overshoot", said=said)
    return t(
        "disparity.speed",
        said=said,
        speed=percent(beta.speed, 1),
        half=number(beta.half_life, 0 if beta.half_life >= _YEARS_WHOLE else 1),
    )


def notes(assessment: Assessment, series: Series, table: pd.DataFrame) -> list[str]:
    """Return what the columns do not say by themselves: groups, gaps, years left out, and what scores allow."""
    said: list[str] = []
    if all(series.groups):
        counts = Counter(series.groups)
        parts = [
            t("disparity.group", name=title, n=counts[group])
            for group, title in group_names(assessment, series).items()
        ]
        said.append(t("disparity.groups", groups=join(parts)))
    else:
        said.append(t("disparity.no_groups"))
    gaps = table[table["missing"] > 0]
    if len(gaps):
        years = comparison_words.year_list([int(year) for year in gaps["year"]])
        said.append(t("disparity.gaps", years=years))
    others = [year for year in assessment.dataset.years(assessment.scenario.unit) if year not in series.years]
    inside = [year for year in others if series.years[0] < year < series.years[-1]]
    if inside:
        said.append(t("disparity.years_without", years=comparison_words.year_list(inside)))
    said.append(t("disparity.all_years"))
    if not series.subject:
        said.append(t("disparity.no_zero"))
    return said
