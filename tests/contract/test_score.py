"""`score` against the reference: vintage, ratios, normalisation, coverage, means, ranks, at any depth."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from tests.contract import reference
from tests.contract.bundles import (
    Bundle,
    bundles,
    elsewhere,
    folder,
    number,
    refused,
    run,
    small,
    table,
    tree,
)

COLUMNS = ["framework", "node", "level", "region", "year", "score", "rank", "coverage"]
ROOT_RULES = [
    "arithmetic",
    "geometric",
    "harmonic",
    "min",
    "power:2",
    "power:0.5",
    "power:-1",
    "power:0",
    "power:-2.5",
]


def compare(
    bundle: Bundle, rows: list[dict[str, str]], year: int, *, unit: str = "region", **choices: Any
) -> None:
    """Hold every row of `score` against the reference."""
    expected = reference.score(bundle.data(unit), bundle.framework, year, **choices)
    found = {(row["node"], row["region"]): row for row in rows}
    assert len(found) == len(rows), "one row a node and region"
    assert set(found) == set(expected.score)
    for key, row in found.items():
        assert row["framework"] == bundle.framework_id
        assert int(row["level"]) == expected.branches[key[0]].level
        assert int(row["year"]) == year
        assert reference.close(number(row["score"]), expected.score[key]), (key, row, expected.score[key])
        assert reference.close(number(row["coverage"]), expected.coverage[key]), (
            key,
            row,
            expected.coverage[key],
        )
        assert number(row["rank"]) == expected.rank[key], (key, row, expected.rank[key])


# ---------------------------------------------------------------- by hand


def test_three_regions_by_hand(tmp_path: Path) -> None:
    rows = table("score", "--bundle", small().write(tmp_path), "--framework", "two")
    scores = {(row["node"], row["region"]): number(row["score"]) for row in rows}
    # a: 0, 50, 100; b is a cost 4, 2, 8: 66.67, 100, 0; c: 100, 66.67, 0;
    # second = (b + 2c)/3; two = (first + 3 second)/4
    assert scores["first", "R2"] == pytest.approx(50)
    assert scores["second", "R1"] == pytest.approx((200 / 3 + 200) / 3)
    assert scores["second", "R2"] == pytest.approx((100 + 400 / 3) / 3)
    assert scores["two", "R1"] == pytest.approx(3 * (200 / 3 + 200) / 3 / 4)
    assert scores["two", "R3"] == pytest.approx(25)
    ranks = {(row["node"], row["region"]): row["rank"] for row in rows}
    assert [ranks["two", region] for region in ("R1", "R2", "R3")] == ["2", "1", "3"]
    assert {row["year"] for row in rows} == {"2020"}, "the latest year is the default"


def test_columns_and_levels(tmp_path: Path) -> None:
    result = run("score", "--bundle", small().write(tmp_path))
    assert result.code == 0, result.err
    assert result.header[: len(COLUMNS)] == COLUMNS
    levels = {row["node"]: row["level"] for row in result.rows}
    assert levels == {"two": "0", "first": "1", "second": "1"}, (
        "every node, the root included, and no indicator"
    )


def test_another_country_scores_without_a_code_change(tmp_path: Path) -> None:
    bundle = elsewhere()
    path = bundle.write(tmp_path)
    compare(bundle, table("score", "--bundle", path, "--framework", "france"), 2020)
    compare(
        bundle,
        table("score", "--bundle", path, "--framework", "france", "--unit", "cluster"),
        2020,
        unit="cluster",
    )
    compare(bundle, table("score", "--bundle", path, "--year", 2019, "--max-age", 0), 2019, max_age=0)


def test_framework_by_file(tmp_path: Path) -> None:
    bundle = small()
    path = bundle.write(tmp_path / "bundle")
    (path / "frameworks" / "two.yaml").rename(tmp_path / "mine.yaml")
    bundle.meta["default_framework"] = "two"
    from tests.contract.bundles import dump_yaml

    other = tree("other", [{"id": "o", "parent": "other", "indicators": ["a"]}])
    dump_yaml(path / "frameworks" / "other.yaml", other)
    dump_yaml(
        path / "bundle.yaml", {"id": "demo", "name": {"en": "x"}, "version": 1, "default_framework": "other"}
    )
    compare(bundle, table("score", "--bundle", path, "--framework", tmp_path / "mine.yaml"), 2020)


# ---------------------------------------------------------------- drawn


@settings(max_examples=25, deadline=None)
@given(bundles(aggregates=["arithmetic", "geometric", "harmonic", "min", "power:2", "power:-1"]), st.data())
def test_scores_are_those_of_the_reference(bundle: Bundle, data: st.DataObject) -> None:
    observed = bundle.data()
    year = data.draw(st.sampled_from(observed.years()), label="year")
    choices: dict[str, Any] = {
        "max_age": data.draw(st.integers(0, 4), label="max_age"),
        "normalise": data.draw(
            st.sampled_from(["minmax", "minmax", "rank", "percentile", "target"]), label="normalise"
        ),
        "aggregate": data.draw(st.sampled_from(ROOT_RULES), label="aggregate"),
        "min_coverage": data.draw(st.sampled_from([0.25, 0.5, 0.75, 1.0]), label="min_coverage"),
        "weights": data.draw(st.sampled_from(["default", "equal"]), label="weights"),
        "floor": data.draw(st.sampled_from([0.01, 1.0, 5.0]), label="floor"),
    }
    if data.draw(st.booleans(), label="some peers"):
        choices["peers"] = data.draw(
            st.lists(st.sampled_from(observed.units), min_size=1, unique=True), label="peers"
        )
    try:
        reference.score(observed, bundle.framework, year, **choices)
    except reference.UndecidedError:
        assume(False)
    argv = ["--year", year]
    for name, value in choices.items():
        argv += ["--" + name.replace("_", "-"), ",".join(value) if isinstance(value, list) else value]
    with folder() as path:
        compare(bundle, table("score", "--bundle", bundle.write(path), *argv), year, **choices)


@settings(max_examples=10, deadline=None)
@given(bundles(breaks=False), st.integers(2016, 2020))
def test_z_scores_are_those_of_the_reference(bundle: Bundle, year: int) -> None:
    assume(year in bundle.data().years())
    with folder() as path:
        rows = table("score", "--bundle", bundle.write(path), "--normalise", "zscore", "--year", year)
        compare(bundle, rows, year, normalise="zscore")


@settings(max_examples=10, deadline=None)
@given(bundles(), st.data())
def test_the_pool_of_all_years_is_that_of_the_reference(bundle: Bundle, data: st.DataObject) -> None:
    year = data.draw(st.sampled_from(bundle.data().years()))
    try:
        reference.score(bundle.data(), bundle.framework, year, pool="all")
    except reference.UndecidedError as reason:
        event(str(reason))
        assume(False)
    with folder() as path:
        rows = table("score", "--bundle", bundle.write(path), "--pool", "all", "--year", year)
        compare(bundle, rows, year, pool="all")


@settings(max_examples=10, deadline=None)
@given(bundles(aggregates=["geometric", "min"]), st.data())
def test_the_python_api_gives_what_the_command_line_prints(bundle: Bundle, data: st.DataObject) -> None:
    from cluster_core import assess, load_dataset
    from cluster_core.model.fit import default_scenario

    year = data.draw(st.sampled_from(bundle.data().years()))
    aggregate = data.draw(st.sampled_from(["arithmetic", "geometric", "min"]))
    with folder() as path:
        bundle.write(path)
        rows = table("score", "--bundle", path, "--year", year, "--aggregate", aggregate)
        dataset = load_dataset(path)
    assessment = assess(dataset, default_scenario(dataset, year=year, aggregate=aggregate))
    for row in rows:
        ours = assessment.scores.loc[row["region"], row["node"]]
        assert reference.close(None if math.isnan(ours) else float(ours), number(row["score"]))
        assert float(assessment.coverage.loc[row["region"], row["node"]]) == pytest.approx(
            float(row["coverage"])
        )
        rank = assessment.ranks.loc[row["region"], row["node"]]
        assert ("" if pd.isna(rank) else str(int(rank))) == row["rank"]


# ---------------------------------------------------------------- vintage and ratios


def one(
    values: dict[tuple[str, str, int], float | None], indicators: dict[str, dict[str, Any]], leaf: str
) -> Bundle:
    """A bundle whose tree is one node over one indicator."""
    regions: dict[str, dict[str, Any]] = {unit: {} for unit, _indicator, _year in values}
    return Bundle(
        regions, indicators, values, {"t": tree("t", [{"id": "n", "parent": "t", "indicators": [leaf]}])}
    )


def scored(bundle: Bundle, tmp_path: Path, *argv: object) -> dict[str, float | None]:
    """The node's score by region, compared with the reference nowhere: expectations are written out."""
    rows = table("score", "--bundle", bundle.write(tmp_path), *argv)
    return {row["region"]: number(row["score"]) for row in rows if row["node"] == "n"}


