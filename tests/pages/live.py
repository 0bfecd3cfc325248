"""The live board in an AppTest, which knows no components: its state, and messages as the browser sends them.

The message goes in where every widget's value goes in, so callbacks, checks and the page's run are the real ones.
"""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def board(app: AppTest) -> dict[str, Any]:
    """Return what the page tells the board."""
    found = _proto(app)
    return json.loads(found.json or found.mixed.json)


def _proto(app: AppTest) -> Any:
    (found,) = (one.proto for one in app.get("bidi_component") if one.proto.component_name == "live_board")
    return found


def positions(app: AppTest) -> list[int]:
    """Return where the sliders stand."""
    return [row["position"] for row in board(app)["rows"]]


def ask(app: AppTest, **asked: Any) -> AppTest:
    """Send what a hand on the board does."""
    states = app._tree.get_widget_states()
    message = states.widgets.add()
    message.id = _proto(app).id
    message.json_value = json.dumps({"asked": {"number": board(app)["answered"] + 1, **asked}})
    return app._run(states)


def move(
    app: AppTest, place: int, position: int, *, locked: tuple[int, ...] = (), movement: int = 1
) -> AppTest:
    """Move one slider, some sliders being locked."""
    stand = positions(app)
    stand[place] = position
    held = [at in locked for at in range(len(stand))]
    return ask(app, act="move", points=stand, locked=held, movement=movement)
