"""A table that leaves the house: its cells made harmless, its provenance in words, its file name."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.model.text import Text

CELL_MAX = 32_767  # what a spreadsheet keeps of one cell, in UTF-16 units
MARK = "\N{REPLACEMENT CHARACTER}"
CUT = "…"
FILE_NAME_MAX = 60
FICTIONAL = "练习数据（虚构），不可用于决策。 Practice data: every figure is fictional."

Cell = str | int | float | None

# Read as a formula when first in a cell, half or full width; blanks and signs without width before it do not help.
_FORMULA = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@|%＝＋－＠｜％﹢﹣﹦﹪﹫−]|[\t\r\n]")
# Control characters, lone surrogates, signs that turn the reading direction, and what is no character at all.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a table rests on. No date: the same table gives the same bytes."""

    scenario: str
    bundle: str
    bundle_name: Text
    version: str
    year: int
    synthetic: bool = False

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return label and value of each fact, in both languages as a file travels further than its maker."""
        facts = [
            ("方案代码 Scenario code", self.scenario),
            (
                "数据集 Data set",
                f"{self.bundle_name.get('zh')} / {self.bundle_name.get('en')} ({self.bundle})",
            ),
            ("数据版本 Data version", self.version),
        ]
        return tuple([*facts, ("注意 Warning", FICTIONAL)] if self.synthetic else facts)


@dataclass(frozen=True, eq=False)
class Table:
    """A frame with the headings that readers see, its provenance, and notes (label, text) about how it was made.

    `behind` are the observations that its cells rest on, for files that hold more than one table.
    """

    rows: pd.DataFrame
    provenance: Provenance
    notes: tuple[tuple[str, str], ...] = ()
    behind: pd.DataFrame | None = None


def cells(column: pd.Series) -> list[Cell]:
    """Return a column as numbers and harmless texts.

    Parameters
    ----------
    column : series
        Of any type. Missing values and infinite numbers become None.

    >>> cells(pd.Series([1.5, float("inf"), None]))
    [1.5, None, None]
    """
    return [cell(value) for value in column.astype(object).tolist()]


def cell(value: Any) -> Cell:
    """Return one value as a number, a harmless text, or None where there is none.

    >>> cell(np.int64(3)), cell(float("nan")), cell("=1+1")
    (3, None, '=1+1')
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if math.isfinite(value) else None
    return visible(str(value))


def visible(text: str) -> str:
    """Return a text as a file can hold it, with a mark for each sign that cannot be seen and where it was cut.

    Line ends become one line feed. Longer than a spreadsheet's cell (32,767 UTF-16 units), it ends in an ellipsis.

    >>> visible("a" + chr(0) + "b")
    'a\N{REPLACEMENT CHARACTER}b'
    """
    seen = _UNSEEN.sub(MARK, text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(seen) <= CELL_MAX // 2 or _units(seen) <= CELL_MAX:
        return seen
    kept = seen.encode("utf-16-le")[: 2 * (CELL_MAX - 1)].decode("utf-16-le", errors="ignore")
    return kept + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def is_formula(text: str) -> bool:
    r"""Tell whether a spreadsheet could take a text for a formula or a command.

    >>> [is_formula(text) for text in ("=1+1", "＝1", " @SUM(1)", "\t1", "a=1", "")]
    [True, True, True, True, False, False]
    """
    return bool(_FORMULA.match(text))


def file_name(subject: str, provenance: Provenance, suffix: str) -> str:
    """Return a file name that any system takes: subject, bundle, data version, year and a hash of the scenario code.

    At most 60 characters: a long subject or bundle is cut, what tells the scenario and the data apart is not.

    >>> file_name("Data", Provenance("1~z", "jiangsu", Text(), "1", 2023), "csv")
    'data_jiangsu_v1_2023_6bc23499.csv'
    """
    code = hashlib.sha256(provenance.scenario.encode("utf-8", errors="replace")).hexdigest()[:8]
    told = "_".join(_slug(part, 10) for part in (f"v{provenance.version}", str(provenance.year), code))
    bundle = _slug(provenance.bundle, 12)
    room = FILE_NAME_MAX - len(f"_{bundle}_{told}.{suffix}")
    return f"{_slug(subject, room)}_{bundle}_{told}.{suffix}"


def _slug(part: str, longest: int) -> str:
    return _SLUG.sub("-", part.lower())[:longest].strip("-") or "x"
