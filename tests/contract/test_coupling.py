"""`coupling` against the reference: revised and classic, grades, lagging, edges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
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

COLUMNS = ["region", "C", "T", "D", "grade", "lagging"]


def forces(rows: dict[str, list[float | None]], weights: list[float] | None = None) -> Bundle:
    """Regions with given U (0-1) for f0, f1 ...: each force is one indicator with the goalposts 0 and 1."""
    count = len(next(iter(rows.values())))
    weights = weights or [1.0] * count
    names = [f"f{index}" for index in range(count)]
    return Bundle(
        regions={region: {} for region in rows},
        indicators={f"i{index}": {"goalpost_low": 0, "goalpost_high": 1} for index in range(count)},
        facts={(region, f"i{at}", 2020): u for region, values in rows.items() for at, u in enumerate(values)},
        frameworks={
            "t": tree(
                "t",
                [
                    {"id": name, "parent": "t", "weight": weights[at], "indicators": [f"i{at}"]}
                    for at, name in enumerate(names)
                ],
            )
        },
    )


def compare(row: dict[str, str], expected: reference.Coupled) -> None:
    """Hold one row of `coupling` against the reference."""
    for name, wanted in (("C", expected.c), ("T", expected.t), ("D", expected.d)):
        assert reference.close(number(row[name]), wanted), (row, expected)
    if expected.d is None:
        assert row["grade"] == ""
        return
    near = abs(expected.d * 10 - round(expected.d * 10)) < 1e-8
    if not near:
        assert number(row["grade"]) == expected.grade, (row, expected)
    assert set(row["lagging"].split(";")) == set(expected.lagging), (row, expected)


def compare_all(
    bundle: Bundle, rows: list[dict[str, str]], form: str, year: int = 2020, **choices: Any
) -> None:
    """Hold a whole table against scores and weights of the reference."""
    scored = reference.score(bundle.data(), bundle.framework, year, **choices)
    root = next(iter(scored.branches))
    parts = reference.shares(scored.branches, choices.get("weights", "default"))[root]
    assert [row["region"] for row in rows] == [u for u in bundle.data().units if (root, u) in scored.score]
    for row in rows:
        u = {
            name: None if value is None else value / 100
            for name, _weight, is_indicator in scored.branches[root].children
            for value in [
                scored.normalised[name][row["region"]] if is_indicator else scored.score[name, row["region"]]
            ]
        }
        compare(row, reference.coupling(u, parts, form))


def test_columns(tmp_path: Path) -> None:
    result = run("coupling", "--bundle", small().write(tmp_path))
    assert result.code == 0, result.err
    assert result.header[: len(COLUMNS)] == COLUMNS


def test_two_forces_by_hand(tmp_path: Path) -> None:
    bundle = forces({"A": [0.8, 0.2], "B": [0.5, 0.5], "C": [0.0, 0.9], "D": [0.0, 0.0], "E": [1.0, 1.0]})
    path = bundle.write(tmp_path)
    rows = {row["region"]: row for row in table("coupling", "--bundle", path)}
    # sqrt{[1 - 0.6] * 0.2/0.8} = 0.3162; T = 0.5; D = sqrt(C T)
    assert float(rows["A"]["C"]) == pytest.approx(0.1**0.5)
    assert float(rows["A"]["D"]) == pytest.approx((0.1**0.5 * 0.5) ** 0.5)
    assert (rows["A"]["grade"], rows["A"]["lagging"]) == ("4", "f1")
    assert [float(rows["B"][name]) for name in "CT"] == pytest.approx([1, 0.5])
    assert set(rows["B"]["lagging"].split(";")) == {"f0", "f1"}
    assert [float(rows["C"][name]) for name in "CTD"] == pytest.approx([0, 0.45, 0])
    assert (rows["C"]["grade"], rows["C"]["lagging"]) == ("1", "f0")
    assert [float(rows["D"][name]) for name in "CTD"] == pytest.approx([0, 0, 0])
    assert rows["E"]["grade"] == "10", "D = 1 belongs to the last grade"
    classic = {row["region"]: row for row in table("coupling", "--bundle", path, "--form", "classic")}
    assert float(classic["A"]["C"]) == pytest.approx(2 * 0.16**0.5 / 1)


def test_t_is_weighted_and_c_is_not(tmp_path: Path) -> None:
    plain, weighted = forces({"A": [0.8, 0.2]}), forces({"A": [0.8, 0.2]}, [3, 1])
    one = table("coupling", "--bundle", plain.write(tmp_path / "1"))[0]
    two = table("coupling", "--bundle", weighted.write(tmp_path / "2"))[0]
    assert one["C"] == two["C"]
    assert float(two["T"]) == pytest.approx(0.65)
    equal = table("coupling", "--bundle", tmp_path / "2", "--weights", "equal")[0]
    assert float(equal["T"]) == pytest.approx(0.5)


def test_t_is_an_arithmetic_mean_whatever_the_aggregation(tmp_path: Path) -> None:
    bundle = forces({"A": [0.8, 0.2], "B": [0.3, 0.4]})
    path = bundle.write(tmp_path)
    rows = table("coupling", "--bundle", path, "--aggregate", "geometric")
    compare_all(bundle, rows, "revised", aggregate="geometric")
    assert float(rows[0]["T"]) == pytest.approx(0.5)


def test_a_missing_force_leaves_c_t_d_empty(tmp_path: Path) -> None:
    rows = {
        r["region"]: r
        for r in table("coupling", "--bundle", forces({"A": [0.4, None], "B": [0.2, 0.4]}).write(tmp_path))
    }
    assert [rows["A"][name] for name in ("C", "T", "D", "grade")] == ["", "", "", ""]
    assert rows["B"]["C"] != ""


@pytest.mark.parametrize("d", [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95])
def test_ten_grades(tmp_path: Path, d: float) -> None:
    # equal forces: C = 1, T = U, so D = sqrt(U)
    row = table("coupling", "--bundle", forces({"A": [d * d, d * d, d * d]}).write(tmp_path))[0]
    assert int(row["grade"]) == int(d * 10) + 1


def test_grades_are_closed_on_the_left(tmp_path: Path) -> None:
    row = table("coupling", "--bundle", forces({"A": [0.25, 0.25]}).write(tmp_path))[0]
    assert (float(row["D"]), row["grade"]) == (0.5, "6")


@settings(max_examples=10, deadline=None)
@given(st.integers(2, 5), st.sampled_from(["revised", "classic"]), st.data())
def test_coupling_of_drawn_forces_is_that_of_the_reference(
    count: int, form: str, data: st.DataObject
) -> None:
    one = st.lists(st.sampled_from([0.0, 1.0, 0.5]) | st.floats(0.001, 1), min_size=count, max_size=count)
    drawn = data.draw(st.lists(one, min_size=3, max_size=8))
    weights = data.draw(
        st.lists(st.sampled_from([1.0, 2.0, 0.5, 0.0]), min_size=count, max_size=count).filter(any)
    )
    assume(all(weight > 0 for weight in weights) or min(weights) == 0)
    bundle = forces({f"R{at}": list(values) for at, values in enumerate(drawn)}, weights)
    with folder() as path:
        rows = table("coupling", "--bundle", bundle.write(path), "--form", form)
    for row, values in zip(rows, drawn, strict=True):
        expected = reference.coupling(
            {f"f{at}": value for at, value in enumerate(values)},
            {f"f{at}": weight for at, weight in enumerate(weights)},
            form,
        )
        compare(row, expected)
        assert 0 <= float(row["C"]) <= 1
        assert 0 <= float(row["T"]) <= 1
        assert 0 <= float(row["D"]) <= 1


@settings(max_examples=10, deadline=None)
@given(
    bundles(breaks=False),
    st.sampled_from(["minmax", "percentile", "target"]),
    st.sampled_from(["revised", "classic"]),
)
def test_coupling_of_drawn_bundles_is_that_of_the_reference(bundle: Bundle, method: str, form: str) -> None:
    year = max(bundle.data().years())
    with folder() as path:
        rows = table(
            "coupling", "--bundle", bundle.write(path), "--normalise", method, "--form", form, "--year", year
        )
    compare_all(bundle, rows, form, year, normalise=method)


@pytest.mark.parametrize("method", ["zscore", "rank"])
def test_coupling_needs_a_scale_from_0_to_100(tmp_path: Path, method: str) -> None:
    assert method in refused("coupling", "--bundle", small().write(tmp_path), "--normalise", method)


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    assert "modern" in refused("coupling", "--bundle", small().write(tmp_path), "--form", "modern")


def test_clusters_and_the_python_api(tmp_path: Path) -> None:
    from cluster_core import assess, load_dataset
    from cluster_core.model.fit import default_scenario

    path = elsewhere().write(tmp_path)
    rows = table("coupling", "--bundle", path, "--unit", "cluster")
    assert [row["region"] for row in rows] == ["aero", "bio", "wood"]
    dataset = load_dataset(path)
    frame = assess(dataset, default_scenario(dataset, unit="cluster")).coupling
    for row, (_at, ours) in zip(rows, frame.iterrows(), strict=True):
        assert ours["region"] == row["region"]
        for name in "CTD":
            assert reference.close(float(ours[name]), number(row[name]))
