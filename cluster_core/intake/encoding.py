"""Bytes to text: which encoding a file is written in, how sure that is, and what else it could be."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from cluster_core.errors import IntakeError, one_of

Sure = Literal["certain", "likely", "ask"]
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "shift_jis")
SAMPLE = 200_000  # bytes that are judged; all of them are decoded
PREVIEW = 200  # characters of a candidate's preview
MARGIN = 0.2  # between the shares of common characters of the best and the next encoding
FEWEST = 6  # characters outside ASCII below which no share says anything

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_KNOWN = {
    b"PK\x03\x04": "a workbook or zip file",
    b"PK\x05\x06": "an empty zip file",
    b"\xd0\xcf\x11\xe0": "a workbook of the old kind (XLS), or an encrypted one",
    b"%PDF": "a PDF file",
    b"\x1f\x8b": "a gzip file",
    b"\x93NUMPY": "a file of NumPy",
    b"PAR1": "a Parquet file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_PICKLE = re.compile(rb"\x80[\x02-\x05].*\.\Z", re.DOTALL)
_CODECS = {"big5": "big5hkscs", "shift_jis": "cp932"}
_NAMES = {"gb2312": "gb18030", "gbk": "gb18030", "big5hkscs": "big5", "cp950": "big5", "cp932": "shift_jis"}
_AS_CSV = "Open it in the program that made it and save the table as XLSX or CSV."
_CHOOSE = "Say which encoding it is."


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that decodes all bytes, the share (0-1) of its characters that are common, and how it would look."""

    encoding: str
    share: float
    preview: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in. Where `sure` is "ask", `text` is that of the best of the candidates."""

    text: str
    encoding: str
    sure: Sure
    candidates: tuple[Candidate, ...] = ()


def decode(data: bytes, encoding: str = "") -> Decoded:
    r"""Return the text of a file.

    Parameters
    ----------
    data : the whole file
    encoding : what the user says it is, one of ENCODINGS; empty to find out

    Returns
    -------
    decoded
        "certain": a byte-order mark, plain ASCII, valid UTF-8, or the user's word. "likely": one encoding gives common
        characters where others do not, and charset-normalizer does not object. "ask": the candidates differ too little.

    Raises
    ------
    IntakeError
        empty, binary, nul, encoding (nothing fits, or not the one that was named), mixed (UTF-8 in some lines only).

    Examples
    --------
    >>> decode("地区,数值\n盐城市,12".encode()).encoding
    'utf-8'
    >>> found = decode("地区,指标,数值\n盐城市,地区生产总值,12".encode("gbk"))
    >>> found.encoding, found.sure, found.text[:2]
    ('gb18030', 'likely', '地区')
    """
    if not data.strip(b"\0 \t\r\n"):
        raise IntakeError("empty", "file: found nothing in it, allowed: a table with a header and rows.")
    for magic, what in _KNOWN.items():
        if data.startswith(magic):
            raise IntakeError("binary", f"file: found {what}, allowed: text. {_AS_CSV}")
    if _PICKLE.match(data):
        raise IntakeError("binary", f"file: found a pickle of Python, which is never opened. {_AS_CSV}")
    if encoding:
        return _named(data, encoding)
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(_decoded(data, codec, name), name, "certain")
    if b"\0" in data:
        return _without_mark(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "certain")
    except UnicodeDecodeError as wrong:
        _refuse_mixed(data, wrong)
    return _judged(data)


def _named(data: bytes, encoding: str) -> Decoded:
    name = encoding.lower().replace("gbk", "gb18030").replace("utf8", "utf-8").replace("utf16", "utf-16")
    if name not in ENCODINGS:
        raise IntakeError("encoding", f"encoding: found {encoding!r}, allowed: {one_of(ENCODINGS)}.")
    codec = "utf-8-sig" if name == "utf-8" else _CODECS.get(name, name)
    return Decoded(_decoded(data, codec, name), name, "certain")


def _decoded(data: bytes, codec: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        found = f"the bytes '{data[wrong.start : wrong.start + 4].hex(' ')}' in line {line}"
        raise IntakeError("encoding", f"file: found {found}, allowed: {name}. {_CHOOSE}") from wrong
    return _without_nul(text)


def _without_nul(text: str) -> str:
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise IntakeError("nul", f"file: found a NUL character in line {line}, allowed: text. {_AS_CSV}")
    return text


def _without_mark(data: bytes) -> Decoded:
    """Read UTF-16 without a byte-order mark: the NUL bytes of its ASCII characters stand on one side only."""
    sides = [data[:SAMPLE][side::2].count(0) for side in (0, 1)]
    codec = "utf-16-le" if sides[1] > sides[0] else "utf-16-be"
    if len(data) % 2 == 0 and max(sides) > 10 * min(sides) and max(sides) * 10 > len(data[:SAMPLE]):
        return Decoded(_decoded(data, codec, "utf-16"), "utf-16", "likely")
    line = data[: data.index(0)].count(b"\n") + 1
    raise IntakeError("nul", f"file: found a NUL byte in line {line}, allowed: text. {_AS_CSV}")


def _refuse_mixed(data: bytes, wrong: UnicodeDecodeError) -> None:
    """Refuse a file of which some lines are UTF-8 with Chinese characters, and others are not."""
    sound = 0
    for line in data[:SAMPLE].splitlines():
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        sound += sum("\u2e80" <= character <= "\uffef" for character in text) >= 2
    row = data[: wrong.start].count(b"\n") + 1
    if sound >= 2 or (sound and row > 1 and any(byte > 127 for byte in data[: wrong.start])):
        found = (
            f"lines in UTF-8 and, in line {row}, the bytes '{data[wrong.start : wrong.start + 4].hex(' ')}'"
        )
        raise IntakeError(
            "mixed", f"file: found {found}, allowed: one encoding. Save the whole file as UTF-8."
        )


def _judged(data: bytes) -> Decoded:
    texts: dict[str, str] = {}
    for name in ENCODINGS[2:]:
        try:
            texts[name] = data.decode(_CODECS.get(name, name))
        except UnicodeDecodeError:
            continue
    if not texts:
        _decoded(data, "gb18030", one_of(ENCODINGS))
    shares = {name: _share(text, name) for name, text in texts.items()}
    order = sorted(texts, key=lambda name: -shares[name])
    best = order[0]
    foreign = sum(character > "\x7f" for character in texts[best][:SAMPLE])
    others = max((shares[name] for name in order[1:]), default=0.0)
    alone = shares[best] > 0.8 and shares[best] - others >= MARGIN and foreign >= FEWEST
    judge = from_bytes(data[:20_000], cp_isolation=[_CODECS.get(name, name) for name in order]).best()
    agreed = (
        judge is None or _NAMES.get(judge.encoding, judge.encoding) == best or shares[best] - others > 0.3
    )
    candidates = tuple(Candidate(name, round(shares[name], 3), texts[name][:PREVIEW]) for name in order)
    return Decoded(_without_nul(texts[best]), best, "likely" if alone and agreed else "ask", candidates)


def _share(text: str, encoding: str) -> float:
    """Return the share of characters outside ASCII that are common in an encoding: its first level and punctuation.

    GB 2312 and Big5 put what is used most into their first level (rows 16-55; lead bytes A4-C6), ordered by sound or
    strokes. Text in another encoding lands all over the code space. Kana count for Shift-JIS, half-width kana do not.
    """
    foreign = [character for character in text[:SAMPLE] if character > "\x7f"]
    if not foreign:
        return 0.0
    common = {"gb18030": _common_gb, "big5": _common_big5, "shift_jis": _common_kana}[encoding]
    return sum(common(character) for character in foreign) / len(foreign)


def _common_gb(character: str) -> bool:
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return lead in (0xA1, 0xA3) or 0xB0 <= lead <= 0xD7


def _common_big5(character: str) -> bool:
    try:
        lead = character.encode("big5")[0]
    except UnicodeEncodeError:
        return False
    return lead == 0xA1 or 0xA4 <= lead <= 0xC6


def _common_kana(character: str) -> bool:
    try:
        lead = character.encode("shift_jis")[0]
    except UnicodeEncodeError:
        return False
    return lead in (0x81, 0x82, 0x83) or 0x88 <= lead <= 0x97
