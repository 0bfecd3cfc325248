"""What of the Data page travels in a view: kind of table, filters, columns; spans and texts that can be typed in."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from cluster_core.model.assessment import Assessment
from cluster_core.report.table_request import COLUMNS, LONG, SCORES
from ui import filters, view_state
from ui.goal_view import Parts

_NUMBER = re.compile(r"-?[0-9]{1,17}(p[0-9]{1,20})?(e-?[0-9]{1,3})?")
_HEX = re.compile(r"([0-9a-f]{2})+")


class Typed(Mapping[str, Any]):
    """Choices that can be typed in: any is possible, so texts are read, and only the one held is listed."""

    def __init__(self, read: Callable[[str], Any], write: Callable[[Any], str], held: Iterable[Any]) -> None:
        """Keep how a choice is read and written, and what the reader has typed in; reading raises `ValueError`."""
        self._read, self._held = read, {write(one): one for one in held}

    def __getitem__(self, text: str) -> Any:
        """Return the choice of a text."""
        try:
            return self._read(text)
        except ValueError as broken:
            raise KeyError(text) from broken

    def __iter__(self) -> Iterator[str]:
        """Walk the text of the choice held."""
        return iter(self._held)

    def __len__(self) -> int:
        """Count what is held."""
        return len(self._held)


def read_span(text: str) -> tuple[float | None, float | None]:
    """Return both ends of a span as a link writes it; `ValueError` where it is none.

    >>> read_span("2p5_"), write_span((None, -3.0))
    ((2.5, None), '_-3')
    """
    low, mark, high = text.partition("_")
    if not mark or not (low or high):
        raise ValueError(text)
    ends = (_end(low), _end(high))
    if not filters.is_span(ends):
        raise ValueError(text)
    return ends


def _end(text: str) -> float | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or math.isinf(number := float(text.replace("p", "."))):
        raise ValueError(text)
    return number


def write_span(span: tuple[float | None, float | None]) -> str:
    """Return a span without the signs that an address would have to escape."""
    return "_".join("" if end is None else f"{end:.15g}".replace("+", "").replace(".", "p") for end in span)


def read_text(text: str) -> str:
    """Return a text looked for; a link has it as the hexadecimal digits of its bytes, as any sign can be in it.

    >>> read_text(write_text("苏 R&D"))
    '苏 R&D'
    """
    if not _HEX.fullmatch(text):
        raise ValueError(text)
    told = bytes.fromhex(text).decode()  # a UnicodeDecodeError is a ValueError
    if told != filters.looked_for(told):
        raise ValueError(text)
    return told


def write_text(text: str) -> str:
    """Return a text as a link has it."""
    return text.encode().hex()


def _years(assessment: Assessment) -> Mapping[str, Any]:
    years = sorted(assessment.dataset.years(assessment.scenario.unit))
    alone = {str(year): (year, year) for year in years}
    return alone | {f"{first}-{last}": (first, last) for first, last in combinations(years, 2)}


def _parts(name: str, options: Callable[[Assessment], Mapping[str, Any]]) -> Parts:
    return (
        options,
        lambda _: view_state.filtered(name) or (),
        lambda _, values: view_state.set_filter(name, values),
        lambda _: view_state.clear_filters((name,)),
    )


def _texts(values: Iterable[object]) -> dict[str, Any]:
    return {str(value): value for value in values}


def _offered(name: str) -> Parts:
    return _parts(name, lambda one: _texts(filters.options(one).get(name, {})))


def _fixed(name: str, values: Iterable[object]) -> Parts:
    known = _texts(values)
    return _parts(name, lambda _: known)


def _typed(name: str, read: Callable[[str], Any], write: Callable[[Any], str]) -> Parts:
    return _parts(name, lambda _: Typed(read, write, view_state.filtered(name) or ()))


# Mark in the link, and how the choice is looked up, read, kept and forgotten. A mark is never used for anything else.
CHOICES: tuple[tuple[str, Parts], ...] = (
    ("fh", _fixed("shape", filters.SHAPES)),
    ("fb", _parts("basis", lambda one: _texts(filters.bases(one)))),
    ("fo", _parts("of", lambda one: _texts(filters.options(one).get("indicator", {})))),
    ("fu", _offered("unit")),
    ("fi", _offered("indicator")),
    ("fy", _parts("year", _years)),
    ("fd", _offered("dimension")),
    ("fg", _offered("group")),
    ("fs", _offered("source")),
    ("ft", _offered("status")),
    ("fq", _offered("quality")),
    ("ff", _offered("flag")),
    ("fv", _typed("value", read_span, write_span)),
    ("fx", _typed("text", read_text, write_text)),
    ("fk", _fixed("columns", COLUMNS[LONG])),
    ("fc", _fixed("score_columns", COLUMNS[SCORES])),
)
