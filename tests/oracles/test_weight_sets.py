"""Published weights: AHP, CRITIC, entropy, principal components, benefit of the doubt and their combinations."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from cluster_core.index.weighting.ahp import analytic_hierarchy
from cluster_core.index.weighting.benefit_of_the_doubt import benefit_of_the_doubt
from cluster_core.index.weighting.combine import game
from cluster_core.index.weighting.critic import critic_weights
from cluster_core.index.weighting.entropy import entropy_weights
from cluster_core.index.weighting.principal_components import principal_components
from tests.contract.bundles import Bundle, run, table, tree

HERE = Path(__file__).parent


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a printed table."""
    with (HERE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


RAW = rows_of("tai_raw_23x8.csv")
NAMES = [name for name in RAW[0] if name not in {"iso3", "country"}]
VALUES = np.array([[float(row[name]) for name in NAMES] for row in RAW])
SCALED = (VALUES - VALUES.min(axis=0)) / (VALUES.max(axis=0) - VALUES.min(axis=0))


# ---------------------------------------------------------------- judgements of pairs


def test_holiday_destination_of_jiang() -> None:
    """The fourth printed weight, 0.090, is a misprint (the five sum to 0.993): the totals follow from 0.0981."""
    rows = rows_of("domain_ahp_jiang_tourism.csv")
    pairs = np.array(
        [[float(Fraction(row[f"c{k}"])) for k in range(1, 6)] for row in rows if row["kind"] == "pairwise"]
    )
    printed = {row["kind"]: float(row["published"]) for row in rows if not row["row"]}
    found = analytic_hierarchy(pairs)
    assert found.lambda_max == pytest.approx(printed["lambda_max"], abs=0.001)
    assert found.lambda_max == pytest.approx(5.0720844, abs=1e-7)
    assert found.index == pytest.approx(printed["CI"], abs=0.0005)
    assert found.ratio == pytest.approx(printed["CR"], abs=0.0005)
    weights = [float(row["published"]) for row in rows if row["kind"] == "weight"]
    for at in (0, 1, 2, 4):
        assert found.weights[at] == pytest.approx(weights[at], abs=0.002)
    assert found.weights[3] == pytest.approx(0.0981, abs=5e-5)
    options = np.array(
        [[float(row[f"c{k}"]) for k in range(1, 6)] for row in rows if row["kind"] == "level3"]
    )
    totals = [float(row["published"]) for row in rows if row["kind"] == "combined"]
    np.testing.assert_allclose(options @ found.weights, totals, atol=0.002)


def judgements_of_table_20() -> list[list[str]]:
    """The matrix of table 20 as text, fractions kept."""
    return [[row[name] for name in NAMES] for row in rows_of("tai_table20_ahp_matrix.csv")]


def test_handbook_table_20() -> None:
    """The Handbook prints the matrix only; eigenvector, lambda and CI are those of an independent computation."""
    found = analytic_hierarchy(
        np.array([[float(Fraction(cell)) for cell in row] for row in judgements_of_table_20()])
    )
    np.testing.assert_allclose(
        found.weights, [0.229, 0.135, 0.059, 0.176, 0.039, 0.039, 0.252, 0.072], atol=5e-4
    )
    assert found.lambda_max == pytest.approx(8.2111, abs=5e-5)
    assert found.index == pytest.approx(0.03015, abs=5e-6)
    assert found.ratio == pytest.approx(0.0214, abs=5e-5)


def test_handbook_table_20_by_the_command_line(tmp_path: Path) -> None:
    rows = "\n".join(f"  - [{', '.join(row)}]" for row in judgements_of_table_20())
    (tmp_path / "judgements.yaml").write_text(f"all:\n{rows}\n", encoding="utf-8")
    result = run(
        "weights",
        "--bundle",
        countries().write(tmp_path / "b"),
        "--method",
        f"ahp:{tmp_path / 'judgements.yaml'}",
    )
    assert "CR" not in result.err, "0.0214 is acceptable"
    assert float(result.rows[1]["weight"]) == pytest.approx(0.229, abs=5e-4)


# ---------------------------------------------------------------- entropy and CRITIC


def test_critic_of_diakoulaki() -> None:
    """Eight companies, one with a negative profit; weights to eight digits from scikit-criteria's tests."""
    rows = rows_of("domain_critic_diakoulaki.csv")
    columns = ["profitability", "market_share", "productivity"]
    table_ = np.array(
        [[float(row[name]) for name in columns] for row in rows if row["company"] != "expected_weight"]
    )
    expected = next(
        [float(row[name]) for name in columns] for row in rows if row["company"] == "expected_weight"
    )
    scaled = (table_ - table_.min(axis=0)) / (table_.max(axis=0) - table_.min(axis=0))
    np.testing.assert_allclose(critic_weights(scaled), expected, atol=5e-9)


def test_entropy_with_a_zero() -> None:
    """0 ln 0 counts as 0: worked out from the formula, scikit-criteria agrees."""
    found = entropy_weights(np.array([[0.0, 0.2], [0.5, 0.3], [1.0, 0.5]]))
    np.testing.assert_allclose(found, [0.87014723, 0.12985277], atol=5e-9)


@pytest.mark.parametrize("seed", range(4))
def test_pymcdm_weighs_the_same(seed: int) -> None:
    """CRITIC after min-max; entropy without a zero, which pymcdm refuses."""
    from pymcdm.weights import critic_weights as peer_critic
    from pymcdm.weights import entropy_weights as peer_entropy

    values = np.random.default_rng(seed).uniform(1, 9, (13, 6))
    scaled = (values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0))
    np.testing.assert_allclose(critic_weights(scaled), peer_critic(values), atol=1e-9)
    np.testing.assert_allclose(entropy_weights(values / 10), peer_entropy(values), atol=1e-9)


