"""Wall: what the room sees on the projector, from the code to join by to what it has decided."""

from ui import failures, wall

failures.guard(wall.draw)
