"""How indicators vary, pairwise complete."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cluster_core.index.weighting.variation import correlations, mean_and_deviation, varying

NAN = np.nan


@pytest.mark.parametrize("seed", range(5))
def test_pandas_says_the_same_of_deviations_and_pairs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.random((12, 5))
    table[rng.random(table.shape) < 0.3] = NAN
    frame = pd.DataFrame(table)
    np.testing.assert_allclose(correlations(table), frame.corr().to_numpy(), atol=1e-10)
    mean, deviation = mean_and_deviation(table)
    np.testing.assert_allclose(mean, frame.mean().to_numpy(), rtol=1e-12)
    np.testing.assert_allclose(deviation, frame.std().to_numpy(), rtol=1e-12)


def test_a_pair_without_a_correlation_is_nan() -> None:
    """The last two share two units, and one of them is constant there; the first is constant altogether."""
    table = np.array([[0.5, 0.2, NAN], [0.5, 0.2, 0.3], [0.5, 0.2, 0.9], [0.5, 0.7, NAN]])
    found = correlations(table)
    assert np.isnan(found[0]).all()
    assert np.isnan(found[1, 2])
    assert found[1, 1] == pytest.approx(1)


def test_tiny_differences_on_a_wide_scale_still_correlate() -> None:
    """Goalposts far apart squeeze the values together: r does not depend on the scale."""
    table = np.random.default_rng(0).random((9, 3))
    np.testing.assert_allclose(correlations(0.4 + 1e-7 * table), np.corrcoef(table.T), atol=1e-6)


def test_what_varies() -> None:
    table = np.array([[0.0, 0.3, NAN, NAN], [1.0, 0.1 + 0.2, NAN, 0.4]])
    assert varying(table).tolist() == [True, False, False, False]
    assert varying(np.empty((0, 2))).tolist() == [False, False]
