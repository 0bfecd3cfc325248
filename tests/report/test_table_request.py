"""Options to a request and back; every bad filter is named."""

from __future__ import annotations

import argparse
import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.commands import export_table
from cluster_core.errors import ScenarioError
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.report.observations import Selection
from cluster_core.report.table_request import (
    COLUMNS,
    LONG,
    SCORES,
    TABLES,
    WIDE,
    YEARS,
    Request,
    checked,
    options,
    read_filters,
    read_span,
    recipe,
)
from ui import data

ids = st.lists(st.from_regex(r"[A-Za-z0-9_.-]{1,8}", fullmatch=True), max_size=3, unique=True).map(tuple)
ends = st.none() | st.floats(-1e30, 1e30)
spans = (
    st.tuples(ends, ends)
    .filter(lambda span: span != (None, None))
    .map(lambda span: span if None in span else tuple(sorted(span)))
)
listed = st.lists(spans, max_size=2).map(tuple)
texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8).map(lambda one: (one,))


@settings(max_examples=40)
@given(unit=ids, flag=ids, year=listed, value=listed, text=texts | st.just(()), sources=st.booleans())
def test_options_read_back_as_the_request(sources: bool, **chosen: tuple) -> None:
    asked = Request(SCORES, Selection(**chosen), ("region", "z"), sources=sources, language="en")
    parser = argparse.ArgumentParser()
    parser.add_argument("--language")
    export_table.add_options(parser)
    words = options(asked)
    assert export_table.requested(parser.parse_args(words)) == asked


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return data.assessment(default_scenario(data.dataset("jiangsu")))


def test_a_recipe_needs_no_quotes_and_survives_a_shell(assessment: Assessment) -> None:
    selection = Selection(unit=("320900", "320500"), year=((2019, 2021),), value=((-2.5, None),))
    line = recipe(assessment, Request(LONG, selection, ("region", "value")), "a.csv")
    assert not set(line) & set("'\";,$`\\()<>|&*?!")
    words = shlex.split(line)
    assert words == line.split(" ")
    assert words[:4] == ["python", "-m", "cluster_core", "export"]
    assert words[words.index("--scenario") + 1] == assessment.scenario.encode()
    nasty = recipe(assessment, Request(LONG, Selection(text=("a'b; rm $x+经费%20",))), "a.csv")
    assert "--filter text=a%27b%3B%20rm%20%24x%2B经费%2520 --language" in nasty


BAD = {
    "an unknown field": (["rank=3"], "'rank=3'"),
    "a field misspelt": (["regoin=1"], "Did you mean 'region'?"),
    "no mark": (["region"], "FIELD=VALUE+VALUE"),
    "no value": (["region= + "], "region: found no value"),
    "a field twice": (["year=2019", "year=2020"], "year: found twice"),
    "no number": (["value=ten"], "'ten'"),
    "a full-width digit": (["year=２０２０"], "'２０２０'"),
    "an underscore": (["value=1_000"], "'1_000'"),
    "not a number": (["value=nan"], "'nan'"),
    "infinity": (["value=1e400"], "LOW..HIGH"),
    "both ends open": (["year=.."], "'..'"),
    "ends in the wrong order": (["year=2021..2019"], "LOW not above HIGH"),
}


@pytest.mark.parametrize(("given_", "told"), BAD.values(), ids=BAD)
def test_a_bad_filter_is_named(given_: list[str], told: str) -> None:
    with pytest.raises(ScenarioError, match="--filter") as refused:
        read_filters(given_)
    assert told in str(refused.value)


def test_a_span_may_be_open() -> None:
    assert [read_span(one, "year") for one in ("2019..", "..2019", "-1e3..-0.5")] == [
        (2019, None),
        (None, 2019),
        (-1000, -0.5),
    ]


UNKNOWN = {
    "region": (Request(selection=Selection(unit=("atlantis",))), "--filter region: found 'atlantis'"),
    "dimension": (Request(selection=Selection(dimension=("inovation",))), "Did you mean 'innovation'?"),
    "flag": (Request(selection=Selection(flag=("odd",))), "outlier, jump"),
    "column": (Request(columns=("password",)), "--columns: found 'password'"),
    "column of another table": (Request(SCORES, columns=("issuer", "quality")), "'quality'"),
    "columns of a pivot": (Request(WIDE, columns=("region",)), "--columns: found with --table wide"),
    "year of a list": (Request(LONG, at_year=2023), "--at-year"),
    "no indicator": (Request(YEARS), "--of: found ''"),
    "unknown indicator": (Request(YEARS, of="gpd"), "Did you mean 'gdp'?"),
    "indicator of a list": (Request(LONG, of="gdp"), "allowed: with years"),
    "sources of a list": (Request(LONG, sources=True), "--sources"),
    "table": (Request("cells"), "--table: found 'cells'"),
}


@pytest.mark.parametrize(("asked", "told"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_there_is_named(assessment: Assessment, asked: Request, told: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        checked(asked, assessment)
    assert told in str(refused.value)


def test_every_column_has_words_and_every_table_passes(assessment: Assessment) -> None:
    for table in TABLES:
        asked = Request(table, of="gdp" if table == YEARS else "", columns=COLUMNS.get(table, ()))
        assert checked(asked, assessment) is asked
