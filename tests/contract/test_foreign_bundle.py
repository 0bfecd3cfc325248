"""A bundle unlike ours, made by nobody we know: every command about a scenario, without a code change.

Letters as codes, five levels, an indicator under two nodes, missing values, several years, ratios whose denominators
are of other years, goalposts, costs, a logarithm, no groups, clusters, no rule set.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.contract import reference, test_coupling, test_score, test_shortcomings
from tests.contract.bundles import Bundle, Result, refused, run, table, tree
from tests.contract.test_shortcomings import rules
from tests.contract.test_weights import shares

YEARS = (2019, 2020, 2021, 2022)
YEAR = 2022
NORMALISATIONS = ("minmax", "zscore", "rank", "percentile")
WEIGHTS = (
    *("default", "equal", "entropy", "critic", "pca", "bod"),
    *("game:entropy+critic", "linear:entropy+critic", "multiplicative:entropy+critic"),
)
NO_NUMBER = re.compile(r"(?<![A-Za-z])((?i:nan|inf|infinity|nat|<na>)|None)(?![A-Za-z])")

NODES = [
    {"id": "prosperity", "parent": "cantons", "weight": 3},
    {
        "id": "setting",
        "parent": "cantons",
        "weight": 2,
        "indicators": ["air", {"id": "reach", "weight": 0.5}],
    },
    {"id": "firms", "parent": "prosperity", "weight": 2},
    {"id": "knowledge", "parent": "prosperity", "aggregate": "geometric"},
    {"id": "start", "parent": "firms", "indicators": ["founded_rate"]},
    {"id": "grown", "parent": "firms", "weight": 1.5},
    {"id": "size", "parent": "grown", "indicators": ["revenue", "staff"]},
    {"id": "trade", "parent": "grown", "indicators": ["export_share", {"id": "reach", "weight": 2}]},
    {"id": "ideas", "parent": "knowledge", "indicators": ["patent_rate", "rated"]},
    {"id": "people", "parent": "knowledge", "indicators": ["schooling"]},
]
INDICATORS = {
    "residents": {},
    "founded": {},
    "patents": {},
    "exports": {},
    "revenue": {"transform": "log1p"},
    "staff": {"breaks_before": 2020},
    "air": {"direction": "cost", "goalpost_low": 5, "goalpost_high": 60},
    "reach": {"goalpost_low": -10, "goalpost_high": 90},
    "schooling": {"direction": "benefit"},
    "rated": {"kind": "expert"},
    "founded_rate": {"numerator": "founded", "denominator": "residents", "scale": 10000},
    "patent_rate": {"numerator": "patents", "denominator": "residents", "scale": 0.5},
    "export_share": {"numerator": "exports", "denominator": "revenue", "scale": 100},
}
CODES = ("ZH", "BE", "LU", "UR", "SZ", "OW", "NW", "GL", "ZG")


def cantons() -> Bundle:
    """Nine regions, four years; `residents` is counted in 2020 and 2021 only, `ZG` has a single value."""
    rng = random.Random(41)
    facts: dict[tuple[str, str, int], float | None] = {}
    for name in (name for name, meta in INDICATORS.items() if "numerator" not in meta):
        for code in CODES[:-1]:
            for year in YEARS:
                counted = year in (2020, 2021) if name == "residents" else rng.random() < 0.85
                if counted:
                    facts[code, name, year] = round(rng.uniform(1, 95), 3)
    facts["ZG", "revenue", YEAR] = 12.5
    facts["GL", "exports", YEAR] = None
    clusters = {"optics": {"members": "ZH:0.7;BE:0.3"}, "watches": {"members": "BE;GL"}, "salt": {}}
    cluster_facts: dict[tuple[str, str, int], float | None] = {
        (cluster, name, YEAR): round(rng.uniform(1, 95), 3)
        for cluster in clusters
        for name, meta in INDICATORS.items()
        if "numerator" not in meta
    }
    method = {"normalise": "minmax", "aggregate": "arithmetic", "min_coverage": 0.4}
    return Bundle(
        regions={code: {} for code in CODES},
        indicators=INDICATORS,
        facts=facts,
        frameworks={"cantons": tree("cantons", NODES, method)},
        id="helvetia",
        clusters=clusters,
        cluster_facts=cluster_facts,
        meta={"default_year": YEAR},
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cantons().write(tmp_path_factory.mktemp("elsewhere") / "helvetia")


def sound(*argv: object) -> Result:
    """Run a command; it must end well, and no cell and no message may hold what is no number."""
    result = run(*argv)
    assert result.code == 0, (argv, result.err)
    assert "Traceback" not in result.err
    assert not NO_NUMBER.search(result.err), result.err
    assert result.rows, argv
    for row in result.rows:
        assert not any(NO_NUMBER.search(cell) for cell in row.values()), (argv, row)
    return result


def test_it_has_no_fault(path: Path) -> None:
    assert run("check", path).code == 0


# ---------------------------------------------------------------- equal to the reference


@pytest.mark.parametrize("normalise", NORMALISATIONS)
@pytest.mark.parametrize("weights", ["default", "equal", "entropy", "critic"])
def test_scores_are_those_of_the_reference(path: Path, normalise: str, weights: str) -> None:
    choices = {"normalise": normalise, "weights": weights}
    bundle = cantons()
    if normalise == "zscore":  # a node of the tree has a rule of its own that z-scores do not allow
        said = refused("score", "--bundle", path, "--normalise", normalise, "--weights", weights)
        assert "node 'knowledge': found 'geometric'" in said
        bundle.framework["nodes"][3].pop("aggregate")
        bundle.write(path.parent / "plain")
        path = path.parent / "plain"
    rows = sound("score", "--bundle", path, "--normalise", normalise, "--weights", weights).rows
    test_score.compare(bundle, rows, YEAR, min_coverage=0.4, **choices)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("pool", ["vintage", "all"])
def test_every_year_and_both_pools(path: Path, year: int, pool: str) -> None:
    try:
        reference.score(cantons().data(), cantons().framework, year, pool=pool)
    except (
        reference.UndecidedError
    ):  # a value before the break, outside the pool of all years: held within 0-100
        sound("score", "--bundle", path, "--year", year, "--pool", pool)
        return
    rows = sound("score", "--bundle", path, "--year", year, "--pool", pool).rows
    test_score.compare(cantons(), rows, year, pool=pool)


def test_clusters(path: Path) -> None:
    rows = sound("score", "--bundle", path, "--unit", "cluster").rows
    test_score.compare(cantons(), rows, YEAR, unit="cluster")


@pytest.mark.parametrize("method", ["entropy", "critic"])
def test_weights_from_the_data_are_those_of_the_reference(path: Path, method: str) -> None:
    bundle = cantons()
    branches = reference.read_tree(bundle.framework)
    data = bundle.data()
    parts = reference.roll_up(branches, reference.leaf_weights(data, branches, data.units, YEAR, method))
    whole = reference.effective(branches, parts)
    ours = shares(sound("weights", "--bundle", path, "--method", method).rows)
    assert ours.keys() == whole.keys()
    for (node, parent), (share, effective) in ours.items():
        assert share == pytest.approx(parts[parent][node], abs=1e-9)
        assert effective == pytest.approx(whole[node, parent], abs=1e-9)


def test_shortcomings_are_those_of_the_reference(path: Path) -> None:
    bundle = cantons()
    lowest = [node for node in NODES if "indicators" in node]
    items = [
        {
            "id": node["id"],
            "family": node["parent"] if node["parent"] != "cantons" else node["id"],
            "tests": [
                {"indicator": leaf["id"] if isinstance(leaf, dict) else leaf} for leaf in node["indicators"]
            ],
        }
        for node in lowest
    ]
    rows = sound("shortcomings", "--bundle", path).rows
    families = {row["item"]: row["family"] for row in rows}
    bundle.frameworks["implied"] = rules([item | {"family": families[item["id"]]} for item in items])
    test_shortcomings.compare(bundle, rows, YEAR)
    lonely = {row["item"]: row["level"] for row in rows if row["region"] == "ZG"}
    assert {item for item, level in lonely.items() if level != "insufficient"} == {"size"}, "its one value"


@pytest.mark.parametrize("form", ["revised", "classic"])
@pytest.mark.parametrize("normalise", ["minmax", "percentile"])
def test_coupling_is_that_of_the_reference(path: Path, form: str, normalise: str) -> None:
    rows = sound("coupling", "--bundle", path, "--form", form, "--normalise", normalise).rows
    test_coupling.compare_all(cantons(), rows, form, YEAR, normalise=normalise)


# ---------------------------------------------------------------- all else ends well


@pytest.mark.parametrize(
    ("weights", "unit"), [*((name, "region") for name in WEIGHTS), ("critic", "cluster"), ("bod", "cluster")]
)
def test_every_weight_set_runs_everywhere(path: Path, weights: str, unit: str) -> None:
    sound("weights", "--bundle", path, "--method", weights, "--unit", unit)
    for command in ("score", "shortcomings", "coupling", "diagnose", "rankings"):
        sound(command, "--bundle", path, "--weights", weights, "--unit", unit)


@pytest.mark.parametrize("normalise", ["minmax", "rank", "percentile", "best"])
@pytest.mark.parametrize("treat", ["none", "winsorise"])
def test_every_scale_runs_everywhere(path: Path, normalise: str, treat: str) -> None:
    for command in ("score", "shortcomings", "diagnose", "audit", "rankings", "typology", "ladder"):
        sound(command, "--bundle", path, "--normalise", normalise, "--treat", treat)


@pytest.mark.parametrize("impute", ["peer_mean", "peer_median", "carry_forward", "linear"])
def test_imputation_raises_no_coverage(path: Path, impute: str) -> None:
    before = table("score", "--bundle", path)
    after = sound("score", "--bundle", path, "--impute", impute).rows
    assert [row["coverage"] for row in after] == [row["coverage"] for row in before]


@pytest.mark.parametrize("command", ["audit", "rankings", "disparity", "typology", "ladder", "chokepoints"])
def test_the_other_commands(path: Path, command: str) -> None:
    sound(command, "--bundle", path)


def test_further_tables(path: Path) -> None:
    sound("rankings", "--bundle", path, "--agreement")
    sound("ladder", "--bundle", path, "--gates")
    sound("disparity", "--bundle", path, "--indicator", "schooling")
    sound("disparity", "--bundle", path, "--indicator", "founded_rate", "--size", "residents")
    sound("audit", "--bundle", path, "--weights", "critic")


def test_what_the_data_cannot_serve_is_refused_by_name(path: Path) -> None:
    assert "target" in refused("score", "--bundle", path, "--normalise", "target")
    assert "zscore" in refused("coupling", "--bundle", path, "--normalise", "zscore")
    assert "rank" in refused("coupling", "--bundle", path, "--normalise", "rank")


def test_groups_that_nobody_has_impute_nothing(path: Path) -> None:
    before = table("score", "--bundle", path)
    assert sound("score", "--bundle", path, "--impute", "group_mean").rows == before


def test_stages(path: Path, tmp_path: Path) -> None:
    sound(
        "score",
        "--bundle",
        path,
        "--dump-stages",
        tmp_path / "stages",
        "--impute",
        "linear",
        "--treat",
        "winsorise",
    )
    for stage in (tmp_path / "stages").iterdir():
        assert not NO_NUMBER.search(stage.read_text(encoding="utf-8")), stage.name
