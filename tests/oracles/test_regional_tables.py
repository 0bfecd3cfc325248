"""Agglomeration against the printed examples of the REAT manual and against REAT's own run on 42 textbook firms."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from cluster_core.agglomeration.ellison_glaeser import ellison_glaeser
from cluster_core.agglomeration.herfindahl import herfindahl
from cluster_core.agglomeration.krugman import krugman
from cluster_core.agglomeration.location_quotient import location_quotient

HERE = Path(__file__).parent


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def case(name: str, *roles: str) -> list[dict[str, str]]:
    return [
        row for row in rows_of("domain_regional_reat.csv") if row["case"] == name and row["role"] in roles
    ]


def expected(name: str) -> dict[str, float]:
    return {row["key"]: float(row["expected"]) for row in case(name, "expected")}


def tidy(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["region", "industry", "value"])


def test_ellison_glaeser_of_ten_firms() -> None:
    """The regions' shares in all employment come from their printed totals."""
    totals = [(row["region"], "all", float(row["value"])) for row in case("ellison_glaeser", "region_total")]
    firms = [(row["region"], "one", float(row["value"])) for row in case("ellison_glaeser", "firm")]
    found = ellison_glaeser(tidy(totals), tidy(firms)).set_index("industry")
    assert found.loc["one", "gamma"] == pytest.approx(expected("ellison_glaeser")["gamma"], abs=5e-9)
    assert found.loc["one", "reading"] == "strong"
    assert found.loc["one", "plants"] == 10


def test_ellison_glaeser_of_four_industries() -> None:
    """The regions' shares are those of all 42 firms, not the printed totals of the regions."""
    rows = rows_of("domain_ellison_glaeser_fk2014.csv")
    firms = tidy([(row["region"], row["industry"], float(row["emp_firm"])) for row in rows if row["firm"]])
    whole = firms.groupby(["region", "industry"], as_index=False)["value"].sum()
    found = ellison_glaeser(whole, firms).set_index("industry")
    printed = {row["industry"].removeprefix("expected:"): row for row in rows if not row["firm"]}
    assert set(found.index) == set(printed)
    assert len(firms) == 42
    for industry, row in printed.items():
        assert found.loc[industry, "gamma"] == pytest.approx(float(row["gamma"]), abs=5e-9)
        assert found.loc[industry, "G"] == pytest.approx(float(row["G"]), abs=5e-10)
        assert found.loc[industry, "H"] == pytest.approx(float(row["HHI"]), abs=5e-9)
        assert found.loc[industry, "reading"] == ("strong" if industry == "Forestry" else "weak")


def test_location_quotient() -> None:
    given = {row["key"]: float(row["value"]) for row in case("location_quotient", "input")}
    region = tidy([("r", "i", given["e_ij"]), ("r", "rest", given["e_j"] - given["e_ij"])])
    nation = tidy([("n", "i", given["e_i"]), ("n", "rest", given["e"] - given["e_i"])])
    found = location_quotient(region, nation, "the nation")
    assert found.loc[0, "lq"] == pytest.approx(expected("location_quotient")["LQ"], abs=5e-8)
    assert found.loc[0, "reference"] == "the nation"


def test_herfindahl_of_four_firms() -> None:
    sales = tidy([(row["key"], "market", float(row["value"])) for row in case("hhi", "sales")])
    (found,) = herfindahl(sales).to_dict("records")
    printed = expected("hhi")
    assert found["hhi"] == pytest.approx(printed["HHI"], abs=1e-12)
    assert found["normalised"] == pytest.approx(printed["HHI_normalised"], abs=1e-12)
    assert found["equivalent_number"] == pytest.approx(printed["equivalent_number"], abs=0.005)


def test_herfindahl_of_sixteen_regions() -> None:
    product = tidy([(row["key"], "gdp", float(row["value"])) for row in case("hhi_gdp", "region_gdp")])
    assert herfindahl(product).loc[0, "hhi"] == pytest.approx(expected("hhi_gdp")["HHI"], abs=5e-4)


@pytest.mark.parametrize(
    ("name", "role", "tolerance"),
    [
        ("krugman_toy", "e_j_and_e_l", 1e-12),
        ("krugman_goettingen_2017", "emp_region_and_nation", 5e-8),
    ],
)
def test_krugman(name: str, role: str, tolerance: float) -> None:
    rows = case(name, role)
    pair = [(place, row["key"], float(row[place])) for place in ("value", "value2") for row in rows]
    assert krugman(tidy(pair)).loc[0, "krugman"] == pytest.approx(expected(name)["K"], abs=tolerance)
