"""The page Goal-seek: a target answered, one out of reach, and who cannot be asked about."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.userdata.connection import Store
from cluster_core.userdata.tray import Draft, add
from tests.pages.opening import ROUTER, open_with, said
from ui.widget_keys import Key


def opened(language: str = "en", bundle: str = "jiangsu", **choices: object) -> AppTest:
    return open_with("goal_seek", language, bundle, **choices)


def choose(app: AppTest, key: Key, value: str) -> AppTest:
    return next(group for group in app.get("button_group") if group.key == key).set_value(value).run()


def test_a_target_bounds_and_levers_move_the_answer_and_are_kept() -> None:
    app = opened()
    assert app.title[0].value.startswith("Yancheng would rise from 13th to 10th")
    app.selectbox(Key.GOAL_RANK).set_value(5).run()
    assert "13th to 5th" in app.title[0].value
    app.selectbox(Key.GOAL_LEVERS).set_value("innovation").run()
    app.selectbox(Key.GOAL_RANK).set_value(1).run()
    assert "out of Yancheng's reach" in app.title[0].value
    best = app.button(Key.GOAL_INSTEAD)
    best.click().run()
    assert "would rise from 13th" in app.title[0].value
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/goal_seek.py").run()
    assert app.selectbox(Key.GOAL_LEVERS).value == "innovation"
    assert not app.exception
    assert not app.error


def test_a_score_by_hand_and_own_levers() -> None:
    app = opened()
    choose(app, Key.GOAL_KIND, "score")
    app.number_input(Key.GOAL_SCORE).set_value(20.0).run()
    assert "would score 20.0" in app.title[0].value
    app.number_input(Key.GOAL_SCORE).set_value(5.0).run()
    assert "nothing has to change" in app.title[0].value
    app.number_input(Key.GOAL_SCORE).set_value(1e6).run()
    assert "out of Yancheng's reach" in app.title[0].value
    app.selectbox(Key.GOAL_LEVERS).set_value("own").run()
    app.multiselect[0].set_value(["rd_intensity"]).run()
    assert "even with 1 indicator at its bound" in said(app)
    assert not app.exception


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("bounds", ["halfway", "own_pace"])
def test_every_kind_of_bound_in_both_languages(language: str, bounds: str) -> None:
    app = choose(opened(language, "practice"), Key.GOAL_BOUNDS, bounds)
    assert not app.exception
    assert not app.error
    app.toggle[0].set_value(True).run()
    assert len(app.dataframe) == 1


def test_the_table_of_levers_opens() -> None:
    app = opened()
    app.session_state[Key.GOAL_DETAILS] = True
    app.run()
    assert not app.exception
    assert "twice as hard" in said(app)


@pytest.mark.parametrize(
    ("language", "choices"),
    [
        ("zh", {"peers": ("320100", "320200"), "focus": ""}),
        ("en", {"peers": ("320100",), "focus": "320100"}),
        ("zh", {"min_coverage": 1.0}),
        ("en", {"normalise": "rank"}),
        ("zh", {"normalise": "zscore"}),
        ("en", {"aggregate": "geometric"}),
        ("zh", {"weighting": "bod"}),
    ],
    ids=str,
)
def test_whatever_the_scenario_the_page_answers_in_words(language: str, choices: dict[str, object]) -> None:
    app = opened(language, **choices)
    assert app.title[0].value
    assert not app.exception
    assert not app.error


def test_a_saved_goal_is_the_same_question_with_the_same_numbers(desk: Store) -> None:
    app = opened()
    app.selectbox(Key.GOAL_RANK).set_value(5).run()
    app.selectbox(Key.GOAL_LEVERS).set_value("innovation").run()
    choose(app, Key.GOAL_BOUNDS, "own_pace")
    asked, answer = app.title[0].value, said(app)
    app.button(Key.TRAY_SAVE.of("goal")).click().run()
    assert app.checkbox(Key.TRAY_SEEN.of("goal")).value
    assert "Open it on the page Goal-seek" in app.checkbox(Key.TRAY_SEEN.of("goal")).label
    view = app.query_params["v"]
    view = view if isinstance(view, str) else view[0]
    draft = Draft("Goal", app.session_state["scenario"], page="goal", view=view)
    (record,) = add(desk, [draft])
    app.switch_page("../pages/scenarios.py").run()
    assert "opens on Goal-seek" in said(app)
    again = AppTest.from_file(str(ROUTER), default_timeout=60)
    again.query_params.update({"lang": "en", "s": record.code, "v": record.view})
    again.run().switch_page("../pages/goal_seek.py").run()
    assert again.title[0].value == asked
    assert said(again) == answer
