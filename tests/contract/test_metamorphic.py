"""What must not matter, and what must hold whatever the data: properties of `score` on drawn bundles.

Where a property does not hold, its test says why. Factors are powers of two, so that products are exact and ranks can
be compared as they are.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.bundles import Bundle, Result, bundles, elsewhere, folder, number, run, small, write_csv

SCALES = ("minmax", "zscore", "rank", "percentile", "target", "best")
BOUNDED = ("minmax", "percentile", "target", "best")
OWN_SETS = ("default", "equal")
SETS = (*OWN_SETS, "entropy", "critic", "bod", "game:entropy+critic", "linear:default+critic")
FACTORS = st.sampled_from([2.0**-10, 0.5, 8.0, 1024.0])

Scores = dict[tuple[str, str], tuple[float | None, float | None]]


def write(bundle: Bundle, path: Path) -> Path:
    """Write a bundle beside an empty registry, so that nothing of the project's is read with it."""
    (path / "frameworks").mkdir(exist_ok=True)
    (path / "frameworks" / "indicators.csv").write_text("indicator,name_en,direction\n", encoding="utf-8")
    return bundle.write(path / "bundle")


def run_score(bundle: Bundle, *argv: object, shuffle: Any = None) -> Result:
    """Score a bundle; `shuffle` puts rows and columns of its files in another order first."""
    with folder() as path:
        written = write(bundle, path)
        for file in written.glob("*.csv") if shuffle else ():
            reorder(file, shuffle)
        result = run("score", "--bundle", written, *argv)
    assert result.code in (0, 2), result.err
    return result


def scores(result: Result) -> Scores:
    """Score and rank by (node, region); empty where the scale was refused."""
    return {(row["node"], row["region"]): (number(row["score"]), number(row["rank"])) for row in result.rows}


def reorder(file: Path, rng: Any) -> None:
    """Shuffle the rows and the columns of a CSV file."""
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    columns = list(rows[0]) if rows else []
    if not columns:
        return
    rng.shuffle(rows)
    rng.shuffle(columns)
    write_csv(file, columns, rows)


def in_units(bundle: Bundle, name: str, factor: float) -> Bundle:
    """The same facts with one observed indicator in another unit; what is stated in that unit goes along.

    A logarithm of 1 + x is another quantity in another unit, so there is none here.
    """
    other = bundle.copy()
    other.facts = {
        key: value * factor if value is not None and key[1] == name else value
        for key, value in bundle.facts.items()
    }
    for own, meta in other.indicators.items():
        times = factor if name in (own, meta.get("numerator")) else 1.0
        times /= factor if meta.get("denominator") == name else 1.0
        for stated in ("target", "goalpost_low", "goalpost_high"):
            if stated in meta:
                meta[stated] *= times
    return other


def plain(bundle: Bundle) -> Bundle:
    """The same bundle without logarithms."""
    for meta in bundle.indicators.values():
        meta.pop("transform", None)
    return bundle


def alike(before: Scores, after: Scores, tolerance: float) -> None:
    """Equal to a tolerance, and nobody who was ahead by more than it is behind now."""
    assert before.keys() == after.keys()
    for (node, region), (score, rank) in before.items():
        other = after[node, region][0]
        assert (score is None) == (other is None), (node, region)
        assert score is None or other == pytest.approx(score, abs=tolerance)
        assert (rank is None) == (score is None)


# ---------------------------------------------------------------- what must not matter


@settings(max_examples=14, deadline=None)
@given(bundles().map(plain), FACTORS, st.sampled_from(SCALES), st.sampled_from(SETS))
def test_units_leave_every_rank(bundle: Bundle, factor: float, scale: str, weights: str) -> None:
    argv = ("--normalise", scale, "--weights", weights)
    before, after = run_score(bundle, *argv), run_score(in_units(bundle, "b0", factor), *argv)
    assert after.code == before.code
    for key, (score, rank) in scores(before).items():
        assert scores(after)[key][1] == rank
        assert score is None or scores(after)[key][0] == pytest.approx(score, abs=1e-7)


