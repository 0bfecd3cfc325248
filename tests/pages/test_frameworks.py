"""Every page with frameworks of every shape, with and without data: numbers or a sentence, never nonsense."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeVar

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from tests.pages.conftest import ODD, with_gaps, with_odd_frameworks
from tests.pages.live import ask, move, positions
from tests.pages.test_pages import FRAMED, open_page, refused, scenario_of, words  # noqa: F401
from ui import data
from ui.widget_keys import Key

Open = Callable[..., AppTest]
T = TypeVar("T")
NONSENSE = re.compile(r"\b(?:nan|NaN|None(?! of)|inf|Infinity|Traceback)\b")
NOBODY = {"empty", "half_empty", "bare"}  # nobody has a score
VIEWS = [("en", "practice", "region"), ("zh", "jiangsu", "region"), ("en", "practice", "cluster")]

pytestmark = pytest.mark.usefixtures("odd")


def of(bundle: str, framework: str, **choices: object) -> Scenario:
    return default_scenario(with_odd_frameworks(bundle), framework=framework, **choices)


def in_turn(pages: Sequence[str], others: Sequence[T], every: int) -> list[tuple[str, T]]:
    """Every page meets one of `every` others, and each of them as many pages, in turn: all of all says little more."""
    pairs = product(enumerate(pages), enumerate(others))
    return [(page, other) for (at, page), (turn, other) in pairs if (at + turn) % every == 0]


@pytest.mark.parametrize(("page", "framework"), in_turn(FRAMED, list(ODD), 2))
def test_a_page_is_honest(open_page: Open, page: str, framework: str) -> None:  # noqa: F811
    # The views come in turn as well.
    turn = FRAMED.index(page) + list(ODD).index(framework) // 2
    language, bundle, unit = VIEWS[turn % len(VIEWS)]
    scenario = of(bundle, framework, unit=unit)
    app = open_page(page, language, scenario.encode())
    said = words(app).replace(scenario.encode(), "")
    assert not app.exception
    assert not app.error
    assert app.title
    assert not NONSENSE.search(said), NONSENSE.findall(said)
    lacks = "现有数据" in said or "Nothing reaches the coverage" in said or "没有一个评价对象达到" in said
    assert lacks == (framework in NOBODY)


@pytest.mark.parametrize("page", FRAMED)
def test_rules_that_follow_from_a_framework_without_data(open_page: Open, page: str) -> None:  # noqa: F811
    app = open_page(page, "en", replace(of("practice", "empty"), rules="").encode())
    assert not app.exception
    assert not app.error
    assert not NONSENSE.search(words(app))


def test_what_is_lacking_is_named_with_its_usual_source(open_page: Open) -> None:  # noqa: F811
    app = open_page("data", "en", of("jiangsu", "half_empty").encode())
    listed = "\n".join(text.value for text in app.main.markdown if text.value.startswith("- "))
    assert listed.splitlines() == [
        "- nobody\\_counted :gray[Statistical yearbook]",
        "- nobody\\_asked :gray[Statistical yearbook]",
    ]
    assert any("2 indicators have no data yet" in text.value for text in app.main.markdown)


def test_nobody_ranked_means_no_move_of_ranks(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "en", of("practice", "empty").encode())
    assert any("no weights can make a ranking" in text.value for text in app.markdown)


@pytest.mark.parametrize("page", FRAMED)
def test_no_default_focus_is_no_obstacle(
    open_page: Open,  # noqa: F811
    page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobody = {one: replace(with_odd_frameworks(one), default_focus="") for one in ("jiangsu", "practice")}
    monkeypatch.setattr(data, "_dataset", lambda _print, bundle: nobody[bundle])
    app = open_page(page, "en")
    assert not app.exception
    assert not app.error
    assert scenario_of(app).focus == ""


# ---- the choice in the sidebar


def test_the_framework_is_chosen_in_the_sidebar(open_page: Open) -> None:  # noqa: F811
    app = open_page("overview", "en", of("practice", "four_forces", year=2022, focus="p02").encode())
    box = app.selectbox(key=Key.FRAMEWORK)
    assert "empty (no data)" in box.options
    assert "bare" not in " ".join(box.options)
    box.set_value("geometric").run()
    after = scenario_of(app)
    assert (after.framework, after.year, after.focus) == ("geometric", 2022, "p02")
    assert (after.normalise, after.aggregate) == ("percentile", "geometric")
    assert not app.exception
    assert not app.error
    assert not refused(app)  # no weights of the reader's own were lost
    assert after.encode() in app.query_params["s"]
    again = open_page("overview", "en", after.encode())
    assert scenario_of(again) == after
    assert again.title[0].value == app.title[0].value


def test_weights_of_the_old_framework_are_dropped_with_a_note(open_page: Open) -> None:  # noqa: F811
    app = open_page("weights", "en")
    move(app, 0, 90)
    app.selectbox(key=Key.FRAMEWORK).set_value("wide").run()
    assert (scenario_of(app).points, scenario_of(app).weighting) == ((), "default")
    assert any("new one's default weights apply" in note.value for note in app.markdown)
    assert len(positions(app)) == 9
    app.button(key=refused(app)[0]).click().run()
    assert not refused(app)


def test_one_of_many_dimensions_first_stands_in_the_list(open_page: Open) -> None:  # noqa: F811
    # In Chinese: outside a session, where AppTest looks for the option, that is the language.
    app = open_page("weights", "zh", of("practice", "wide").encode())
    app.selectbox(key=Key.MORE_PRESETS).set_value("first.wide_9").run()
    assert dict(scenario_of(app).points)["wide"] == (*[40] * 8, 80)
    assert app.selectbox(key=Key.MORE_PRESETS).value == "first.wide_9"
    ask(app, act="reset")
    assert scenario_of(app).points == ()
    assert app.selectbox(key=Key.MORE_PRESETS).value is None


def test_rules_and_units_are_chosen_in_the_sidebar(open_page: Open) -> None:  # noqa: F811
    app = open_page("shortcomings", "en", of("practice", "four_forces").encode())
    before = app.title[0].value
    app.selectbox(key=Key.RULES).set_value("").run()
    assert scenario_of(app).rules == ""
    assert app.title[0].value != before
    app.selectbox(key=Key.UNIT).set_value("cluster").run()
    assert (scenario_of(app).unit, scenario_of(app).focus) == ("cluster", "c01")
    assert app.selectbox(key=Key.FOCUS).label == "Focus cluster"
    assert not app.exception
    assert not app.error
    app.selectbox(key=Key.BUNDLE).set_value("jiangsu").run()
    assert scenario_of(app).unit == "region"
    assert scenario_of(app).rules == ""
    assert not [box for box in app.selectbox if box.key == Key.UNIT]
    assert not app.error


# ---- the frameworks and rule sets that come with the bundles

FOLLOW_RULES = ("overview", "shortcomings")  # on the other pages a rule set changes nothing that is drawn


def shipped() -> Iterator[tuple[str, str, str, str, str]]:
    """Every page with every framework, the bundles and kinds of units in turn; then every rule set where it shows."""
    views: dict[str, list[tuple[str, str]]] = {}
    for bundle, unit in product(data.bundles(), ("region", "cluster")):
        for framework in data.dataset(bundle).frameworks if data.dataset(bundle).years(unit) else ():
            views.setdefault(framework, []).append((bundle, unit))
    for (at, page), (turn, framework) in product(enumerate(FRAMED), enumerate(views)):
        bundle, unit = views[framework][(at + turn) % len(views[framework])]
        default = default_scenario(data.dataset(bundle), framework=framework, unit=unit)
        yield page, bundle, framework, unit, default.rules
    for page, bundle in product(FOLLOW_RULES, data.bundles()):
        for rules in ("", *data.dataset(bundle).rules):
            yield page, bundle, data.dataset(bundle).default_framework, "region", rules


@pytest.mark.parametrize(("page", "bundle", "framework", "unit", "rules"), list(shipped()))
def test_whatever_is_shipped_can_be_shown(
    open_page: Open,  # noqa: F811
    page: str,
    bundle: str,
    framework: str,
    unit: str,
    rules: str,
) -> None:
    scenario = default_scenario(data.dataset(bundle), framework=framework, unit=unit)
    language = "zh" if unit == "region" else "en"
    app = open_page(page, language, replace(scenario, rules=rules).encode())
    assert not app.exception
    assert not app.error
    assert not refused(app)
    shown = scenario_of(app)
    assert (shown.bundle, shown.framework, shown.unit, shown.rules) == (bundle, framework, unit, rules)
    assert not nonsense(app)


METHODS = [
    {"weighting": "entropy"},
    {"weighting": "bod"},
    {"weighting": "game:entropy+critic", "treat": "winsorise"},
    {"impute": "peer_mean", "treat": "winsorise"},
    {"impute": "group_median", "normalise": "percentile"},
]


@pytest.mark.parametrize(("page", "methods"), in_turn(FRAMED, METHODS, 3))
def test_every_page_under_other_methods_with_gaps_filled(
    open_page: Open,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    methods: dict[str, str],
) -> None:
    gaps = with_gaps("jiangsu")
    monkeypatch.setattr(data, "fingerprint", lambda: gaps.fingerprint)  # or results of the whole data are met
    monkeypatch.setattr(
        data, "_dataset", lambda _, bundle: gaps if bundle == gaps.id else with_odd_frameworks(bundle)
    )
    scenario = replace(default_scenario(gaps, framework="five_forces"), **methods)
    app = open_page(page, "en", scenario.encode())
    assert not app.exception
    assert not app.error
    assert not nonsense(app)
    assert ("missing values are estimates" in words(app)) == ("impute" in methods)


def nonsense(app: AppTest) -> list[str]:
    """Return what no reader should see, in the words, and the numbers without a value in the tables."""
    return NONSENSE.findall("\n".join((words(app).replace(scenario_of(app).encode(), ""), *tabled(app))))


def tabled(app: AppTest) -> Iterator[str]:
    """The texts in the tables of a page; a missing number has an empty cell there."""
    for table in app.dataframe:
        texts = table.value.select_dtypes(exclude="number")
        yield from (str(cell) for cell in texts.to_numpy().ravel() if cell is not None)
