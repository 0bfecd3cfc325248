"""A story as a JSON file (formats.md section 6): written whole, read with every bad step named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from cluster_core.errors import Fault, UserDataError
from cluster_core.userdata import exchange
from cluster_core.userdata.record import clean_name
from cluster_core.userdata.schema import STORY_NOTE_MAX
from cluster_core.userdata.stories import STEPS_MOST, Story
from cluster_core.userdata.tray import Draft

FORMAT = "cluster-desk-story"
VERSION = 1
SIZE_MAX = exchange.SIZE_MAX  # bytes


@dataclass(frozen=True)
class IncomingStory:
    """What a file holds: a title (empty where it has none that can be kept), steps, and faults by the step's place."""

    title: str = ""
    steps: tuple[Draft, ...] = ()
    faults: tuple[Fault, ...] = ()


def write(story: Story, exported: datetime) -> bytes:
    """Return a story as a file: UTF-8, the same story and moment give the same bytes."""
    steps = [
        {"name": one.title, "note": one.note, "code": one.code, "page": one.page, "view": one.view}
        for one in story.steps
    ]
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "exported": exported.isoformat(),
        "title": story.title,
        "steps": steps,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def read_file(raw: bytes, file: str) -> IncomingStory:
    """Read what `write` wrote, or what somebody made by hand.

    Parameters
    ----------
    raw
        The file's bytes.
    file
        What to call it in faults.

    Returns
    -------
    IncomingStory
        Whatever the bytes are, nothing is raised. A file that is no story at all has one fault and no steps.
    """
    found, whole = exchange.read_as(
        exchange.Shape(FORMAT, VERSION, "steps", STEPS_MOST, STORY_NOTE_MAX), raw, file
    )
    if not whole:
        return IncomingStory(faults=found.faults)
    title = whole.get("title")
    try:
        kept = clean_name(title) if isinstance(title, str) else ""
    except UserDataError:
        kept = ""
    if kept:
        return IncomingStory(kept, found.drafts, found.faults)
    fault = Fault(file, None, "title", exchange.short(title), "1 to 80 characters that can be seen")
    return IncomingStory("", found.drafts, (fault, *found.faults))
