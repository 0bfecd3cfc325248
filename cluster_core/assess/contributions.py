"""How much of the whole each part brings: contributions that sum to the root's score at every depth."""

from __future__ import annotations

import numpy as np

from cluster_core.model.stages import Array, Scores

NEAR_ZERO = 1e-9


def to_root(scored: Scores) -> dict[str, Array]:
    """Return, for every parent, units x children in points of the root's score.

    The contributions of the root's children sum to the root's score; those of any other node's children sum to what
    the node itself contributes. A missing child contributes NaN, which counts as nothing.

    Notes
    -----
    Chain rule on the local contributions: a node passes its own on in proportion. Where its score is about zero
    (z-scores around the mean, or a value raised to the floor) the parent's rate is used and the remainder is spread by
    weight.
    """
    root = scored.framework.root
    brings: dict[str, Array] = {root.id: scored.scores[:, 0]}
    rate: dict[str, Array] = {root.id: np.ones(len(scored.units))}
    result: dict[str, Array] = {}
    for node in scored.framework.nodes:
        if not node.children:
            continue
        local = scored.contributions[node.id]
        score, whole = scored.scores[:, scored.at[node.id]], brings[node.id]
        ordinary = np.abs(score) > NEAR_ZERO
        own_rate = np.where(ordinary, whole / np.where(ordinary, score, 1.0), rate[node.id])
        shares = np.where(np.isnan(local), 0.0, scored.weights[node.id])
        total = shares.sum(axis=1)
        shares = shares / np.where(total > 0, total, 1.0)[:, None]
        passed = local * own_rate[:, None]
        result[node.id] = passed + shares * (whole - np.nansum(passed, axis=1))[:, None]
        for column, child in enumerate(node.children):
            if not child.is_indicator:
                brings[child.id] = result[node.id][:, column]
                rate[child.id] = own_rate * shares[:, column]
    return result
