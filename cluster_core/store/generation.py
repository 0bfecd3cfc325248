"""Where a bundle's data are now: in its own folder, or in the generation that the last import made.

A generation is a whole bundle folder in the bundle's folder of imports, `g` and six digits; the file `current` there
names the one in use. The bundle's own folder is never written to: it stays the base, and what undoing ends at.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from cluster_core.errors import StoreError

PROJECT_DATA = Path(__file__).resolve().parents[2] / "data"
IMPORTS = "CLUSTER_DESK_IMPORTS"
SUFFIX = ".imports"
POINTER = "current"
BASE = "base"
_NAME = re.compile(r"g\d{6}")


def imports_of(bundle: Path) -> Path:
    """Return the folder of a bundle's generations, whether or not there is one yet.

    For a shipped bundle it is `userdata/imports/NAME` in the project, or NAME below the folder that the environment
    variable CLUSTER_DESK_IMPORTS names; for any other bundle it stands beside it.

    >>> imports_of(Path("/srv/tables/mine")).as_posix()
    '/srv/tables/mine.imports'
    """
    bundle = bundle.resolve()
    if bundle.parent != PROJECT_DATA:
        return bundle.with_name(f"{bundle.name}{SUFFIX}")
    place = os.environ.get(IMPORTS)
    return (Path(place) if place else PROJECT_DATA.parent / "userdata" / "imports") / bundle.name


def current_name(bundle: Path) -> str:
    """Return the name of the generation in use; `base` where nothing was imported or all of it undone.

    Raises
    ------
    StoreError
        If the pointer cannot be read, or names no generation: the base would silently be other data.
    """
    pointer = imports_of(bundle) / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return BASE
    except (OSError, UnicodeDecodeError) as unreadable:
        raise StoreError(
            f"{pointer}: found a file that cannot be read, allowed: a readable file."
        ) from unreadable
    if name == BASE or (_NAME.fullmatch(name) and (pointer.parent / name).is_dir()):
        return name
    raise StoreError(
        f"{pointer}: found {name[:20]!r}, allowed: 'base', or a generation in that folder. Write one of them there."
    )


def current(bundle: Path) -> Path:
    """Return the folder that holds a bundle's data now; `StoreError` as `current_name`."""
    name = current_name(bundle)
    return bundle if name == BASE else imports_of(bundle) / name
