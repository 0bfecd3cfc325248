"""Which table, of which rows, with which columns: what a page's choices and a command's options both say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from urllib.parse import quote, unquote

from cluster_core.assess.quality_flags import FLAGS
from cluster_core.errors import ScenarioError, did_you_mean, one_of
from cluster_core.model.assessment import Assessment
from cluster_core.model.indicator import QUALITIES, STATUSES
from cluster_core.model.text import Language
from cluster_core.report.observations import UNFLAGGED, Selection, Span

LONG, WIDE, YEARS, SCORES = "observations", "wide", "years", "scores"
TABLES = (LONG, WIDE, YEARS, SCORES)

REGIONS = ("region_id", "region", "group")
SOURCES = ("source", "issuer", "address", "source_year", "note")
COMPUTED = ("total_score", "total_rank", "score", "rank", "z", "gap_median", "gap_best")
COLUMNS = {
    LONG: (
        *REGIONS,
        *("indicator_id", "indicator", "measure", "year", "value", "status", "quality", "flags"),
        *SOURCES,
        *COMPUTED,
    ),
    SCORES: (
        *REGIONS,
        *("item_id", "item", "level", "measure", "year", "value", "status", "flags"),
        *("score", "rank", "z", "gap_median", "gap_best", "coverage"),
        *SOURCES[:3],
    ),
}
USUAL = {
    LONG: ("region", "indicator", "measure", "year", "value", "quality", "flags", "source"),
    SCORES: (
        "region",
        "item",
        "level",
        "measure",
        "year",
        "value",
        "score",
        "rank",
        "z",
        "gap_median",
        "gap_best",
    ),
}
# Of every value behind a cell of another table.
BEHIND = (
    *("region_id", "region", "indicator_id", "indicator", "measure", "year", "value"),
    *("status", "quality", "flags", *SOURCES),
)

# A filter's word on the command line, where it is not that of the field.
SPOKEN = {"unit": "region"}
FIELDS = tuple(SPOKEN.get(one.name, one.name) for one in fields(Selection))
# No shell, and no cell of a CSV, reads anything into these: a recipe can be copied from wherever it stands.
AND, TO = "+", ".."
_BARE = re.compile(r"[\w@%+=:./-][\w@%+=:./~-]*")
_SIGNS = re.compile(r"[^\w.@:/-]")  # of a value, written as %XX
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Request:
    """One table: its kind, rows, columns and words.

    columns: empty for the usual ones; of the tables wide and years they are not chosen. at_year: the one year of a wide
    table, None for the year that the scenario uses of each indicator. of: the indicator of the table years. sources:
    whether the observations behind the cells are wanted in place of the table.
    """

    table: str = LONG
    selection: Selection = EVERYTHING
    columns: tuple[str, ...] = ()
    at_year: int | None = None
    of: str = ""
    sources: bool = False
    language: Language = "zh"

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns in their order; none for tables whose columns follow from the rows."""
        known = COLUMNS.get(self.table, ())
        return tuple(one for one in known if one in self.columns) or USUAL.get(self.table, ())


def recipe(assessment: Assessment, request: Request, file: str) -> str:
    """Return the command line that writes the table to a file of this name, as a shell reads it."""
    scenario = assessment.scenario
    words = ["python", "-m", "cluster_core", "export", "--bundle", f"data/{assessment.dataset.id}"]
    words += ["--scenario", scenario.encode(), *options(request), "--to", file]
    return " ".join(one if _BARE.fullmatch(one) else shlex.quote(one) for one in words)


def options(request: Request) -> list[str]:
    """Return the options that ask for the table: what differs from the default, in one order.

    >>> options(Request(WIDE, Selection(unit=("320900",), value=((None, 5.0),)), at_year=2023, language="en"))
    ['--table', 'wide', '--filter', 'region=320900', '--filter', 'value=..5', '--at-year', '2023', '--language', 'en']
    """
    words = ["--table", request.table]
    for field in request.selection.active:
        chosen = getattr(request.selection, field)
        spans = field in ("year", "value")
        told = AND.join(_span_text(one) if spans else _value_text(str(one)) for one in chosen)
        words += ["--filter", f"{SPOKEN.get(field, field)}={told}"]
    if request.table in COLUMNS and request.shown != USUAL[request.table]:
        words += ["--columns", AND.join(request.shown)]
    if request.at_year is not None:
        words += ["--at-year", str(request.at_year)]
    if request.of:
        words += ["--of", request.of]
    return [*words, *(["--sources"] if request.sources else []), "--language", request.language]


def _value_text(value: str) -> str:
    return _SIGNS.sub(lambda sign: quote(sign[0], safe=""), value)


def _span_text(span: Span) -> str:
    low, high = ("" if end is None else _plain(end) for end in span)
    return low if low == high else f"{low}{TO}{high}"


def _plain(number: float) -> str:
    whole = number == int(number) and abs(number) < 1e15
    return str(int(number)) if whole else repr(float(number)).replace("e+", "e")


# ---- reading


