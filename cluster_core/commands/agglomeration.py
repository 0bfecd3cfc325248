"""The command `agglomeration`: one measure of a table region, industry, value, of a file or of a bundle's own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from cluster_core.agglomeration.concentration_ratio import concentration_ratio
from cluster_core.agglomeration.ellison_glaeser import ellison_glaeser
from cluster_core.agglomeration.growth import annual_growth
from cluster_core.agglomeration.herfindahl import herfindahl
from cluster_core.agglomeration.krugman import AGAINST, krugman, krugman_against
from cluster_core.agglomeration.location_quotient import location_quotient
from cluster_core.agglomeration.similarity import similarity_to_neighbours, structure_similarity
from cluster_core.commands.scenario_options import whole
from cluster_core.errors import MethodError
from cluster_core.model.dataset import Dataset
from cluster_core.model.industries import Measured, measured, of_year
from cluster_core.store.industries_file import read_industries
from cluster_core.store.read import load_dataset

OF_PLANTS = ("region", "industry")
PAIRS = "pairs"
OPTIONS = {
    "lq": ("reference",),
    "cr4": ("plants", "largest"),
    "hhi": ("plants",),
    "similarity": (),
    "krugman": ("against",),
    "eg": ("plants",),
    "growth": ("since",),
}
OF_BUNDLE = ("bundle", "year")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the file, the method and the options of the methods."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        nargs="?",
        help="region,industry,value: one row each, one year; default: the table of --bundle",
    )
    parser.add_argument("--method", choices=tuple(OPTIONS), required=True)
    parser.add_argument("--plants", type=Path, metavar="FILE", help="cr4, hhi, eg: a row a plant or firm")
    parser.add_argument("--reference", type=Path, metavar="FILE", help="lq: the area to compare with")
    parser.add_argument("--largest", type=whole, metavar="K", help="cr4: the K largest; default 4")
    parser.add_argument("--against", choices=(PAIRS, *AGAINST), help="krugman; default: pairs")
    parser.add_argument(
        "--bundle", type=Path, metavar="DIR", help="its table; similarity: mean over its neighbours"
    )
    parser.add_argument("--year", type=whole, metavar="Y", help="of the bundle's table; default: its latest")
    parser.add_argument(
        "--since", type=whole, metavar="Y", help="growth: the year before; default: the first"
    )


def run(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the table of the measure chosen; `ClusterError` for a wrong file or an option of another method."""
    method, of_bundle = arguments.method, arguments.file is None
    takes = (*OPTIONS[method], *(OF_BUNDLE if of_bundle else ("bundle",) if method == "similarity" else ()))
    strange = [
        name
        for name in ("plants", "reference", "largest", "against", "since", *OF_BUNDLE)
        if getattr(arguments, name) is not None and name not in takes
    ]
    if strange:
        listed = ", ".join(f"--{name}" for name in takes) or "none"
        raise MethodError(f"--{strange[0]}: found with '{method}', allowed with it: {listed}.")
    if of_bundle:
        return _of_bundle(arguments)
    if method == "growth":
        raise MethodError(
            "growth: found a file of one year, allowed: a bundle with a table of several years."
        )
    return METHODS[method](arguments, read_industries(arguments.file))


def _of_bundle(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the measure of the table that a bundle has."""
    if arguments.bundle is None:
        raise MethodError(
            "agglomeration: found no table, allowed: a FILE, or --bundle DIR with industries.csv."
        )
    dataset = load_dataset(arguments.bundle)
    known = _table(dataset)
    year = known.years[-1] if arguments.year is None else arguments.year
    if arguments.method == "growth":
        since = known.years[0] if arguments.since is None else arguments.since
        return annual_growth(dataset.industries, since, year, known.breaks)
    return METHODS[arguments.method](arguments, of_year(dataset.industries, year))


def _table(dataset: Dataset) -> Measured:
    known = measured(dataset.industries)
    if known is None:
        raise MethodError(
            f"agglomeration: found no table in '{dataset.id}', allowed: a bundle with industries.csv, or a FILE."
        )
    return known


def _location_quotient(arguments: argparse.Namespace, tidy: pd.DataFrame) -> pd.DataFrame:
    reference = read_industries(arguments.reference) if arguments.reference else None
    return location_quotient(tidy, reference, str(arguments.reference))


def _concentration_ratio(arguments: argparse.Namespace, tidy: pd.DataFrame) -> pd.DataFrame:
    largest = 4 if arguments.largest is None else arguments.largest
    plants = _plants(arguments)
    if plants is None:
        return concentration_ratio(tidy, largest=largest)
    return concentration_ratio(plants, OF_PLANTS, largest, plants=True, totals=tidy)


def _herfindahl(arguments: argparse.Namespace, tidy: pd.DataFrame) -> pd.DataFrame:
    plants = _plants(arguments)
    return herfindahl(tidy) if plants is None else herfindahl(plants, OF_PLANTS, plants=True)


def _similarity(arguments: argparse.Namespace, tidy: pd.DataFrame) -> pd.DataFrame:
    if not arguments.bundle:
        return structure_similarity(tidy)
    regions = load_dataset(arguments.bundle).regions
    return similarity_to_neighbours(tidy, {name: unit.neighbours for name, unit in regions.items()})


def _krugman(arguments: argparse.Namespace, tidy: pd.DataFrame) -> pd.DataFrame:
    if arguments.against in (None, PAIRS):
        return krugman(tidy)
    return krugman_against(tidy, arguments.against)


def _ellison_glaeser(arguments: argparse.Namespace, tidy: pd.DataFrame) -> pd.DataFrame:
    return ellison_glaeser(tidy, _plants(arguments))


def _plants(arguments: argparse.Namespace) -> pd.DataFrame | None:
    return read_industries(arguments.plants, plants=True) if arguments.plants else None


METHODS: Mapping[str, Callable[[argparse.Namespace, pd.DataFrame], pd.DataFrame]] = {
    "lq": _location_quotient,
    "cr4": _concentration_ratio,
    "hhi": _herfindahl,
    "similarity": _similarity,
    "krugman": _krugman,
    "eg": _ellison_glaeser,
}
