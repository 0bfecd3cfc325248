"""Composite indicators of regions and clusters: scores, ranks, shortcomings and coupling, with their evidence."""

from cluster_core.assess.assessment import assess, baseline
from cluster_core.model.fit import default_scenario, fit_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.store.read import load_dataset

__all__ = ["Scenario", "assess", "baseline", "default_scenario", "fit_scenario", "load_dataset"]
