"""The formulas of the methods, in functions that every spreadsheet since Excel 2010 knows.

Each gives a number, or an empty text where the value is missing: an empty text is no number, adds nothing to SUMPRODUCT
and is passed over by MIN, AVERAGE and RANK. They follow `index/normalise.py`, `outliers.py`, `aggregate.py`,
`coverage.py` and `composite.py`; docs/methods.md has the definitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cluster_core.index.aggregate import exponent
from cluster_core.index.composite import RANK_DECIMALS
from cluster_core.index.coverage import TOLERANCE
from cluster_core.model.stages import Treatment

COVERAGE_NAME, FLOOR_NAME = "coverage_least", "score_floor"
_BEYOND = "1E+300"  # more than any score
_DIGITS = 300  # powers of ten that a number may have, with some to spare
_BELOW = "-1E+9"  # less than any score, and small enough to be rounded


@dataclass(frozen=True, slots=True)
class Children:
    """References to the children of one kind (nodes or indicators) of one node and unit: two rows of equal length.

    missing: the same row of marks, 1 where a value was imputed; empty where nothing was.
    """

    values: str
    weights: str
    marks: str = ""


def treat(x: str, transform: str, treatment: Treatment | None, ends: tuple[str, str, str]) -> str:
    """Return the treated value of the input x; `ends` refer to low, high and shift.

    >>> treat("A1", "log1p", None, ("", "", ""))
    '=IF(ISNUMBER(A1),IF(A1>-1,LN(1+A1),""),"")'
    """
    low, high, shift = ends
    value = x if transform == "none" else f"LN(1+{x})"
    if treatment is not None and treatment.how != "left":
        value = f"MAX({low},MIN({high},{value}))"
        if treatment.how == "log":
            sign = "" if treatment.side > 0 else "-"
            value = f"{sign}LN({sign}{value}+{shift})"
    defined = value if transform == "none" else f'IF({x}>-1,{value},"")'
    return f'=IF(ISNUMBER({x}),{defined},"")'


def parameter(key: str, pool: str, *, benefit: bool) -> str:
    """Return what the pool's values make of one parameter of a normalisation; empty without any value.

    >>> parameter("low", "$A$1:$A$9", benefit=True)
    '=IF(COUNT($A$1:$A$9)>0,MIN($A$1:$A$9),"")'
    """
    if key == "count":
        return f"=COUNT({pool})"
    if key == "deviation":
        return f"=IF(COUNT({pool})>1,STDEV({pool}),0)"
    best = "MAX" if benefit else "MIN"
    function = {"low": "MIN", "high": "MAX", "mean": "AVERAGE", "best": best}[key]
    return f'=IF(COUNT({pool})>0,{function}({pool}),"")'


def normalise(
    method: str, x: str, parameters: Sequence[str], pool: str, *, benefit: bool, held: bool = False
) -> str:
    """Return the normalised value of the treated value x.

    Parameters
    ----------
    method : one of the scenario's normalisations
    x, parameters, pool : references
        To the value, to the method's parameters in the order of `places.PARAMETERS`, and to all units' values.
    benefit, held : whether more is better; whether min-max is held within 0-100

    >>> normalise("rank", "A1", ("",), "$A$1:$A$9", benefit=False)
    '=IF(ISNUMBER(A1),RANK(A1,$A$1:$A$9,0),"")'
    """
    first, second = parameters[0], parameters[-1]
    place = f"RANK({x},{pool},{1 if benefit else 0})"
    if method == "minmax":
        share = f"({x}-{first})/({second}-{first})" if benefit else f"({second}-{x})/({second}-{first})"
        share = f"MAX(0,MIN(1,{share}))" if held else share
        constant = f"{second}-{first}<=1E-12*MAX(ABS({first}),ABS({second}))"
        scored = f"IF({constant},50,100*{share})"
    elif method == "zscore":
        away = f"({x}-{first})" if benefit else f"({first}-{x})"
        scored = f"IF({second}>1E-12*MAX(ABS({first}),1E-300),{away}/{second},0)"
    elif method == "rank":
        scored = place
    elif method == "percentile":
        scored = f"IF({first}>1,({place}-1)/({first}-1)*100,50)"
    elif method == "target":
        share = f"{x}/{first}" if benefit else f"{first}/{x}"
        reached = f"100*MAX(0,MIN(1,{share}))"
        reached = reached if benefit else f"IF({x}<=0,100,{reached})"
        scored = f'IF(N({first})>0,{reached},"")'
    else:
        share = f"{x}/{first}" if benefit else f"{first}/{x}"
        allowed = f"N({first})>0" if benefit else f"MIN({x},N({first}))>0"
        scored = f'IF({allowed},100*MIN(1,{share}),"")'
    return f'=IF(ISNUMBER({x}),{scored},"")'


def coverage(children: Sequence[Children], *, of_nodes: Sequence[bool]) -> str:
    """Return the coverage of a node; `of_nodes` tells which children are nodes, whose coverage `values` refers to.

    >>> coverage([Children("A1:B1", "A$9:B$9")], of_nodes=[False])
    '=IF(SUM(A$9:B$9)>0,(SUMPRODUCT(A$9:B$9,--ISNUMBER(A1:B1)))/(SUM(A$9:B$9)),"")'
    """
    covered: list[str] = []
    for one, nodes in zip(children, of_nodes, strict=True):
        if nodes:
            covered.append(f"SUMPRODUCT({one.weights},{one.values})")
        elif one.marks:
            covered.append(f"SUMPRODUCT({one.weights},ISNUMBER({one.values})*({one.marks}<>1))")
        else:
            covered.append(f"SUMPRODUCT({one.weights},--ISNUMBER({one.values}))")
    weights = "+".join(f"SUM({one.weights})" for one in children)
    return f'=IF({weights}>0,({"+".join(covered)})/({weights}),"")'


def aggregate(children: Sequence[Children], rule: str, covered: str) -> str:
    """Return the score of a node: the weighted mean over the children present, withheld below the least coverage.

    Parameters
    ----------
    children : references to the children's scores and weights
    rule : arithmetic, geometric, harmonic, power:P or min
    covered : reference to the node's coverage

    Returns
    -------
    str
        But for the arithmetic mean to be entered as an array formula (`is_array`).

    >>> aggregate([Children("A1:B1", "A$9:B$9")], "arithmetic", "Z1")[:62]
    '=IF(N(Z1)<coverage_least-1E-09,"",IF(SUMPRODUCT(A$9:B$9,--ISNU'
    """
    p = exponent(rule)
    present = "+".join(f"SUMPRODUCT({one.weights},--ISNUMBER({one.values}))" for one in children)
    if p == 1:
        mean = f"({_joined(children, 'SUMPRODUCT({w},{x})')})/({present})"
    elif p == float("-inf"):
        mean = _extreme("MIN", children, "{x}", _BEYOND)
    elif p == 0:
        mean = f"EXP(({_joined(children, 'SUM(IF({there},{w}*LN({raised}),0))')})/({present}))"
    elif p == -1:
        mean = f"({present})/({_joined(children, 'SUM(IF({there},{w}/{raised},0))')})"
    else:
        mean = _power(children, p, present)
    return f'=IF(N({covered})<{COVERAGE_NAME}-{TOLERANCE:G},"",IF({present}>0,{mean},""))'


def is_array(rule: str) -> bool:
    """Tell whether the formula of a rule is an array formula."""
    return exponent(rule) != 1


def rank(score: str, scores: str) -> str:
    """Return the rank of a score among all units' (an array formula): 1 is best, ties share the lowest number.

    >>> rank("A1", "$A$1:$A$9")
    '=IF(ISNUMBER(A1),1+SUM(--(ROUND(IF(ISNUMBER($A$1:$A$9),$A$1:$A$9,-1E+9),9)>ROUND(A1,9))),"")'
    """
    others = f"ROUND(IF(ISNUMBER({scores}),{scores},{_BELOW}),{RANK_DECIMALS})"
    return f'=IF(ISNUMBER({score}),1+SUM(--({others}>ROUND({score},{RANK_DECIMALS}))),"")'


def _power(children: Sequence[Children], p: float, present: str) -> str:
    """Return a power mean, its children divided by the largest (for p < 0 the least) so that no power overflows.

    What would be smaller than the smallest number adds nothing; some spreadsheets take it for an error.
    """
    if p < 0:
        value, top = "{raised}", _extreme("MIN", children, "{raised}", _BEYOND)
        counts = f"{value}/{top}<{10 ** min(_DIGITS / -p, _DIGITS):.6G}"
    else:
        value, top = "{x}", _extreme("MAX", children, "{x}", "0")
        counts = f"{value}/{top}>{10 ** -(_DIGITS / p):.6G}"
    powers = _joined(children, f"SUM(IF({{there}},IF({counts},{{w}}*({value}/{top})^({p:.15G}),0),0))")
    return f"IF({top}>0,{top}*(({powers})/({present}))^(1/({p:.15G})),0)"


def _extreme(function: str, children: Sequence[Children], value: str, otherwise: str) -> str:
    parts = ",".join(_filled(one, f"IF({{there}},{value},{otherwise})") for one in children)
    return f"{function}({parts})"


def _joined(children: Sequence[Children], pattern: str) -> str:
    return "+".join(_filled(one, pattern) for one in children)


def _filled(one: Children, pattern: str) -> str:
    """Return a pattern with the references in it; `there`: present and of some weight; `raised`: to the floor."""
    x, w = one.values, one.weights
    raised = f"IF({x}<{FLOOR_NAME},{FLOOR_NAME},{x})"
    return pattern.format(x=x, w=w, there=f"ISNUMBER({x})*({w}>0)", raised=raised)
