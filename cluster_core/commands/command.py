"""What a command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice

Table = tuple[pd.DataFrame, Sequence[Notice]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does in a line, its own options, and the table (with notices) that it makes of a scenario.

    `reads_rules` tells whether it tries a rule set, which is then chosen by `--rules`.
    """

    help: str
    options: Callable[[argparse.ArgumentParser], object]
    table: Callable[[Dataset, Scenario, argparse.Namespace], Table]
    reads_rules: bool = False
