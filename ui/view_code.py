"""How choices are written as one short code: version, then mark, count and texts of each, then an end mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

VERSION = "1"
LONGEST = 500  # characters; longer choices stay at home, and a longer code is not read
MARK, _END = "~", "z"


class UnreadableError(ValueError):
    """A code that is damaged, or of a version that is not known."""


def joined(parts: Iterable[str]) -> str:
    """Return the code of the choices, each as `pack` writes it."""
    return MARK.join([VERSION, *parts, _END])


def pack(mark: str, texts: Sequence[str]) -> str:
    """Return a mark, the number of texts and the texts; of several, what all begin and end with stands once.

    >>> pack("c", ["320900", "320100"])
    'c~2~320~00~9~1'
    """
    if len(texts) < 2:
        return MARK.join([mark, "1", *texts]) if texts else ""
    head = _common_start(texts)
    rest = [text[len(head) :] for text in texts]
    tail = _common_start([text[::-1] for text in rest])[::-1]
    middles = [text[: len(text) - len(tail)] for text in rest]
    return MARK.join([mark, str(len(texts)), head, tail, *middles])


def _common_start(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    same = next((at for at, sign in enumerate(first) if last[at] != sign), len(first))
    return first[:same]


def unpack(wanted: str) -> dict[str, list[str]]:
    """Return the texts of a code by mark; `UnreadableError` unless it is written as `pack` writes it.

    >>> unpack("1~c~2~320~00~9~1~z")
    {'c': ['320900', '320100']}
    """
    version, *tokens = wanted.split(MARK)
    if len(wanted) > LONGEST or version != VERSION or not tokens or tokens.pop() != _END:
        raise UnreadableError
    found: dict[str, list[str]] = {}
    rest = iter(tokens)
    for mark in rest:
        count = next(rest, "")
        if not (count.isascii() and count.isdigit() and 0 < int(count) <= LONGEST) or mark in found:
            raise UnreadableError
        head, tail = (next(rest, ""), next(rest, "")) if count != "1" else ("", "")
        middles = [text for _, text in zip(range(int(count)), rest, strict=False)]
        found[mark] = [f"{head}{text}{tail}" for text in middles]
    if joined(pack(mark, texts) for mark, texts in found.items()) != wanted:
        raise UnreadableError
    return found
