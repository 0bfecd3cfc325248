"""TOPSIS, entropy and CRITIC beside pymcdm and scikit-criteria: the same matrix, the same numbers, the time of each.

Where two define the same thing they must agree to 1e-9, or the run stops. Where they do not, a line says why.
"""

from __future__ import annotations

import statistics
import warnings
from collections.abc import Callable

import numpy as np
import pymcdm.methods
import pymcdm.normalizations
import pymcdm.weights
import skcriteria
from skcriteria.agg.topsis import TOPSIS
from skcriteria.preprocessing.scalers import VectorScaler
from skcriteria.preprocessing.weighters import CRITIC, EntropyWeighter

from benchmarks._figures import milliseconds, tell
from cluster_core.index.ranking.topsis import topsis
from cluster_core.index.weighting.critic import critic_weights
from cluster_core.index.weighting.entropy import entropy_weights

UNITS, INDICATORS, REPEATS = 51, 49, 50
CLOSE = 1e-9

Action = Callable[[], np.ndarray]


def main() -> None:
    """Compare, measure and print."""
    warnings.simplefilter("ignore")  # scikit-criteria advises against costs
    rng = np.random.default_rng(1)
    values = rng.lognormal(size=(UNITS, INDICATORS))
    weights = rng.dirichlet(np.ones(INDICATORS))
    sign = rng.choice([-1, 1], size=INDICATORS)
    scaled = minmax(values)
    decision = skcriteria.mkdm(values, sign.tolist(), weights=weights)
    benefits = skcriteria.mkdm(values, [max] * INDICATORS)
    scaled_benefits = skcriteria.mkdm(scaled, [max] * INDICATORS)
    print(f"{UNITS} units x {INDICATORS} indicators")
    compare(
        "TOPSIS, vector normalisation, costs and benefits",
        lambda: topsis(values, weights, sign),
        {
            "pymcdm": lambda: pymcdm.methods.TOPSIS(pymcdm.normalizations.vector_normalization)(
                values, weights, sign, validation=False
            ),
            "scikit-criteria": lambda: skc_topsis(decision),
        },
    )
    print("  (ours calls pymcdm, so only scikit-criteria is a second opinion)")
    compare(
        "entropy, positive values",
        lambda: entropy_weights(values),
        {
            "pymcdm": lambda: pymcdm.weights.entropy_weights(values),
            "scikit-criteria": lambda: skc_weights(EntropyWeighter(), benefits),
        },
    )
    compare(
        "entropy, min-max scaled",
        lambda: entropy_weights(scaled),
        {"scikit-criteria": lambda: skc_weights(EntropyWeighter(), scaled_benefits)},
    )
    print(f"  pymcdm does not define it: {refusal(lambda: pymcdm.weights.entropy_weights(scaled))}")
    print("  (every min-max scaled column has a zero; 0 ln 0 is 0 for us and scikit-criteria)")
    compare(
        "CRITIC",
        lambda: critic_weights(minmax(values)),
        {
            "pymcdm": lambda: pymcdm.weights.critic_weights(values),
            "scikit-criteria": lambda: skc_weights(CRITIC(), benefits),
        },
    )


def compare(name: str, ours: Action, peers: dict[str, Action]) -> None:
    """Stop unless all agree; print the times in turn, and the ratio of medians."""
    own = milliseconds(ours, REPEATS)
    tell(f"{name}: ours", own)
    for peer, action in peers.items():
        apart = float(np.abs(ours() - action()).max())
        if not apart <= CLOSE:
            raise SystemExit(f"{name}: ours and {peer} differ by {apart:g}")
        theirs = milliseconds(action, REPEATS)
        tell(f"  {peer}", theirs)
        ratio = statistics.median(own) / statistics.median(theirs)
        print(f"  equal to {apart:.1e}; ours takes {ratio:.2g} of the time of {peer}")


def minmax(values: np.ndarray) -> np.ndarray:
    """Return the columns scaled 0-1, as the peers' CRITIC does within."""
    low, high = values.min(axis=0), values.max(axis=0)
    return (values - low) / (high - low)


def skc_topsis(decision: skcriteria.DecisionMatrix) -> np.ndarray:
    """Return the similarity of scikit-criteria's two steps: vector scaler, then TOPSIS."""
    return TOPSIS().evaluate(VectorScaler(target="matrix").transform(decision)).e_.similarity


def skc_weights(weighter: EntropyWeighter | CRITIC, decision: skcriteria.DecisionMatrix) -> np.ndarray:
    """Return the weights that scikit-criteria gives."""
    return weighter.transform(decision).weights.to_numpy()


def refusal(action: Action) -> str:
    """Return what a peer says where it refuses; stop the run if it does not."""
    try:
        action()
    except ValueError as refused:
        return f"'{refused}'"
    raise SystemExit("pymcdm has learnt to weigh zeros: compare it, too")


if __name__ == "__main__":
    main()
