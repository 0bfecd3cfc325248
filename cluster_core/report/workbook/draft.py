"""The workbook being written: the assessment, the plan, the words and the pen that every sheet needs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Node
from cluster_core.report.table import Cell, Provenance
from cluster_core.report.workbook.lineage import Lineage
from cluster_core.report.workbook.places import TITLE_ROWS, UNIT_COLUMNS, Places
from cluster_core.report.workbook.styles import LINE_POINTS, Content, Pen, head_up, lines_of, set_page
from cluster_core.report.workbook.words import Words

NAME_WIDTHS, WIDTH = (8.0, 13.0), 8.5  # of the columns code and name, and of a column of numbers
BOLD = 1.05  # characters of a head to one of the ordinary size: bold, but smaller


@dataclass(frozen=True, eq=False)
class Draft:
    """What the writers of the sheets share."""

    assessment: Assessment
    places: Places
    words: Words
    pen: Pen
    provenance: Provenance
    lineage: Lineage
    _heights: dict[tuple[str, int], float] = field(default_factory=dict[tuple[str, int], float])

    @property
    def own_weights(self) -> tuple[str, ...]:
        """The parents under which every unit has weights of its own."""
        return tuple(parent for parent, shares in self.assessment.scored.weights.items() if shares.ndim == 2)

    @property
    def imputed(self) -> bool:
        """Whether any indicator of the framework has an imputed value."""
        prepared = self.assessment.prepared
        columns = [prepared.at[name] for name in self.assessment.framework.indicators]
        return bool(prepared.filled[:, columns].any())

    @property
    def treated(self) -> tuple[str, ...]:
        """The indicators that are transformed, or held within bounds for their outliers."""
        treatments, known = self.assessment.prepared.treatments, self.assessment.dataset.indicators
        return tuple(
            name
            for name in self.assessment.framework.indicators
            if known[name].transform != "none" or (name in treatments and treatments[name].how != "left")
        )

    @property
    def one_unit(self) -> str:
        """The word for what is compared."""
        word = self.words(self.assessment.scenario.unit)
        return word if self.words.language == "zh" else word.lower()

    def unit_name(self, unit: str) -> str:
        """Return the name of a unit."""
        return self.assessment.dataset.units(self.assessment.scenario.unit)[unit].name.get(
            self.words.language
        )

    def node_name(self, node: str) -> str:
        """Return the name of a node."""
        return self.assessment.framework.by_id[node].name.get(self.words.language)

    def indicator_name(self, indicator: str) -> str:
        """Return the name of an indicator."""
        return self.assessment.dataset.indicators[indicator].name.get(self.words.language)

    def rule(self, node: Node) -> str:
        """Return the words for how a node combines its children."""
        rule = node.aggregate or self.assessment.scenario.aggregate
        name, mark, power = rule.partition(":")
        return f"{self.words(name)} {power}" if mark else self.words(name)

    def sheet(self, name: str, note: str) -> Worksheet:
        """Add a sheet with its title and how to read it."""
        sheet = self.pen.book.add_worksheet(name)
        fictional = self.words("synthetic_title") if self.provenance.synthetic else ""
        head_up(self.pen, sheet, f"{name}{fictional}", note)
        return sheet

    def numbers(self, name: str, note: str, columns: int, width: float) -> Worksheet:
        """Add a sheet of units x columns: labels of its heads, names of the units, page and widths."""
        sheet, first = self.sheet(name, note), self.places.first(name)
        for at, key in enumerate(self.places.heads[name]):
            self.pen.put(sheet, (TITLE_ROWS + at, 0), "", "head")
            self._put_head(sheet, (TITLE_ROWS + at, 1), self.words.both(key, "\n"), NAME_WIDTHS[1])
        self._put_head(
            sheet, (first - 1, 0), self.words.both(self.assessment.scenario.unit, "\n"), NAME_WIDTHS[0]
        )
        for row, unit in enumerate(self.assessment.units, first):
            self.pen.put(sheet, (row, 0), unit, "plain")
            self.pen.put(sheet, (row, 1), self.unit_name(unit), "plain")
        set_page(sheet, self.provenance, (*NAME_WIDTHS, *[width] * columns), (first - 1, UNIT_COLUMNS - 1))
        return sheet

    def heads(
        self, sheet: Worksheet, name: str, column: int, contents: Sequence[Content], width: float = WIDTH
    ) -> None:
        """Write the head of one column, from above; codes shrink, other texts take the lines that they need."""
        for at, (key, content) in enumerate(zip(self.places.heads[name], contents, strict=False)):
            if key == "code":
                self.pen.put(sheet, (TITLE_ROWS + at, column), content, "head_code")
            else:
                self._put_head(sheet, (TITLE_ROWS + at, column), content, width)

    def _put_head(self, sheet: Worksheet, place: tuple[int, int], content: Content, width: float) -> None:
        self.pen.put(sheet, place, content, "head")
        self.heighten(sheet, place[0], content if isinstance(content, str) else "", width)

    def heighten(self, sheet: Worksheet, row: int, text: str, width: float) -> None:
        """Give a row of heads the height that a text needs, unless another needed more."""
        lines = lines_of(text, width * BOLD)
        if lines > self._heights.get((str(sheet.name), row), 0):
            self._heights[str(sheet.name), row] = lines
            sheet.set_row(row, LINE_POINTS * lines + 2)


def known(value: float) -> Cell:
    """Return a number, None where it is missing.

    >>> known(float("nan")), known(2.0)
    (None, 2.0)
    """
    return float(value) if math.isfinite(value) else None
