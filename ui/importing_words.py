"""What an import found, in the reader's language: findings at cells, refusals, reasons of a layout, counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from cluster_core.intake.difference import Change
from cluster_core.intake.findings import SEVERITIES, Finding, cell_name
from cluster_core.intake.layout import Layout, Reason
from cluster_core.intake.names import Match
from cluster_core.intake.ratings import GROUPS
from cluster_core.model.dataset import Dataset
from ui import state
from ui.importing_state import Problem
from ui.text import has, isolated, name, number, series, t

# What the core says in prose, taken apart so that a sentence of each language can be filled with it.
_PROSE = {
    "merged": r"(?P<count>\d+) merged",
    "mixed_percent": r"(?P<with_sign>\d+) cells .* and (?P<without>\d+) without \((?P<indicator>.+)\)",
    "repeated": r".*: (?P<key>.+) in (?P<cell>[A-Z]+\d+) and here",
    "duplicate": r"(?P<one>\S+) and (?P<other>\S+): (?P<key>.+) in (?P<cell>[A-Z]+\d+) and here",
    "duplicate_rater": r"a second rating by (?P<rater>.*) for (?P<key>.+)",
    "scale": r"values (?P<ratio>\S+) times .*\((?P<indicator>.+)\)",
    "negative": r".*\((?P<indicator>.+)\)",
    "years": r".*\((?P<indicator>.+)\)",
    "raters": r"(?P<count>\d+) ratings of (?P<group>\w+) for (?P<key>.+)",
}
_NEXT = {
    "converted": r"Multiplied by (?P<factor>\S+) to (?P<unit>.+) \((?P<indicator>.+)\)",
    "unit_assumed": r"Taken as (?P<unit>.+)\.",
}
_REASONS = {
    "transposed": r"row (?P<row>\d+) names (?P<regions>\d+)",
    "region": r"column (?P<column>\d+) names (?P<regions>\d+)",
    "header": r"rows (?P<first>\d+) to (?P<last>\d+)",
    "indicator": r"column (?P<column>\d+)",
    "year": r"column (?P<column>\d+)",
    "values": r"(?P<columns>\d+) columns",
}
_PROSE_ONLY = {
    *("mixed_decimal", "nothing", "no_source", "macros", "external_links", "hidden_row", "ragged"),
    *("uncached", "unit_assumed", "no_year", "no_region", *_PROSE),
}


# ---- findings


def told(finding: Finding, dataset: Dataset) -> str:
    """Return one finding as a sentence: what is wrong, and what to do."""
    kind = kind_of(finding)
    allowed = finding.allowed.split(" or ")[0 if state.language() == "zh" else -1]
    places = {"allowed": allowed, **_parts(_PROSE.get(kind), finding.found)}
    places |= _parts(_NEXT.get(kind), finding.next_step)
    if "indicator" in places:
        places["indicator"] = _indicator(dataset, places["indicator"])
    if "key" in places:
        places["key"] = _key(dataset, places["key"])
    if places.get("group") in GROUPS:
        places["group"] = t(f"importing.group_{places['group']}")
    return t(f"importing.finding_{kind}", **places)


def kind_of(finding: Finding) -> str:
    """Return the word by which a finding's sentence is found: its kind, told apart where one kind is two things."""
    if finding.kind == "ambiguous" and not finding.allowed.startswith("a number"):
        return "ambiguous_name"
    if finding.kind == "rating" and finding.severity == "note":
        return "rating_values"
    if finding.kind == "duplicate" and finding.found.startswith("a second rating"):
        return "duplicate_rater"
    return finding.kind


def _parts(pattern: str | None, text: str) -> dict[str, str]:
    found = re.match(pattern, text) if pattern else None
    if found:
        return found.groupdict()
    return dict.fromkeys(re.compile(pattern).groupindex, "–") if pattern else {}


def _indicator(dataset: Dataset, one: str) -> str:
    return isolated(name(dataset.indicators[one].name)) if one in dataset.indicators else isolated(one)


def _region(dataset: Dataset, one: str) -> str:
    return name(dataset.regions[one].name) if one in dataset.regions else one


