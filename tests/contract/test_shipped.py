"""The shipped bundles, read by a few lines of our own, against the reference: every score, item and coupling."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contract import reference
from tests.contract.bundles import ROOT, Bundle, table
from tests.contract.test_coupling import compare_all as compare_coupling
from tests.contract.test_score import compare as compare_scores
from tests.contract.test_shortcomings import compare as compare_items

NUMBERS = ("scale", "target", "goalpost_low", "goalpost_high")
BUNDLES = ["jiangsu", "practice"]
FRAMEWORKS = ["five_elements", "five_forces", "whitepaper_practices"]
RULES = ["shortcomings_jiangsu_2020", "shortcomings_city_six"]


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV as rows; none if the file is not there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def document(name: str, file: str) -> dict[str, Any]:
    """A framework or rule file of a bundle, else the shared one."""
    for place in (ROOT / "data" / name / "frameworks", ROOT / "data" / "frameworks"):
        if (place / file).is_file():
            return yaml.safe_load((place / file).read_text(encoding="utf-8"))
    raise FileNotFoundError(file)


def read(name: str, framework: str = "four_forces", rules: str = "shortcomings_yancheng") -> Bundle:
    """A shipped bundle as the tests' own, with one framework and one rule set."""
    folder = ROOT / "data" / name
    indicators: dict[str, dict[str, Any]] = {}
    for row in [
        *rows_of(ROOT / "data" / "frameworks" / "indicators.csv"),
        *rows_of(folder / "indicators.csv"),
    ]:
        meta: dict[str, Any] = {key: float(row[key]) for key in NUMBERS if row.get(key)}
        meta |= {
            key: row[key]
            for key in ("direction", "numerator", "denominator", "transform", "kind")
            if row.get(key)
        }
        if row.get("breaks_before"):
            meta["breaks_before"] = int(row["breaks_before"])
        indicators[row["indicator"]] = meta  # a bundle's own row comes later and wins
    facts: dict[str, dict[tuple[str, str, int], float | None]] = {"region": {}, "cluster": {}}
    for unit, file in (("region", "observations.csv"), ("cluster", "cluster_observations.csv")):
        for row in rows_of(folder / file):
            if row["value"]:
                facts[unit][row[unit], row["indicator"], int(row["year"])] = float(row["value"])
    return Bundle(
        regions={row["region"]: {"group": row.get("group", "")} for row in rows_of(folder / "regions.csv")},
        indicators=indicators,
        facts=facts["region"],
        frameworks={
            "framework": document(name, f"{framework}.yaml"),
            "rules": document(name, f"{rules}.yaml"),
        },
        id=name,
        clusters={row["cluster"]: {} for row in rows_of(folder / "clusters.csv")},
        cluster_facts=facts["cluster"],
    )


@pytest.mark.parametrize("name", BUNDLES)
@pytest.mark.parametrize(
    "choice", [{}, {"aggregate": "geometric"}, {"pool": "all"}, {"normalise": "percentile"}]
)
def test_scores_and_coupling(name: str, choice: dict[str, str]) -> None:
    bundle, folder = read(name), ROOT / "data" / name
    years = bundle.data().years()
    argv = [word for key, value in choice.items() for word in (f"--{key}", value)]
    compared = 0
    for year in years[-2:]:
        try:
            reference.score(bundle.data(), bundle.framework, year, **choice)
        except reference.UndecidedError:
            continue
        rows = table("score", "--bundle", folder, "--framework", "four_forces", "--year", year, *argv)
        compare_scores(bundle, rows, year, **choice)
        coupled = table("coupling", "--bundle", folder, "--framework", "four_forces", "--year", year, *argv)
        compare_coupling(bundle, coupled, "revised", year, **choice)
        compared += 1
    assert compared or choice == {"pool": "all"}


@pytest.mark.parametrize("name", BUNDLES)
def test_shortcomings(name: str) -> None:
    bundle, folder = read(name), ROOT / "data" / name
    for year in bundle.data().years()[-2:]:
        rows = table("shortcomings", "--bundle", folder, "--rules", "shortcomings_yancheng", "--year", year)
        compare_items(bundle, rows, year)


@pytest.mark.parametrize("name", BUNDLES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_scores_of_the_other_documents(name: str, framework: str) -> None:
    bundle, folder = read(name, framework), ROOT / "data" / name
    year = bundle.data().years()[-1]
    compare_scores(bundle, table("score", "--bundle", folder, "--framework", framework, "--year", year), year)


@pytest.mark.parametrize("name", BUNDLES)
@pytest.mark.parametrize("rules", RULES)
def test_shortcomings_of_the_other_documents(name: str, rules: str) -> None:
    bundle, folder = read(name, rules=rules), ROOT / "data" / name
    year = bundle.data().years()[-1]
    compare_items(bundle, table("shortcomings", "--bundle", folder, "--rules", rules, "--year", year), year)


def test_clusters_of_the_practice_bundle() -> None:
    bundle, folder = read("practice"), ROOT / "data" / "practice"
    year = bundle.data("cluster").years()[-1]
    rows = table(
        "score", "--bundle", folder, "--unit", "cluster", "--framework", "four_forces", "--year", year
    )
    compare_scores(bundle, rows, year, unit="cluster")