def test_vintage_is_the_year_with_most_regions_and_the_latest_on_a_tie(tmp_path: Path) -> None:
    values: dict[tuple[str, str, int], float | None] = {
        ("A", "x", 2017): 1,
        ("B", "x", 2017): 2,
        ("C", "x", 2017): 3,
        ("A", "x", 2019): 9,
        ("B", "x", 2019): 5,
        ("A", "x", 2020): 8,
        ("B", "x", 2020): 6,
    }
    bundle = one(values, {"x": {}}, "x")
    assert scored(bundle, tmp_path / "1", "--year", 2020) == {"A": 0, "B": 50, "C": 100}
    assert scored(bundle, tmp_path / "2", "--year", 2020, "--max-age", 2) == {"A": 100, "B": 0, "C": None}
    assert scored(bundle, tmp_path / "3", "--year", 2020, "--max-age", 2, "--peers", "A,B") == {
        "A": 100,
        "B": 0,
    }
    # the vintage counts regions of the bundle, not of the peers: with A alone 2017 still wins
    assert scored(bundle, tmp_path / "4", "--year", 2020, "--peers", "A,C") == {"A": 0, "C": 100}


def test_a_value_out_of_age_is_no_value(tmp_path: Path) -> None:
    bundle = one({("A", "x", 2016): 1, ("B", "x", 2016): 2, ("A", "y", 2020): 1}, {"x": {}, "y": {}}, "x")
    assert scored(bundle, tmp_path, "--year", 2020) == {"A": None, "B": None}


