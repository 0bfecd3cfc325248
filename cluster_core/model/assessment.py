"""The answer: scores, ranks, coverage, contributions, shortcomings and coupling of one scenario."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from cluster_core.model.coupling import COLUMNS as COUPLING_COLUMNS
from cluster_core.model.coupling import Coupling
from cluster_core.model.dataset import Dataset
from cluster_core.model.diagnosis import Diagnosis
from cluster_core.model.framework import Framework
from cluster_core.model.rules import RuleSet
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice, Prepared, Scores


@dataclass(frozen=True, eq=False)
class Assessment:
    """What `assess(dataset, scenario)` returns; frames are made when first asked for.

    `coupled` is None where the normalisation has no common scale of 0-100.
    """

    dataset: Dataset
    scenario: Scenario
    framework: Framework
    prepared: Prepared
    scored: Scores
    diagnosis: Diagnosis
    coupled: Coupling | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def rules(self) -> RuleSet:
        """The rule set tried."""
        return self.diagnosis.rules

    @property
    def shortcomings(self) -> pd.DataFrame:
        """Tidy, region x item (formats.md section 4, with severity_raw behind)."""
        return self.diagnosis.items

    @property
    def families(self) -> pd.DataFrame:
        """Tidy, region x family: severity and level."""
        return self.diagnosis.families

    @property
    def tests(self) -> pd.DataFrame:
        """Tidy, region x item x test: value, reference, goodness, fails."""
        return self.diagnosis.tests

    @cached_property
    def coupling(self) -> pd.DataFrame:
        """One row a region: C, T, D, grade, lagging, lag_type; empty without a common scale."""
        if self.coupled is None:
            return pd.DataFrame(columns=COUPLING_COLUMNS)
        return self.coupled.tidy()

    @property
    def units(self) -> tuple[str, ...]:
        """The regions (or clusters) compared, in the bundle's order."""
        return self.prepared.units

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Scores 0-100, units x nodes (root first)."""
        return self._frame(self.scored.scores)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks, units x nodes; missing (<NA>) where the score is."""
        ranks = self._frame(self.scored.ranks).astype("Int64")
        return ranks.where(ranks > 0)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Coverage 0-1, units x nodes."""
        return self._frame(self.scored.coverage)

    @cached_property
    def tidy(self) -> pd.DataFrame:
        """One row a node and region: framework, node, level, region, year, score, rank, coverage."""
        nodes, units = self.framework.nodes, self.units
        count = len(units)
        return pd.DataFrame(
            {
                "framework": self.framework.id,
                "node": np.repeat([node.id for node in nodes], count),
                "level": np.repeat([node.level for node in nodes], count),
                "region": np.tile(list(units), len(nodes)),
                "year": self.scenario.year,
                "score": self.scored.scores.T.ravel(),
                "rank": pd.array(
                    np.where(self.scored.ranks > 0, self.scored.ranks, 0).T.ravel(), dtype="Int64"
                ),
                "coverage": self.scored.coverage.T.ravel(),
            }
        ).assign(rank=lambda tidy: tidy["rank"].where(tidy["rank"] > 0))

    def contributions(self, parent: str | None = None) -> pd.DataFrame:
        """Return units x children of `parent` (default the root); rows sum to the parent's score."""
        node = self.framework.by_id[parent or self.framework.id]
        return pd.DataFrame(
            self.scored.contributions[node.id],
            index=list(self.units),
            columns=[child.id for child in node.children],
        )

    def _frame(self, values: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> pd.DataFrame:
        return pd.DataFrame(
            values, index=list(self.units), columns=[node.id for node in self.framework.nodes]
        )
