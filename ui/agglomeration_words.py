"""The sentences of the page of agglomeration. No number is made here."""

from __future__ import annotations

import math

import pandas as pd

from cluster_core.model.assessment import Assessment
from ui import agglomeration as of
from ui.text import join, name, number, percent, quantity, t

_NAMED = 3


def headline(assessment: Assessment) -> str:
    """Return what the region in focus is specialised in, against which area."""
    place, table = of.place_of(assessment, of.region(assessment)), of.table(assessment)
    if table is None:
        return t("agglomeration.headline_none", bundle=name(assessment.dataset.name))
    shape = of.values(assessment)
    if shape["region"].nunique() < 2 or shape["industry"].nunique() < 2:
        return t("agglomeration.headline_single", place=place)
    own = of.strongest(assessment)
    if own.empty:
        return t("agglomeration.headline_no_values", place=place, year=of.year(assessment))
    high = own[own["lq"] >= of.USUAL_CUT].head(_NAMED)
    said = {"place": place, "year": of.year(assessment), "area": of.area_words(assessment)}
    if high.empty:
        first = own.iloc[0]
        named = of.industry_name(assessment, first["industry"])
        return t("agglomeration.headline_flat", name=named, lq=number(first["lq"], 2), **said)
    return t("agglomeration.headline", names=_quoted(assessment, high), **said)


def _quoted(assessment: Assessment, rows: pd.DataFrame) -> str:
    return join(
        t(
            "agglomeration.with_lq",
            name=of.industry_name(assessment, row["industry"]),
            lq=number(row["lq"], 2),
        )
        for _, row in rows.iterrows()
    )


def basis(assessment: Assessment) -> str:
    """Return what is measured, in which unit and year, from which sources."""
    table = of.table(assessment)
    if table is None:
        return ""
    rows = assessment.dataset.industries
    named = rows.loc[rows["year"] == of.year(assessment), "source"].value_counts().index
    known = [assessment.dataset.sources[one].title for one in named if one in assessment.dataset.sources]
    source = name(known[0]) if known else t("agglomeration.no_source")
    return t(
        "agglomeration.basis",
        measure=name(table.measure) or t("agglomeration.measure_unknown"),
        unit=name(table.unit) or t("agglomeration.unit_unknown"),
        year=of.year(assessment),
        source=source,
    )


def scope(assessment: Assessment) -> str:
    """Return what the page does not follow: the framework, and the region of a cluster in focus."""
    said = t("agglomeration.scope", basis=basis(assessment))
    if assessment.scenario.unit == "cluster":
        said += t("agglomeration.scope_cluster", place=of.place_of(assessment, of.region(assessment)))
    return said


def amount(assessment: Assessment, value: float) -> str:
    """Return a value of the table with its unit."""
    table = of.table(assessment)
    return quantity(value, table.unit) if table else number(value)


# ---- the location quotients


def quotients_title(assessment: Assessment) -> str:
    """Return how many cells are specialised, and the highest quotient of all that rests on enough."""
    found = of.quotients(assessment)
    known = found[found["lq"].notna() & ~found["small"]]
    if known.empty:
        return t("agglomeration.lq_none")
    top = known.loc[known["lq"].idxmax()]
    return t(
        "agglomeration.lq_title",
        place=of.place_of(assessment, top["region"]),
        name=of.industry_name(assessment, top["industry"]),
        lq=number(top["lq"], 2),
        count=int((known["lq"] >= of.USUAL_CUT).sum()),
        total=int(found["lq"].notna().sum()),
    )


def quotients_note(assessment: Assessment) -> str:
    """Return how many cells are missing, and which rest on little."""
    found = of.quotients(assessment)
    missing, small = int(found["value"].isna().sum()), found[found["small"]]
    parts = [t("agglomeration.missing", count=missing)] if missing else []
    if len(small):
        parts.append(t("agglomeration.small", share=percent(of.SMALL), count=len(small)))
    return t("agglomeration.sentences").join(parts)


# ---- growth


def bubbles_title(assessment: Assessment, rows: pd.DataFrame) -> str:
    """Return what stands out among the bubbles drawn: specialised and growing most; else that none is both."""
    known = rows.dropna(subset=["x", "y"])
    first, last = of.since(assessment), of.year(assessment)
    if known.empty:
        return t("agglomeration.bubbles_none", first=first, last=last)
    both = known[(known["x"] >= of.USUAL_CUT) & (known["y"] > 0)].sort_values("y", ascending=False)
    whose = (
        of.place_of(assessment, of.region(assessment))
        if of.view() == of.OF_REGION
        else of.industry_name(assessment, of.industry(assessment))
    )
    if both.empty:
        return t("agglomeration.bubbles_neither", whose=whose, cut=number(of.USUAL_CUT, 1))
    top = both.iloc[0]
    return t(
        "agglomeration.bubbles_title",
        whose=whose,
        name=top["name"],
        lq=number(top["x"], 2),
        growth=rate(top["y"]),
        first=first,
        last=last,
    )


def rate(value: float) -> str:
    """Return growth a year with its sign."""
    if not math.isfinite(value):
        return "–"
    text = percent(value, 1)
    return f"+{text}" if value > 0 else text


def without_growth(rows: pd.DataFrame) -> str:
    """Return which entries have no bubble, by reason."""
    gone = rows[rows["x"].isna() | rows["y"].isna()]
    parts = [
        t(f"agglomeration.reason_{reason or 'missing'}", names=join(listed["name"]))
        for reason, listed in gone.groupby("reason", sort=True)
    ]
    return t("agglomeration.sentences").join(parts)


# ---- concentration and similarity


def concentration_title(assessment: Assessment) -> str:
    """Return the most and the least concentrated industry."""
    known = of.concentration(assessment).dropna(subset=["hhi"])
    if len(known) < 2:
        return t("agglomeration.hhi_none")
    first, last = known.iloc[0], known.iloc[-1]
    return t(
        "agglomeration.hhi_title",
        first=of.industry_name(assessment, first["industry"]),
        cr=percent(first["cr"]),
        last=of.industry_name(assessment, last["industry"]),
        number=number(last["equivalent_number"], 1),
    )


def similarity_title(assessment: Assessment) -> str:
    """Return who is most like the region in focus, and who least."""
    pairs, focus = of.similarity(assessment), of.region(assessment)
    own = pairs[((pairs["region"] == focus) | (pairs["other"] == focus)) & pairs["similarity"].notna()]
    if own.empty:
        return t("agglomeration.similarity_none", place=of.place_of(assessment, focus))
    ends = own.loc[[own["similarity"].idxmax(), own["similarity"].idxmin()]]
    others = [row["other"] if row["region"] == focus else row["region"] for _, row in ends.iterrows()]
    most, least = (of.place_of(assessment, one) for one in others)
    return t(
        "agglomeration.similarity_title",
        place=of.place_of(assessment, focus),
        most=most,
        high=number(ends["similarity"].iloc[0], 2),
        least=least,
        low=number(ends["similarity"].iloc[1], 2),
    )
