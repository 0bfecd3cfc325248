"""Scenarios side by side: the units that all of them rank, ranks among those, and what a score's change is made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cluster_core.assess.compare import Parts, parted
from cluster_core.assess.contributions import to_root
from cluster_core.errors import MethodError
from cluster_core.index.composite import rank_scores
from cluster_core.model.assessment import Assessment


def common_units(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Return the units that every assessment ranks, in the order of the first.

    Units of another bundle or of another kind are others, whatever their ids.
    """
    if len({(one.scenario.bundle, one.scenario.unit) for one in assessments}) != 1:
        return ()
    ranked = [
        {unit for unit, rank in zip(one.units, one.scored.ranks[:, 0], strict=True) if rank > 0}
        for one in assessments
    ]
    return tuple(unit for unit in assessments[0].units if all(unit in some for some in ranked))


def ranks_among(assessment: Assessment, units: Sequence[str]) -> dict[str, int]:
    """Return the ranks on the whole that some units take among themselves.

    Parameters
    ----------
    assessment
    units
        Ids of units that it ranks.

    Returns
    -------
    dict
        unit -> rank, 1 is best, ties share the lowest number after rounding scores to 9 decimals.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/practice")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> sorted(ranks_among(result, result.units[:3]).values())
    [1, 2, 3]
    """
    rows = [assessment.units.index(unit) for unit in units]
    ranks = rank_scores(assessment.scored.scores[rows][:, :1])
    return dict(zip(units, ranks[:, 0].tolist(), strict=True))


def drivers(now: Assessment, before: Assessment, unit: str) -> dict[str, Parts]:
    """Return, for every parent, what each child adds to a unit's score in one scenario minus in another.

    Parameters
    ----------
    now, before
        Assessments under one framework, both with `unit`; anything else of their scenarios may differ.
    unit
        Id of a unit.

    Returns
    -------
    dict
        parent -> child -> points of the root's score. The parts of the root sum to the unit's score now minus before,
        those of any other node to the node's own part. NaN where the unit has no score in one of the two, and where
        it has the child in neither.

    Raises
    ------
    MethodError
        If the two are not under one framework.

    Notes
    -----
    d_k = c_k(now) - c_k(before), c the contributions to the root (`contributions.to_root`).

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/practice")
    >>> plain = default_scenario(dataset)
    >>> before, now = assess(dataset, plain), assess(dataset, plain.with_points("four_forces", (4, 1, 1, 1)))
    >>> unit = now.units[0]
    >>> parts = drivers(now, before, unit)["four_forces"]
    >>> change = now.scores.loc[unit, "four_forces"] - before.scores.loc[unit, "four_forces"]
    >>> bool(abs(sum(parts.values()) - change) < 1e-9)
    True
    """
    if now.framework != before.framework:
        raise MethodError(
            f"drivers: found the frameworks '{now.framework.id}' and '{before.framework.id}', allowed: one framework. "
            "Compare ranks instead."
        )
    row, other = now.units.index(unit), before.units.index(unit)
    scored = bool(np.isfinite([now.scored.scores[row, 0], before.scored.scores[other, 0]]).all())
    earlier = to_root(before.scored)
    return {
        parent: parted(now.framework.by_id[parent], rows[row], earlier[parent][other], scored=scored)
        for parent, rows in to_root(now.scored).items()
    }