@settings(max_examples=9, deadline=None)
@given(bundles(breaks=False).map(plain), st.sampled_from(["minmax", "zscore", "rank", "percentile"]))
def test_a_shifted_zero_leaves_scores_of_scales_without_one(bundle: Bundle, scale: str) -> None:
    """Degrees of another thermometer; `target`, `best` and ratios divide by a value, so their zero matters."""
    for name in [name for name, meta in bundle.indicators.items() if meta.get("numerator")]:
        bundle.indicators[name] = {
            key: meta for key, meta in bundle.indicators[name].items() if key == "direction"
        }
    other = bundle.copy()
    other.facts = {
        key: value + 32 if value is not None and key[1] == "b0" else value
        for key, value in bundle.facts.items()
    }
    for stated in ("goalpost_low", "goalpost_high"):
        if stated in other.indicators["b0"]:
            other.indicators["b0"][stated] += 32
    before, after = (run_score(one, "--normalise", scale) for one in (bundle, other))
    alike(scores(before), scores(after), 1e-7)


@settings(max_examples=10, deadline=None)
@given(bundles(), st.randoms(use_true_random=False), st.sampled_from(SCALES), st.sampled_from(SETS))
def test_the_order_of_rows_and_columns_is_no_content(
    bundle: Bundle, rng: Any, scale: str, weights: str
) -> None:
    argv = ("--normalise", scale, "--weights", weights)
    before, after = run_score(bundle, *argv), run_score(bundle, *argv, shuffle=rng)
    assert after.code == before.code
    alike(scores(before), scores(after), 1e-6 if weights == "bod" else 1e-9)


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_is_no_content_for_principal_components_either(rng: Any) -> None:
    """On one bundle with distinct eigenvalues: where two are equal their axes, and so the weights, are not defined."""
    argv = ("--weights", "pca", "--min-coverage", "0.4")
    before, after = run_score(elsewhere(), *argv), run_score(elsewhere(), *argv, shuffle=rng)
    alike(scores(before), scores(after), 1e-6)


@settings(max_examples=10, deadline=None)
@given(bundles(), st.sampled_from(["minmax", "target", "best"]), st.sampled_from([*OWN_SETS, "bod"]))
def test_a_duplicated_region_changes_nobody(bundle: Bundle, scale: str, weights: str) -> None:
    """The same values under a new code leave goalposts, and the constraints of the doubt, as they were.

    Not so for `zscore`, `rank`, `percentile`, entropy, CRITIC and PCA: they measure the distribution, in which the
    region now counts twice. All values are of one year, since the year is chosen by how many regions have values.
    """
    argv = ("--normalise", scale, "--weights", weights, "--year", "2020", "--max-age", "0")
    before, after = run_score(bundle, *argv), run_score(doubled(bundle), *argv)
    assert after.code == before.code
    now = scores(after)
    alike(scores(before), {key: found for key, found in now.items() if key[1] != "twin"}, 1e-6)


@settings(max_examples=10, deadline=None)
@given(bundles(), st.sampled_from(SCALES), st.sampled_from([*SETS, "pca"]))
def test_twins_share_scores_and_ranks(bundle: Bundle, scale: str, weights: str) -> None:
    """Equal values are judged alike under every scale and every set, those from the distribution too."""
    found = scores(run_score(doubled(bundle), "--normalise", scale, "--weights", weights))
    first = next(iter(bundle.regions))
    for (node, region), (score, rank) in found.items():
        if region == "twin":
            assert found[node, first][1] == rank
            assert score is None or found[node, first][0] == pytest.approx(score, abs=1e-9)


