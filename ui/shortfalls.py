"""The shortcomings of the region in focus, in words and figures: all families and items, and one item's tests."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from cluster_core.assess.evidence import FAMILY, ITEM
from cluster_core.assess.priority import priorities
from cluster_core.assess.weakest_link import Barrel, weakest_link
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import THRESHOLDS, level
from cluster_core.model.rules import Item
from ui import cards, sentences
from ui.charts import severity as severity_chart
from ui.charts import staves as staves_chart
from ui.charts import strips as strips_chart
from ui.figures import Figure, drawn, with_options
from ui.subjects import Subject, of_indicator
from ui.text import join, name, number, score, t

Bar = dict[str, Any]


def items_of(assessment: Assessment) -> pd.DataFrame:
    """Return the focus region's items, the most severe first, those without enough evidence last."""
    rows = assessment.shortcomings
    rows = rows[rows["region"] == sentences.focus_of(assessment)]
    return rows.sort_values(["severity", "severity_raw"], ascending=False, kind="stable", na_position="last")


def item(assessment: Assessment, item_id: str) -> Item:
    """Return one item of the rule set."""
    return next(one for one in assessment.rules.items if one.id == item_id)


def tests_of(assessment: Assessment, item_id: str) -> pd.DataFrame:
    """Return the tests of one item for the focus region, in the order of the rules."""
    tests = assessment.tests
    return tests[(tests["region"] == sentences.focus_of(assessment)) & (tests["item"] == item_id)]


def word(severity: float, grade: str) -> str:
    """Return "moderate 51", or the word for too little evidence."""
    if grade == "insufficient":
        return t("level.insufficient")
    return t("shortfalls.word", level=t(f"level.{grade}"), severity=cards.severity_text(severity))


def headline(assessment: Assessment) -> str:
    """Return the gravest shortcoming of the focus region and the measure that answers it first."""
    focus, rows = sentences.focus_of(assessment), items_of(assessment)
    if focus is None or rows.empty:
        return t("shortfalls.headline_nobody")
    place, worst = sentences.region(assessment, focus), cards.worst_of(rows, 1)
    if worst.empty:
        known = int(rows["severity"].notna().sum())
        key = "shortfalls.headline_none" if known else "shortfalls.headline_untested"
        return t(key, place=place, tested=known, total=len(rows))
    row = worst.iloc[0]
    facts = {
        "place": place,
        "item": name(item(assessment, row["item"]).name),
        "word": word(row["severity"], row["level"]),
    }
    answers = item(assessment, row["item"]).countermeasures
    ranked = [one.measure for one in priorities(assessment.diagnosis, focus) if one.measure in answers]
    known_measures = [one for one in ranked if one in assessment.dataset.countermeasures]
    if not known_measures:
        return t("shortfalls.headline_worst", **facts)
    measure = assessment.dataset.countermeasures[known_measures[0]]
    return t("shortfalls.headline", **facts, measure=name(measure.name))


# ---- all of them


def families(assessment: Assessment) -> Figure:
    """Return the families as bars of severity, the gravest first."""
    rows = assessment.families
    rows = rows[rows["region"] == sentences.focus_of(assessment)]
    names = {one.id: name(one.name) for one in assessment.rules.families}
    bars = [
        _bar(one["family"], names[one["family"]], one) | {"about": FAMILY + one["family"]}
        for _, one in rows.iterrows()
    ]
    known = rows.dropna(subset=["severity"])
    title = t("shortfalls.families_untested")
    if len(known):
        worst = known.loc[known["severity"].idxmax()]
        title = t(
            "shortfalls.families_none" if worst["level"] == "none" else "shortfalls.families",
            count=len(rows),
            family=names[worst["family"]],
            word=word(worst["severity"], worst["level"]),
        )
    return _bars_figure("families", title, t("shortfalls.families_drawn"), bars)


