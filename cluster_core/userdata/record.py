"""A scenario that somebody saved, and what may stand as its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario

NAME_MAX = 80
NOTE_MAX = 500
SHARED = "desk"  # the one space that everybody at a desk shares
_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"}
_PAGE = re.compile(r"[a-z0-9_-]{0,64}")
_VIEW = re.compile(r"[A-Za-z0-9_.~/-]{0,500}")
_NUMBER = re.compile(r" \((\d{1,6})\)$")


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """One saved scenario; `revision` counts its changes from 1, times are UTC.

    `bundle`, `framework` and `data_version` repeat what the code says, so that lists need not read it. `page` is the
    last part of the address of the page that it opens, `view` what is chosen there (the parameter `v`); both may be
    empty.
    """

    id: str
    name: str
    note: str
    code: str
    bundle: str
    framework: str
    data_version: str
    created: datetime
    changed: datetime
    revision: int = 1
    space: str = SHARED
    page: str = ""
    view: str = ""

    def scenario(self) -> Scenario:
        """Return the scenario as it was saved; `ScenarioError` where this release cannot read its code."""
        return Scenario.decode(self.code)


class ConflictError(UserDataError):
    """Somebody else changed or deleted a saved scenario meanwhile; `stored` is how it stands now, None if deleted."""

    def __init__(self, known: SavedScenario, stored: SavedScenario | None) -> None:
        """Keep what is stored, so that a page can ask which of the two to keep."""
        self.stored = stored
        found = f"revision {stored.revision}" if stored else "deleted"
        super().__init__(
            "changed",
            f"saved scenario '{known.name}': found {found}, allowed: revision {known.revision}, as it was read. "
            "Reload it, overwrite it or save yours beside it.",
        )


def clean_place(page: str, view: str) -> tuple[str, str]:
    """Return where a saved scenario opens; `UserDataError` unless page and view can stand in an address.

    >>> clean_place("goal", "1~gr~1~5~z")
    ('goal', '1~gr~1~5~z')
    """
    if not _PAGE.fullmatch(page):
        raise UserDataError(
            "name", f"page: found '{page[:40]}', allowed: at most 64 lower-case letters, digits, _ and -."
        )
    if not _VIEW.fullmatch(view) or (view and not page):
        raise UserDataError(
            "name", f"view: found '{view[:40]}', allowed: at most 500 unreserved characters, with a page."
        )
    return page, view


def clean_name(text: str) -> str:
    r"""Return a name as it is kept: composed, on one line, without control characters, trimmed.

    Raises
    ------
    UserDataError
        If nothing that can be seen is left, or more than 80 characters are.

    Examples
    --------
    >>> clean_name("  Innovation\tfirst ")
    'Innovation first'
    """
    name = " ".join(_readable(text).split())
    if not any(unicodedata.category(one) not in _UNSEEN for one in name):
        raise UserDataError("name", "name: found nothing to be seen, allowed: 1 to 80 characters.")
    if len(name) > NAME_MAX:
        raise UserDataError(
            "name", f"name: found {len(name)} characters, allowed: 1 to {NAME_MAX}. Shorten it."
        )
    return name


def clean_note(text: str, *, most: int = NOTE_MAX) -> str:
    """Return a note as it is kept: like a name, but it may be empty and have lines.

    Raises `UserDataError` beyond `most` characters.
    """
    lines = (" ".join(_readable(line).split()) for line in text.splitlines())
    note = "\n".join(lines).strip()
    if len(note) > most:
        raise UserDataError(
            "name", f"note: found {len(note)} characters, allowed: at most {most}. Shorten it."
        )
    return note


def numbered(name: str, taken: Collection[str]) -> str:
    """Return `name`, or, where it is taken, the name with the first free number behind it.

    >>> numbered("Mine", {"Mine", "Mine (2)"}), numbered("Mine (2)", {"Mine (2)"})
    ('Mine (3)', 'Mine (3)')
    """
    if name not in taken:
        return name
    found = _NUMBER.search(name)
    base, number = (name[: found.start()], int(found[1])) if found else (name, 1)
    while True:
        number += 1
        suffix = f" ({number})"
        candidate = base[: NAME_MAX - len(suffix)].rstrip() + suffix
        if candidate not in taken:
            return candidate


def folded(text: str) -> str:
    """Return a text as it is searched: without case, full-width forms made narrow.

    >>> folded("Große Städte")
    'grosse städte'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def _readable(text: str) -> str:
    """Drop what no database keeps or no screen shows: control characters become spaces, half characters nothing."""
    kept = "".join(
        " " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one
        for one in text
        if unicodedata.category(one) != "Cs"
    )
    return unicodedata.normalize("NFC", kept)