# ---------------------------------------------------------------- principal components


def test_handbook_tables_16_and_8() -> None:
    found = principal_components(SCALED)
    printed = rows_of("tai_table16_eigenvalues.csv")
    np.testing.assert_allclose(found.eigenvalues, [float(row["eigenvalue"]) for row in printed], atol=0.06)
    shares = [float(row["variance_pct"]) for row in printed]
    np.testing.assert_allclose(100 * found.explained, shares, atol=0.5)
    loadings = {row["indicator"]: row for row in rows_of("tai_table8_component_loadings.csv")}
    assert found.loadings.shape == (8, 4), "the Handbook keeps four components"
    for at in range(4):
        theirs = np.array([float(loadings[name][f"PC{at + 1}"]) for name in NAMES])
        ours = found.loadings[:, at]
        np.testing.assert_allclose(ours * np.sign(ours @ theirs), theirs, atol=0.013)
    assert [name for name, flag in zip(NAMES, found.negative, strict=True) if flag] == ["exports"]


def test_handbook_tables_9_and_17() -> None:
    rotated = principal_components(SCALED).rotated
    printed = {row["indicator"]: row for row in rows_of("tai_table9_17_varimax_factors.csv")}
    for at in range(1, 5):
        theirs = np.array([float(printed[name][f"F{at}"]) for name in NAMES])
        agreement = theirs @ rotated
        own = int(np.abs(agreement).argmax())
        np.testing.assert_allclose(rotated[:, own] * np.sign(agreement[own]), theirs, atol=0.013)
        explained = float((rotated[:, own] ** 2).sum())
        assert explained == pytest.approx(float(printed["explained_variance"][f"F{at}"]), abs=0.03)


@pytest.mark.parametrize("method", ["FA", "FA_PC_table18"])
def test_handbook_tables_18_and_22(method: str, tmp_path: Path) -> None:
    printed = next(row for row in rows_of("tai_table18_22_weights.csv") if row["method"] == method)
    rows = table("weights", "--bundle", countries().write(tmp_path), "--method", "pca")
    ours = {row["node"]: float(row["weight"]) for row in rows}
    for name in NAMES:
        assert ours[name] == pytest.approx(float(printed[name]), abs=0.015), name


# ---------------------------------------------------------------- benefit of the doubt


def countries() -> Bundle:
    """The 23 countries of the Technology Achievement Index, all eight indicators below the root's only node."""
    return Bundle(
        regions={row["iso3"]: {"name_en": row["country"]} for row in RAW},
        indicators={name: {} for name in NAMES},
        facts={(row["iso3"], name, 2000): float(row[name]) for row in RAW for name in NAMES},
        frameworks={"tai": tree("tai", [{"id": "all", "parent": "tai", "indicators": NAMES}])},
    )


def test_handbook_table_19() -> None:
    """Each indicator between 10 % and 15 % of a country's weights: every composite, and the weights that are unique."""
    found = benefit_of_the_doubt(SCALED, 0.10, 0.15)
    printed = {row["iso3"]: row for row in rows_of("tai_table19_bod.csv")}
    for at, country in enumerate(RAW):
        row = printed[country["iso3"]]
        assert found.composite[at] == pytest.approx(float(row["ci"]), abs=0.01), country
        weights = np.array([float(row[f"w_{name}"]) for name in NAMES])
        if country["iso3"] in ("KOR", "NOR", "FRA", "ITA", "CZE", "SVN"):
            np.testing.assert_allclose(found.weights[at], weights / weights.sum(), atol=0.008)


def test_handbook_table_23_ranks_of_benefit_of_the_doubt() -> None:
    found = benefit_of_the_doubt(SCALED, 0.10, 0.15).composite.round(9)
    printed = {row["iso3"]: row["BOD"] for row in rows_of("tai_table23_38_ranks.csv")}
    ours = {country["iso3"]: str(1 + int((found > found[at]).sum())) for at, country in enumerate(RAW)}
    assert ours == printed


# ---------------------------------------------------------------- combination


def test_game_of_two_sets() -> None:
    """w1 = (.6, .4), w2 = (.3, .7): solved by hand from G alpha = diag(G)."""
    found = game(np.array([[0.6, 0.4], [0.3, 0.7]]))
    np.testing.assert_allclose(found.parts, [0.35802469, 0.64197531], atol=5e-9)
    np.testing.assert_allclose(found.weights, [0.40740741, 0.59259259], atol=5e-9)
