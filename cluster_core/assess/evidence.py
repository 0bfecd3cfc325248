"""What stands behind one number: its observations and every step up to the score, or its parts and how they combine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_core.assess.audit import NAN, Step, audit
from cluster_core.assess.rule_evidence import (
    CriterionEvidence,
    FamilyEvidence,
    ItemEvidence,
    criterion_evidence,
    family_evidence,
    item_evidence,
    unknown,
)
from cluster_core.assess.scaling import Scaling, scaling
from cluster_core.assess.worked import Worked, work
from cluster_core.index.denominate import Denominated, denominate
from cluster_core.index.prepare import peer_rows
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Node
from cluster_core.model.indicator import Indicator
from cluster_core.model.source import Source
from cluster_core.model.stages import Vintage

INDICATOR, ITEM, FAMILY, CRITERION = "indicator:", "item:", "family:", "criterion:"
MISSING, OBSERVED, DERIVED, IMPUTED, RATING = "missing", "observed", "derived", "imputed", "rating"
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Observation:
    """One observed value of a unit with where it comes from; `source` is None where the bundle does not list it."""

    indicator: Indicator
    year: int
    value: float
    status: str
    quality: str
    note: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class IndicatorEvidence:
    """An indicator of one unit; NaN and 0 where missing.

    status: missing, observed, estimated, derived (from the observations), imputed or rating. value: in the indicator's
    unit; peers: the values of all units compared, the unit's own among them; rank: 1 is best among the `ranked` that
    have a value. scaling and score: None and NaN for an indicator that neither framework nor rules read. places: its
    way to the total from every place where it stands in the framework, none outside.
    """

    unit: str
    indicator: Indicator
    status: str
    vintage: Vintage
    observations: tuple[Observation, ...]
    value: float
    peers: tuple[tuple[str, float], ...]
    rank: int
    ranked: int
    scaling: Scaling | None = None
    score: float = NAN
    places: tuple[Worked, ...] = ()

    @property
    def imputed(self) -> bool:
        """Whether the value was filled by the scenario's imputation."""
        return self.status == IMPUTED

    @property
    def observed(self) -> float:
        """The numerator, or the plain value, as observed."""
        return self._seen(self.indicator.numerator or self.indicator.id)

    @property
    def divisor(self) -> float:
        """The denominator as observed, NaN without one."""
        return self._seen(self.indicator.denominator)

    def _seen(self, indicator: str) -> float:
        return next((one.value for one in self.observations if one.indicator.id == indicator), NAN)


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a node: its score, what of it was used (raised to the floor), share in force, points it brings."""

    id: str
    is_indicator: bool
    score: float
    used: float
    share: float
    contribution: float

    @property
    def raised(self) -> bool:
        """Whether the score was raised to the floor."""
        return self.used > self.score


@dataclass(frozen=True, slots=True)
class NodeEvidence:
    """A dimension or the whole for one unit; score NaN where it is withheld, rank 0 then.

    aggregate: the rule that joins the parts. way: the steps from the root's child down to the node, empty for the root;
    below: everything under the node in tree order. missing: the indicators under it that have no value.
    """

    unit: str
    node: Node
    score: float
    peers: tuple[tuple[str, float], ...]
    rank: int
    ranked: int
    coverage: float
    aggregate: str
    parts: tuple[Part, ...]
    way: tuple[Step, ...]
    below: tuple[Step, ...]
    missing: tuple[str, ...]


Evidence = IndicatorEvidence | NodeEvidence | ItemEvidence | FamilyEvidence | CriterionEvidence


def evidence(assessment: Assessment, unit: str, about: str) -> Evidence:
    """Return what stands behind one number of one unit.

    Parameters
    ----------
    unit : one of ``assessment.units``
    about : a node of the framework or any indicator of the data set by its id, where both have one the node;
        `indicator:ID` for the indicator, `item:ID` for a shortcoming, `family:ID` for a family of them, `criterion:ID`
        for a criterion of the typology

    Returns
    -------
    IndicatorEvidence, NodeEvidence, ItemEvidence, FamilyEvidence or CriterionEvidence
        Missing stays missing (NaN, rank 0). Contributions of a node's parts sum to its score.

    Raises
    ------
    ScenarioError
        If the unit is not compared, or `about` names nothing.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/jiangsu")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> whole = evidence(result, "320900", "four_forces")
    >>> abs(sum(part.contribution for part in whole.parts) - whole.score) < 1e-9
    True
    >>> found = evidence(result, "320900", "rd_intensity")
    >>> found.status, [one.indicator.id for one in found.observations]
    ('derived', ['rd_expenditure', 'gdp'])
    """
    if unit not in assessment.units:
        raise unknown("region", unit, assessment.units)
    if about.startswith(ITEM):
        return item_evidence(assessment, unit, about.removeprefix(ITEM))
    if about.startswith(FAMILY):
        return family_evidence(assessment, unit, about.removeprefix(FAMILY))
    if about.startswith(CRITERION):
        return criterion_evidence(assessment, unit, about.removeprefix(CRITERION))
    if about in assessment.framework.by_id:
        return _node(assessment, unit, assessment.framework.by_id[about])
    indicator = about.removeprefix(INDICATOR)
    if indicator in assessment.dataset.indicators:
        return _indicator(assessment, unit, assessment.dataset.indicators[indicator])
    raise unknown("about", about, (*assessment.framework.by_id, *assessment.framework.indicators))


# ---- indicators


def _indicator(assessment: Assessment, unit: str, known: Indicator) -> IndicatorEvidence:
    prepared, row = assessment.prepared, assessment.units.index(unit)
    column = prepared.at.get(known.id)
    formed = _formed(assessment, known)
    values = formed.values
    imputed = False
    if column is not None:
        values, imputed = prepared.imputed[:, column], bool(prepared.filled[row, column])
    parts = [(known.numerator or known.id, formed.vintage.year)]
    if known.denominator:
        parts.append((known.denominator, formed.vintage.denominator_year or formed.vintage.year))
    observations = tuple(one for part, year in parts for one in _observed(assessment, unit, part, year))
    own, peers = float(values[row]), tuple(zip(assessment.units, values.tolist(), strict=True))
    better = np.count_nonzero(known.sign * formed.values > known.sign * formed.values[row] + _LEAST)
    parents = [
        node.id
        for node in assessment.framework.nodes
        if any(child.is_indicator and child.id == known.id for child in node.children)
    ]
    return IndicatorEvidence(
        unit=unit,
        indicator=known,
        status=_status(known, observations, own, imputed=imputed),
        vintage=formed.vintage,
        observations=observations,
        value=own,
        peers=peers,
        rank=0 if np.isnan(formed.values[row]) else int(better) + 1,
        ranked=int(np.count_nonzero(~np.isnan(formed.values))),
        scaling=scaling(assessment, unit, known.id) if column is not None else None,
        score=float(prepared.normalised[row, column]) if column is not None else NAN,
        places=tuple(work(assessment, unit, known.id, parent) for parent in parents),
    )


def _formed(assessment: Assessment, known: Indicator) -> Denominated:
    """Return the values of the units compared, before any imputation, with the vintage."""
    scenario, dataset = assessment.scenario, assessment.dataset
    panel = dataset.panels[scenario.unit]
    found = denominate(known, dataset.indicators, panel, scenario.year, scenario.max_age)
    rows = peer_rows(panel.units, scenario)
    return Denominated(found.raw[rows], found.values[rows], found.vintage)


def _observed(assessment: Assessment, unit: str, indicator: str, year: int | None) -> list[Observation]:
    tidy: pd.DataFrame = assessment.dataset.tidy(assessment.scenario.unit)
    if tidy.empty or year is None:
        return []
    found = tidy[(tidy["unit"] == unit) & (tidy["indicator"] == indicator) & (tidy["year"] == year)]
    return [
        Observation(
            assessment.dataset.indicators[indicator],
            year,
            float(one["value"]),
            str(one["status"]),
            str(one["quality"]),
            str(one["note"] or ""),
            assessment.dataset.sources.get(str(one["source"])),
        )
        for one in found.to_dict("records")
    ]


def _status(known: Indicator, observations: Sequence[Observation], value: float, *, imputed: bool) -> str:
    if np.isnan(value):
        return MISSING
    if imputed:
        return IMPUTED
    if known.kind == "expert":
        return RATING
    if known.derived:
        return DERIVED
    return observations[0].status if observations else OBSERVED


# ---- nodes


def _node(assessment: Assessment, unit: str, node: Node) -> NodeEvidence:
    scored, row = assessment.scored, assessment.units.index(unit)
    column, steps = scored.at[node.id], audit(assessment, unit)
    scores, ranks = scored.scores[:, column], scored.ranks[:, column]
    way, below = _around(steps, node)
    known = {step.id for step in below if step.is_indicator and not np.isnan(step.score)}
    return NodeEvidence(
        unit=unit,
        node=node,
        score=float(scores[row]),
        peers=tuple(zip(assessment.units, scores.tolist(), strict=True)),
        rank=int(ranks[row]),
        ranked=int(np.count_nonzero(ranks > 0)),
        coverage=float(scored.coverage[row, column]),
        aggregate=node.aggregate or assessment.scenario.aggregate,
        parts=_parts(assessment, row, node),
        way=way,
        below=below,
        missing=tuple(dict.fromkeys(step.id for step in below if step.is_indicator and step.id not in known)),
    )


def _around(steps: Sequence[Step], node: Node) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return the steps from the root's child down to a node, and those under it."""
    at = next(place for place, step in enumerate(steps) if step.id == node.id and not step.is_indicator)
    way: list[Step] = []
    wanted = node.id
    for step in reversed(steps[: at + 1]):
        if step.id == wanted and step.parent:
            way.insert(0, step)
            wanted = step.parent
    below: list[Step] = []
    for step in steps[at + 1 :]:
        if step.level <= steps[at].level:
            break
        below.append(step)
    return tuple(way), tuple(below)


def _parts(assessment: Assessment, row: int, node: Node) -> tuple[Part, ...]:
    """Return the children with their shares among those that have a score."""
    scored, prepared = assessment.scored, assessment.prepared
    if not node.children:
        return ()
    shares = scored.weights_of(row)[node.id]
    scores = np.array(
        [
            prepared.normalised[row, prepared.at[child.id]]
            if child.is_indicator
            else scored.scores[row, scored.at[child.id]]
            for child in node.children
        ]
    )
    present = np.where(np.isnan(scores), 0.0, shares)
    present = present / (present.sum() or 1.0)
    raised = {
        notice.ids[1]
        for notice in scored.notices
        if notice.code == "floored" and (notice.ids[0], notice.ids[2]) == (node.id, assessment.units[row])
    }
    brought = scored.contributions[node.id][row]
    return tuple(
        Part(
            child.id,
            child.is_indicator,
            float(scores[k]),
            assessment.scenario.floor if child.id in raised else float(scores[k]),
            float(present[k]),
            float(brought[k]),
        )
        for k, child in enumerate(node.children)
    )
