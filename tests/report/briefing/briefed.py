"""Briefings of the shipped bundles, composed once for all tests of a process."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from cluster_core import assess, default_scenario
from cluster_core.model.dataset import Dataset
from cluster_core.model.text import Language, Text
from cluster_core.report.briefing.compose import compose
from cluster_core.report.briefing.content import Briefing
from cluster_core.report.briefing.standing import Told, told
from cluster_core.report.briefing.words import Words
from tests.shipped import assessed, bundle

NASTY = '=HYPERLINK("x")\x00\x07\u202eעברית 👩‍👩‍👧 <script>alert(1)</script> ' + "很长的名字" * 30


@cache
def briefed(name: str, language: Language = "zh") -> Briefing:
    """Return the briefing of a bundle under its default scenario."""
    return compose(assessed(name), language)


@cache
def about(name: str, language: Language = "en") -> Told:
    """Return a bundle's default assessment, ready to be told."""
    return told(assessed(name), Words(language))


def told_of(dataset: Dataset, language: Language = "en", **choices: object) -> Told:
    """Return a data set's assessment under some choices, ready to be told."""
    return told(assess(dataset, default_scenario(dataset, **choices)), Words(language))  # type: ignore[arg-type]


def without(dataset: Dataset, unit: str) -> Dataset:
    """Return a data set in which one region has no values."""
    rows = dataset.observations
    return replace(dataset, observations=rows[rows["unit"] != unit].reset_index(drop=True))


def alone(unit: str = "p09") -> Dataset:
    """Return the practice data of one region."""
    dataset = bundle("practice")
    rows = dataset.observations
    return replace(
        dataset,
        regions={unit: dataset.regions[unit]},
        observations=rows[rows["unit"] == unit].reset_index(drop=True),
    )


def crowd(count: int) -> Dataset:
    """Return the practice data as many regions without a place on a map, each a little apart."""
    dataset = bundle("practice")
    ids, rows = list(dataset.regions), dataset.observations
    units = {f"r{at:03}": ids[at % len(ids)] for at in range(count)}
    regions = {
        unit: replace(
            dataset.regions[old],
            id=unit,
            name=Text(f"第{unit}市", f"Region {unit}"),
            tile_x=None,
            neighbours=(),
        )
        for unit, old in units.items()
    }
    import pandas as pd

    parts = [
        rows[rows["unit"] == old].assign(
            unit=unit, value=lambda frame, at=at: frame["value"] * (1 + at / 1000)
        )
        for at, (unit, old) in enumerate(units.items())
    ]
    return replace(
        dataset, regions=regions, observations=pd.concat(parts, ignore_index=True), default_focus="r020"
    )


def nasty(dataset: Dataset) -> Dataset:
    """Return a data set all of whose names are hostile."""
    name = Text(NASTY, NASTY)
    return replace(
        dataset,
        regions={key: replace(one, name=name) for key, one in dataset.regions.items()},
        indicators={key: replace(one, name=name, unit=name) for key, one in dataset.indicators.items()},
        sources={key: replace(one, title=name, issuer=name) for key, one in dataset.sources.items()},
        cases={key: replace(one, name=name, measures=name, facts=name) for key, one in dataset.cases.items()},
    )
