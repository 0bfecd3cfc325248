"""What the tables of one scenario are cut from: its observations and what it computes, each made once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.assess.computed import computed
from cluster_core.assess.evidence import DERIVED, IMPUTED, MISSING, OBSERVED, RATING
from cluster_core.assess.quality_flags import FLAGS, quality_flags
from cluster_core.explore.certainty import Certainty, certainty
from cluster_core.model.assessment import Assessment
from cluster_core.report.observations import LIST, Pool, pool_of

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Holdings:
    """One scenario's rows to choose from; `observed` are those of `observed_pool`."""

    assessment: Assessment
    observed: Pool

    @cached_property
    def computed(self) -> pd.DataFrame:
        """What is computed of every unit and part of the framework, see `computed`."""
        return computed(self.assessment)

    @cached_property
    def parts(self) -> Places:
        """Of every row of `computed`, the places of the two observations it is made of; -1 where there is none.

        rows x 2: the value itself or its numerator, and its denominator. A node has none of its own.
        """
        rows, indicators = self.computed, self.assessment.dataset.indicators
        known = [indicators.get(str(one)) for one in rows["item"]]
        own = rows["is_indicator"].to_numpy(dtype=np.bool_)
        first = [
            one.numerator or one.id if one and mine else "" for one, mine in zip(known, own, strict=True)
        ]
        second = [one.denominator if one and mine else "" for one, mine in zip(known, own, strict=True)]
        years = rows["year"].to_numpy(dtype=np.float64, na_value=-1)
        divided = rows["denominator_year"].to_numpy(dtype=np.float64, na_value=-1)
        found = [
            self._places(first, years),
            self._places(second, np.where(divided < 0, years, divided)),
        ]
        return np.stack(found, axis=1)

    def _places(self, indicators: list[str], years: NDArray[np.float64]) -> Places:
        panel = self.assessment.dataset.panels[self.assessment.scenario.unit]
        tidy, shape = self.observed.rows, panel.values.shape
        cube = np.full(
            (shape[0] + 1, shape[1] + 1, shape[2] + 1), -1, dtype=np.int64
        )  # one more for what is not there
        units, names, span = pd.Index(panel.units), pd.Index(panel.indicators), pd.Index(panel.years)
        if len(tidy):
            at = (units.get_indexer(pd.Index(tidy["unit"])), names.get_indexer(pd.Index(tidy["indicator"])))
            cube[*at, span.get_indexer(pd.Index(tidy["year"]))] = np.arange(len(tidy))
        rows = units.get_indexer(pd.Index(self.computed["unit"]))
        columns = names.get_indexer(pd.Index(indicators)) if len(names) else np.full(len(rows), -1)
        return cube[rows, columns, span.get_indexer(pd.Index(years.astype(np.int64)))]

    @cached_property
    def scored(self) -> Pool:
        """The rows of `computed` to choose from, each with the sources, quality and flags of what it is made of."""
        tidy, rows = self.observed.rows, self.computed.rename(columns={"item": "indicator"})
        joined = {
            column: [_joined(cells) for cells in _cells(tidy, column, self.parts)]
            for column in ("source", "quality", "status")
        }
        status = [
            self._status(*row)
            for row in zip(rows["indicator"], rows["value"], rows["score"], joined["status"], strict=True)
        ]
        bits = np.append(self.observed.flags, np.uint8(0))[self.parts]  # -1 is the one that was added
        flags = bits[:, 0] | bits[:, 1]
        own = rows["is_indicator"]
        table = rows.assign(
            source=joined["source"], quality=joined["quality"], status=np.where(own, status, ""), note=""
        )
        by_flag = pd.DataFrame({flag: (flags >> at) & 1 for at, flag in enumerate(FLAGS)})
        assessment = self.assessment
        return pool_of(table, by_flag, assessment.dataset, assessment.framework, assessment.scenario.unit)

    def _status(self, item: str, value: float, score: float, observed: str) -> str:
        known = self.assessment.dataset.indicators.get(item)
        if np.isnan(value):
            return MISSING if np.isnan(score) else IMPUTED
        if known and known.kind == "expert":
            return RATING
        if known and known.derived:
            return DERIVED
        return observed or OBSERVED

    @cached_property
    def sure(self) -> Certainty | None:
        """How sure the ranks are; None where other weights mean nothing: one part, own weights, nobody to compare."""
        assessment = self.assessment
        root = assessment.framework.id
        ranked = int((assessment.scored.ranks[:, 0] > 0).sum())
        alone = len(assessment.framework.root.children) < 2
        if ranked < 2 or alone or assessment.scored.weights[root].ndim > 1:
            return None
        return certainty(assessment)


def observed_pool(assessment: Assessment) -> Pool:
    """Return the observations of the scenario's kind of unit, coded and flagged; weights and methods do not matter."""
    dataset, scenario = assessment.dataset, assessment.scenario
    flags = quality_flags(dataset, scenario)
    return pool_of(dataset.tidy(scenario.unit), flags, dataset, assessment.framework, scenario.unit)


def holdings(assessment: Assessment) -> Holdings:
    """Return what the tables of a scenario are cut from.

    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = holdings(assess(dataset, default_scenario(dataset)))
    >>> len(found.observed.rows) == len(dataset.observations)
    True
    """
    return Holdings(assessment, observed_pool(assessment))


def _cells(tidy: pd.DataFrame, column: str, parts: Places) -> Iterable[tuple[str, str]]:
    texts = np.append(tidy[column].to_numpy(dtype=object), "")  # -1 is the one that was added
    return zip(texts[parts[:, 0]], texts[parts[:, 1]], strict=True)


def _joined(cells: tuple[str, str]) -> str:
    return LIST.join(dict.fromkeys(cell for cell in cells if cell))
