"""What the texts of a table stand for: suggested, corrected by the user, kept as plain data for next year's file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, cast

from cluster_core.errors import IntakeError
from cluster_core.intake.layout import JOINT, NONE, Layout, headers, row_kind
from cluster_core.intake.names import Match, Names, fold, label_of
from cluster_core.intake.numbers import DecimalSign
from cluster_core.intake.sheet import Sheet
from cluster_core.intake.units import factor_between, is_unit
from cluster_core.intake.vocabulary import Vocabulary

FORMAT, VERSION = "cluster-desk-mapping", 1
SKIP = "-"  # in place of an id: leave it out
LARGEST = 1_000_000
MOST_TEXTS = 5_000  # different texts that are offered for mapping
_WHOLE = {
    "总量",
    "合计",
    "总计",
    "绝对数",
    "绝对值",
    "本年",
    "当年",
    "全年",
    "数值",
    "total",
    "level",
    "value",
}  # adds nothing
Status = Literal["sure", "chosen", "ask", "skipped"]


@dataclass(frozen=True, slots=True)
class Columns:
    """A layout that the user gave: as `Layout`, without reasons."""

    transposed: bool
    header: tuple[int, int]
    body: tuple[int, int]
    region: int
    indicator: int
    year: int
    unit: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the user decided; what is not decided is suggested, and what is not sure is asked for.

    `regions` and `indicators` lead from a text as it stands in the table (a header without its year and unit) to an
    id, or to "-" for leaving it out; `units` from such an indicator text to its unit. `indicator`, `region`, `year`
    and `default_unit` hold for the whole table where no cell says it.
    """

    regions: Mapping[str, str] = field(default_factory=dict[str, str])
    indicators: Mapping[str, str] = field(default_factory=dict[str, str])
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    region: str = ""
    indicator: str = ""
    year: int | None = None
    default_unit: str = ""
    decimal: DecimalSign = ""
    layout: Columns | None = None

    def to_json(self) -> str:
        """Return the mapping as JSON that `plan_of` reads back.

        >>> plan_of(Plan({"盐城": "320900"}, {"产值": "-"}, year=2024).to_json()).regions
        {'盐城': '320900'}
        """
        content = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class TextChoice:
    """A text, how often it stands there, what it is taken for (empty: the user is asked), and what else it may be."""

    text: str
    status: Status
    id: str
    alternatives: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column of figures: its header, the text that names the indicator in it, and what they are taken for.

    `indicator` is empty where a cell of each row says it or the user is asked; `year` None likewise. `factor` is what
    a value is multiplied by, None where the units differ in kind.
    """

    column: int
    header: str
    text: str
    status: Status
    indicator: str
    year: int | None
    unit: str
    factor: float | None
    alternatives: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table's texts are taken for. `open` counts what the user is asked; `table_unit` stands above the table."""

    columns: tuple[ColumnChoice, ...]
    regions: tuple[TextChoice, ...]
    indicators: tuple[TextChoice, ...]
    table_unit: str = ""

    @property
    def open(self) -> int:
        """How many questions there are."""
        return sum(one.status == "ask" for one in (*self.columns, *self.regions, *self.indicators))


def suggest(table: Sheet, layout: Layout, known: Vocabulary, plan: Plan | None = None) -> Proposal:
    """Return what columns, regions and indicators are taken for.

    Parameters
    ----------
    table : the sheet, transposed where the layout says so
    layout : where things are
    known : the bundle's names
    plan : what the user decided already

    Returns
    -------
    proposal
        "chosen" by the plan, "skipped" by it, "sure" where a text is a whole name of one thing only, else "ask".
    """
    plan = plan or Plan()
    stated = table_unit(table, layout)
    columns = column_choices(table, layout, known, plan)
    named = [
        row
        for row in table.rows[layout.body[0] : layout.body[1] + 1]
        if row_kind(row, layout, known) == "data"
    ]
    regions = (
        _choices((row[layout.region] for row in named), plan.regions, known.region_names)
        if layout.region != NONE
        else ()
    )
    if layout.indicator == NONE:
        return Proposal(columns, regions, (), stated)
    names = (known.indicator_names.label_of(row[layout.indicator]).name for row in named)
    return Proposal(columns, regions, _choices(names, plan.indicators, known.indicator_names), stated)


def column_choices(table: Sheet, layout: Layout, known: Vocabulary, plan: Plan) -> tuple[ColumnChoice, ...]:
    """Return what the columns of figures are taken for."""
    texts, stated = headers(table, layout), table_unit(table, layout)
    return tuple(_column(column, texts[column], layout, known, (plan, stated)) for column in layout.values)


def filled(plan: Plan, proposal: Proposal) -> Plan:
    """Return the plan with everything that is sure, so that it says all by itself for next year's file."""
    sure = [one for one in (*proposal.columns, *proposal.indicators) if one.status == "sure" and one.text]
    named = {one.text: one.indicator if isinstance(one, ColumnChoice) else one.id for one in sure}
    regions = {one.text: one.id for one in proposal.regions if one.status == "sure"}
    return replace(plan, regions={**regions, **plan.regions}, indicators={**named, **plan.indicators})


def table_unit(table: Sheet, layout: Layout) -> str:
    """Return the unit that a line above the header states for the whole table (单位：亿元); empty without one."""
    for row in table.rows[: max(layout.header[0], 0)]:
        for cell in row:
            if ("单位" in cell or "unit" in cell.casefold()) and (unit := label_of(cell).unit):
                return unit
    return ""


