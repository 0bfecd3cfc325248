"""Every page under every switch, and the switches themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess.assessment import assess
from cluster_core.model.framework import IMPUTATIONS, TREATMENTS
from cluster_core.model.scenario import Scenario
from tests.pages.live import ask, board, move, positions
from tests.pages.test_frameworks import NONSENSE
from tests.pages.test_pages import FRAMED, default, open_page, refused, scenario_of, words  # noqa: F401
from ui import data, weighting
from ui.widget_keys import Key

Open = Callable[..., AppTest]
# Every choice of every switch at least once, some of them together: one by one would be three times as many.
SWITCHED: dict[str, dict[str, object]] = {
    "z-scores, winsorised": {"normalise": "zscore", "treat": "winsorise"},
    "ranks, equal weights": {"normalise": "rank", "weighting": "equal", "impute": "carry_forward"},
    "percentiles, entropy": {"normalise": "percentile", "weighting": "entropy", "aggregate": "geometric"},
    "distance to best": {"normalise": "best", "impute": "linear"},
    "harmonic, critic": {"aggregate": "harmonic", "weighting": "critic", "impute": "group_median"},
    "minimum of z-scores": {"aggregate": "min", "normalise": "zscore", "impute": "peer_mean"},
    "power, components": {"aggregate": "power:-0.5", "weighting": "pca", "impute": "peer_median"},
    "full coverage": {"min_coverage": 1.0},
    "this year only, doubt": {"max_age": 0, "weighting": "bod"},
    "all years, linear": {"pool": "all", "weighting": "linear:entropy+critic"},
    "multiplicative": {"weighting": "multiplicative:entropy+critic", "impute": "group_mean"},
    "game": {"weighting": "game:entropy+critic"},
}


def test_no_choice_is_left_out() -> None:
    tried = {(field, value) for switched in SWITCHED.values() for field, value in switched.items()}
    for field, choices in (
        ("impute", IMPUTATIONS[1:]),
        ("treat", TREATMENTS[1:]),
        ("weighting", ("equal", *weighting.SETS, *weighting.MORE)),
    ):
        assert {(field, choice) for choice in choices} <= tried


@pytest.fixture(scope="module")
def shipped() -> Scenario:
    return default("jiangsu")


# Every page meets every third switch and every switch every third page, in turn: all of all would be three times
# as many for the same code.
IN_TURN = [
    pytest.param(page, switched, id=f"{page}-{name}")
    for at, page in enumerate(FRAMED)
    for turn, (name, switched) in enumerate(SWITCHED.items())
    if (at + turn) % 3 == 0
]


@pytest.mark.parametrize(("page", "switched"), IN_TURN)
def test_a_page_opens_under_a_switch(open_page: Open, page: str, switched: dict[str, object]) -> None:  # noqa: F811
    # The real figures hold zeros, which a share of the best cannot tell apart.
    bundle = "practice" if switched.get("normalise") == "best" else "jiangsu"
    scenario = replace(default(bundle), **switched)
    app = open_page(page, "en", scenario.encode())
    assert not app.exception
    assert not app.error
    assert scenario_of(app) == scenario
    assert not refused(app)
    assert not NONSENSE.search(words(app).replace(scenario.encode(), ""))


def with_switches(app: AppTest) -> AppTest:
    """Open the switches, as a click on their button does; AppTest forgets with every run that they are open."""
    app.session_state[Key.METHODS] = True
    return app.run()


def opened(open_page: Open, language: str = "en") -> AppTest:  # noqa: F811
    return with_switches(open_page("overview", language))


def switch(app: AppTest, field: str, value: object) -> AppTest:
    app.selectbox(key=Key.METHOD.of(field)).set_value(value).run()
    return with_switches(app)


def test_the_switches_are_drawn_only_when_open(open_page: Open) -> None:  # noqa: F811
    closed = open_page("overview")
    assert not [box for box in closed.selectbox if box.key.startswith(Key.METHOD)]
    app = opened(open_page, "zh")
    boxes = [box for box in app.selectbox if box.key.startswith(Key.METHOD)]
    assert len(boxes) == 7
    assert all(box.help for box in boxes)
    assert not any(re.search(r"[A-Za-z]{3,}", option) for box in boxes for option in box.options)


def test_a_switch_changes_scores_link_and_label(open_page: Open) -> None:  # noqa: F811
    app = switch(opened(open_page), "aggregate", "geometric")
    after = scenario_of(app)
    assert after == replace(default("jiangsu"), aggregate="geometric")
    expected = assess(data.dataset("jiangsu"), after).scores.loc["320900", "four_forces"]
    assert f"{expected:.1f}" in app.title[0].value
    assert after.encode() in app.query_params["s"]
    assert any("min–max scaling and geometric mean" in caption.value for caption in app.caption)
    assert any(caption.value == "Changed: geometric mean" for caption in app.sidebar.caption)
    app.button(key=Key.METHOD_RESET).click().run()
    assert scenario_of(app) == default("jiangsu")


def test_a_power_mean_has_an_exponent(open_page: Open) -> None:  # noqa: F811
    app = switch(opened(open_page), "aggregate", "power")
    assert scenario_of(app).aggregate == "power:2"
    app.selectbox(key=Key.EXPONENT).set_value(-0.5).run()
    assert scenario_of(app).aggregate == "power:-0.5"
    assert Scenario.decode(scenario_of(app).encode()).aggregate == "power:-0.5"


@pytest.mark.parametrize("field", ["impute", "treat", "min_coverage", "max_age", "pool", "normalise"])
def test_every_other_switch_reaches_the_scenario(open_page: Open, field: str) -> None:  # noqa: F811
    chosen = {
        "impute": "group_median",
        "treat": "winsorise",
        "min_coverage": 0.75,
        "max_age": 1,
        "pool": "all",
        "normalise": "rank",
    }[field]
    app = switch(opened(open_page), field, chosen)
    assert scenario_of(app) == replace(default("jiangsu"), **{field: chosen})
    assert not app.error
    assert not app.warning


def test_what_does_not_go_together_is_explained_and_changes_nothing(open_page: Open) -> None:  # noqa: F811
    app = switch(opened(open_page), "aggregate", "geometric")
    kept = scenario_of(app)
    app = switch(app, "normalise", "zscore")
    assert scenario_of(app) == kept
    assert "needs a scale that starts at zero" in app.warning[0].value
    assert app.selectbox(key=Key.METHOD.of("normalise")).value == "minmax"
    app = switch(app, "normalise", "target")
    assert "have no target" in app.warning[0].value
    app = switch(app, "normalise", "rank")
    assert not app.warning
    assert not app.error
    assert scenario_of(app) == replace(kept, normalise="rank")


@pytest.mark.parametrize("page", FRAMED)
@pytest.mark.parametrize("normalise", ["zscore", "target"])
def test_a_link_with_methods_that_cannot_be_opens_with_the_frameworks_own(
    open_page: Open,  # noqa: F811
    page: str,
    normalise: str,
) -> None:
    scenario = replace(default("jiangsu"), aggregate="geometric", normalise=normalise)
    app = open_page(page, "en", scenario.encode())
    assert not app.exception
    assert not app.error
    assert scenario_of(app) == default("jiangsu")
    assert any("framework's own methods apply" in note.value for note in app.markdown)


# ---- weights from the data


@pytest.mark.parametrize("preset", weighting.SETS)
def test_a_set_can_be_in_force(open_page: Open, preset: str) -> None:  # noqa: F811
    app = open_page("weights", "zh")  # the language in which AppTest looks for a button
    buttons = next(group for group in app.get("button_group") if group.key == Key.PRESET)
    buttons.set_value(preset).run()
    scenario = scenario_of(app)
    assert (scenario.weighting, scenario.points) == (preset, ())
    shares = data.assessment(scenario).scored.mean_weights["four_forces"]
    assert [row["share"] for row in board(app)["rows"]] == pytest.approx(shares.tolist())
    named = {"entropy": "熵权", "critic": "CRITIC"}[preset]
    assert any(f"**{named}**" in text.value for text in app.sidebar.markdown)
    move(app, 0, 100)
    moved = scenario_of(app)
    assert moved.weighting == preset
    assert any(f"自定（其余{named}）" in text.value for text in app.sidebar.markdown)
    assert positions(app)[0] == 100
    ask(app, act="reset")
    assert scenario_of(app) == default("jiangsu")


def test_the_method_page_says_what_is_in_force(open_page: Open) -> None:  # noqa: F811
    scenario = replace(
        default("jiangsu"),
        aggregate="geometric",
        weighting="entropy",
        min_coverage=0.25,
        impute="peer_median",
    )
    said = words(open_page("method", "en", scenario.encode()))
    for line in (
        "Missing values: median of the peers",
        "Outliers: left as they are",
        "Scale of the indicators: min–max scaling",
        "Goalposts from: the year in use",
        "Weights: Entropy",
        "Scores combined by: geometric mean (scores below 0.01 count as 0.01)",
        "Least coverage: 25%",
    ):
        assert line in said


def test_a_link_of_the_first_format_still_opens(open_page: Open) -> None:  # noqa: F811
    code = "1~jiangsu~1~four_forces~1~shortcomings_yancheng~~2022~~~~~~geometric~320500~0~~0~z"
    app = open_page("overview", "en", code)
    found = scenario_of(app)
    assert (found.year, found.aggregate, found.focus, found.impute) == (2022, "geometric", "320500", "none")
    assert not refused(app)
    assert found.encode().startswith("2~")