@pytest.mark.parametrize(
    ("people", "breaks", "expected_year"),
    [
        ({2020: "AB", 2019: "AB"}, None, 2020),  # the same year, complete
        ({2019: "AB", 2021: "AB"}, None, 2021),  # a tie of distance and regions: the later
        ({2019: "AB", 2021: "A"}, None, 2019),  # a tie of distance: more regions
        ({2018: "AB", 2021: "AB"}, None, 2021),  # the nearest, later years allowed
        ({2018: "AB", 2021: "AB"}, 2019, 2021),
        ({2018: "AB", 2023: "AB"}, 2019, 2023),  # not before breaks_before, however near
        ({2020: "A", 2019: "AB"}, None, 2020),  # the same year counts as nearest, though not complete
        ({2020: "A", 2019: "AB"}, 2021, None),  # nothing since the break
    ],
)
def test_where_a_ratio_takes_its_denominator_from(
    tmp_path: Path, people: dict[int, str], breaks: int | None, expected_year: int | None
) -> None:
    values: dict[tuple[str, str, int], float | None] = {
        ("A", "x", 2020): 10,
        ("B", "x", 2020): 10,
        ("A", "z", 2024): 1,
    }
    for year, present in people.items():
        for region in present:
            values[region, "p", year] = (year - 2000) * (1 if region == "A" else 2)
    indicators: dict[str, dict[str, Any]] = {
        "x": {},
        "z": {},
        "p": {"breaks_before": breaks},
        "r": {"numerator": "x", "denominator": "p", "scale": 100, "goalpost_low": 0, "goalpost_high": 100},
    }
    bundle = one(values, indicators, "r")
    expected: dict[str, float | None] = {"A": None, "B": None}
    if expected_year is not None:
        for region in people[expected_year]:
            expected[region] = 1000 / ((expected_year - 2000) * (1 if region == "A" else 2))
    found = scored(bundle, tmp_path, "--year", 2020)
    assert {k: v and pytest.approx(v) for k, v in expected.items()} == found
    compare(bundle, table("score", "--bundle", tmp_path, "--year", 2020), 2020)


def test_a_zero_denominator_leaves_the_ratio_missing(tmp_path: Path) -> None:
    values: dict[tuple[str, str, int], float | None] = {}
    for region, x, p in [("A", 10, 0), ("B", 10, 5), ("C", 0, 5), ("D", 5, 5)]:
        values |= {(region, "x", 2020): x, (region, "p", 2020): p}
    bundle = one(values, {"x": {}, "p": {}, "r": {"numerator": "x", "denominator": "p"}}, "r")
    assert scored(bundle, tmp_path) == {"A": None, "B": 100, "C": 0, "D": 50}


