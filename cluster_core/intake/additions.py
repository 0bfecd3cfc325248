"""What an import may bring beside values: new indicators, and the source that the values are from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cluster_core.errors import IntakeError, one_of
from cluster_core.model.indicator import DIRECTIONS, Indicator
from cluster_core.model.scenario import ID
from cluster_core.model.text import Text
from cluster_core.report.table import is_formula, visible
from cluster_core.store.faults import quote

LONGEST = 500


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """An indicator that the bundle does not have. `kind` is objective, or expert for a rating of 0-100."""

    id: str
    direction: str
    unit_zh: str = ""
    unit_en: str = ""
    name_zh: str = ""
    name_en: str = ""
    kind: str = "objective"

    def row(self) -> dict[str, str]:
        """Return its row of indicators.csv."""
        return {
            "indicator": self.id,
            "name_zh": self.name_zh,
            "name_en": self.name_en,
            "direction": self.direction,
            "unit_zh": self.unit_zh,
            "unit_en": self.unit_en,
            "kind": self.kind,
            "transform": "none",
        }


@dataclass(frozen=True, slots=True)
class NewSource:
    """The source of the values. `year` and `accessed` are text, as published and as looked up."""

    id: str
    title_zh: str = ""
    title_en: str = ""
    issuer_zh: str = ""
    issuer_en: str = ""
    year: str = ""
    address: str = ""
    accessed: str = ""
    licence: str = ""

    def row(self) -> dict[str, str]:
        """Return its row of sources.csv."""
        names = ("title_zh", "title_en", "issuer_zh", "issuer_en", "year", "address", "accessed", "licence")
        return {"source": self.id, **{name: getattr(self, name) for name in names}}


def indicators_of(new: Sequence[NewIndicator], taken: Collection[str]) -> list[Indicator]:
    """Return new indicators, each with a name in a language, a direction and a unit.

    Raises
    ------
    IntakeError
        indicator: one of them is not complete, is there already, or has a text that a spreadsheet would run.

    Examples
    --------
    >>> indicators_of([NewIndicator("robots", "benefit", "台", name_zh="机器人数")], ())[0].unit.en
    '台'
    """
    seen = set(taken)
    for one in new:
        if not ID.fullmatch(one.id) or one.id in seen:
            found = f"{quote(one.id)}, which is there already" if one.id in seen else quote(one.id)
            raise _wrong("id", found, "a new id of letters, digits, '_', '.' or '-'")
        seen.add(one.id)
        if not (one.name_zh or one.name_en):
            raise _wrong("name", "nothing", "a name in one language at least")
        if one.direction not in DIRECTIONS:
            raise _wrong("direction", quote(one.direction), one_of(DIRECTIONS))
        if not (one.unit_zh or one.unit_en) and one.kind != "expert":
            raise _wrong("unit", "nothing", "a unit in one language at least")
        if one.kind not in ("objective", "expert"):
            raise _wrong("kind", quote(one.kind), "objective, expert")
        check_texts("indicator", one.row())
    return [
        Indicator(
            id=one.id,
            name=Text(one.name_zh or one.name_en, one.name_en or one.name_zh),
            direction=one.direction,
            unit=Text(one.unit_zh or one.unit_en, one.unit_en or one.unit_zh),
            kind=one.kind,
        )
        for one in new
    ]


def check_source(new: NewSource, taken: Collection[str]) -> None:
    """Refuse a source without id or title, one that is there already, and a text that a spreadsheet would run."""
    if not ID.fullmatch(new.id) or new.id in taken:
        raise _wrong("source", quote(new.id), "a new id of letters, digits, '_', '.' or '-'")
    if not (new.title_zh or new.title_en):
        raise _wrong("title", "nothing", "a title in one language at least")
    check_texts("source", new.row())


def check_texts(what: str, row: dict[str, str]) -> None:
    """Refuse texts that are too long, begin like a formula, or hold signs that cannot be seen."""
    for column, text in row.items():
        if len(text) > LONGEST:
            raise _wrong(f"{what}.{column}", f"{len(text)} characters", f"at most {LONGEST}")
        if is_formula(text) or visible(text) != text or "\n" in text:
            raise _wrong(
                f"{what}.{column}", quote(text), "text on one line that no spreadsheet takes for a formula"
            )


def _wrong(what: str, found: str, allowed: str) -> IntakeError:
    return IntakeError("addition", f"{what}: found {found}, allowed: {allowed}.")
