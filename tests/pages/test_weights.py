"""The weights page: the live board moves ranks and address, ways back lead back, and what cannot be is explained."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess.assessment import assess
from cluster_core.model.scenario import Scenario
from cluster_core.model.weights import shares
from tests.pages.live import ask, board, move, positions
from tests.pages.test_pages import default, open_page, scenario_of  # noqa: F401
from ui import data
from ui.widget_keys import Key

Open = Callable[..., AppTest]


def points_of(app: AppTest) -> tuple[float, ...]:
    return dict(scenario_of(app).points)["four_forces"]


def weights_shown(app: AppTest) -> list[float]:
    return [row["share"] for row in board(app)["rows"]]


def test_a_move_changes_ranks_address_and_sentence(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "en")
    before = scenario_of(app)
    move(app, 0, 90)
    after = scenario_of(app)
    assert dict(after.points) == {"four_forces": (90, 50, 50, 50)}
    assert after.encode() in app.query_params["s"]
    assert weights_shown(app) == pytest.approx(shares((90, 50, 50, 50)).tolist())
    ranks = [assess(data.dataset("jiangsu"), one).ranks["four_forces"].tolist() for one in (before, after)]
    assert ranks[0] != ranks[1]
    assert app.title[0].value.startswith("Own weights")


def test_a_rest_writes_the_frame_alone(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "en")
    move(app, 0, 90)
    ask(app, act="rest")
    assert not app.exception
    assert scenario_of(app).encode() in app.query_params["s"]


def test_a_lock_keeps_its_share(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights")
    move(app, 0, 100, locked=(1,))
    found = points_of(app)
    assert found[1] / sum(found) == pytest.approx(0.25, abs=0.001)
    assert [row["locked"] for row in board(app)["rows"]] == [False, True, False, False]
    assert positions(app) == [100, 50, 50, 50]


def test_a_lock_alone_changes_no_weight(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights")
    move(app, 0, 50, locked=(0, 1, 2, 3))
    assert scenario_of(app) == default("jiangsu")
    assert all(row["locked"] for row in board(app)["rows"])
    assert not board(app)["can_undo"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_board_has_words_for_what_cannot_be_done(open_page: Open, language: str) -> None:  # noqa: F811
    words = board(open_page("weights", language))["words"]
    said = [words[key] for key in ("all_zero", "free_zero", "all_locked", "one_free")]
    assert len(set(said)) == 4
    assert all(said)


def test_all_zero_keeps_the_last_valid_weights(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "zh")
    for place in range(4):
        move(app, place, 0)
    assert not app.exception
    assert board(app)["refused"]
    assert points_of(app) == (0, 0, 0, 50)
    assert weights_shown(app) == [0, 0, 0, 1]
    assert positions(app) == [0, 0, 0, 0]
    move(app, 0, 10)
    assert not board(app)["refused"]
    assert points_of(app) == (10, 0, 0, 0)


def test_zero_beside_locks_keeps_the_last_valid_weights(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights")
    move(app, 3, 0, locked=(0, 1, 2))
    assert board(app)["refused"]
    assert scenario_of(app) == default("jiangsu")


@pytest.mark.parametrize(
    "asked",
    [
        {"act": "move", "points": [90, 50], "locked": [False] * 4},
        {"act": "move", "points": "9999", "locked": [False] * 4},
        {"act": "move", "points": [float("nan"), 50, 50, 50], "locked": [False] * 4},
        {"act": "move", "points": [90, 50, 50, 50], "locked": ["no"] * 4},
        {"act": "drop tables"},
        {"act": None, "number": "x"},
    ],
)
def test_nonsense_from_the_browser_changes_nothing(open_page: Open, asked: dict[str, object]) -> None:  # noqa: F811
    app = ask(open_page("weights"), **asked)
    assert not app.exception
    assert scenario_of(app) == default("jiangsu")


def test_positions_out_of_range_are_held_to_it(open_page: Open) -> None:  # noqa: F811
    app = ask(open_page("weights"), act="move", points=[10**400, -3, 50, 50.4], locked=[False] * 4)
    assert points_of(app) == (100, 0, 50, 50)


# ---- ways back


def test_presets_undo_and_reset(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights")
    preset = next(group for group in app.get("button_group") if group.key == Key.PRESET)
    preset.set_value("first.brand").run()
    assert points_of(app) == (40, 40, 80, 40)
    assert positions(app) == [40, 40, 80, 40]
    move(app, 0, 100)
    ask(app, act="undo")
    assert positions(app) == [40, 40, 80, 40]
    ask(app, act="reset")
    assert scenario_of(app) == default("jiangsu")
    ask(app, act="undo")
    assert points_of(app) == (40, 40, 80, 40)
    ask(app, act="undo")
    assert scenario_of(app) == default("jiangsu")
    assert not board(app)["can_undo"]


def test_a_drag_is_one_step(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights")
    for position in (60, 70, 80):
        move(app, 0, position, movement=7)
    move(app, 0, 20, movement=8)
    ask(app, act="undo")
    assert positions(app) == [80, 50, 50, 50]
    ask(app, act="undo")
    assert scenario_of(app) == default("jiangsu")


def test_a_scenario_can_be_undone_after_a_change_elsewhere(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "zh")
    move(app, 2, 90)
    app.selectbox(key=Key.YEAR).set_value(2021).run()
    ask(app, act="undo")
    assert (scenario_of(app).year, points_of(app)) == (2023, (50, 50, 90, 50))


def test_the_language_switch_keeps_the_scenario(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "zh")
    move(app, 2, 90)
    kept = scenario_of(app)
    switch = next(group for group in app.get("button_group") if group.key == Key.LANGUAGE)
    switch.set_value("en").run()
    assert scenario_of(app) == kept
    assert "en" in app.query_params["lang"]
    assert "Own weights" in app.title[0].value
    assert positions(app) == [50, 50, 90, 50]


# ---- pairs, table, many regions


def test_pairs_are_compared_over_the_page(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "zh")
    app.selectbox(key=Key.MORE_PRESETS).set_value("ahp").run()
    pairs = [one for one in app.selectbox if str(one.key).startswith(Key.AHP_PAIR)]
    assert len(pairs) == 6
    assert scenario_of(app) == default("jiangsu")


def test_the_table_holds_the_same_numbers(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "en", default("jiangsu").with_points("four_forces", (80, 40, 40, 40)).encode())
    app.toggle(key=Key.TABLE.of("what_changed")).set_value(True).run()
    found = assess(data.dataset("jiangsu"), scenario_of(app))
    assert sorted(app.dataframe[0].value["Score"]) == pytest.approx(sorted(found.scores["four_forces"]))


@pytest.fixture
def nine(odd: None) -> Scenario:
    return replace(default("practice"), framework="wide", rules="", points=(), weighting="default")


def test_nine_dimensions_have_a_slider_each(open_page: Open, nine: Scenario) -> None:  # noqa: F811
    app = open_page("weights", "en", nine.encode())
    move(app, 8, 100)
    assert dict(scenario_of(app).points)["wide"] == (*[50] * 8, 100)
    assert len({row["colour"] for row in board(app)["rows"]}) == 9


def test_the_spec_is_the_same_before_and_after_a_move(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "en")
    (first,) = app.get("vega_lite_chart")
    spec, said = json.loads(first.proto.spec), first.proto.alt
    move(app, 0, 95)
    (second,) = app.get("vega_lite_chart")
    assert (json.loads(second.proto.spec), second.proto.alt) == (spec, said)
