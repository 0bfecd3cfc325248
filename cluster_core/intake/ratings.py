"""Ratings of experts, one a row, to one value a region and indicator: medians of groups, combined by weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from cluster_core.errors import IntakeError, one_of
from cluster_core.intake.findings import Findings
from cluster_core.intake.mapping import Plan
from cluster_core.intake.names import Names, fold, names_of, year_of
from cluster_core.intake.numbers import read_number
from cluster_core.intake.observations import Observations, keys_of
from cluster_core.intake.reading import Read
from cluster_core.intake.sheet import Sheet
from cluster_core.intake.vocabulary import Vocabulary
from cluster_core.model.ratings import LEAST, RUBRIC, WEIGHTS, combined, too_few

GROUPS = {
    "enterprise": ("企业", "企业代表", "enterprises", "firm", "firms"),
    "public": ("公众", "群众", "社会公众", "citizens"),
    "third_party": ("第三方", "专家", "第三方机构", "third party", "experts"),
}
COLUMNS = {
    "region": ("地区", "城市", "city"),
    "indicator": ("指标", "指标名称"),
    "group": ("组别", "群体", "类别"),
    "rater": ("评分人", "评价人", "专家编号"),
    "year": ("年份", "年度"),
    "rating": ("评分", "得分", "分值", "score"),
}

Key = tuple[str, str, int]


def check_weights(weights: Mapping[str, float]) -> None:
    """Refuse weights of other groups, below 0 or not finite, or all 0; `IntakeError` addition."""
    sound = set(weights) <= set(GROUPS) and all(0 <= weight <= 1e9 for weight in weights.values())
    if not sound or not sum(weights.values()) > 0:
        found = ", ".join(f"{group}={weight:g}" for group, weight in weights.items()) or "nothing"
        raise IntakeError(
            "addition", f"group weights: found {found}, allowed: {one_of(GROUPS)}, from 0 up, not all 0."
        )


@dataclass(slots=True)
class _Ratings:
    given: dict[Key, dict[str, list[float]]] = field(default_factory=dict[Key, dict[str, list[float]]])
    places: dict[Key, tuple[int, int]] = field(default_factory=dict[Key, tuple[int, int]])
    raters: set[tuple[Key, str, str]] = field(default_factory=set[tuple[Key, str, str]])


def read_ratings(sheet: Sheet, known: Vocabulary, plan: Plan, weights: Mapping[str, float] = WEIGHTS) -> Read:
    """Return one value a region, indicator and year of a table with a rating a row.

    Parameters
    ----------
    sheet : first row: region, indicator, group, rating, and, optionally, rater and year, in either language
    known : indicators must be of the kind expert
    plan : its year counts where there is no such column
    weights : of the groups enterprise, public, third_party; default 60/20/20

    Returns
    -------
    read
        0-100. A rating is 0, 25, 50, 75 or 100. A group with a weight above 0 needs at least three ratings, by
        different raters where a column names them; else there is a fault, and no value. An empty rating is no rating.
        A row with one cell filled is a note about the table.

    Raises
    ------
    IntakeError
        layout (a column is missing), addition (weights).
    """
    check_weights(weights)
    at = _columns(sheet.rows[0])
    names = (known, names_of(GROUPS))
    findings, ratings = Findings(), _Ratings()
    for row_at, row in enumerate(sheet.rows[1:], 1):
        if sum(map(bool, row)) == 1:
            findings.add_value("note", "row_note", (row_at, 0), next(filter(None, row)))
        elif any(row):
            _take(row_at, row, (at, plan.year), names, (ratings, findings))
    observed = Observations(keys_of(tuple(known.regions), tuple(known.indicators)))
    for key, by_group in ratings.given.items():
        few = too_few(by_group, weights)
        for group in few:
            found = f"{len(by_group.get(group, ()))} ratings of {group} for {', '.join(map(str, key))}"
            findings.add(
                "fault", "raters", ratings.places[key], found, f"at least {LEAST}", "Ask more, or weigh it 0."
            )
        if not few:
            medians = {group: median(values) for group, values in by_group.items()}
            observed.add(*key, combined(medians, weights), ratings.places[key])
    return Read(observed, findings, {}, ".")


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = names_of(COLUMNS)
    at = {name: place for place, text in enumerate(header) if (name := names.sure(text))}
    missing = [name for name in ("region", "indicator", "group", "rating") if name not in at]
    if missing:
        raise IntakeError(
            "layout", f"table: found no column {one_of(missing)}, allowed: a header with {one_of(COLUMNS)}."
        )
    return at


def _take(
    row_at: int,
    row: Sequence[str],
    where: tuple[Mapping[str, int], int | None],
    names: tuple[Vocabulary, Names],
    into: tuple[_Ratings, Findings],
) -> None:
    (at, year), (known, groups), (ratings, findings) = where, names, into
    texts = {name: row[column] for name, column in at.items()}
    region, indicator = (
        known.region_names.sure(texts["region"]),
        known.indicator_names.sure(texts["indicator"]),
    )
    group, rating = groups.sure(texts["group"]), read_number(texts["rating"], ".")
    when = year_of(texts["year"]) if "year" in at else year
    expert = bool(indicator) and known.indicators[indicator].kind == "expert"
    checks = (
        ("region", "unknown_region", bool(region), "a region of the bundle"),
        ("indicator", "unknown_indicator", expert, "an indicator of the kind expert"),
        ("group", "group", bool(group), one_of(GROUPS)),
        ("rating", "rating", rating.kind == "missing" or rating.value in RUBRIC, "0, 25, 50, 75 or 100"),
        ("year", "no_year", when is not None, "a year"),
    )
    sound = True
    for name, kind, holds, allowed in checks:
        if not holds:
            sound = False
            place = (row_at, at.get(name, -1))
            findings.add_value("fault", kind, place, texts.get(name, ""), allowed, "Correct the cell.")
    if not sound or rating.value is None or when is None:
        return
    key = (region, indicator, when)
    rater = fold(texts.get("rater", ""))
    if rater and (key, group, rater) in ratings.raters:
        found = f"a second rating by {rater} for {', '.join(map(str, key))}"
        findings.add(
            "fault", "duplicate", (row_at, at["rater"]), found, "one a rater", "Remove one of the two."
        )
        return
    ratings.raters.add((key, group, rater))
    ratings.given.setdefault(key, {}).setdefault(group, []).append(rating.value)
    ratings.places.setdefault(key, (row_at, at["rating"]))
