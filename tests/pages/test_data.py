"""The Data page: filters, shapes, columns, empty states and what a change of language or data set keeps."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from cluster_core.report.table_request import COLUMNS, LONG
from tests.pages.opening import ROUTER, go
from ui import data
from ui.tables import PAGE
from ui.widget_keys import Key


def opened(language: str = "en", bundle: str = "jiangsu") -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = language
    app.query_params["s"] = default_scenario(data.dataset(bundle)).encode()
    return go(app, "data")


def choose(app: AppTest, field: str, values: list) -> AppTest:
    return app.multiselect(key=Key.FILTER.of(field)).set_value(values).run()


def year(app: AppTest, end: str, value: int) -> AppTest:
    return app.selectbox(key=Key.FILTER.of(f"year_{end}")).set_value(value).run()


def switch(app: AppTest, key: str, value: str) -> AppTest:
    return next(group for group in app.get("button_group") if group.key == key).set_value(value).run()


def shown(app: AppTest):
    assert not app.exception
    assert not app.error
    return app.dataframe[0].value


def test_everything_is_shown_first() -> None:
    app = opened()
    assert len(shown(app)) == len(data.dataset("jiangsu").observations)
    assert [button.proto.label for button in app.get("download_button")] == ["Download Excel"]


def test_filters_leave_what_was_chosen() -> None:
    app = choose(choose(opened(), "unit", ["320900", "320500"]), "indicator", ["gdp"])
    app = year(app, "from", 2023)
    app = year(app, "to", 2023)
    tidy = data.dataset("jiangsu").observations
    expected = tidy[
        tidy["unit"].isin(["320900", "320500"]) & (tidy["indicator"] == "gdp") & (tidy["year"] == 2023)
    ]
    assert shown(app)["Value"].tolist() == expected["value"].tolist()
    assert "2 of 1,423 observations" in app.markdown[0].value
    app = choose(choose(app, "unit", []), "group", ["Subei"])
    assert sorted(shown(app)["Region"]) == ["Huai'an", "Lianyungang", "Suqian", "Xuzhou", "Yancheng"]


def test_the_language_and_a_visit_elsewhere_keep_the_filters() -> None:
    app = choose(opened(), "unit", ["320900"])
    count = len(shown(app))
    switch(app, Key.LANGUAGE, "zh")
    assert set(shown(app)["地区"]) == {"盐城市"}
    assert len(shown(app)) == count
    app.switch_page("../pages/weights.py").run()
    app.switch_page("../pages/data.py").run()
    assert set(shown(app)["地区"]) == {"盐城市"}


def test_a_filter_that_leaves_nothing_says_which_to_loosen() -> None:
    app = choose(year(opened(), "from", 2024), "indicator", ["above_scale_assets"])
    assert not app.exception
    assert len(app.dataframe) == 0
    said = "\n".join(one.value for one in app.markdown)
    assert "No data meet all the filters" in said
    assert "Open the filter “Year”" in said
    assert not app.get("download_button")
    app.button(key=Key.CLEAR_FILTERS).click().run()
    assert len(shown(app)) == len(data.dataset("jiangsu").observations)


def test_what_the_popover_hides_is_said() -> None:
    app = opened()
    assert "Quality" not in app.markdown[0].value
    assert ":gray[Quality: A official]" in choose(app, "quality", ["A"]).markdown[0].value


def test_clusters_have_no_groups_to_choose() -> None:
    dataset = data.dataset("practice")
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = "en"
    app.query_params["s"] = replace(default_scenario(dataset), unit="cluster", focus="", peers=()).encode()
    go(app, "data")
    assert len(shown(app)) == min(len(dataset.cluster_observations), PAGE)
    assert "Group" not in [one.label for one in app.multiselect]


def test_long_and_wide() -> None:
    app = switch(opened(), Key.SHAPE, "wide")
    assert len(shown(app)) == 13
    assert "Gross regional product (100m CNY, 2023)" in shown(app)
    assert sorted(shown(app)["Rank"]) == list(range(1, 14))
    assert (shown(app)["Rank from"] <= shown(app)["Rank to"]).all()
    app.selectbox(key=Key.FILTER.of("basis")).set_value(2021).run()
    assert all("2021" in column for column in shown(app).columns[2:])
    switch(app, Key.SHAPE, "long")
    assert "Value" in shown(app)


def test_columns_can_be_chosen() -> None:
    app = choose(opened(), "columns", ["region", "value"])
    assert list(shown(app)) == ["Region", "Value"]
    assert len(shown(choose(app, "columns", [])).columns) == len(COLUMNS[LONG])


def test_another_data_set_ignores_what_it_does_not_know() -> None:
    app = choose(opened(), "unit", ["320900"])
    app.selectbox(key=Key.BUNDLE).set_value("practice").run()
    assert len(data.dataset("practice").observations) > PAGE
    assert len(shown(app)) == PAGE  # the screen gets one page of rows
    assert "**All 4,140 observations**" in [one.value for one in app.markdown]


def test_one_indicator_by_year_and_what_is_computed() -> None:
    app = switch(opened(), Key.SHAPE, "years")
    assert list(shown(app).columns[2:4]) == ["2015", "2018"]
    app.selectbox(key=Key.FILTER.of("of")).set_value("population_resident").run()
    assert "10k persons: 13 regions" in app.markdown[0].value
    app = switch(app, Key.SHAPE, "scores")
    app = choose(app, "dimension", ["innovation"])
    assert set(shown(app)["Level"]) == {"dimension", "indicator"}
    assert "Gap to the best (computed)" in shown(app)
    assert "Dimension: Collaborative innovation" in app.markdown[0].value


def test_values_texts_and_flags_filter_too() -> None:
    app = opened()
    app.number_input(key=Key.FILTER.of("value_from")).set_value(100.0).run()
    assert shown(app)["Value"].min() >= 100
    app.text_input(key=Key.FILTER.of("text")).set_value(" r&d ").run()
    assert all("R&D" in one for one in shown(app)["Indicator"])
    assert "Value: from 100; Name contains: r&d" in app.markdown[0].value.replace("\\", "")
    app = choose(app, "flag", ["single_source"])
    assert all("single source" in one for one in shown(app)["Flags"])
    app.number_input(key=Key.FILTER.of("value_to")).set_value(1.0).run()
    assert [one.value for one in app.warning] == [
        "The lower limit is above the upper one: neither is applied."
    ]


def test_a_year_moved_past_the_other_end_takes_it_along() -> None:
    app = year(year(opened(), "to", 2019), "from", 2021)
    assert set(shown(app)["Year"]) == {2021}
    assert "Year: 2021" not in app.markdown[0].value  # it is open on the page


def test_every_way_to_take_the_table_away() -> None:
    app = choose(opened(), "unit", ["320900"])
    app.button(key=Key.FILES.of("table")).click().run()
    assert not app.exception
    labels = [one.proto.label for one in app.get("download_button")]
    assert labels == ["Download Excel", "Excel", "CSV", "JSON", "Parquet"]
    command = app.code[0].value
    assert command.startswith("python -m cluster_core export --bundle data/jiangsu --scenario 2~jiangsu~")
    assert "--table observations --filter region=320900 --language en --to data_jiangsu" in command
    assert app.code[1].value.startswith("Region\tIndicator\tUnit")