def read_filters(given: Sequence[str]) -> Selection:
    """Return what filters written as FIELD=VALUE+VALUE choose.

    Parameters
    ----------
    given : texts
        Each field once. year and value take numbers and spans LOW..HIGH, either end of which may be left out. In a
        value, %XX stands for a sign as in web addresses, so %2B for a plus.

    Raises
    ------
    ScenarioError
        For a field that is not known or stands twice, no value, or a span that is none.

    >>> read_filters(["region=320900+320500", "year=2019..2021+2023"]).year
    ((2019.0, 2021.0), (2023.0, 2023.0))
    >>> read_filters(["text=a%2Bb"]).text
    ('a+b',)
    """
    chosen: dict[str, tuple[object, ...]] = {}
    for one in given:
        spoken, mark, told = one.partition("=")
        spoken = spoken.strip()
        if spoken not in FIELDS or not mark:
            raise ScenarioError(
                f"--filter: found '{_cut(one)}', allowed: FIELD=VALUE+VALUE with a field of {one_of(FIELDS)}. "
                f"{did_you_mean(spoken, FIELDS)}".rstrip()
            )
        field = next((name for name, word in SPOKEN.items() if word == spoken), spoken)
        if field in chosen:
            raise ScenarioError(
                f"--filter {spoken}: found twice, allowed: once, its values joined by '{AND}'."
            )
        values = tuple(value for part in told.split(AND) if (value := unquote(part).strip()))
        if not values:
            raise ScenarioError(
                f"--filter {spoken}: found no value, allowed: one or more, joined by '{AND}'."
            )
        spans = field in ("year", "value")
        chosen[field] = tuple(read_span(value, spoken) for value in values) if spans else values
    return Selection(**chosen)  # type: ignore[arg-type]


def read_span(told: str, field: str) -> Span:
    """Return both ends of a span; `ScenarioError` where it is none.

    >>> read_span("2019..", "year"), read_span("7", "value")
    ((2019.0, None), (7.0, 7.0))
    """
    low, mark, high = (part.strip() for part in told.partition(TO))
    least, most = (_number(end, field, told) for end in ((low, high) if mark else (low, low)))
    if (least is None and most is None) or (least is not None and most is not None and least > most):
        raise _not_a_span(field, told)
    return least, most


def _number(told: str, field: str, span: str) -> float | None:
    if not told:
        return None
    if not _NUMBER.fullmatch(told) or abs(float(told)) > 1e100:
        raise _not_a_span(field, span)
    return float(told)


def _not_a_span(field: str, told: str) -> ScenarioError:
    return ScenarioError(
        f"--filter {field}: found '{_cut(told)}', allowed: a number, or LOW{TO}HIGH with LOW not above HIGH; "
        "either may be left out."
    )


def _cut(text: str) -> str:
    return text[:80]


def checked(request: Request, assessment: Assessment) -> Request:
    """Return the request; `ScenarioError` where it names a table, column, value or indicator that is not there."""
    _known("--table", (request.table,), TABLES)
    if request.columns and request.table not in COLUMNS:
        raise ScenarioError(
            f"--columns: found with --table {request.table}, allowed: with {one_of(COLUMNS)}, whose columns are chosen."
        )
    _known("--columns", request.columns, COLUMNS.get(request.table, ()))
    if request.at_year is not None and request.table != WIDE:
        raise ScenarioError(f"--at-year: found with --table {request.table}, allowed: with {WIDE}.")
    if request.sources and request.table == LONG:
        raise ScenarioError(
            f"--sources: found with --table {LONG}, whose rows name their sources, allowed: with {one_of(TABLES[1:])}."
        )
    observed = assessment.dataset.panels[assessment.scenario.unit].indicators
    if request.table == YEARS or request.of:
        if request.table != YEARS:
            raise ScenarioError(f"--of: found with --table {request.table}, allowed: with {YEARS}.")
        _known("--of", (request.of,), observed)
    for field in request.selection.active:
        if field in _KNOWN:
            spoken = f"--filter {SPOKEN.get(field, field)}"
            _known(spoken, getattr(request.selection, field), tuple(_KNOWN[field](assessment)))
    return request


_KNOWN: dict[str, Callable[[Assessment], Sequence[str]]] = {
    "unit": lambda one: tuple(one.dataset.units(one.scenario.unit)),
    "group": lambda one: tuple({known.group: 0 for known in one.dataset.units(one.scenario.unit).values()}),
    "indicator": lambda one: (*one.dataset.indicators, *one.framework.by_id),
    "dimension": lambda one: tuple(one.framework.by_id),
    "source": lambda one: tuple(one.dataset.sources),
    "status": lambda _: (*STATUSES, "derived", "missing"),
    "quality": lambda _: QUALITIES,
    "flag": lambda _: (*FLAGS, UNFLAGGED),
}


def _known(option: str, found: Sequence[str], allowed: Sequence[str]) -> None:
    for one in found:
        if one not in allowed:
            listed = one_of(allowed[:20]) + (" ..." if len(allowed) > 20 else "")
            raise ScenarioError(
                f"{option}: found '{_cut(one)}', allowed: {listed}. {did_you_mean(one, allowed)}".rstrip()
            )
