"""The controls of the map page: what is offered depends on what the data have."""

from __future__ import annotations

from tests.pages.opening import open_with
from ui.widget_keys import Key


def test_what_the_data_lack_is_not_offered() -> None:
    """The practice data have no outlines, so that there is one view, and clusters alone to lie over it."""
    app = open_with("map", "en", "practice")
    offered = {group.key for group in app.get("button_group")}
    assert Key.MAP_SHOW in offered
    assert not {Key.MAP_VIEW, Key.MAP_CLICK} & offered
    over = next(group for group in app.get("button_group") if group.key == Key.MAP_OVERLAY)
    assert over.options == ["Nothing", "Clusters"]
