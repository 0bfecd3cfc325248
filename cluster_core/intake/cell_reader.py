"""One cell after the other: ids looked up, units converted, numbers read, every fault noted at its cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cluster_core.intake.findings import Findings
from cluster_core.intake.layout import Layout
from cluster_core.intake.mapping import ColumnChoice, Plan, choose
from cluster_core.intake.numbers import ERRORS, DecimalSign, Number, read_number
from cluster_core.intake.observations import Observations
from cluster_core.intake.sheet import Sheet
from cluster_core.intake.units import factor_between
from cluster_core.intake.vocabulary import Vocabulary

_A = {"region": "a region", "indicator": "an indicator"}
_WRONG = {
    "date": ("a number, not a date", "Format the cell as a number in the program that made the file."),
    "range": ("a number up to 1e100", "Correct the cell."),
    "separators": ("one decimal sign, thousands in threes", "Correct the cell."),
    "ambiguous": (
        "a number that can be read one way only",
        "Say whether the decimal sign is a point or a comma.",
    ),
    "text": ("a number, or a mark for missing", "Correct the cell, or leave it empty."),
}


@dataclass(slots=True)
class Reader:
    """The state of one reading; texts are looked up once each."""

    table: Sheet
    layout: Layout
    known: Vocabulary
    plan: Plan
    observed: Observations
    bound: list[ColumnChoice] = field(default_factory=list[ColumnChoice])
    decimal: DecimalSign = ""
    findings: Findings = field(default_factory=Findings)
    regions: dict[str, str] = field(default_factory=dict[str, str])
    indicators: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    years: dict[str, int | None] = field(default_factory=dict[str, int | None])
    units: dict[tuple[str, str], float | None] = field(default_factory=dict[tuple[str, str], float | None])
    factors: dict[str, tuple[str, float]] = field(default_factory=dict[str, tuple[str, float]])
    plain: dict[tuple[str, str], tuple[str, float]] = field(
        default_factory=dict[tuple[str, str], tuple[str, float]]
    )
    percent: dict[str, Counter[bool]] = field(default_factory=dict[str, Counter[bool]])
    firsts: dict[tuple[str, bool], tuple[int, int]] = field(
        default_factory=dict[tuple[str, bool], tuple[int, int]]
    )

    def at(self, row: int, column: int) -> tuple[int, int]:
        """Return the place in the sheet as it was found."""
        return (column, row) if self.layout.transposed else (row, column)

    def looked_up(self, text: str, at: tuple[int, int], what: str) -> str:
        """Return a region's or indicator's id; empty where it is skipped or a fault was noted."""
        names = self.known.region_names if what == "region" else self.known.indicator_names
        decided = self.plan.regions if what == "region" else self.plan.indicators
        status, found, alternatives = choose(text, decided, names)
        if status == "chosen" and found not in names.ids:
            self.findings.add_value("fault", f"unknown_{what}", at, found, _A[what], "Correct the mapping.")
            return ""
        if status == "ask":
            near = ", ".join(one.id for one in alternatives[:3])
            kind = "ambiguous" if alternatives and alternatives[0].confidence >= 1 else f"unknown_{what}"
            hint = (
                f"It may be {near}: choose one, or leave it out."
                if near
                else "Map it to one, or leave it out."
            )
            self.findings.add_value("fault", kind, at, text, f"{_A[what]} of the bundle", hint)
        return found


def observable(indicator: str, at: tuple[int, int], reader: Reader) -> bool:
    """Tell whether an indicator has observations of its own, after noting why not."""
    if indicator not in reader.known.indicators:
        reader.findings.add_value(
            "fault", "unknown_indicator", at, indicator, "an indicator of the bundle", "Correct the mapping."
        )
        return False
    if reader.known.indicators[indicator].derived:
        reader.findings.add_value(
            "fault",
            "derived",
            at,
            indicator,
            "an observed indicator; this one is computed",
            "Import its parts, or leave it out.",
        )
        return False
    return True


def unit_factor(unit: str, indicator: str, at: tuple[int, int], reader: Reader) -> float | None:
    """Return the factor to the indicator's unit; None after noting that the unit is another kind of thing."""
    key = (unit, indicator)
    if key not in reader.units:
        wanted = reader.known.units(indicator)
        factor = 1.0 if not unit or not wanted else factor_between(unit, wanted)
        reader.units[key] = factor
        if not unit and wanted:
            reader.findings.add("note", "unit_assumed", at, "no unit", "", f"Taken as {wanted[0]}.")
        elif factor is None:
            hint = "Correct the unit, or choose another indicator."
            reader.findings.add_value("fault", "unit", at, unit, " or ".join(wanted), hint)
        else:
            reader.factors.setdefault(indicator, (unit, factor))
            if factor != 1:
                reader.findings.add_value(
                    "note",
                    "converted",
                    at,
                    unit,
                    "",
                    f"Multiplied by {factor:.12g} to {wanted[0]} ({indicator}).",
                )
    return reader.units[key]


def scaled(value: float, factor: float) -> float:
    """Return a value in another unit, without the error of the multiplication in the last digits.

    >>> scaled(187644972.0, 1e-4)
    18764.4972
    """
    return float(f"{value * factor:.15g}")


def cell_value(text: str, place: tuple[int, int], of: tuple[str, str], reader: Reader) -> Number | None:
    """Return a cell's number in the indicator's unit, or missing; None after noting a fault."""
    found = read_number(text, reader.decimal)
    for note in found.notes:
        kind = "error" if note == "error" else note
        reader.findings.add_value("warning" if note in ("error", "scientific") else "note", kind, place, text)
    if found.kind == "missing":
        if text and text not in ERRORS:
            reader.findings.add_value("note", "missing", place, text)
        return found
    if found.kind == "fault":
        reader.findings.add_value("fault", found.fault, place, text, *_WRONG[found.fault])
        return None
    indicator, stated = of
    cell_percent = found.unit in ("%", "‰")
    reader.percent.setdefault(indicator, Counter())[cell_percent] += 1
    reader.firsts.setdefault((indicator, cell_percent), place)
    unit = found.unit if found.unit and not (stated.endswith(found.unit)) else stated
    if found.unit in ("万", "亿", "千", "百") and stated and not stated.startswith(found.unit):
        unit = f"{found.unit}{stated.lstrip('十百千万亿')}"
    factor = unit_factor(unit, indicator, place, reader)
    if factor is None:
        if reader.units[unit, indicator] is None and found.unit:
            reader.findings.add_value(
                "fault", "unit", place, text, " or ".join(reader.known.units(indicator)), "As above."
            )
        return None
    value = found.value or 0.0
    return Number("number", value if factor == 1 else scaled(value, factor))
