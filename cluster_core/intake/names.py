"""Names as tables write them, folded so that the same name is the same text, and looked up with what is near it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

NEAR = 0.6
BOTH = " / "  # between a name in one language and in the other, as templates write it
OFFERED = 5
MOST_COMPARED = 2_000  # different texts for which similar names are looked for
_NOISE = re.compile(r"[\s\-_·.,，、:：;；'’\"“”()（）\[\]【】《》〈〉/\\*#†‡]+")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_NUMBERING = re.compile(
    r"^\s*(?:[#＃]|其中\s*[:：]?|[一二三四五六七八九十]{1,3}\s*[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[、.．](?!\d))\s*"
)
_TAIL = re.compile(r"[\u2460-\u24ff\u00b9\u00b2\u00b3\u2070-\u2079*＊†‡]+$")
_PLACE = re.compile(
    r"(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|自治州|自治县|地区|省|市|区|县|盟|旗|province|prefecture|city|county|municipality|shi)$"
)
_YEAR = re.compile(r"(?:fy\s*)?((?:19|20|21)\d\d)(?:\.0+)?\s*(?:年度?)?", re.IGNORECASE)
_YEAR_WITHIN = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*(?:年度?)?(?!\d|\s*[-–—/~至]\s*\d)")
_SPAN = re.compile(r"(?:fy\s*)?(?:19|20|21)\d\d\s*[-–—/~至]\s*(?:(?:19|20|21)?\d\d)\s*年?度?", re.IGNORECASE)


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Return a text in simplified characters.

    >>> simplified("億元"), simplified("GDP")
    ('亿元', 'GDP')
    """
    han = any("\u3400" <= character <= "\u9fff" for character in text)
    return _simplifier().convert(text) if han else text


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return a name without what does not matter: width, case, traditional forms, blanks, punctuation, numbering.

    >>> fold("Gross  Regional Product"), fold("一、地區生產總值"), fold("＃ＧＤＰ①")
    ('grossregionalproduct', '地区生产总值', 'gdp')
    """
    bare = _TAIL.sub("", text.strip())
    plain = _NUMBERING.sub("", unicodedata.normalize("NFKC", bare)).casefold()
    return _NOISE.sub("", simplified(plain))


def year_of(text: str) -> int | None:
    """Return the year that a cell is: 2023, 2023年, 2020.0, FY2020; None for anything else, spans among it.

    >>> year_of("2023年"), year_of("2020.0"), year_of("FY2020"), year_of("2020-21"), year_of("320900")
    (2023, 2020, 2020, None, None)
    """
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return int(found[1]) if found else None


def is_span(text: str) -> bool:
    """Tell whether a cell is a span of years, which is none: 2020-21.

    >>> is_span("2020-21"), is_span("2020")
    (True, False)
    """
    return bool(_SPAN.fullmatch(unicodedata.normalize("NFKC", text).strip()))


@dataclass(frozen=True, slots=True)
class Label:
    """A header's text taken apart: the name, the year in it, and the unit behind it."""

    name: str
    year: int | None = None
    unit: str = ""


def label_of(text: str) -> Label:
    """Return the parts of a header.

    >>> label_of("2023年地区生产总值（亿元）")
    Label(name='地区生产总值', year=2023, unit='亿元')
    >>> label_of("Resident population (10k persons)")
    Label(name='Resident population', year=None, unit='10k persons')
    >>> label_of("单位：万人"), label_of("人均GDP(元/人)①").unit
    (Label(name='', year=None, unit='万人'), '元/人')
    >>> label_of("货运量（公路+水运）（万吨）")
    Label(name='货运量（公路+水运）', year=None, unit='万吨')
    """
    plain = _TAIL.sub("", text.strip()).strip()
    found = _YEAR_WITHIN.search(unicodedata.normalize("NFKC", plain))
    year = int(found[1]) if found else None
    if found:
        plain = unicodedata.normalize("NFKC", plain).replace(found[0], " ", 1).strip()
    stated = re.fullmatch(
        r"(.*?)\s*[(（]?\s*(?:计量)?(?:单位|unit)s?\s*[:：]\s*(.+?)\s*[)）]?",
        plain,
        re.IGNORECASE | re.DOTALL,
    )
    if stated:
        return Label(stated[1].strip(" ,，"), year, stated[2].strip())
    inside = [part for part in _BRACKETS.finditer(plain) if part[1].strip()]
    if inside:
        last = inside[-1]
        return Label(f"{plain[: last.start()]}{plain[last.end() :]}".strip(), year, last[1].strip())
    head, comma, tail = plain.rpartition(",")
    if comma and head and re.search(r"[%‰元人吨户家件]|CNY|USD|km|persons", tail):
        return Label(head.strip(), year, tail.strip())
    return Label(plain, year)


