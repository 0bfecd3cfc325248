"""The formulas as text; what they compute is in test_render.py."""

from __future__ import annotations

import re

import pytest

from cluster_core.model.stages import Treatment
from cluster_core.report.workbook import formulas
from cluster_core.report.workbook.formulas import Children

# Functions that Excel 2010 and every spreadsheet since knows, and that no other cell's change but their own computes.
KNOWN = {
    *(
        "IF",
        "AND",
        "ISNUMBER",
        "N",
        "SUM",
        "SUMPRODUCT",
        "MIN",
        "MAX",
        "AVERAGE",
        "STDEV",
        "COUNT",
        "COUNTIF",
    ),
    *("RANK", "ROUND", "ABS", "EXP", "LN"),
}
ENDS = ("A$1", "A$2", "A$3")


def functions(formula: str) -> set[str]:
    return set(re.findall(r"([A-Z][A-Z0-9.]*)\(", formula))


@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic", "power:3", "power:-0.5", "min"])
@pytest.mark.parametrize("kinds", [1, 2])
def test_means_use_functions_that_everybody_knows(rule: str, kinds: int) -> None:
    children = [Children("A5:C5", "A$2:C$2"), Children("B!A5:C5", "B!A$2:C$2")][:kinds]
    formula = formulas.aggregate(children, rule, "Z5")
    assert functions(formula) <= KNOWN
    assert formula.count("(") == formula.count(")")
    assert formulas.is_array(rule) is (rule != "arithmetic")
    assert ("score_floor" in formula) is (rule in ("geometric", "harmonic", "power:-0.5"))


@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "percentile", "target", "best"])
@pytest.mark.parametrize("benefit", [True, False])
def test_normalisations_leave_a_missing_value_empty(method: str, benefit: bool) -> None:
    formula = formulas.normalise(method, "B9", ("B$1", "B$2"), "$B$9:$B$21", benefit=benefit)
    assert functions(formula) <= KNOWN
    assert formula.startswith("=IF(ISNUMBER(B9),")
    assert formula.endswith(',"")')


def test_the_direction_turns_what_is_subtracted() -> None:
    more = formulas.normalise("minmax", "B9", ("B$1", "B$2"), "", benefit=True)
    less = formulas.normalise("minmax", "B9", ("B$1", "B$2"), "", benefit=False)
    assert "(B9-B$1)/(B$2-B$1)" in more
    assert "(B$2-B9)/(B$2-B$1)" in less
    assert "MAX(0,MIN(1," in formulas.normalise("minmax", "B9", ("B$1", "B$2"), "", benefit=True, held=True)


def test_treatments() -> None:
    assert formulas.treat("A9", "none", Treatment("winsorised"), ENDS) == (
        '=IF(ISNUMBER(A9),MAX(A$1,MIN(A$2,A9)),"")'
    )
    logged = formulas.treat("A9", "none", Treatment("log", side=-1), ENDS)
    assert "-LN(-MAX(A$1,MIN(A$2,A9))+A$3)" in logged
    assert "LN(1+A9)" in formulas.treat("A9", "log1p", Treatment("left"), ENDS)
    assert "MIN" not in formulas.treat("A9", "log1p", Treatment("left"), ENDS)


@pytest.mark.parametrize("key", ["low", "high", "mean", "deviation", "count", "best"])
def test_parameters_of_nothing_are_no_number_that_misleads(key: str) -> None:
    formula = formulas.parameter(key, "$A$1:$A$9", benefit=False)
    assert functions(formula) <= KNOWN
    assert "COUNT($A$1:$A$9)" in formula


def test_imputed_cells_are_no_coverage() -> None:
    marked = formulas.coverage([Children("A5:C5", "A$2:C$2", "M!A5:C5")], of_nodes=[False])
    assert "(M!A5:C5<>1)" in marked
    assert "ISNUMBER" not in formulas.coverage([Children("A5:C5", "A$2:C$2")], of_nodes=[True])


def test_a_rank_counts_who_is_better() -> None:
    assert functions(formulas.rank("A1", "$A$1:$A$9")) <= KNOWN