def test_mixed_years_are_flagged(tmp_path: Path) -> None:
    from cluster_core import assess, load_dataset
    from cluster_core.model.fit import default_scenario

    values: dict[tuple[str, str, int], float | None] = {
        ("A", "x", 2020): 1,
        ("B", "x", 2020): 2,
        ("A", "p", 2019): 1,
        ("B", "p", 2019): 1,
    }
    one(values, {"x": {}, "p": {}, "r": {"numerator": "x", "denominator": "p"}}, "r").write(tmp_path)
    dataset = load_dataset(tmp_path)
    assessment = assess(dataset, default_scenario(dataset))
    vintage = assessment.prepared.vintages["r"]
    assert (vintage.year, vintage.denominator_year, vintage.mixed_years) == (2020, 2019, True)
    assert (vintage.present, vintage.total) == (2, 2)
    assert any(notice.code == "mixed_years" and "r" in notice.ids for notice in assessment.notices)


# ---------------------------------------------------------------- normalisation


def column(values: list[float | None], **meta: Any) -> Bundle:
    """One indicator, one year, regions A, B, C ..."""
    facts = {(chr(65 + index), "x", 2020): value for index, value in enumerate(values)}
    return one(facts, {"x": meta}, "x")


@pytest.mark.parametrize(
    ("method", "meta", "values", "expected"),
    [
        ("minmax", {}, [1, 2, 5], [0, 25, 100]),
        ("minmax", {"direction": "cost"}, [1, 2, 5], [100, 75, 0]),
        ("minmax", {"goalpost_low": 0, "goalpost_high": 4}, [1, 2, 5], [25, 50, 100]),
        ("minmax", {"goalpost_low": 2, "goalpost_high": 4, "direction": "cost"}, [1, 3, 5], [100, 50, 0]),
        ("minmax", {"transform": "log1p"}, [0, math.e - 1, math.e**2 - 1], [0, 50, 100]),
        ("minmax", {"transform": "log1p", "goalpost_low": 0, "goalpost_high": 99}, [9, 999], [50, 100]),
        ("minmax", {}, [3, 3, 3], [50, 50, 50]),
        ("minmax", {}, [3], [50]),
        ("minmax", {}, [1, None, 5], [0, None, 100]),
        ("zscore", {}, [1, 2, 3], [-1, 0, 1]),
        ("zscore", {"direction": "cost"}, [1, 2, 3], [1, 0, -1]),
        ("zscore", {}, [4, 4, 4], [0, 0, 0]),
        ("rank", {}, [5, 1, 5, 9], [2, 1, 2, 4]),
        ("rank", {"direction": "cost"}, [5, 1, 5, 9], [2, 4, 2, 1]),
        ("rank", {}, [5, None, 7], [1, None, 2]),
        ("percentile", {}, [5, 1, 5, 9], [100 / 3, 0, 100 / 3, 100]),
        ("percentile", {}, [5, None, 7], [0, None, 100]),
        ("percentile", {}, [5], [50]),
        ("target", {"target": 10}, [5, 10, 20], [50, 100, 100]),
        ("target", {"target": 10, "direction": "cost"}, [5, 10, 20], [100, 100, 50]),
        ("target", {"target": math.e**2 - 1, "transform": "log1p"}, [math.e - 1, 99], [50, 100]),
    ],
)
def test_normalisations(
    tmp_path: Path,
    method: str,
    meta: dict[str, Any],
    values: list[float | None],
    expected: list[float | None],
) -> None:
    found = scored(column(values, **meta), tmp_path, "--normalise", method)
    for value, wanted in zip(found.values(), expected, strict=True):
        assert reference.close(value, wanted), (found, expected)