@dataclass(frozen=True, slots=True)
class Match:
    """What a text may be: an id and how sure that is (0-1; at 1 and alone, nobody needs to be asked)."""

    id: str
    confidence: float


@dataclass(frozen=True)
class Names:
    """The names of one kind of thing: folded name to the ids that bear it."""

    known: Mapping[str, tuple[str, ...]]
    ids: tuple[str, ...]
    places: bool = False
    at: frozenset[str] = frozenset()
    remembered: dict[str, tuple[Match, ...]] = field(default_factory=dict[str, tuple[Match, ...]])
    whole: dict[str, str] = field(default_factory=dict[str, str])

    def find(self, text: str) -> tuple[Match, ...]:
        """Return what a text may be, the best first; several with the same confidence are ambiguous.

        An id or a whole name is 1; a name within the text or around it up to 0.9, a similar one less.

        >>> names = names_of({"gdp": ("地区生产总值", "GDP"), "pop": ("常住人口", "Residents")})
        >>> names.find("地区生产总值")[0], names.find("常住人口数")[0].id, names.find("面积")
        (Match(id='gdp', confidence=1.0), 'pop', ())
        """
        if text not in self.remembered:
            self.remembered[text] = self._found(text)
        return self.remembered[text]

    def sure(self, text: str) -> str:
        """Return the one id that a text surely is; empty where there is none, or more than one."""
        if text not in self.whole:
            found = self._exact(text)
            self.whole[text] = found[0] if len(found) == 1 else ""
        return self.whole[text]

    def label_of(self, text: str) -> Label:
        """Return the parts of a header; brackets of a name that is known are part of it, and no unit.

        >>> names = names_of({"clusters": ("集群（参与数）",)})
        >>> names.label_of("集群（参与数）").name, names.label_of("集群（参与数）（个）").unit
        ('集群（参与数）', '个')
        """
        return Label(text.strip()) if fold(text) in self.known else label_of(text)

    def _exact(self, text: str) -> tuple[str, ...]:
        """Return the ids that a text names as a whole; an id itself comes before any name."""
        if text.strip() in self.at:
            return (text.strip(),)
        wanted = fold(text)
        short = _PLACE.sub("", wanted) if self.places else wanted
        for key in (wanted, short):
            if key in self.known and (len(key) > 1 or key == wanted):
                return self.known[key]
        found = self._in_both_languages(text)
        bare = _BRACKETS.sub("", text).strip()
        return found if found or bare in ("", text) else self._exact(bare)

    def _in_both_languages(self, text: str) -> tuple[str, ...]:
        """Return the ids of a text such as 盐城市 / Yancheng, if all its parts name the same."""
        parts = text.split(BOTH)
        found = {self._exact(part) for part in parts} if len(parts) > 1 else set[tuple[str, ...]]()
        return found.pop() if len(found) == 1 else ()

    def _found(self, text: str) -> tuple[Match, ...]:
        exact = self._exact(text)
        if exact:
            return tuple(Match(one, 1.0) for one in exact)
        wanted = fold(text)
        if not wanted or len(self.remembered) > MOST_COMPARED:
            return ()
        scores: dict[str, float] = {}
        for name, ids in self.known.items():
            score = _near(wanted, name)
            for one in ids if score >= NEAR else ():
                scores[one] = max(scores.get(one, 0.0), round(score, 3))
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:OFFERED]
        return tuple(Match(one, score) for one, score in best)


def _near(wanted: str, name: str) -> float:
    if len(name) < 2 or len(wanted) < 2 or wanted.isdigit():
        return 0.0
    if name in wanted or wanted in name:
        return 0.55 + 0.35 * min(len(name), len(wanted)) / max(len(name), len(wanted))
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0.0
    return 0.9 * matcher.ratio()


def names_of(named: Mapping[str, Iterable[str]], *, places: bool = False) -> Names:
    """Return a look-up of ids by their names; with `places`, names without 市, 省, City and the like count as whole.

    >>> names_of({"320900": ("盐城市", "Yancheng")}, places=True).sure("盐城")
    '320900'
    """
    known: dict[str, list[str]] = {}
    for one, names in named.items():
        for name in (one, *names):
            folded = fold(name)
            short = _PLACE.sub("", folded) if places else folded
            for key in {folded, short} if len(short) > 1 else {folded}:
                if key and one not in known.setdefault(key, []):
                    known[key].append(one)
    return Names({key: tuple(ids) for key, ids in known.items()}, tuple(named), places, frozenset(named))
