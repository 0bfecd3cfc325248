"""Prepare indicators that a scenario's framework need not hold, by the scenario's vintage, peers and goalposts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cluster_core.index.prepare import prepare
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Prepared
from cluster_core.model.text import Text

SELECTION = "selection"


def prepare_selection(dataset: Dataset, scenario: Scenario, indicators: Iterable[str]) -> Prepared:
    """Return the stages of the given indicators as if a framework of the scenario held them, and nothing else.

    Parameters
    ----------
    dataset, scenario
        Year, vintage, pool, peers, imputation and treatment are the scenario's. The normalisation is min-max, for it is
        goodness and values that a selection is read for.
    indicators
        Those that the data set does not know are left out, each is taken once.

    Returns
    -------
    Prepared
        Arrays units x indicators; an indicator without data is all NaN.

    Raises
    ------
    MethodError
        If `log1p` meets a value of -1 or less.
    """
    known = [
        Child(name, 1.0, is_indicator=True)
        for name in dict.fromkeys(indicators)
        if name in dataset.indicators
    ]
    name = Text(SELECTION, SELECTION)
    framework = Framework(SELECTION, name, (Node(SELECTION, "", name, 0, tuple(known)),))
    selected = replace(
        scenario.without_weights(), framework=SELECTION, framework_version="1", rules="", normalise="minmax"
    )
    return prepare(dataset.with_framework(framework), selected)
