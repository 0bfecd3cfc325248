"""One browser session without a browser: the WebSocket and the messages of Streamlit's own front end."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from ui.widget_keys import Key

ANSWER_S = 60.0  # longer than any answer may take: then the session counts as broken
DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


@dataclass
class Session:
    """An open session: the widgets that change a weight, as the last answers drew them, and what went wrong."""

    socket: ClientConnection
    address: str
    page: str
    page_hash: str = ""
    moves: dict[str, Move] = field(default_factory=dict)
    values: dict[str, WidgetState] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    received: int = 0

    async def start(self) -> float:
        """Open the page; return the seconds until it stood."""
        return await self._run(BackMsg())

    async def move(self, rng: random.Random) -> float:
        """Change a weight at random; return the seconds until the last message of the answer."""
        name = rng.choice(sorted(self.moves))
        move = self.moves[name]
        self.values[name] = move.change(rng)
        message = BackMsg()
        message.rerun_script.fragment_id = move.fragment
        return await self._run(message)

    async def _run(self, message: BackMsg) -> float:
        script = message.rerun_script
        script.page_script_hash = self.page_hash
        script.page_name = "" if self.page_hash else self.page
        script.query_string = "lang=en"
        script.context_info.url = self.address
        script.context_info.locale = "en-GB"
        script.widget_states.widgets.extend(self.values.values())
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async for data in self.socket:
            self.received += len(data)
            if self._note(ForwardMsg.FromString(data)):
                break
        else:
            self.errors.append("the server closed the connection")
        return time.perf_counter() - begun

    def _note(self, message: ForwardMsg) -> bool:
        """Take in one message; tell whether it is the last of an answer."""
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "delta":
            self._note_element(message)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self.errors.append("compile error")
                return True
            return message.script_finished in DONE
        return False

    def _note_element(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.errors.append(element.exception.message)
        elif kind == "alert" and element.alert.format == element.alert.ERROR:
            self.errors.append(element.alert.body)
        elif kind in WAYS and (found := WAYS[kind](getattr(element, kind))):
            name, change = found
            self.moves[name] = Move(message.delta.fragment_id, change)


@dataclass(frozen=True)
class Move:
    """A widget that changes a weight: the fragment that draws it, and a new state for it."""

    fragment: str
    change: Callable[[random.Random], WidgetState]


async def open_session(port: int, page: str) -> Session:
    """Connect as the front end does and open a page."""
    host = f"127.0.0.1:{port}"
    socket = await connect(f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
    return Session(socket, f"http://{host}/{page}", page)


# ---- widgets that change a weight, by kind of element: a live component, a slider of Streamlit's own

Way = Callable[[Any], tuple[str, Callable[[random.Random], WidgetState]] | None]


def _slider(slider: Any) -> tuple[str, Callable[[random.Random], WidgetState]] | None:
    if f"-{Key.POINTS}" not in slider.id:
        return None

    def change(rng: random.Random) -> WidgetState:
        state = WidgetState(id=slider.id)
        steps = int((slider.max - slider.min) / slider.step)
        state.double_array_value.data.append(slider.min + slider.step * rng.randint(1, steps))
        return state

    return slider.id, change


def _component(component: Any) -> tuple[str, Callable[[random.Random], WidgetState]] | None:
    """The live board of the lab: it is told where its sliders stand, and sends them back with one of them moved."""
    text = component.mixed.json if component.WhichOneof("data") == "mixed" else component.json
    told = json.loads(text) if component.component_name == "live_board" and text else {}
    if not told:
        return None

    def change(rng: random.Random) -> WidgetState:
        points = [row["position"] for row in told["rows"]]
        points[rng.randrange(len(points))] = rng.randint(1, 100)
        number = told["answered"] + 1
        asked = {
            "number": number,
            "act": "move",
            "points": points,
            "locked": [False] * len(points),
            "movement": number,
        }
        return WidgetState(id=component.id, json_value=json.dumps({"asked": asked}))

    return component.id, change


WAYS: dict[str | None, Way] = {"slider": _slider, "bidi_component": _component}