def _choices(texts: Iterable[str], decided: Mapping[str, str], names: Names) -> tuple[TextChoice, ...]:
    different: dict[str, None] = {}
    for text in texts:
        if text and text not in different:
            different[text] = None
            if len(different) >= MOST_TEXTS:
                break
    return tuple(TextChoice(text, *choose(text, decided, names)) for text in different)


def choose(text: str, decided: Mapping[str, str], names: Names) -> tuple[Status, str, tuple[Match, ...]]:
    """Return what one text is taken for: status, id and alternatives."""
    found = names.find(text)
    if text in decided:
        return ("skipped", "", found) if decided[text] == SKIP else ("chosen", decided[text], found)
    sure = names.sure(text)
    return ("sure", sure, found) if sure else ("ask", "", found)


def _column(
    column: int, header: str, layout: Layout, known: Vocabulary, given: tuple[Plan, str]
) -> ColumnChoice:
    plan, stated = given
    labels = [known.indicator_names.label_of(part) for part in header.split(JOINT)]
    year = next((label.year for label in labels if label.year is not None), None)
    if layout.indicator != NONE:
        return ColumnChoice(column, header, "", "sure", "", year, "", 1.0)
    names = [label.name for label in labels if label.name and not is_unit(label.name)]
    text = JOINT.join(names)
    status, indicator, found = _named(names, plan, known)
    if plan.indicator and status == "ask":
        status, indicator = "chosen", plan.indicator
    units = [label.unit for label in labels if label.unit] + [
        label.name for label in labels if is_unit(label.name)
    ]
    unit = plan.units.get(text, "") or next(iter(units), "") or plan.default_unit or stated
    factor = 1.0
    if indicator in known.indicators and unit:
        factor = factor_between(unit, known.units(indicator))
    return ColumnChoice(column, header, text, status, indicator, year, unit, factor, found)


def _named(names: Sequence[str], plan: Plan, known: Vocabulary) -> tuple[Status, str, tuple[Match, ...]]:
    """Return the indicator of a header with several rows: the lowest decides, unless it only says "in total".

    What stands below a known name and is none itself (its rank, its growth) makes another thing of it: ask.
    """
    told = [name for name in names if fold(name) not in _WHOLE] or list(names[:1])
    text = JOINT.join(names)
    if text in plan.indicators or not told:
        return choose(text, plan.indicators, known.indicator_names)
    status, indicator, found = choose(told[-1], plan.indicators, known.indicator_names)
    if status == "ask":
        found = tuple(
            dict.fromkeys((*found, *(one for name in told[:-1] for one in known.indicator_names.find(name))))
        )
    return status, indicator, found


def plan_of(text: str) -> Plan:
    """Return the mapping of a JSON text.

    Raises
    ------
    IntakeError
        mapping: it is no JSON, of another format or version, or holds something else than texts, years and places.
    """
    if len(text) > LARGEST:
        raise _wrong(f"{len(text)} characters", f"at most {LARGEST}")
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise _wrong("a text that is not JSON", "what an import saved as its mapping") from broken
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        raise _wrong("another document", f"format {FORMAT}, version {VERSION}")
    given = cast("dict[str, Any]", content)
    year, decimal = given.get("year"), given.get("decimal", "")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise _wrong(f"the year {year!r}", "a whole number")
    if decimal not in ("", ".", ","):
        raise _wrong(f"the decimal sign {decimal!r}", "a point or a comma")
    single = {key: given.get(key, "") for key in ("region", "indicator", "default_unit")}
    for key, value in single.items():
        if not isinstance(value, str):
            raise _wrong(f"{value!r} as {key}", "a text")
    texts = {key: _texts(given, key) for key in ("regions", "indicators", "units")}
    return Plan(**texts, **single, year=year, decimal=decimal, layout=_columns(given.get("layout")))


def _texts(given: dict[str, Any], key: str) -> dict[str, str]:
    found = given.get(key, {})
    if isinstance(found, dict) and all(
        isinstance(value, str) for value in cast("dict[str, Any]", found).values()
    ):
        return cast("dict[str, str]", found)
    raise _wrong(f"something else as {key}", "a mapping from text to text")


def _columns(found: Any) -> Columns | None:
    if found is None:
        return None
    try:
        whole = {key: int(found[key]) for key in ("region", "indicator", "year", "unit")}
        header, body = ((int(found[key][0]), int(found[key][1])) for key in ("header", "body"))
        values = tuple(int(column) for column in found["values"])
        return Columns(transposed=bool(found["transposed"]), **whole, header=header, body=body, values=values)
    except (KeyError, TypeError, ValueError, IndexError) as wrong:
        raise _wrong(
            "a layout with something missing or no number", "all places of a layout as numbers"
        ) from wrong


def _wrong(found: str, allowed: str) -> IntakeError:
    return IntakeError("mapping", f"mapping: found {found}, allowed: {allowed}.")


def chosen_layout(table: Sheet, given: Columns) -> Layout:
    """Return a user's layout for a table (transposed where it says so); `IntakeError` layout where it lies outside."""
    places = (given.region, given.indicator, given.year, given.unit, *given.values)
    rows = (*given.header, *given.body)
    inside = all(NONE <= place < table.width for place in places) and all(
        NONE <= row < len(table.rows) for row in rows
    )
    if (
        not inside
        or not given.values
        or given.body[0] < 0
        or given.body[0] > given.body[1]
        or given.header[0] > given.header[1]
    ):
        found = f"places outside {len(table.rows)} rows x {table.width} columns, or none for figures"
        raise IntakeError(
            "layout", f"layout: found {found}, allowed: places in the table, a column of figures."
        )
    return Layout(
        given.transposed,
        given.header,
        given.body,
        given.region,
        given.indicator,
        given.year,
        given.unit,
        given.values,
    )
