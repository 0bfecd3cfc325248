"""The console and the wall without a browser, in every state of a workshop."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from cluster_core.userdata import sessions
from cluster_core.userdata.connection import Store
from cluster_core.userdata.sessions import Created
from cluster_core.userdata.votes import Submission, vote
from tests.pages.opening import ROUTER, said
from tests.ui.workshop_rooms import CAMPS, CLOSER, cast, held, join, lead, made
from ui import data, workshop_choice
from ui.text import plain
from ui.widget_keys import Key


def opened(page: str, room: Created | None = None, *, language: str = "zh", led: bool = True) -> AppTest:
    """Open a page as after a refresh: from the address alone, with the key that the browser kept."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["lang"] = language
    app.query_params["s"] = default_scenario(data.dataset("jiangsu")).encode()
    if room is not None:
        app.query_params["v"] = f"1~{'wk' if page == 'workshop' else 'wl'}~1~{room.session.id}~z"
    if room is not None and led:
        app.session_state["workshop_keys"] = {room.session.id: room.key}
    return well(app.switch_page(f"../pages/{page}.py").run())


def well(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def press(app: AppTest, key: str) -> AppTest:
    return well(app.button(key=key).click().run())


def everything(app: AppTest) -> str:
    return said(app) + "".join(one.value for one in [*app.subheader, *app.warning])


def test_a_workshop_is_made_led_and_applied(desk: Store) -> None:
    app = opened("workshop")
    press(app, Key.WORKSHOP_CREATE)
    assert "名称须有" in app.warning[0].value, "a workshop has a name"
    app.text_input(key=Key.WORKSHOP_TITLE).set_value("春季 <b>研讨</b>").run()
    press(app, Key.WORKSHOP_CREATE)
    session = sessions.list_(desk)[0]
    assert (session.rounds, session.timer_s, session.comments) == (2, 120, False)
    assert session.question.method == "points"
    assert f"**{session.join_code[:4]}-{session.join_code[4:]}**" in everything(app)
    room = Created(session, app.session_state["workshop_keys"][session.id])
    press(app, Key.WORKSHOP_STEP.of("open"))
    cast(desk, room, join(desk, room, 5), CLOSER)
    press(app, Key.WORKSHOP_STEP.of("close"))
    assert not app.get("vega_lite_chart"), "hidden, for the facilitator too"
    press(app, Key.WORKSHOP_STEP.of("reveal"))
    assert len(app.get("vega_lite_chart")) == 3
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))
    assert len(app.get("download_button")) >= 2
    press(app, Key.WORKSHOP_STEP.of("open"))
    press(app, Key.WORKSHOP_STEP.of("close"))
    press(app, Key.WORKSHOP_STEP.of("reveal"))
    assert "还没有人投票" in everything(app)
    press(app, Key.WORKSHOP_STEP.of("end"))
    assert sessions.find(desk, session.id).state == "ended"


def test_applying_goes_to_the_weights(desk: Store) -> None:
    room, _ = held(desk, CLOSER[:5])
    app = opened("workshop", room)
    press(app, Key.WORKSHOP_APPLY.of(0))
    scenario = app.session_state["scenario"]
    assert scenario.weighting == "user"
    assert max(dict(scenario.points)["four_forces"]) == 1000
    assert app.title[0].value
    assert any(one.key == Key.BOARD or "权重" in str(one.value) for one in [*app.title, *app.markdown])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_the_wall_shows_counts_until_the_reveal(desk: Store, language: str, steps: int) -> None:
    room = made(desk)
    tokens = join(desk, room, 5)
    for step in ("open", "close", "reveal")[:steps]:
        lead(desk, room, step)
        if step == "open":
            cast(desk, room, tokens, CAMPS)
    app = opened("wall", room, language=language, led=False)
    text = everything(app)
    code = f"{room.session.join_code[:4]}-{room.session.join_code[4:]}"
    assert (code in text) == (steps < 3)
    assert len(app.get("vega_lite_chart")) == (2 if steps == 3 else 0)
    assert room.key not in text
    if steps:
        assert ("5 人已答" if language == "zh" else "5 of 5 answered") in text


def test_the_wall_shows_certainty_and_rounds(desk: Store) -> None:
    room, _ = held(desk, CAMPS[:6], CLOSER[:6])
    app = opened("wall", room, led=False)
    views = next(group for group in app.get("button_group") if group.key == Key.WALL_VIEW)
    for view, count in (("ranking", 1), ("rounds", 2)):
        views = next(group for group in app.get("button_group") if group.key == Key.WALL_VIEW)
        views.set_value(view).run()
        assert len(well(app).get("vega_lite_chart")) == count
    assert "改了主意" in everything(app)


def test_a_small_room_is_told_why_nothing_is_shown(desk: Store) -> None:
    room, _ = held(desk, CAMPS[:4])
    for page in ("workshop", "wall"):
        app = opened(page, room)
        assert "只有 4 票" in everything(app) + app.title[0].value
        assert not app.get("vega_lite_chart")


def test_practice_data_are_marked(desk: Store) -> None:
    room, _ = held(desk, CLOSER[:5], bundle="practice")
    assert "虚构" in everything(opened("wall", room))
    assert "虚构" in everything(opened("workshop", room)), "though the screen is about Jiangsu"


def test_who_has_no_key_watches_or_at_this_desk_takes_over(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = made(desk)
    monkeypatch.setattr(workshop_choice, "at_this_desk", lambda: False)
    app = opened("workshop", room, led=False)
    assert Key.WORKSHOP_TAKE not in [one.key for one in app.button]
    monkeypatch.setattr(workshop_choice, "at_this_desk", lambda: True)
    app = opened("workshop", room, led=False)
    assert "只能看" in everything(app)
    assert Key.WORKSHOP_STEP.of("open") not in [one.key for one in app.button]
    press(app, Key.WORKSHOP_TAKE)
    press(app, Key.WORKSHOP_STEP.of("open"))
    assert sessions.find(desk, room.session.id).state == "open"
    assert not sessions.holds_key(desk, room.session.id, room.key)


def test_a_workshop_deleted_elsewhere_leaves_both_pages_whole(desk: Store) -> None:
    room = made(desk)
    console, wall = opened("workshop", room), opened("wall", room)
    sessions.delete(desk, room.session.id, room.key)
    assert "发起一场研讨" in well(console.run()).title[0].value
    assert "还没有研讨" in well(wall.run()).title[0].value


def test_sentences_are_text_on_the_console_and_not_on_the_wall(desk: Store) -> None:
    odd = "<b>x</b> **y** :smile:"
    room = made(desk, comments=True)
    tokens = join(desk, room, 5)
    lead(desk, room, "open")
    cast(desk, room, tokens, CLOSER)
    vote(desk, room.session.id, tokens[0], Submission(1, 2, "other-form", CLOSER[0], odd))
    lead(desk, room, "close", "reveal")
    shown = [one.value for one in opened("workshop", room).markdown]
    assert plain(odd) in shown
    assert "smile" not in everything(opened("wall", room))
