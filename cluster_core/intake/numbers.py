"""One cell's text to a number, to missing, or to a fault that says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DecimalSign = Literal["", ".", ","]  # "" where nothing in the table tells
Kind = Literal["number", "missing", "fault"]

LARGEST = 1e100
MISSING = frozenset(
    (
        *(
            "",
            "-",
            "--",
            "---",
            "..",
            "...",
            "…",
            "……",
            "/",
            "\\",
            "*",
            "na",
            "n/a",
            "n.a.",
            "#n/a",
            "nan",
            "null",
            "none",
        ),
        *("空", "缺", "无数据", "不详", "未公布", "暂无", "missing", "not available"),
    )
)
ERRORS = frozenset(
    ("#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#N/A")
)
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?", re.ASCII)
_MINUS = str.maketrans(dict.fromkeys("−–—－﹣‐‑‒﹘", "-"))
# Superscripts, circled numbers, daggers and stars are footnote marks, and would turn into digits of the number.
_MARKS = re.compile(
    r"[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff\u2776-\u2793†‡§*＊]+$|^[*＊#†‡]+(?=[\d.+-])"
)
_BRACKETED_MARK = re.compile(r"(?<=\d)\s*(?:[(（\[【]\s*(?:\d{1,2}|[a-zA-Z]|注\d*)\s*[)）\]】])+$")
_NEGATIVE = re.compile(r"\(\s*([^()]+?)\s*\)")
_NUMBER = re.compile(
    r"([+-]?)([\d.,'’\s]*\d[\d.,'’\s]*|\.\d+)(e[+-]?\d{1,3})?\s*(.*)", re.ASCII | re.IGNORECASE | re.DOTALL
)
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}.*|\d{4}\s*年\s*\d{1,2}\s*月|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}:\d{2}(:\d{2})?",
    re.ASCII,
)
_SPACES = " \u00a0\u2009\u202f'’"


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says, and the unit that stood behind the number.

    `notes` are words for what was read into it or stripped: thousands, full_width, brackets (a minus), scientific,
    footnote, error (a formula's). `fault` is a word for what is wrong: date, range, separators, ambiguous (1,234 may
    be a thousand or a fraction), text.
    """

    kind: Kind
    value: float | None = None
    unit: str = ""
    notes: tuple[str, ...] = ()
    fault: str = ""


def read_number(text: str, decimal: DecimalSign = "") -> Number:
    """Return the number that a cell's text is.

    Parameters
    ----------
    text : as it stands in the cell
    decimal : the table's decimal sign as `decimal_sign` found it or the user says; empty where nothing tells

    Returns
    -------
    number
        Missing marks are missing, never 0. Separators of thousands are taken where they can be nothing else.

    Examples
    --------
    >>> read_number("1,234.5").value, read_number("（12.5）").value, read_number("１２％").unit
    (1234.5, -12.5, '%')
    >>> read_number("3.5亿元"), read_number("—").kind, read_number("1,234").fault
    (Number(kind='number', value=3.5, unit='亿元', notes=(), fault=''), 'missing', 'ambiguous')
    >>> read_number("2023-01-05").fault, read_number("1234①").notes, read_number("about 5").fault
    ('date', ('footnote',), 'text')
    """
    if _PLAIN.fullmatch(text) and decimal != ",":
        return Number("number", float(text))
    if text.strip() in ERRORS:
        return Number("missing", notes=("error",))
    notes: list[str] = []
    bare = _without_marks(text.strip(), notes)
    folded = unicodedata.normalize("NFKC", bare).translate(_MINUS).strip()
    if folded.casefold() in MISSING or not folded.strip("-."):
        return Number("missing", notes=tuple(notes))
    if _DATE.fullmatch(folded):
        return Number("fault", fault="date")
    negative = _NEGATIVE.fullmatch(folded)
    if negative and not negative[1].startswith("-"):
        notes.append("brackets")
        folded = f"-{negative[1]}"
    if any(character.isdigit() and character > "\x7f" for character in bare):
        notes.append("full_width")
    return _parsed(folded, decimal, notes)


def is_plain(text: str) -> bool:
    """Tell whether a text is a number in plain digits with a decimal point, which `float` reads as it is meant."""
    return _PLAIN.fullmatch(text) is not None


