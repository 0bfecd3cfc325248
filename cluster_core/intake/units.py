"""Units as tables write them (亿元, 万人, ‰, 10k persons): what they count, and how many of it one is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cluster_core.intake.names import simplified

_TIMES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12}
_CHINESE = re.compile(r"([十百千万亿兆]*)(.*)", re.DOTALL)
_ENGLISH = re.compile(
    r"(?:(\d+(?:\.\d+)?)\s*)?(k|m|bn|thousand|million|billion|trillion|hundred million|ten thousand)?\b\s*(.*)",
    re.DOTALL,
)
_WORDS = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "trillion": 1e12,
    "hundred million": 1e8, "ten thousand": 1e4,
}  # fmt: skip
_SHARES = {
    "%": 1e-2,
    "‰": 1e-3,
    "百分比": 1e-2,
    "千分比": 1e-3,
    "per cent": 1e-2,
    "percent": 1e-2,
    "per mille": 1e-3,
}
_PURE = {"", "比值", "ratio", "倍"}
_SAME = {
    "人民币": "元", "rmb": "元", "cny": "元", "yuan": "元", "块": "元", "圆": "元",
    "persons": "人", "people": "人", "residents": "人", "千克": "公斤", "kg": "公斤",
    "tonnes": "吨", "tons": "吨", "t": "吨", "kwh": "千瓦时", "度": "千瓦时", "km": "公里", "千米": "公里",
    "km2": "平方公里", "sq km": "平方公里", "平方千米": "平方公里", "firms": "个", "家": "个", "所": "个",
    "households": "户", "subscribers": "户", "patents": "件", "usd": "美元", "us dollars": "美元",
}  # fmt: skip
_COUNTED = {
    *_SAME.values(),
    "千瓦",
    "台",
    "辆",
    "项",
    "公顷",
    "亩",
    "立方米",
    "平方米",
    "美元",
    "天",
    "小时",
}
_WHOLE = {
    "千瓦时": 1.0,
    "千米": 1.0,
    "千克": 1.0,
    "千瓦": 1.0,
    "百分点": 1.0,
}  # here 千 and 百 are part of the unit


@dataclass(frozen=True, slots=True)
class Measure:
    """`factor` of what is counted (`base`, folded) make one of the unit."""

    factor: float
    base: str


def measure(text: str) -> Measure:
    """Return what a unit's text means; a text that is no known form counts itself.

    >>> measure("亿元"), measure("万人"), measure("100m CNY").factor
    (Measure(factor=100000000.0, base='元'), Measure(factor=10000.0, base='人'), 100000000.0)
    >>> measure("占GDP %"), measure("件/万人")
    (Measure(factor=0.01, base='占gdp'), Measure(factor=0.0001, base='件/人'))
    """
    folded = simplified(unicodedata.normalize("NFKC", text)).strip().casefold()
    if "/" in folded or " per " in folded:
        above, _, below = folded.replace(" per ", "/").partition("/")
        over, under = measure(above), measure(below)
        return Measure(over.factor / under.factor, f"{over.base}/{under.base}")
    for word, factor in _SHARES.items():
        if folded.endswith(word) or folded.startswith(word):
            return Measure(factor, folded.replace(word, "").strip())
    if folded in _PURE:
        return Measure(1.0, "")
    return _counted(folded)


def _counted(folded: str) -> Measure:
    found = _CHINESE.fullmatch(folded)
    times, rest = (found[1], found[2].strip()) if found else ("", folded)
    for whole in _WHOLE:
        if folded.endswith(whole) and folded != whole:
            times, rest = folded.removesuffix(whole), whole
        elif folded == whole:
            times, rest = "", whole
    factor = 1.0
    for sign in times:
        if sign not in _TIMES:
            return Measure(1.0, folded)
        factor *= _TIMES[sign]
    if not times and (english := _ENGLISH.fullmatch(rest)):
        number, word, after = english[1], english[2], english[3].strip()
        factor *= float(number or 1) * _WORDS.get(word or "", 1.0)
        rest = after if number or word else rest
    return Measure(factor, _SAME.get(rest, rest))


def is_unit(text: str) -> bool:
    """Tell whether a text is nothing but a unit.

    >>> is_unit("亿元"), is_unit("%"), is_unit("元/人"), is_unit("地区生产总值"), is_unit("总量")
    (True, True, True, False, False)
    """
    if unicodedata.normalize("NFKC", text).strip() in ("%", "‰"):
        return True
    bases = measure(text).base.split("/")
    return all(base in _COUNTED for base in bases)


def factor_between(found: str, wanted: tuple[str, ...]) -> float | None:
    """Return by what a value in the unit `found` is multiplied to be in the wanted one; None where they differ in kind.

    `wanted` holds the same unit in several languages; what is equal as text is equal. A bare multiplier (万) takes the
    kind of the wanted unit, and so does a bare per cent sign the kind of a share.

    >>> factor_between("万元", ("亿元", "100m CNY")), factor_between("‰", ("%",)), factor_between("吨", ("亿元",))
    (0.0001, 0.1, None)
    >>> factor_between("万", ("亿元",)), factor_between("%", ("占GDP %", "% of GDP"))
    (0.0001, 1.0)
    """
    one = measure(found)
    for text in wanted:
        if (
            unicodedata.normalize("NFKC", text).strip().casefold()
            == unicodedata.normalize("NFKC", found).strip().casefold()
        ):
            return 1.0
    for text in wanted:
        other = measure(text)
        bare = one.base == "" and (one.factor < 1) == (other.factor < 1 and "%" in text)
        if one.base == other.base or bare:
            return _exact(one.factor / other.factor)
    return None


def _exact(factor: float) -> float:
    """Return a power of ten without the error of the division."""
    return float(f"{factor:.12g}")