@pytest.mark.parametrize(
    "rule", ["arithmetic", "geometric", "harmonic", "min", "power:0.5", "power:2", "power:-1"]
)
def test_means_of_zeros_and_of_hundreds(tmp_path: Path, rule: str) -> None:
    values = {("A", "x", 2020): 0, ("A", "y", 2020): 0, ("B", "x", 2020): 100, ("B", "y", 2020): 100}
    bundle = Bundle(
        regions={"A": {}, "B": {}},
        indicators={"x": {}, "y": {}},
        facts=dict(values),
        frameworks={"t": tree("t", [{"id": "n", "parent": "t", "indicators": ["x", "y"]}])},
    )
    path = bundle.write(tmp_path)
    for floor in (0.01, 1.0):
        rows = table("score", "--bundle", path, "--aggregate", rule, "--floor", floor)
        found = {row["region"]: number(row["score"]) for row in rows if row["node"] == "t"}
        zero = floor if rule in {"geometric", "harmonic", "power:-1"} else 0
        assert found == {"A": pytest.approx(zero), "B": pytest.approx(100)}


def test_ranks_share_the_lowest_number_after_nine_decimals(tmp_path: Path) -> None:
    tiny = 1e-11  # on the 0-100 scale: below the ninth decimal
    bundle = column([50, 50 + tiny, 50.00001, 0, 100, None], goalpost_low=0, goalpost_high=100)
    rows = table("score", "--bundle", bundle.write(tmp_path))
    assert [row["rank"] for row in rows if row["node"] == "n"] == ["3", "3", "2", "5", "1", ""]


def test_the_pool_of_all_years(tmp_path: Path) -> None:
    values: dict[tuple[str, str, int], float | None] = {
        ("A", "x", 2015): 1000,
        ("A", "x", 2018): 0,
        ("A", "x", 2020): 20,
        ("B", "x", 2020): 30,
        ("B", "x", 2022): 40,
    }
    bundle = one(values, {"x": {"breaks_before": 2016}}, "x")
    assert scored(bundle, tmp_path / "1", "--pool", "all", "--year", 2020) == {"A": 50, "B": 75}
    assert scored(bundle, tmp_path / "2", "--pool", "vintage", "--year", 2020) == {"A": 0, "B": 100}


