"""The pair is the focus and the one just ahead, until the reader picks others."""

from __future__ import annotations

from types import SimpleNamespace

from cluster_core.model.assessment import Assessment
from ui import region_pair, view_state
from ui.widget_keys import Key

SURE, TRAY = (Key.SURE_ABOVE, Key.SURE_BELOW), (Key.TRAY_ABOVE, Key.TRAY_BELOW)


def test_the_pair_is_the_focus_and_the_one_ahead(session: SimpleNamespace, assessment: Assessment) -> None:
    units = ["320500", "321300", "320900"]
    assert region_pair.picked(assessment, units, SURE) == ("320900", "321300")
    assert region_pair.picked(assessment, ["320900", "320500"], SURE) == ("320900", "320500")
    assert region_pair.picked(assessment, ["320500", "321300"], SURE) == ("321300", "320500")


def test_a_pick_stands_where_it_is_among_the_regions(
    session: SimpleNamespace, assessment: Assessment
) -> None:
    units = ["320100", "320200", "320900"]
    assert region_pair.picked(assessment, units, TRAY) == ("320900", "320200")
    view_state.pick(Key.TRAY_BELOW, "320100")
    view_state.pick(Key.TRAY_ABOVE, "gone")
    assert region_pair.picked(assessment, units, TRAY) == ("320900", "320100")
    assert region_pair.picked(assessment, units, SURE) == ("320900", "320200")
