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
    assert set(METHODS) == set(OPTIONS)


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