def test_zscore_refuses_means_that_need_a_scale_from_zero(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    for rule in ("geometric", "harmonic", "power:-1", "power:0"):
        said = refused("score", "--bundle", path, "--normalise", "zscore", "--aggregate", rule)
        assert rule in said
    table("score", "--bundle", path, "--normalise", "zscore", "--aggregate", "min")


def test_zscore_refuses_a_geometric_node_too(tmp_path: Path) -> None:
    bundle = small()
    bundle.framework["nodes"][1]["aggregate"] = "geometric"
    assert "geometric" in refused("score", "--bundle", bundle.write(tmp_path), "--normalise", "zscore")


def test_target_without_a_target_is_refused(tmp_path: Path) -> None:
    bundle = small()
    bundle.indicators["a"]["target"] = 20
    said = refused("score", "--bundle", bundle.write(tmp_path), "--normalise", "target")
    assert "b" in said
    assert "c" in said


def test_every_floored_cell_is_reported(tmp_path: Path) -> None:
    from cluster_core import assess, load_dataset
    from cluster_core.model.fit import default_scenario

    path = small().write(tmp_path)
    rows = table("score", "--bundle", path, "--aggregate", "geometric")
    compare(small(), rows, 2020, aggregate="geometric")
    dataset = load_dataset(path)
    notices = assess(dataset, default_scenario(dataset, aggregate="geometric")).notices
    floored = [name for notice in notices if notice.code == "floored" for name in notice.ids]
    text = " ".join(notice.message for notice in notices if notice.code == "floored")
    for region, indicator in [("R1", "a"), ("R3", "b"), ("R3", "c")]:
        assert region in floored or region in text
        assert indicator in floored or indicator in text


def test_a_constant_column_scores_50_with_one_warning_that_names_it(tmp_path: Path) -> None:
    bundle = small()
    for region in bundle.regions:
        bundle.facts[region, "a", 2020] = 7
    result = run("score", "--bundle", bundle.write(tmp_path))
    assert result.code == 0
    compare(bundle, result.rows, 2020)
    lines = [line for line in result.err.splitlines() if re.search(r"\b50\b|constant", line)]
    assert len(lines) == 1, result.err
    assert re.search(r"(?<!\w)a(?!\w)(?! )", lines[0]), lines[0]


# ---------------------------------------------------------------- coverage


def test_coverage_drops_a_child_and_rescales_its_siblings_at_any_depth(tmp_path: Path) -> None:
    bundle = Bundle(
        regions={"A": {}, "B": {}},
        indicators={name: {"goalpost_low": 0, "goalpost_high": 100} for name in "pqrs"},
        facts={("A", "p", 2020): 40, ("A", "s", 2020): 80, **{("B", name, 2020): 10 for name in "pqrs"}},
        frameworks={
            "t": tree(
                "t",
                [
                    {"id": "left", "parent": "t", "weight": 3},
                    {"id": "right", "parent": "t", "weight": 1, "indicators": ["s"]},
                    {
                        "id": "deep",
                        "parent": "left",
                        "weight": 1,
                        "indicators": ["p", {"id": "q", "weight": 3}],
                    },
                    {"id": "deeper", "parent": "left", "weight": 1, "indicators": ["p", "r"]},
                ],
            )
        },
    )
    path = bundle.write(tmp_path)
    rows = {(r["node"], r["region"]): r for r in table("score", "--bundle", path, "--min-coverage", 0.3)}
    assert (rows["deep", "A"]["score"], float(rows["deep", "A"]["coverage"])) == ("", 0.25)
    assert float(rows["deeper", "A"]["coverage"]) == 0.5
    assert float(rows["left", "A"]["coverage"]) == 0.375, "all children count, the dropped one too"
    assert float(rows["left", "A"]["score"]) == pytest.approx(40)
    assert float(rows["t", "A"]["score"]) == pytest.approx((3 * 40 + 80) / 4)
    assert float(rows["t", "A"]["coverage"]) == pytest.approx((3 * 0.375 + 1) / 4)
    rows = {(r["node"], r["region"]): r for r in table("score", "--bundle", path, "--min-coverage", 0.5)}
    assert rows["left", "A"]["score"] == ""
    assert float(rows["t", "A"]["score"]) == pytest.approx(80), "0.53 is enough; left is dropped"
    compare(bundle, list(rows.values()), 2020)


def test_a_region_without_data_is_not_ranked_and_never_zero(tmp_path: Path) -> None:
    bundle = small()
    bundle.regions["empty"] = {}
    rows = table("score", "--bundle", bundle.write(tmp_path))
    mine = [row for row in rows if row["region"] == "empty"]
    assert len(mine) == 3
    assert {(row["score"], row["rank"], float(row["coverage"])) for row in mine} == {("", "", 0.0)}
    compare(bundle, rows, 2020)


def test_an_indicator_without_observations_is_coverage_zero(tmp_path: Path) -> None:
    bundle = small()
    bundle.indicators["wanted"] = {}
    bundle.framework["nodes"].append(
        {"id": "third", "parent": "two", "indicators": ["wanted"], "name": {"en": "x"}}
    )
    result = run("score", "--bundle", bundle.write(tmp_path))
    assert result.code == 0, result.err
    compare(bundle, result.rows, 2020)


def test_one_region_and_one_indicator(tmp_path: Path) -> None:
    assert scored(column([4]), tmp_path) == {"A": 50}


def test_peers_limit_rows_ranks_and_goalposts(tmp_path: Path) -> None:
    bundle = small()
    rows = table("score", "--bundle", bundle.write(tmp_path), "--peers", "R3,R1")
    assert {row["region"] for row in rows} == {"R1", "R3"}
    compare(bundle, rows, 2020, peers=["R1", "R3"])


def test_the_focus_region_is_always_added_to_the_peers(tmp_path: Path) -> None:
    # Reading: the scenario's focus is meant; whether the bundle's default_focus joins `score --peers` is open.
    from cluster_core import assess, default_scenario, load_dataset

    dataset = load_dataset(small().write(tmp_path))
    assessment = assess(dataset, default_scenario(dataset, peers=("R3", "R1"), focus="R2"))
    assert set(assessment.scores.index) == {"R1", "R2", "R3"}
    expected = reference.score(small().data(), small().framework, 2020)
    for (node, region), value in expected.score.items():
        assert reference.close(float(assessment.scores.loc[region, node]), value)


# ---------------------------------------------------------------- properties


def scores_of(bundle: Bundle, *argv: object) -> dict[tuple[str, str], float | None]:
    """All scores of a bundle by (node, region)."""
    with folder() as path:
        rows = table("score", "--bundle", bundle.write(path), *argv)
    return {(row["node"], row["region"]): number(row["score"]) for row in rows}


@settings(max_examples=8, deadline=None)
@given(bundles(breaks=False), st.sampled_from(["minmax", "percentile", "target"]))
def test_scores_are_between_0_and_100_and_means_keep_their_order(bundle: Bundle, method: str) -> None:
    found = {
        rule: scores_of(bundle, "--normalise", method, "--aggregate", rule)
        for rule in ("min", "harmonic", "geometric", "arithmetic")
    }
    for key, arithmetic in found["arithmetic"].items():
        if arithmetic is None:
            continue
        assert -1e-9 <= arithmetic <= 100 + 1e-9
        harmonic, geometric = found["harmonic"][key], found["geometric"][key]
        assert harmonic is not None
        assert geometric is not None
        floored = 0.01 + 1e-9  # a floored cell may lift a mean by up to the floor
        assert harmonic <= geometric + 1e-9
        assert geometric <= arithmetic + floored
        least = found["min"][key]
        assert least is not None
        assert least <= harmonic + 1e-9


@settings(max_examples=8, deadline=None)
@given(bundles(breaks=False), st.sampled_from([1e-3, 7.0, 1024.0]))
def test_minmax_does_not_see_units(bundle: Bundle, factor: float) -> None:
    plain = bundle.copy()
    for meta in plain.indicators.values():
        for name in ("transform", "goalpost_low", "goalpost_high"):
            meta.pop(name, None)
    scaled = plain.copy()
    scaled.facts = {
        key: None if value is None else value * factor if key[1] == "b0" else value
        for key, value in plain.facts.items()
    }
    before, after = scores_of(plain), scores_of(scaled)
    assert before.keys() == after.keys()
    for key, value in before.items():
        assert reference.close(after[key], value, 1e-7)


@settings(max_examples=8, deadline=None)
@given(bundles(breaks=False, complete=True), st.data())
def test_better_never_scores_worse(bundle: Bundle, data: st.DataObject) -> None:
    plain = bundle.copy()
    plain.indicators = {name: meta for name, meta in plain.indicators.items() if not meta.get("numerator")}
    names = list(plain.indicators)
    plain.frameworks = {"t": tree("t", [{"id": "n", "parent": "t", "indicators": names}])}
    region, name = data.draw(st.sampled_from(list(plain.regions))), data.draw(st.sampled_from(names))
    better = plain.copy()
    step = -1 if plain.indicators[name]["direction"] == "cost" else 1
    value = plain.facts[region, name, 2020]
    assert value is not None
    better.facts[region, name, 2020] = max(0.0, value + 5 * step)
    method = data.draw(st.sampled_from(["minmax", "rank", "percentile", "target"]))
    before = scores_of(plain, "--year", 2020, "--max-age", 0, "--normalise", method)
    after = scores_of(better, "--year", 2020, "--max-age", 0, "--normalise", method)
    if len(plain.regions) == 1:
        return  # a single region is a constant column
    old, new = before["t", region], after["t", region]
    assert old is not None
    assert new is not None
    low_high_moved = method == "minmax" and "goalpost_low" not in plain.indicators[name]
    facts = [plain.facts[other, name, 2020] for other in plain.regions]
    if low_high_moved and len(set(facts)) == 1:
        return  # a constant column scores 50 and is no measure of better
    assert new >= old - 1e-9


@settings(max_examples=8, deadline=None)
@given(bundles(), st.randoms(use_true_random=False))
def test_row_order_does_not_matter(bundle: Bundle, rng: Any) -> None:
    other = bundle.copy()
    facts = list(other.facts.items())
    rng.shuffle(facts)
    other.facts = dict(facts)
    other.indicators = dict(sorted(other.indicators.items(), reverse=True))
    assert scores_of(bundle) == scores_of(other)


@settings(max_examples=10, deadline=None)
@given(
    bundles(aggregates=["geometric", "min"]),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "min", "power:2"]),
)
def test_contributions_sum_to_the_score(bundle: Bundle, aggregate: str) -> None:
    from cluster_core import assess, load_dataset
    from cluster_core.model.fit import default_scenario

    with folder() as path:
        dataset = load_dataset(bundle.write(path))
    assessment = assess(dataset, default_scenario(dataset, aggregate=aggregate))
    for node in assessment.scores.columns:
        parts = assessment.contributions(node)
        assert list(parts.index) == list(assessment.scores.index)
        for region in parts.index:
            whole = float(assessment.scores.loc[region, node])
            if math.isnan(whole):
                continue
            total = sum(float(part) for part in parts.loc[region] if not math.isnan(part))
            assert total == pytest.approx(whole, abs=1e-9)
