"""What a mark of a chart, a cell of a table or a whole page is about, and how a click on it asks for the evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cluster_core.assess.evidence import INDICATOR
from ui import state, view_state
from ui.charts.spec import DATASET

PICK = "evidence"  # the selection that a click on a mark makes
PAGE = "page"  # who asks where no figure or table does
# What a row of a chart says of itself.
ABOUT, REGION, YEAR, EXACT, SCENARIO = "about", "region", "about_year", "about_exact", "about_scenario"
_FIELD = "subject"


def of_indicator(indicator: str) -> str:
    """Return what a number of an indicator is about, even where a node of the framework has the same id."""
    return INDICATOR + indicator


@dataclass(frozen=True, slots=True)
class Subject:
    """One number: of which region, about which node, indicator or shortcoming, of which year.

    Empty means the region in focus, the whole, the scenario's year. A year alone is one of a trend, on the goalposts of
    all years; `exact` is an observation of that very year. `scenario` is the code of another than the session's.
    """

    region: str = ""
    about: str = ""
    year: int = 0
    exact: bool = False
    scenario: str = ""

    def __or__(self, other: Subject) -> Subject:
        """Return this subject with its empty places filled by the other."""
        return Subject(
            self.region or other.region,
            self.about or other.about,
            self.year or other.year,
            self.exact or other.exact,
            self.scenario or other.scenario,
        )

    @property
    def code(self) -> str:
        """The subject as a chart carries it."""
        return "|".join((self.region, self.about, str(self.year), str(int(self.exact)), self.scenario))


def read(code: str) -> Subject:
    """Return the subject of a code.

    >>> read(Subject("320900", "rd_intensity", 2023).code)
    Subject(region='320900', about='rd_intensity', year=2023, exact=False, scenario='')
    """
    region, about, year, exact, scenario = code.split("|")
    return Subject(region, about, int(year), exact == "1", scenario)


# ---- charts


def of_row(row: Mapping[str, Any]) -> Subject | None:
    """Return what a chart's row is about, by the columns named above; None where it does not."""
    found = [row.get(column) for column in (REGION, ABOUT, YEAR)]
    if not any(found):
        return None
    region, about, year = found
    code = str(row.get(SCENARIO) or "")
    return Subject(str(region or ""), str(about or ""), int(year or 0), bool(row.get(EXACT)), code)


def selectable(chart: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a chart whose marks can be clicked, each carrying its subject; None where no row has one."""
    rows = chart.get("datasets", {}).get(DATASET, ())
    subjects = [of_row(row) for row in rows]
    if not any(subjects):
        return None
    coded = [
        {**row, _FIELD: subject.code} if subject else dict(row)
        for row, subject in zip(rows, subjects, strict=True)
    ]
    param = {"name": PICK, "select": {"type": "point", "fields": [_FIELD], "on": "click", "toggle": "false"}}
    layers = list(chart["layer"])
    # One layer makes the selection of clicks on all: the last of those that answer the pointer.
    at = max((k for k, layer in enumerate(layers) if "tooltip" in layer.get("encoding", {})), default=-1)
    layers[at] = {**layers[at], "params": [param]}
    config = chart.get("config", {})
    pointer = {**config, "mark": {**config.get("mark", {}), "cursor": "pointer"}}
    kept = [
        one for one in chart.get("params", ()) if "select" not in one
    ]  # nobody listens to another selection
    datasets = {**chart["datasets"], DATASET: coded}
    return {**chart, "layer": layers, "params": kept, "config": pointer, "datasets": datasets}


def on_mark(by: str, key: str) -> Callable[[], None]:
    """Return what a click on a mark of the chart with this key does: ask for the evidence of its subject."""
    return partial(_ask_mark, by, key)


def _ask_mark(by: str, key: str) -> None:
    event: Any = state.widget(key)
    picked = event["selection"].get(PICK) if event else None
    if picked and picked[0].get(_FIELD):
        view_state.ask(by, read(str(picked[0][_FIELD])))


# ---- tables


def on_cell(
    by: str, key: str, listed: Sequence[Subject], across: Mapping[str, Subject]
) -> Callable[[], None]:
    """Return what a click on a cell of the table with this key does.

    listed: the subject of each row, as far as the row knows it; across: that of the columns that stand for one.
    """
    return partial(_ask_cell, by, key, tuple(listed), dict(across))


def _ask_cell(by: str, key: str, listed: tuple[Subject, ...], across: Mapping[str, Subject]) -> None:
    event: Any = state.widget(key)
    cells = event["selection"].get("cells") if event else None
    if not cells:
        return
    row, column = cells[0]
    if row < len(listed):
        view_state.ask(by, across.get(str(column), Subject()) | listed[row])
