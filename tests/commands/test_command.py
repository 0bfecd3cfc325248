"""Every command of the command line is described the same way."""

from __future__ import annotations

import argparse

import pytest

from cluster_core.commands.command import Command
from cluster_core.commands.cultivation import CULTIVATION
from cluster_core.commands.diagnosing import DIAGNOSING
from cluster_core.commands.examining import EXAMINING
from cluster_core.commands.scenario_options import add_scenario_options
from cluster_core.commands.scoring import SCORING

EVERY = {**SCORING, **DIAGNOSING, **EXAMINING, **CULTIVATION}


def test_no_command_is_named_twice() -> None:
    assert len(EVERY) == len(SCORING) + len(DIAGNOSING) + len(EXAMINING) + len(CULTIVATION)


@pytest.mark.parametrize("command", EVERY.values(), ids=EVERY)
def test_its_options_stand_beside_those_of_the_scenario(command: Command) -> None:
    parser = argparse.ArgumentParser()
    add_scenario_options(parser)
    command.options(parser)  # an option named twice would be refused
    assert ("rules" in vars(parser.parse_args(["--bundle", "x"]))) is command.reads_rules
