"""Where everything stands in the workbook: sheets, rows and columns, and the references that formulas make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework, Node

READ_ME, RANKING, WEIGHTS, INPUTS = "读我 Read me", "排名 Ranking", "权重 Weights", "指标 Inputs"
TREATED, IMPUTED, NORMALISED = "处理 Treated", "补缺 Imputed", "标准化 Normalised"
UNIT_WEIGHTS, SCORES, COVERAGE = "各地权重 Own weights", "得分 Scores", "覆盖率 Coverage"
RANKS, SOURCES = "位次 Ranks", "来源 Sources"

UNIT_COLUMNS = 2  # code and name of the unit stand before the numbers
TITLE_ROWS = 2  # title, and how to read the sheet
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "minmax": ("low", "high"),
    "zscore": ("mean", "deviation"),
    "rank": ("count",),
    "percentile": ("count",),
    "target": ("target",),
    "best": ("best",),
}
_HEADS: Mapping[str, tuple[str, ...]] = {
    INPUTS: ("code", "indicator", "unit", "year", "direction", "source"),
    TREATED: ("code", "indicator", "treatment", "low", "high", "shift"),
    IMPUTED: ("code", "indicator"),
    UNIT_WEIGHTS: ("parent", "code", "part"),
    SCORES: ("parent", "code", "part", "aggregate", "share"),
    COVERAGE: ("parent", "code", "part"),
    RANKS: ("code", "part", "rank"),
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator where it stands in the tree; one that stands under two nodes has two leaves."""

    parent: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet of weights: a child, or with `child` -1 the parent's own row above its children."""

    parent: str
    child: int


@dataclass(frozen=True)
class Places:
    """The plan of one workbook: units are rows, what is told of them columns; rows and columns count from 0.

    nodes: level by level, so that siblings stand side by side. leaves: by node, as its children follow.
    """

    framework: Framework
    units: tuple[str, ...]
    nodes: tuple[Node, ...]
    leaves: tuple[Leaf, ...]
    normalise: str

    @cached_property
    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """The head rows of every sheet of numbers, below title and note."""
        return {
            **_HEADS,
            NORMALISED: ("parent", "indicator", "direction", *PARAMETERS[self.normalise], "share"),
        }

    @cached_property
    def node_column(self) -> dict[str, int]:
        """Column of each node on Scores, Coverage and Own weights."""
        return {node.id: UNIT_COLUMNS + at for at, node in enumerate(self.nodes)}

    @cached_property
    def leaf_column(self) -> dict[Leaf, int]:
        """Column of each leaf on Normalised and Imputed."""
        return {leaf: UNIT_COLUMNS + at for at, leaf in enumerate(self.leaves)}

    @cached_property
    def input_column(self) -> dict[str, int]:
        """Column of each distinct indicator on Inputs and Treated."""
        return {name: UNIT_COLUMNS + at for at, name in enumerate(self.framework.indicators)}

    @cached_property
    def lines(self) -> tuple[Line | None, ...]:
        """The rows of the sheet of weights from `WEIGHTS_FIRST` on; None is an empty one."""
        lines: list[Line | None] = []
        for node in self.nodes:
            if node.children:
                lines += [Line(node.id, child) for child in range(-1, len(node.children))]
                lines.append(None)
        return tuple(lines)

    @cached_property
    def line_row(self) -> dict[Line, int]:
        """Row of each line on the sheet of weights."""
        return {line: WEIGHTS_FIRST + at for at, line in enumerate(self.lines) if line is not None}

    def own_leaf_column(self, leaf: Leaf) -> int:
        """Return the column of a leaf on Own weights, where the nodes stand before the leaves."""
        return len(self.nodes) + self.leaf_column[leaf]

    def first(self, sheet: str) -> int:
        """Return the row of the first unit."""
        return TITLE_ROWS + len(self.heads[sheet])

    def head(self, sheet: str, key: str) -> int:
        """Return the row of one head."""
        return TITLE_ROWS + self.heads[sheet].index(key)

    def column(self, sheet: str, column: int) -> str:
        """Return the reference to all units of one column."""
        first = self.first(sheet)
        return span(sheet, (first, column), (first + len(self.units) - 1, column))

    def block(self, sheet: str, columns: int) -> str:
        """Return the reference to all units of the first `columns` columns of numbers."""
        first = self.first(sheet)
        return span(
            sheet,
            (first, UNIT_COLUMNS),
            (first + len(self.units) - 1, UNIT_COLUMNS + max(columns, 1) - 1),
        )

    def child_nodes(self, node: Node) -> tuple[int, int] | None:
        """Return the first and last column of a node's child nodes, None without any."""
        found = [self.node_column[child.id] for child in node.children if not child.is_indicator]
        return (found[0], found[-1]) if found else None

    def child_leaves(self, node: Node) -> tuple[int, int] | None:
        """Return the first and last column of a node's indicators, None without any."""
        found = [self.leaf_column[Leaf(node.id, child.id)] for child in node.children if child.is_indicator]
        return (found[0], found[-1]) if found else None


WEIGHTS_FIRST = 6
COVERAGE_MIN, SCORE_FLOOR = (2, 3), (3, 3)  # the cells of the two settings on the sheet of weights
POINTS_COLUMN, SHARE_COLUMN, EFFECTIVE_COLUMN = 3, 4, 5


def plan(assessment: Assessment) -> Places:
    """Return the plan of an assessment's workbook."""
    framework = assessment.framework
    ordered = [framework.root]
    for node in ordered:
        ordered += [framework.by_id[child.id] for child in node.children if not child.is_indicator]
    leaves = [Leaf(node.id, child.id) for node in ordered for child in node.children if child.is_indicator]
    return Places(framework, assessment.units, tuple(ordered), tuple(leaves), assessment.scenario.normalise)


def cell(sheet: str, row: int, column: int, *, fixed: bool = False) -> str:
    """Return the reference to one cell of another sheet.

    >>> cell("A b", 0, 1), cell("A b", 0, 1, fixed=True)
    ("'A b'!B1", "'A b'!$B$1")
    """
    return f"'{sheet}'!{here(row, column, fixed=fixed)}"


def here(row: int, column: int, *, fixed: bool = False) -> str:
    """Return the reference to a cell of the same sheet.

    >>> here(0, 1), here(0, 1, fixed=True)
    ('B1', '$B$1')
    """
    return xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed)


def row_span(sheet: str, row: int, columns: tuple[int, int], *, fixed: bool = False) -> str:
    """Return the reference to some cells of one row, one or more; `fixed` keeps the row when copied.

    >>> row_span("A b", 0, (1, 2)), row_span("A b", 0, (1, 1), fixed=True)
    ("'A b'!B1:C1", "'A b'!B$1:B$1")
    """
    first, last = (xl_rowcol_to_cell(row, column, row_abs=fixed) for column in columns)
    return f"'{sheet}'!{first}:{last}"


def span(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the reference to a rectangle, one cell or more.

    >>> span("A b", (0, 1), (2, 1)), span("A b", (0, 1), (0, 1))
    ("'A b'!$B$1:$B$3", "'A b'!$B$1:$B$1")
    """
    given = xl_range_abs(*first, *last)
    return f"'{sheet}'!{given if ':' in given else f'{given}:{given}'}"