def items(assessment: Assessment, chosen: str) -> Figure:
    """Return the items as bars of severity; the one that is looked at stands out."""
    rows = items_of(assessment)
    bars = [
        {
            **_bar(row["item"], name(item(assessment, row["item"]).name), row),
            "about": ITEM + row["item"],
            "indicative": bool(row["indicative"]),
            "focus": row["item"] == chosen,
        }
        for _, row in rows.iterrows()
    ]
    doubt = t("shortfalls.items_dashed") if any(bar["indicative"] for bar in bars) else ""
    title = sentences.shortcomings_takeaway(rows)
    return _bars_figure("items", title, t("shortfalls.items_drawn") + doubt, bars)


def _bar(key: str, title: str, row: pd.Series) -> Bar:
    text = word(row["severity"], row["level"])
    return {"item": key, "name": title, "severity": row["severity"], "level": row["level"], "word": text}


def _bars_figure(kind: str, title: str, subtitle: str, bars: list[Bar]) -> Figure:
    labels = {
        "severity": t("shortfalls.column_severity"),
        "tooltip": {"word": t("shortfalls.column_severity")},
    }
    rows = pd.DataFrame(bars, columns=[*(bars[0] if bars else ("item", "name", "severity", "level", "word"))])
    return Figure(
        kind,
        title,
        subtitle,
        drawn(
            kind,
            rows,
            labels,
            lay=severity_chart.severity_rows,
            draw=with_options(severity_chart.severity_bars, cuts=THRESHOLDS),
        ),
        lambda: pd.DataFrame(
            {
                t("shortfalls.column_shortcoming"): rows["name"],
                t("shortfalls.column_severity"): rows["severity"],
                t("shortfalls.column_level"): [t(f"level.{one}") for one in rows["level"]],
            }
        ),
        {t("shortfalls.column_severity"): "%.1f"},
        [Subject(about=bar["about"]) for bar in bars],
    )


# ---- the tests of one


def tests_title(assessment: Assessment, item_id: str) -> str:
    """Return how many tests of an item failed."""
    tests = tests_of(assessment, item_id)
    title = name(item(assessment, item_id).name)
    if not tests["assessable"].any():
        return t("shortfalls.tests_none", item=title)
    return t("shortfalls.tests", item=title, failed=int(tests["fails"].sum()), count=len(tests))


def tests(assessment: Assessment, item_id: str) -> Figure | None:
    """Return one strip per test: all regions as dots, the focus by its verdict, the threshold as a rule."""
    rows = tests_of(assessment, item_id)
    focus = sentences.focus_of(assessment)
    if rows.empty or focus is None:
        return None
    place = sentences.region(assessment, focus)
    strips = pd.DataFrame([dot for _, test in rows.iterrows() for dot in _strip(assessment, test, focus)])
    labels = {
        "verdicts": True,
        "tooltip": {
            "place": t("column.region"),
            "value_text": t("shortfalls.column_value"),
            "detail": t("shortfalls.column_unit"),
        },
    }
    others = sentences.regions(assessment.dataset, len(assessment.units) - 1, assessment.scenario.unit)
    return Figure(
        "tests",
        tests_title(assessment, item_id),
        t("shortfalls.tests_drawn", place=place, regions=others),
        drawn("tests", strips, labels, lay=strips_chart.strip_rows, draw=strips_chart.strip_plots),
        lambda: pd.DataFrame(
            {
                t("shortfalls.column_indicator"): [_test_name(assessment, one) for _, one in rows.iterrows()],
                place: list(rows["value"]),
                t("shortfalls.column_threshold"): list(rows["reference"]),
                t("shortfalls.column_unit"): [
                    name(assessment.dataset.indicators[one].unit) for one in rows["indicator"]
                ],
                t("shortfalls.column_verdict"): [_verdict(one) for _, one in rows.iterrows()],
                t("shortfalls.column_severity"): list(rows["severity"]),
            }
        ),
        {place: "%.2f", t("shortfalls.column_threshold"): "%.2f", t("shortfalls.column_severity"): "%.1f"},
        [Subject(focus, of_indicator(one)) for one in rows["indicator"]],
    )


