"""A room's weights put to use: one button for the room, one for each opinion group."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from cluster_core.userdata import tray
from cluster_core.userdata.connection import Store
from tests.ui.workshop_rooms import CAMPS, decided
from ui import workshop_results
from ui.widget_keys import Key


def script() -> None:
    from tests.ui.workshop_rooms import CAMPS, decided
    from ui import workshop_apply

    workshop_apply.draw(decided(CAMPS), save=True)


def test_weights_are_saved_under_the_names_of_who_gave_them(desk: Store) -> None:
    app = AppTest.from_function(script)
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    for at in range(3):
        app.button(key=Key.WORKSHOP_SAVE.of(at)).click().run()
    found = decided(CAMPS)
    records = tray.list_(desk).records
    codes = {one.scenario().encode() for one in records}
    assert codes == {
        workshop_results.applied(found, weights).encode() for weights in workshop_results.choices(found)
    }
    assert all(one.name.startswith("Spring <b>*meeting*") for one in records)
