"""How long random weightings take, and how much memory: draws, scores, ranks and acceptability, all weights varying.

Peers of the same run, per replication on 51 x 49: a plain loop over pymcdm's weighted sum and its ranking, which must
rank alike or the run stops, and a loop over our own `score`. COINr needs 0.11 s per weights-only replication on 51 x 49
(R 4.2.2, one thread; a reference figure, not run here).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from pymcdm.helpers import rrankdata
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization

from benchmarks._figures import milliseconds, tell
from benchmarks.chain import SCENARIO, made_up, peak
from cluster_core import assess
from cluster_core.explore.acceptability import Acceptability, acceptability
from cluster_core.explore.certainty import certainty
from cluster_core.explore.claims import claim
from cluster_core.explore.draws import draw_shares
from cluster_core.explore.method_uncertainty import acceptability_over_methods, method_uncertainty
from cluster_core.explore.sobol import sobol
from cluster_core.explore.weight_space import Levels, weight_spaces
from cluster_core.index.composite import score
from cluster_core.model.assessment import Assessment
from cluster_core.model.weights import indicator_weights

DRAWS = 10_000
COINR = 110.0  # milliseconds per replication
MEMORY = "--memory"


def main() -> None:
    """Measure and print."""
    if MEMORY in sys.argv:
        tell_memory()
        return
    print(f"{DRAWS} draws, scores, ranks, acceptability")
    for regions, indicators, repeats, limit in (
        (13, 60, 30, "60 ms"),
        (340, 40, 10, "400 ms"),
        (3000, 60, 3, "4 s"),
    ):
        size = f"{regions} x {indicators}"
        whole, gaps = index(regions, indicators, 0.0), index(regions, indicators, 0.05)
        both(f"{size}, all levels", partial(robustness, whole, "all"), repeats, limit)
        both(f"{size}, level 1", partial(robustness, whole, "1"), repeats, limit)
        both(f"{size}, all levels, 5 % missing", partial(robustness, gaps, "all"), repeats)
    subprocess.run([sys.executable, "-m", "benchmarks.robustness", MEMORY], check=True)
    per_replication()
    small = index(13, 60, 0.05)
    spaces = weight_spaces(small.framework)
    print("13 x 60, 5 % missing")
    both("certainty beside every rank", partial(certainty, small), 30, "30 ms")
    both("one claim", partial(claim, small, *small.units[:2], spaces), 30)
    both("full factorial of methods", partial(method_uncertainty, small), 3)
    both("methods and weights at once", partial(acceptability_over_methods, small, spaces), 3)
    both("Sobol indices, 2^12 samples", partial(sobol, small, spaces), 3)


def both(name: str, action: Callable[[], object], repeats: int, limit: str = "") -> None:
    """Print the time of an action, and below it the processor's share of it: others may keep the machine busy."""
    worked: list[float] = []
    tell(name, milliseconds(lambda: worked.append(at_work(action)), repeats), limit)
    tell("  of it at work", worked[1:])


def at_work(action: Callable[[], object]) -> float:
    """Return the milliseconds that all processors together spend on an action."""
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000


def index(regions: int, indicators: int, missing: float) -> Assessment:
    """Return the assessment of a made-up table: root, 3 dimensions, 12 nodes, leaves."""
    return assess(made_up(regions, indicators, 1, missing), replace(SCENARIO, min_coverage=0.0))


def robustness(assessment: Assessment, levels: Levels, draws: int = DRAWS) -> Acceptability:
    """Do all that is timed: draw, score, rank, count."""
    found = acceptability(assessment, weight_spaces(assessment.framework, levels=levels), draws=draws)
    _ = found.summary, found.acceptance
    return found


def per_replication() -> None:
    """Print what one replication of 51 x 49 takes us, pymcdm in a loop, and `score` in a loop; stop if ranks differ."""
    assessment, few = index(51, 49, 0.0), 300
    spaces = weight_spaces(assessment.framework, levels="all")
    leaves = assessment.framework.indicators
    values = assessment.prepared.normalised[:, [assessment.prepared.at[leaf] for leaf in leaves]]
    shares = draw_shares(spaces, few)
    weights = [
        indicator_weights(assessment.framework, {parent: given[draw] for parent, given in shares.items()}, 1)[
            0
        ]
        for draw in range(few)
    ]
    types, method = np.ones(len(leaves)), WSM(minmax_normalization)

    def pymcdm_loop() -> np.ndarray:
        return np.array([rrankdata(method(values, one, types, validation=False)) for one in weights])

    def score_loop() -> None:
        for draw in range(few):
            points = tuple((parent, tuple(given[draw])) for parent, given in shares.items())
            score(
                assessment.prepared,
                assessment.framework,
                replace(assessment.scenario, points=points, weighting="user"),
            )

    if not (pymcdm_loop() == robustness(assessment, "all", few).ranks.T).all():
        raise SystemExit("51 x 49: ours and pymcdm rank differently")
    print("per replication of 51 x 49, at work; ranks equal to those of pymcdm")
    own = statistics.median(at_work(lambda: robustness(assessment, "all")) for _ in range(20)) / DRAWS
    print(f"  {'ours':<20} {own * 1000:10.2f} us")
    for name, loop in (("pymcdm in a loop", pymcdm_loop), ("our score in a loop", score_loop)):
        theirs = statistics.median(at_work(loop) for _ in range(3)) / few
        print(f"  {name:<20} {theirs * 1000:10.2f} us   {theirs / own:10.0f} times ours")
    quoted = f"{COINR * 1000:10.2f} us   {COINR / own:10.0f} times ours   (held to 5000)"
    print(f"  {'COINr, as quoted':<20} {quoted}")


def tell_memory() -> None:
    """Print this process's peak above what the imports and the index took."""
    assessment = index(3000, 60, 0.0)
    before = peak()
    robustness(assessment, "all")
    print(
        f"{'memory, 3000 x 60':<46} {peak() - before:8.0f} MB   (held to 500 MB; with all else {peak():.0f} MB)"
    )


if __name__ == "__main__":
    main()
