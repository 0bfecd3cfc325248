"""Read `indicators.csv`: a bundle's, or the registry that bundles share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cluster_core.model.indicator import DIRECTIONS, KINDS, TRANSFORMS, Indicator
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults, quote
from cluster_core.store.tables import Row, check_named, read_table

AN_ERROR = "a standard error in percent of the value, from 0 up, or empty"


def read_indicators(path: Path, faults: Faults, label: str) -> tuple[dict[str, Indicator], list[Row]]:
    """Return the indicators by id, and the rows as read (for checks across files)."""
    rows = read_table(path, faults, required=("indicator", "direction"), label=label)
    check_named(rows, label, faults)
    indicators: dict[str, Indicator] = {}
    for row in rows:
        identifier = faults.identifier(row.place("indicator"), row.get("indicator"))
        if identifier is None:
            continue
        if identifier in indicators:
            faults.add(row.place("indicator"), f"a duplicate {quote(identifier)}", "every indicator once")
            continue
        indicators[identifier] = _indicator(identifier, row, faults)
    return indicators, rows


def check_derived(rows: list[Row], known: Mapping[str, Indicator], faults: Faults) -> None:
    """Note ratios whose parts are unknown, or derived themselves."""
    for row in rows:
        for column in ("numerator", "denominator"):
            name = row.get(column)
            if name and faults.known(row.place(column), name, known, "indicator") and known[name].derived:
                faults.add(row.place(column), quote(name), "an observed indicator, not a derived one")
        if row.get("denominator") and not row.get("numerator"):
            faults.add(row.place("numerator"), "nothing", "a numerator beside the denominator")


def _indicator(identifier: str, row: Row, faults: Faults) -> Indicator:
    def number(column: str) -> float | None:
        return faults.number(row.place(column), row.get(column), "a number, or empty")

    def choice(column: str, allowed: tuple[str, ...], default: str | None) -> str:
        return faults.choice(row.place(column), row.get(column), allowed, default) or allowed[0]

    scale, low, high = number("scale"), number("goalpost_low"), number("goalpost_high")
    if scale == 0:
        faults.add(row.place("scale"), quote(row.get("scale")), "a number other than 0")
    if low is not None and high is not None and low >= high:
        found = quote(f"{row.get('goalpost_low')} to {row.get('goalpost_high')}")
        faults.add(row.place("goalpost_low"), found, "a goalpost_low below goalpost_high")
    if row.get("transform") == "log1p":
        for column in ("target", "goalpost_low", "goalpost_high"):
            value = number(column)
            if value is not None and value <= -1:
                allowed = "a number above -1, for the transform is log1p"
                faults.add(row.place(column), quote(row.get(column)), allowed)
    return Indicator(
        id=identifier,
        name=Text(*row.text("name")),
        direction=choice("direction", DIRECTIONS, None),
        unit=Text(*row.text("unit")),
        numerator=row.get("numerator"),
        denominator=row.get("denominator"),
        scale=1.0 if scale is None else scale,
        transform=choice("transform", TRANSFORMS, "none"),
        kind=choice("kind", KINDS, "derived" if row.get("numerator") else "objective"),
        unit_of_analysis=row.get("unit_of_analysis"),
        target=number("target"),
        goalpost_low=low,
        goalpost_high=high,
        breaks_before=faults.integer(
            row.place("breaks_before"), row.get("breaks_before"), "a year, or empty"
        ),
        description=Text(*row.text("description")),
        typical_source=Text(*row.text("typical_source")),
        proxy=choice("proxy", ("true", "false"), "false") == "true",
        error=faults.least_zero(row.place("error"), row.get("error"), AN_ERROR),
    )
