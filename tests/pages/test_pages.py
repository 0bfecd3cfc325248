"""Every page in both languages over both bundles, and what it does with links, weights and languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess.assessment import assess
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from tests.pages.opening import ROUTER, go, open_with, said
from ui import data, text
from ui.figures import Figure
from ui.widget_keys import Key

PAGES = [
    *("overview", "profile", "compare", "shortcomings", "toolbox", "clusters", "types"),
    *("agglomeration", "chokepoints", "map"),
    *("weights", "robustness", "scenarios", "goal_seek", "methods", "workshop", "wall"),
    *("story", "data", "import_table", "audit", "framework", "method"),
]
# The wall shows a workshop by its own scenario, without the frame that the others stand in.
FRAMED = [page for page in PAGES if page != "wall"]
CHARTS_LEAST = {
    "goal_seek": 1,
    "data": 1,
    "method": 0,
    "framework": 0,
    "import_table": 0,
    "scenarios": 0,
    "story": 0,
    "toolbox": 0,
    "wall": 0,  # nobody has voted
    "workshop": 0,
    "weights": 1,
    "agglomeration": 0,  # Jiangsu has no table of industries
    "chokepoints": 1,
}  # where fewer than two
LANGUAGES = ["zh", "en"]
BUNDLES = ["jiangsu", "practice"]
ENGLISH_WIDGET_WORDS = re.compile(
    r"\b(Choose|Select|Search|required|options?|Press|Enter|Loading|Open|Add)\b"
)
KEY = re.compile(
    r"\b(?:" + "|".join(sorted({key.split(".")[0] for key in text._patterns("en")})) + r")\.[a-z_]+\b"
)

Open = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Open:
    """A function that opens a page as a link would: with a scenario code and a language."""

    def open_(page: str = "overview", language: str = "zh", code: str | None = None) -> AppTest:
        app = AppTest.from_file(str(ROUTER), default_timeout=30)
        app.query_params["lang"] = language
        if code is not None:
            app.query_params["s"] = code
        return go(app, page)

    return open_


@pytest.fixture
def wordless(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of figures that a page made without a takeaway, a subtitle, a spoken text or a table."""
    found: list[str] = []
    made = Figure.__init__

    def watched(figure: Figure, *given: object, **named: object) -> None:
        made(figure, *given, **named)  # type: ignore[arg-type]
        spoken = figure.title in figure.alt and figure.subtitle in figure.alt
        if not (figure.title and figure.subtitle and spoken and len(figure.table().columns)):
            found.append(figure.id)

    monkeypatch.setattr(Figure, "__init__", watched)
    return found


def bundles() -> list[str]:
    return [bundle for bundle in BUNDLES if bundle in data.bundles()]


def default(bundle: str) -> Scenario:
    return default_scenario(data.dataset(bundle))


def scenario_of(app: AppTest) -> Scenario:
    return app.session_state["scenario"]


def words(app: AppTest) -> str:
    """Return everything a page says, widgets and alternative texts included."""
    said: list[str] = []
    for kind in ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "code"):
        said += [str(element.value) for element in getattr(app, kind)]
        said += [str(element.value) for element in getattr(app.sidebar, kind)]
    for kind in ("button", "selectbox", "slider", "toggle", "multiselect", "button_group"):
        for element in app.get(kind):
            said += [str(element.proto.label), str(getattr(element.proto, "placeholder", ""))]
    said += [element.proto.alt for element in app.get("vega_lite_chart")]
    return "\n".join(said)


def refused(app: AppTest) -> list[str]:
    """Return the keys of the notes that wait to be dismissed."""
    return [button.key for button in app.button if button.key and button.key.startswith(Key.NOTE)]


def test_the_table_has_every_page() -> None:
    assert sorted(PAGES) == sorted(page.stem for page in ROUTER.parents[1].joinpath("pages").glob("*.py"))


