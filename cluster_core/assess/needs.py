"""What a framework or a rule set lacks here: nodes without a score, and the indicators to collect with their source."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from cluster_core.index.coverage import TOLERANCE
from cluster_core.index.denominate import denominate
from cluster_core.index.prepare import peer_rows
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Child
from cluster_core.model.indicator import Indicator
from cluster_core.model.text import Text

NODE_COLUMNS = ("node", "level", "name_zh", "name_en", "coverage", "without", "units")
COLUMNS = (
    *("indicator", "name_zh", "name_en", "unit_zh", "unit_en", "source_zh", "source_en"),
    *("without", "units", "applies", "blocking", "nodes", "items", "countermeasures"),
)


def uncovered_nodes(assessment: Assessment) -> pd.DataFrame:
    """Return the nodes that have too little data for a score, in at least one unit compared.

    Returns
    -------
    frame, one row a node in tree order
        node, level, name_zh, name_en, coverage (mean over the units compared, 0-1), without (how many of them are below
        the scenario's `min_coverage`), units (how many are compared). Empty where every node has its score.
    """
    coverage = assessment.scored.coverage
    short = coverage < assessment.scenario.min_coverage - TOLERANCE
    rows = [
        (node.id, node.level, node.name.get("zh"), node.name.get("en"), mean, without, len(short))
        for node, mean, without in zip(
            assessment.framework.nodes,
            coverage.mean(axis=0).tolist(),
            np.count_nonzero(short, axis=0).tolist(),
            strict=True,
        )
        if without
    ]
    return pd.DataFrame(rows, columns=list(NODE_COLUMNS))


def needs(assessment: Assessment) -> pd.DataFrame:
    """Return the indicators that some unit compared has no value of, with what they are needed for and their source.

    Looked at are the leaves of the framework, then what the rule set tests, then what its items want. An imputed value
    is no value.

    Returns
    -------
    frame, one row an indicator
        indicator; name, unit and source (the typical official one) with _zh and _en; without: how many of the `units`
        compared have no value at the scenario's vintage; applies: whether the indicator is defined for this kind of
        unit; blocking: whether a node that holds it has no score, or an item that tests or wants it no severity, for
        some unit; nodes, items, countermeasures: ids joined by ";" of the lowest nodes that hold it, the items that
        test or want it and the measures that are meant to move it.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/jiangsu")
    >>> lacking = needs(assess(dataset, default_scenario(dataset))).set_index("indicator")
    >>> print(*lacking.loc["local_supply_ratio", ["without", "units", "items", "source_en"]])
    13 13 chain_internal Survey of chain leaders; city industry bureau
    """
    nodes = _inverted((node.id, _leaves(node.children)) for node in assessment.framework.nodes)
    items = _inverted(
        (item.id, (*(test.indicator for test in item.tests), *item.wanted)) for item in assessment.rules.items
    )
    measures = _inverted(
        (measure.id, measure.whatif) for measure in assessment.dataset.countermeasures.values()
    )
    short = {*uncovered_nodes(assessment)["node"], *_insufficient(assessment)}
    rows: list[tuple[object, ...]] = []
    for name in _named(assessment):
        without = _without(assessment, name)
        if without:
            holders, askers = nodes.get(name, ()), items.get(name, ())
            rows.append(
                (
                    *_described(assessment, name),
                    without,
                    len(assessment.units),
                    _applies(assessment, name),
                    bool(short & {*holders, *askers}),
                    *(";".join(ids) for ids in (holders, askers, measures.get(name, ()))),
                )
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _leaves(children: Iterable[Child]) -> tuple[str, ...]:
    return tuple(child.id for child in children if child.is_indicator)


def _inverted(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """Return, for each indicator, who names it, each once and in order."""
    by_indicator: dict[str, dict[str, None]] = {}
    for who, indicators in named:
        for indicator in indicators:
            by_indicator.setdefault(indicator, {})[who] = None
    return {indicator: tuple(who) for indicator, who in by_indicator.items()}


def _insufficient(assessment: Assessment) -> list[str]:
    missing = np.count_nonzero(np.isnan(assessment.diagnosis.severity), axis=0).tolist()
    return [item.id for item, short in zip(assessment.rules.items, missing, strict=True) if short]


def _named(assessment: Assessment) -> list[str]:
    wanted = (name for item in assessment.rules.items for name in item.wanted)
    return list(dict.fromkeys((*assessment.framework.indicators, *assessment.rules.indicators, *wanted)))


def _known(assessment: Assessment, name: str) -> Indicator:
    return assessment.dataset.indicators.get(name) or Indicator(name, Text(name, name), "benefit")


def _without(assessment: Assessment, name: str) -> int:
    """Return how many units compared have no value of an indicator, whether or not the scenario reads it."""
    prepared, scenario = assessment.prepared, assessment.scenario
    column = prepared.at.get(name)
    if column is not None:
        return int(np.isnan(prepared.denominated[:, column]).sum())
    panel, indicators = assessment.dataset.panels[scenario.unit], assessment.dataset.indicators
    values = denominate(_known(assessment, name), indicators, panel, scenario.year, scenario.max_age).values
    return int(np.isnan(values[peer_rows(panel.units, scenario)]).sum())


def _applies(assessment: Assessment, name: str) -> bool:
    return _known(assessment, name).unit_of_analysis in ("", "both", assessment.scenario.unit)


def _described(assessment: Assessment, name: str) -> tuple[str, ...]:
    known = _known(assessment, name)
    texts = (known.name, known.unit, known.typical_source)
    return (name, *(text.get(language) for text in texts for language in ("zh", "en")))