def _without_marks(text: str, notes: list[str]) -> str:
    stripped = _BRACKETED_MARK.sub("", _MARKS.sub("", text)).strip()
    if stripped != text and any(character.isdigit() for character in stripped):
        notes.append("footnote")
        return stripped
    return text


def _parsed(folded: str, decimal: DecimalSign, notes: list[str]) -> Number:
    found = _NUMBER.fullmatch(folded)
    if found is None:
        return Number("fault", fault="text", notes=tuple(notes))
    sign, digits, exponent, unit = found[1], found[2].strip(), found[3] or "", found[4].strip()
    if any(character.isdigit() for character in unit):
        return Number("fault", fault="text", notes=tuple(notes))
    plain = _ungrouped(digits, decimal, notes)
    if plain in ("ambiguous", "separators"):
        return Number("fault", fault=plain, notes=tuple(notes))
    if exponent:
        notes.append("scientific")
    value = float(f"{sign}{plain}{exponent}")
    if not abs(value) <= LARGEST:
        return Number("fault", fault="range", notes=tuple(notes))
    return Number("number", value, unit, tuple(notes))


def _ungrouped(digits: str, decimal: DecimalSign, notes: list[str]) -> str:
    """Return plain digits with a point; "ambiguous" or "separators" where they are not to be had."""
    for space in _SPACES:
        digits = digits.replace(space, " ")
    if "," not in digits and " " not in digits and digits.count(".") <= 1 and decimal != ",":
        return digits
    sign = decimal or _sign_of(digits)
    group = "," if sign == "." else "."
    if not sign:
        if not re.fullmatch(r"\d{1,3}(?: \d{3})+", digits):
            return "ambiguous" if re.fullmatch(r"[1-9]\d{0,2}[,.]\d{3}", digits) else "separators"
        sign, group = ".", ","
    whole, _, fraction = digits.partition(sign)
    grouped = re.fullmatch(rf"\d{{1,3}}(?:[{group} ]\d{{3}})+", whole)
    if sign in fraction or not fraction.isascii() or not (fraction.isdigit() or not fraction):
        return "separators"
    if not grouped and not whole.isdigit() and whole:
        return "separators"
    if grouped:
        notes.append("thousands")
    return re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else "")


def _sign_of(digits: str) -> DecimalSign:
    """Return which of point and comma must be the decimal sign in these digits; empty where both can be.

    >>> _sign_of("1,234.5"), _sign_of("1.234,5"), _sign_of("1,5"), _sign_of("1,234"), _sign_of("1,234,567")
    ('.', ',', ',', '', '.')
    """
    comma, point = digits.count(","), digits.count(".")
    if comma and point:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if comma > 1 or point > 1:
        return "." if comma > 1 else ","
    if comma:
        head, _, tail = digits.partition(",")
        return "" if len(tail) == 3 and 1 <= len(head) <= 3 and head[0] != "0" else ","
    return "." if point else ""


def decimal_sign(texts: Iterable[str]) -> tuple[DecimalSign, bool]:
    """Return the decimal sign that the cells of a table agree on, and whether they contradict each other.

    A cell tells where only one reading is possible: 1,234.5 and 1,234,567 the point, 1,5 and 1.234,5 the comma. A bare
    point with no three digits behind it (12.5) tells, too. Where none does, the sign is empty.

    >>> decimal_sign(["1,234", "12.5"]), decimal_sign(["1,5", "1.5"]), decimal_sign(["1,234", "7"])
    (('.', False), ('', True), ('', False))
    """
    seen: set[str] = set()
    for text in texts:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).translate(_MINUS).strip())
        digits = found[2].strip() if found else ""
        if "," in digits or ("." in digits and len(digits.partition(".")[2]) != 3):
            seen.add(_sign_of(digits))
    seen.discard("")
    if seen == {",", "."}:
        return "", True
    return (",", False) if "," in seen else (".", False) if "." in seen else ("", False)


def plain(value: float) -> str:
    """Return a number without exponent, in the shortest form that reads back the same.

    >>> plain(1e22), plain(-0.5), plain(3.0), plain(12.3 / 100 * 100)
    ('10000000000000000000000', '-0.5', '3', '12.3')
    """
    text = f"{value:.15g}" if float(f"{value:.15g}") == value else repr(value)
    return format(Decimal(text), "f").removesuffix(".0")