def test_a_duplicated_region_moves_weights_from_the_distribution() -> None:
    moved = {}
    for weights in ("default", "entropy", "critic"):
        before, after = (scores(run_score(one, "--weights", weights)) for one in (small(), doubled(small())))
        moved[weights] = max(abs(before[key][0] - after[key][0]) for key in before)  # type: ignore[operator]
    assert moved["default"] == pytest.approx(0, abs=1e-9)
    assert min(moved["entropy"], moved["critic"]) > 1e-3


@settings(max_examples=10, deadline=None)
@given(bundles(aggregates=["geometric", "min"]), FACTORS, st.sampled_from(SETS), st.data())
def test_weights_times_k_leave_every_rank(
    bundle: Bundle, factor: float, weights: str, data: st.DataObject
) -> None:
    """Weights are relative among siblings, and a set from the data does not read them at all."""
    other = bundle.copy()
    document = other.framework
    parents = {node["parent"] for node in document["nodes"]} | {node["id"] for node in document["nodes"]}
    for parent in data.draw(st.sets(st.sampled_from(sorted(parents)), min_size=1)):
        for node in document["nodes"]:
            if node["parent"] == parent:
                node["weight"] = node.get("weight", 1) * factor
            elif node["id"] == parent:
                node["indicators"] = [times(leaf, factor) for leaf in node.get("indicators", [])]
    before, after = run_score(bundle, "--weights", weights), run_score(other, "--weights", weights)
    assert scores(after) == scores(before)


def times(leaf: Any, factor: float) -> dict[str, Any]:
    """A leaf with its weight multiplied."""
    written = leaf if isinstance(leaf, dict) else {"id": leaf}
    return {"id": written["id"], "weight": written.get("weight", 1) * factor}


def doubled(bundle: Bundle) -> Bundle:
    """The bundle with its first region once more, as `twin`."""
    other, first = bundle.copy(), next(iter(bundle.regions))
    other.regions["twin"] = dict(other.regions[first])
    other.facts |= {
        ("twin", name, year): value for (region, name, year), value in bundle.facts.items() if region == first
    }
    return other


# ---------------------------------------------------------------- what must hold


@settings(max_examples=10, deadline=None)
@given(bundles(breaks=False), st.sampled_from(BOUNDED), st.sampled_from(SETS))
def test_geometric_is_at_most_arithmetic(bundle: Bundle, scale: str, weights: str) -> None:
    """But for the floor (0.01), which lifts zeros before they are multiplied."""
    argv = ("--normalise", scale, "--weights", weights, "--aggregate")
    geometric, arithmetic = (scores(run_score(bundle, *argv, rule)) for rule in ("geometric", "arithmetic"))
    assert geometric.keys() == arithmetic.keys()
    for key, (score, _rank) in geometric.items():
        mean = arithmetic[key][0]
        assert (score is None) == (mean is None)
        assert score is None or mean is None or score <= mean + 0.01 + 1e-9


@settings(max_examples=20, deadline=None)
@given(
    bundles(aggregates=["geometric", "harmonic", "min", "power:2"]),
    st.sampled_from(SCALES),
    st.sampled_from([*SETS, "pca"]),
    st.sampled_from(["none", "peer_mean", "carry_forward", "linear"]),
    st.sampled_from(["none", "winsorise"]),
)
def test_scores_stay_on_their_scale(
    bundle: Bundle, scale: str, weights: str, impute: str, treat: str
) -> None:
    """0-100, or 1 to the number of regions for `rank`; z-scores have no bounds, but a sum of squares of n - 1."""
    argv = ("--weights", weights, "--impute", impute, "--treat", treat)
    if scale == "zscore":
        for node in bundle.framework["nodes"]:
            node.pop("aggregate", None)
    found = scores(run_score(bundle, "--normalise", scale, *argv))
    count = len(bundle.regions)
    low, high = {"rank": (1, count), "zscore": (-(count**0.5), count**0.5)}.get(scale, (0, 100))
    for score, rank in found.values():
        assert score is None or low - 1e-9 <= score <= high + 1e-9
        assert rank is None or 1 <= rank <= count