def _strip(assessment: Assessment, test: pd.Series, focus: str) -> list[dict[str, Any]]:
    prepared, indicator = assessment.prepared, assessment.dataset.indicators[test["indicator"]]
    values = prepared.denominated[:, prepared.at[indicator.id]]
    vintage = prepared.vintages.get(indicator.id)
    dated = [t("shortfalls.year", year=vintage.year)] if vintage and vintage.year else []
    proxy = [t("shortfalls.proxy")] if test["proxy"] else []  # first: a narrow picture cuts the end off
    reference = sentences.number_alone(float(test["reference"])) if pd.notna(test["reference"]) else ""
    shared = {
        "name": name(indicator.name),
        "detail": " · ".join(part for part in (*proxy, name(indicator.unit), *dated) if part),
        "threshold": test["reference"],
        "threshold_text": t("shortfalls.threshold", vs=t(f"vs.{test['vs']}"), value=reference),
        "verdict": _verdict(test),
        "verdict_detail": t("shortfalls.adds", severity=number(test["severity"], 0)) if test["fails"] else "",
    }
    grade = level(float(test["severity"])) if test["fails"] else "none"
    return [
        {
            **shared,
            "region": unit,
            "about": of_indicator(indicator.id),
            "place": sentences.region(assessment, unit),
            "value": value,
            "value_text": sentences.number_alone(value) if pd.notna(value) else "–",
            "mark": grade if unit == focus and test["assessable"] else None,
        }
        for unit, value in zip(assessment.units, values, strict=True)
    ]


def _verdict(test: pd.Series) -> str:
    if not test["assessable"]:
        return t("verdict.missing")
    return t("verdict.fails") if test["fails"] else t("verdict.passes")


def _test_name(assessment: Assessment, test: pd.Series) -> str:
    title = name(assessment.dataset.indicators[test["indicator"]].name)
    return t("test.proxy", test=title) if test["proxy"] else title


# ---- against the own profile


def staves(assessment: Assessment) -> Figure | None:
    """Return the focus region's own profile, the shortest stave first; None where nothing is known."""
    focus = sentences.focus_of(assessment)
    barrel = weakest_link(assessment, focus) if focus else None
    if focus is None or barrel is None or barrel.weakest is None:
        return None
    rows = pd.DataFrame(
        [
            {
                "node": stave.node,
                "about": stave.node,
                "name": sentences.node_name(assessment, stave.node),
                "score": stave.goodness * 100,
                "score_text": score(stave.goodness * 100),
                "limit": barrel.limit * 100,
                "focus": stave.weakest,
            }
            for stave in barrel.staves
        ]
    )
    labels = {"limit": t("shortfalls.limit", value=score(barrel.limit * 100)), "score": t("column.score")}
    ordered = rows.sort_values("score", na_position="last")
    missing = int(rows["score"].isna().sum())
    drawn_words = t("shortfalls.staves_drawn")
    return Figure(
        "staves",
        _staves_takeaway(assessment, barrel, sentences.region(assessment, focus)),
        t("shortfalls.staves_without", drawn=drawn_words, count=missing) if missing else drawn_words,
        drawn("staves", rows, labels, lay=staves_chart.stave_rows, draw=staves_chart.stave_bars),
        lambda: pd.DataFrame(
            {t("shortfalls.column_stave"): ordered["name"], t("column.score"): ordered["score"]}
        ),
        {t("column.score"): "%.1f"},
        [Subject(focus, one) for one in ordered["node"]],
    )


def _staves_takeaway(assessment: Assessment, barrel: Barrel, place: str) -> str:
    low = min(stave.goodness for stave in barrel.staves if not math.isnan(stave.goodness))
    lowest = [stave.node for stave in barrel.staves if stave.goodness == low]
    key = "shortfalls.staves" if barrel.short else "shortfalls.staves_even"
    names = join(sentences.node_name(assessment, node) for node in lowest)
    return t(key, place=place, names=names, score=score(low * 100))