def _key(dataset: Dataset, text: str) -> str:
    """Return region, indicator and year by their names."""
    region, _, rest = text.partition(", ")
    indicator, _, year = rest.rpartition(", ")
    return t(
        "importing.key",
        region=_region(dataset, region),
        indicator=_indicator(dataset, indicator),
        year=year,
    )


def findings_table(findings: Sequence[Finding], dataset: Dataset) -> pd.DataFrame:
    """Return one finding a row: how serious, where, what stands there, and what it means."""
    return pd.DataFrame(
        [
            {
                t("importing.column_severity"): t(f"importing.severity_{one.severity}"),
                t("importing.column_cell"): place(one),
                t("importing.column_found"): ""
                if one.kind in _PROSE_ONLY
                else isolated(one.found.strip("'")),
                t("importing.column_told"): told(one, dataset),
            }
            for one in findings
        ]
    )


def place(one: Finding) -> str:
    """Return where a finding is: a cell, a row, or the table as a whole."""
    if one.cell:
        return one.cell
    return t("importing.at_row", row=one.row) if one.row else t("importing.at_table")


def counted(counts: Mapping[str, int]) -> str:
    """Return how many faults, warnings and notes there are, from counts by "severity:kind"."""
    sums = {
        one: sum(number for kind, number in counts.items() if kind.startswith(f"{one}:"))
        for one in SEVERITIES
    }
    return series(t(f"importing.count_{one}", count=sums[one]) for one in SEVERITIES if sums[one])


# ---- refusals and reasons


def refused(problem: Problem) -> str:
    """Return in the reader's language why an import cannot be, and what to do."""
    key = f"importing.refused_{problem.kind}"
    return t(key) if has(key) else t("importing.refused_crash")


def reasons(layout: Layout) -> list[str]:
    """Return why the table is read as it is."""
    return [_reason(one) for one in layout.reasons]


def _reason(one: Reason) -> str:
    parts: dict[str, object] = dict(_parts(_REASONS[one.kind], one.text))
    if "column" in parts and str(parts["column"]).isdigit():
        parts["column"] = letter(int(str(parts["column"])) - 1)
    if one.kind == "header" and parts["first"] == parts["last"]:
        return t("importing.reason_one_row", row=parts["first"])
    return t(f"importing.reason_{one.kind}", **parts)


def letter(column: int) -> str:
    """Return a column's name in a spreadsheet; columns count from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return cell_name(0, column)[:-1]


# ---- the difference


def counts(found: Mapping[str, int]) -> str:
    """Return how many values are new, changed, unchanged and lost."""
    return series(
        t(f"importing.values_{kind}", count=found[kind])
        for kind in ("new", "changed", "unchanged", "lost")
        if found.get(kind)
    ) or t("importing.values_none")


def changes_table(changes: Sequence[Change], dataset: Dataset) -> pd.DataFrame:
    """Return one change a row: what it is of, the old and the new value, where each is from."""
    rows = []
    for one in changes:
        unit = dataset.indicators[one.indicator].unit if one.indicator in dataset.indicators else None
        source = dataset.sources.get(one.old_source)
        rows.append(
            {
                t("importing.column_region"): _region(dataset, one.region),
                t("importing.column_indicator"): _indicator(dataset, one.indicator),
                t("importing.column_year"): str(one.year),
                t("importing.column_old"): _value(one.old, unit),
                t("importing.column_new"): _value(one.new, unit),
                t("importing.column_old_source"): name(source.title) if source else one.old_source,
                t("importing.column_cell"): one.cell,
            }
        )
    return pd.DataFrame(rows)


def _value(value: float | None, unit: object) -> str:
    if value is None:
        return "–"
    return f"{value:,.12g}" if unit is None else f"{value:,.12g} {name(unit)}"  # type: ignore[arg-type]


def suggestion(match: Match, names: Mapping[str, str]) -> str:
    """Return something that a text may be, marked as a suggestion."""
    return t("importing.suggested", name=names.get(match.id, match.id))


def size(height: int, width: int) -> str:
    """Return how large a table is."""
    return t("importing.size", rows=number(height, 0), columns=number(width, 0))
