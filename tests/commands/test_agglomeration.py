"""The command `agglomeration`: which measure gets which files, and options of other methods."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from cluster_core.__main__ import main
from cluster_core.commands.agglomeration import METHODS, OPTIONS
from tests.store.samples import bundle, write

Captured = pytest.CaptureFixture[str]

FILES = {
    "i.csv": "region,industry,value\nR1,x,30\nR1,y,10\nR2,x,20\nR2,y,40\n",
    "plants.csv": "region,industry,value\nR1,x,15\nR1,x,6\nR1,x,3\nR1,x,2\nR1,x,1\nR2,x,9\nR2,x,1\n",
    "nation.csv": "region,industry,value\nN,x,100\nN,y,300\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {**FILES})


def table(capsys: Captured, folder: Path, *arguments: str) -> pd.DataFrame:
    files = [str(folder / part) if part.endswith(".csv") else part for part in arguments]
    status = main(["agglomeration", str(folder / "i.csv"), *files])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return pd.read_csv(io.StringIO(out), keep_default_na=False, na_values=[""])


def test_every_method_has_options_and_a_measure() -> None:
    assert {*METHODS, "growth"} == set(OPTIONS), "growth needs the years of a bundle"


def test_location_quotients_against_all_rows_or_a_file(folder: Path, capsys: Captured) -> None:
    assert table(capsys, folder, "--method", "lq")["lq"].tolist() == pytest.approx([1.5, 0.5, 2 / 3, 4 / 3])
    found = table(capsys, folder, "--method", "lq", "--reference", "nation.csv")
    assert found["lq"].tolist() == pytest.approx([3, 1 / 3, 4 / 3, 8 / 9])
    assert set(found["reference"]) == {str(folder / "nation.csv")}


def test_cr4_of_regions_or_of_plants_in_the_total(folder: Path, capsys: Captured) -> None:
    assert table(capsys, folder, "--method", "cr4", "--largest", "1")["cr"].tolist() == [0.6, 0.8]
    found = table(capsys, folder, "--method", "cr4", "--plants", "plants.csv")
    assert found["region"].tolist() == ["R1", "R2"]
    assert found["cr"].tolist() == pytest.approx([26 / 30, 10 / 20])


def test_hhi_of_regions_or_of_plants(folder: Path, capsys: Captured) -> None:
    assert table(capsys, folder, "--method", "hhi")["hhi"].tolist() == pytest.approx([0.52, 0.68])
    found = table(capsys, folder, "--method", "hhi", "--plants", "plants.csv")
    assert found["hhi"].tolist() == pytest.approx([275 / 27**2, 0.82])


def test_similarity_of_pairs_or_with_the_neighbours_of_a_bundle(folder: Path, capsys: Captured) -> None:
    cosine = (30 * 20 + 10 * 40) / (1000 * 2000) ** 0.5
    assert table(capsys, folder, "--method", "similarity")["similarity"].tolist() == pytest.approx([cosine])
    regions = bundle(folder / "data")
    found = table(capsys, folder, "--method", "similarity", "--bundle", str(regions))
    assert found["neighbours"].tolist() == [1, 0], "R1 names R2 and NA, R2 names nobody"
    assert found.loc[0, "similarity"] == pytest.approx(cosine)


@pytest.mark.parametrize("against", ["pairs", "rest", "mean"])
def test_krugman(folder: Path, capsys: Captured, against: str) -> None:
    found = table(capsys, folder, "--method", "krugman", "--against", against)
    assert found["krugman"].tolist() == pytest.approx(
        [2 * (3 / 4 - 1 / 3)] * (1 if against == "pairs" else 2)
    )


def test_ellison_glaeser_with_and_without_plants(folder: Path, capsys: Captured) -> None:
    assert table(capsys, folder, "--method", "eg")["basis"].tolist() == ["G", "G"]
    found = table(capsys, folder, "--method", "eg", "--plants", "plants.csv")
    assert found["basis"].tolist() == ["gamma", "G"]
    assert found["plants"].tolist() == [7, 0]


OWN = (
    "region,industry,year,value,breaks_before\nR1,x,2019,100,\nR1,y,2019,40,2020\nR2,x,2019,,\nR2,y,2019,0,\n"
    "R1,x,2021,121,\nR1,y,2021,50,\nR2,x,2021,80,\nR2,y,2021,30,\n"
)


def of_bundle(capsys: Captured, folder: Path, *arguments: str) -> pd.DataFrame:
    home = bundle(folder / "data", changes={"industries.csv": OWN})
    assert main(["agglomeration", "--bundle", str(home), *arguments]) == 0
    return pd.read_csv(io.StringIO(capsys.readouterr().out))


def test_the_table_of_a_bundle_is_that_of_its_latest_year(folder: Path, capsys: Captured) -> None:
    total = {"x": 201 / 281, "y": 80 / 281}
    found = of_bundle(capsys, folder, "--method", "lq")
    assert found["lq"].tolist() == pytest.approx(
        [121 / 171 / total["x"], 50 / 171 / total["y"], 80 / 110 / total["x"], 30 / 110 / total["y"]]
    )
    before = of_bundle(capsys, folder, "--method", "hhi", "--year", "2019")
    assert before["hhi"].tolist() == [1, 1]


def test_growth_between_two_years_of_a_bundle(folder: Path, capsys: Captured) -> None:
    found = of_bundle(capsys, folder, "--method", "growth", "--since", "2019").set_index(
        ["region", "industry"]
    )
    assert found.loc[("R1", "x"), "growth"] == pytest.approx(0.1)
    assert found["reason"].fillna("").to_dict() == {
        ("R1", "x"): "",
        ("R1", "y"): "break",
        ("R2", "x"): "missing",
        ("R2", "y"): "break",
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--method", "lq"), "agglomeration: found no table, allowed: a FILE, or --bundle DIR"),
        (("i.csv", "--method", "growth"), "growth: found a file of one year, allowed: a bundle"),
        (
            ("i.csv", "--method", "lq", "--year", "2020"),
            "--year: found with 'lq', allowed with it: --reference.",
        ),
        (
            ("--bundle", "bare", "--method", "lq"),
            "agglomeration: found no table in 'demo', allowed: a bundle with",
        ),
        (
            ("--bundle", "own", "--method", "lq", "--year", "1066"),
            "industries: found the year 1066, allowed: 2019, 2021",
        ),
        (
            ("--bundle", "own", "--method", "growth", "--since", "2021"),
            "growth: found 2021 to 2021, allowed: an earlier",
        ),
    ],
)
def test_what_no_table_can_answer_is_told(
    folder: Path, capsys: Captured, arguments: tuple[str, ...], told: str
) -> None:
    homes = {
        "bare": str(bundle(folder / "bare")),
        "own": str(bundle(folder / "own", changes={"industries.csv": OWN})),
    }
    homes["i.csv"] = str(folder / "i.csv")
    assert main(["agglomeration", *(homes.get(one, one) for one in arguments)]) == 2
    assert capsys.readouterr().err.startswith(told)


def test_an_option_of_another_method_is_refused(folder: Path, capsys: Captured) -> None:
    assert main(["agglomeration", str(folder / "i.csv"), "--method", "lq", "--plants", "x"]) == 2
    assert capsys.readouterr().err == "--plants: found with 'lq', allowed with it: --reference.\n"


@pytest.mark.parametrize("file", ["i.csv", "plants.csv"])
def test_a_fault_of_either_file_is_told_with_its_name(folder: Path, capsys: Captured, file: str) -> None:
    write(folder, {file: FILES[file] + "R1,z,-1\n"})
    arguments = [str(folder / "i.csv"), "--method", "eg", "--plants", str(folder / "plants.csv")]
    assert main(["agglomeration", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{folder / file}:{FILES[file].count(chr(10)) + 1}: value: found '-1' (R1, z)")
