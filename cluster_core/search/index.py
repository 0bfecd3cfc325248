"""The index of entries and how a query is answered: every word somewhere, names before texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cluster_core.search.entries import KINDS, Entry
from cluster_core.search.fold import folded, words_of

_BETWEEN = "\n"  # no word holds one, so none is found across two texts


@dataclass(frozen=True, slots=True)
class _Folded:
    entry: Entry
    name: str
    whole: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a query finds; `in_name` if its name, in one language or both together, has every word."""

    entry: Entry
    in_name: bool


@dataclass(frozen=True, eq=False, slots=True)
class Index:
    """Entries with their folded texts: built once, asked often."""

    rows: tuple[_Folded, ...]


def index(entries: Sequence[Entry]) -> Index:
    """Return the index of entries; their ids are found too."""
    return Index(tuple(_row(entry) for entry in entries))


def _row(entry: Entry) -> _Folded:
    name = folded(_BETWEEN.join(dict.fromkeys((entry.name.zh, entry.name.en))))
    rest = folded(_BETWEEN.join((entry.text.zh, entry.text.en, entry.cite, entry.id)))
    return _Folded(entry, name, _BETWEEN.join((name, rest)))


def find(known: Index, query: str, kinds: Collection[str] = ()) -> tuple[Hit, ...]:
    """Return the entries that have every word of a query in their names, texts, citation or id.

    Parameters
    ----------
    query
        Whatever somebody typed; nothing in it has a special meaning.
    kinds
        Only entries of these; empty for all.

    Returns
    -------
    tuple of Hit
        Entries with every word in the name first, then those with some, then the rest; of these, where a word begins
        the name or a word of it first, then shorter names, then in the order of `KINDS` and the files. Empty for a
        query without a word.

    Examples
    --------
    >>> from cluster_core.model.text import Text
    >>> known = index([Entry("measure", "m1", Text("卡脖子清单与联合攻关", "Chokepoint list and joint research"))])
    >>> [hit.entry.id for query in ("攻關 卡脖子", "CHOKEPOINT list", "(.*)") for hit in find(known, query)]
    ['m1', 'm1']
    """
    words = words_of(query)
    if not words:
        return ()
    found = [
        row
        for row in known.rows
        if all(word in row.whole for word in words) and (not kinds or row.entry.kind in kinds)
    ]
    found.sort(key=lambda row: _order(row, words))
    return tuple(Hit(row.entry, all(word in row.name for word in words)) for row in found)


def _order(row: _Folded, words: Sequence[str]) -> tuple[int, int, int, int]:
    named = [word for word in words if word in row.name]
    firmness = 0 if len(named) == len(words) else 1 if named else 2
    begins = any(_begins(row.name, word) for word in named)
    kind = KINDS.index(row.entry.kind) if row.entry.kind in KINDS else len(KINDS)
    return firmness, not begins, len(row.name) if named else 0, kind


def _begins(name: str, word: str) -> bool:
    """Tell whether a word stands at the beginning of a name, or of a word of it."""
    at = name.find(word)
    while at >= 0:
        if at == 0 or not name[at - 1].isalnum():
            return True
        at = name.find(word, at + 1)
    return False