@pytest.mark.parametrize("bundle", bundles())
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens(open_page: Open, wordless: list[str], page: str, language: str, bundle: str) -> None:
    scenario = default(bundle)
    app = open_page(page, language, scenario.encode())
    said = words(app)
    assert not app.exception
    assert not app.error
    assert not refused(app)
    assert wordless == []
    assert not KEY.search(said.replace(scenario.encode(), ""))
    assert "{" not in said.replace(scenario.encode(), "")
    assert (("虚构" in said) or ("fictional" in said)) == data.dataset(bundle).synthetic
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))
    assert len(app.get("vega_lite_chart")) >= CHARTS_LEAST.get(page, 2)
    if language == "zh":
        assert not ENGLISH_WIDGET_WORDS.search(said)


@pytest.mark.parametrize("bundle", bundles())
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_is_the_assessment(open_page: Open, language: str, bundle: str) -> None:
    scenario = default(bundle)
    result = assess(data.dataset(bundle), scenario)
    root, focus = result.framework.id, scenario.focus
    headline = open_page("overview", language, scenario.encode()).title[0].value
    assert f"{result.scores.loc[focus, root]:.1f}" in headline
    assert re.search(rf"\b{int(result.ranks.loc[focus, root])}(st|nd|rd|th)?\b", headline)
    name = result.dataset.regions[focus].name
    assert (name.en if language == "en" else name.zh.removesuffix("市")) in headline


def test_the_overview_says_what_the_numbers_rest_on(open_page: Open) -> None:
    result = assess(data.dataset("jiangsu"), default("jiangsu"))
    said = words(open_page("overview", "en"))
    filled = sum(result.prepared.vintages[one].present > 0 for one in result.framework.indicators)
    assert f"Data for {filled} of {len(result.framework.indicators)} indicators" in said
    assert "rests partly on proxies" in said
    coupling = result.coupling.set_index("region").loc["320900"]
    for letter in "CTD":
        assert f" {letter} {coupling[letter]:.2f}" in said.replace("\n", " ")


def test_the_worst_shortcomings_come_first(open_page: Open) -> None:
    result = assess(data.dataset("jiangsu"), default("jiangsu"))
    rows = result.shortcomings[result.shortcomings["region"] == "320900"].dropna(subset=["severity"])
    worst = rows.sort_values("severity", ascending=False).head(3)
    names = {item.id: item.name.en for item in result.rules.items}
    said = words(open_page("overview", "en"))
    places = [said.index(names[item].split(";")[0].split(",")[0]) for item in worst["item"]]
    assert places == sorted(places)


BAD_CODES = {
    "garbage": "garbage",
    "future": "99~jiangsu~1~x",
    "empty fields": "1~~~~~~~",
    "not a number": "1~jiangsu~1~four_forces~1~~~2023~~~~~~~320900~0~user~1~four_forces~4~nan~1~1~1~z",
    "infinite": "1~jiangsu~1~four_forces~1~~~2023~~~~~~~320900~0~user~1~four_forces~4~inf~1~1~1~z",
    "negative": "1~jiangsu~1~four_forces~1~~~2023~~~~~~~320900~0~user~1~four_forces~4~-1~1~1~1~z",
    "all zero": "1~jiangsu~1~four_forces~1~~~2023~~~~~~~320900~0~user~1~four_forces~4~0~0~0~0~z",
    "too few weights": "1~jiangsu~1~four_forces~1~~~2023~~~~~~~320900~0~user~1~four_forces~2~1~1~z",
    "unknown region": "1~jiangsu~1~four_forces~1~shortcomings_yancheng~~2023~~~~~~~999999~0~~0~z",
    "unknown year": "1~jiangsu~1~four_forces~1~shortcomings_yancheng~~1066~~~~~~~320900~0~~0~z",
    "unknown bundle": "1~atlantis~1~four_forces~1~~~2023~~~~~~~320900~0~~0~z",
    "markup": "<script>alert(1)</script>![](x)",
    "very long": "1~" + "x" * 100_000,
    "control signs": "1~\u202e~\u0000~\U0001f600",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", BAD_CODES.values(), ids=BAD_CODES)
def test_a_bad_code_gives_the_defaults_and_a_note(open_page: Open, code: str, language: str) -> None:
    app = open_page("overview", language, code)
    assert not app.exception
    assert not app.error
    assert refused(app)
    expected = replace(default("jiangsu"), rules=scenario_of(app).rules)
    assert scenario_of(app) == expected
    app.button(key=refused(app)[0]).click().run()
    assert not refused(app)
    assert app.query_params["s"] in (scenario_of(app).encode(), [scenario_of(app).encode()])


def test_region_year_peers_and_bundle(open_page: Open) -> None:
    app = open_page("overview")
    app.selectbox(key=Key.FOCUS).set_value("320500").run()
    assert app.title[0].value.startswith("苏州")
    app.selectbox(key=Key.PEER_MODE).set_value("group").run()
    assert len(scenario_of(app).peers) == 5
    app.selectbox(key=Key.FOCUS).set_value("320900").run()
    assert "320300" in scenario_of(app).peers
    app.selectbox(key=Key.PEER_MODE).set_value("chosen").run()
    app.multiselect(key=Key.PEERS).set_value(["320100"]).run()
    assert scenario_of(app).peers == ("320100", "320900")
    app.multiselect(key=Key.PEERS).set_value([]).run()
    assert scenario_of(app).peers == ("320900",)
    assert not app.exception
    assert not app.error
    app.selectbox(key=Key.PEER_MODE).set_value("all").run()
    app.selectbox(key=Key.YEAR).set_value(2021).run()
    assert (scenario_of(app).year, scenario_of(app).peers) == (2021, ())
    app.selectbox(key=Key.BUNDLE).set_value("practice").run()
    assert scenario_of(app).bundle == "practice"
    assert not app.exception


@pytest.mark.parametrize("page", PAGES)
def test_every_year_can_be_shown(open_page: Open, page: str) -> None:
    dataset = data.dataset("jiangsu")
    years = dataset.years()
    for year in {years[0], years[len(years) // 2], years[-1]}:
        app = open_page(page, "en", replace(default("jiangsu"), year=year).encode())
        assert not app.exception
        assert not app.error


def test_tables_show_the_same_numbers(open_page: Open) -> None:
    app = open_page("overview", "zh")
    for toggle in list(app.toggle):
        app.toggle(key=toggle.key).set_value(True).run()
    assert not app.exception
    assert len(app.dataframe) == 3
    result = assess(data.dataset("jiangsu"), default("jiangsu"))
    ranking = app.dataframe[0].value
    assert list(ranking["位次"]) == sorted(result.ranks["four_forces"])
    assert sorted(ranking["得分"]) == pytest.approx(sorted(result.scores["four_forces"]))


def test_an_error_in_a_page_is_a_message(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_scenario: Scenario) -> None:
        raise RuntimeError("secret detail /etc/passwd")

    monkeypatch.setattr(data, "assessment", broken)
    app = open_page("overview", "en")
    assert not app.exception
    assert re.search(r"error number [0-9a-f]{8}", app.error[0].value)
    assert "secret" not in words(app)


@pytest.mark.parametrize(
    ("page", "language", "real"),
    [
        ("toolbox", "zh", "对策、案例和政策出自真实文献，不属于虚构的练习数据"),
        ("clusters", "en", "come from real documents; they are no part of the fictional practice data"),
        ("chokepoints", "zh", "这份清单来自真实文件，不属于虚构的练习数据"),
    ],
)
def test_what_is_real_on_fictional_data_is_told_apart(page: str, language: str, real: str) -> None:
    told = said(open_with(page, language, "practice"))
    assert ("练习数据（虚构）" if language == "zh" else "Regions and figures are invented") in told
    assert real in told
    assert real not in said(open_with(page, language, "jiangsu")), (
        "where nothing is fictional, nothing is set apart"
    )
