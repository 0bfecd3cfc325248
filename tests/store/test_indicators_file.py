"""`indicators.csv`: every column, its default, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.indicator import Indicator
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults
from cluster_core.store.indicators_file import check_derived, read_indicators
from tests.store.samples import told, write


def read(tmp_path: Path, text: str) -> tuple[dict[str, Indicator], list[str]]:
    write(tmp_path, {"i.csv": text})
    faults = Faults()
    indicators, rows = read_indicators(tmp_path / "i.csv", faults, "i.csv")
    check_derived(rows, indicators, faults)
    return indicators, told(faults)


def test_a_row_with_everything(tmp_path: Path) -> None:
    text = (
        "indicator,name_zh,name_en,unit,direction,scale,transform,kind,unit_of_analysis,target,goalpost_low,"
        "goalpost_high,breaks_before,description_en,typical_source_en,proxy,error\n"
        "dust,尘,Dust,µg,cost,1.5,log1p,expert,region,10,-0.5,1e3,2015,What falls,An office,true,2.5\n"
    )
    found, faults = read(tmp_path, text)
    assert faults == []
    assert found == {
        "dust": Indicator(
            "dust",
            Text("尘", "Dust"),
            "cost",
            unit=Text("µg", "µg"),
            scale=1.5,
            transform="log1p",
            kind="expert",
            unit_of_analysis="region",
            target=10.0,
            goalpost_low=-0.5,
            goalpost_high=1000.0,
            breaks_before=2015,
            description=Text("What falls", "What falls"),
            typical_source=Text("An office", "An office"),
            proxy=True,
            error=2.5,
        )
    }


def test_a_row_with_the_least_and_its_defaults(tmp_path: Path) -> None:
    found, faults = read(tmp_path, "indicator,name_en,direction\na,A,benefit\n")
    assert faults == []
    assert found == {"a": Indicator("a", Text("A", "A"), "benefit")}


def test_a_numerator_makes_an_indicator_derived(tmp_path: Path) -> None:
    text = "indicator,name_en,direction,numerator,kind\na,A,benefit,,\nb,B,cost,a,\nc,C,cost,a,expert\n"
    found, faults = read(tmp_path, text)
    assert faults == []
    assert [found[name].kind for name in "abc"] == ["objective", "derived", "expert"]


def test_ids_that_look_like_something_else_stay_text(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "indicator,name_en,direction\nNA,x,benefit\n007,x,cost\n1E5,x,cost\n")
    assert list(found) == ["NA", "007", "1E5"]


@pytest.mark.parametrize(
    ("columns", "cells", "said"),
    [
        ("direction", "", "i.csv:2: direction: found nothing, allowed: benefit, cost"),
        (
            "direction",
            "benifit",
            "i.csv:2: direction: found 'benifit', allowed: benefit, cost. Did you mean 'benefit'?",
        ),
        ("direction,transform", "cost,sqrt", "i.csv:2: transform: found 'sqrt', allowed: none, log1p"),
        ("direction,kind", "cost,guess", "i.csv:2: kind: found 'guess', allowed: objective, derived, expert"),
        ("direction,proxy", "cost,maybe", "i.csv:2: proxy: found 'maybe', allowed: true, false"),
        ("direction,scale", "cost,0", "i.csv:2: scale: found '0', allowed: a number other than 0"),
        ("direction,scale", "cost,x", "i.csv:2: scale: found 'x', allowed: a number, or empty"),
        ("direction,target", "cost,nan", "i.csv:2: target: found 'nan', allowed: a number, or empty"),
        (
            "direction,breaks_before",
            "cost,2015.5",
            "i.csv:2: breaks_before: found '2015.5', allowed: a year, or empty",
        ),
        (
            "direction,goalpost_low,goalpost_high",
            "cost,5,5",
            "i.csv:2: goalpost_low: found '5 to 5', allowed: a goalpost_low below goalpost_high",
        ),
        (
            "direction,transform,target",
            "cost,log1p,-1",
            "i.csv:2: target: found '-1', allowed: a number above -1, for the transform is log1p",
        ),
        ("direction,numerator", "cost,zz", "i.csv:2: numerator: found 'zz', allowed: a known indicator (x)"),
        (
            "direction,denominator",
            "cost,x",
            "i.csv:2: numerator: found nothing, allowed: a numerator beside the denominator",
        ),
        (
            "direction,numerator",
            "cost,x",
            "i.csv:2: numerator: found 'x', allowed: an observed indicator, not a derived one",
        ),
    ],
)
def test_a_cell_that_cannot_be_used(tmp_path: Path, columns: str, cells: str, said: str) -> None:
    _, faults = read(tmp_path, f"indicator,name_en,{columns}\nx,X,{cells}\n")
    assert faults == [said]


def test_ids_and_names(tmp_path: Path) -> None:
    found, faults = read(tmp_path, "indicator,name_en,direction\na,A,cost\na,B,cost\n,C,cost\nb,,cost\n")
    assert list(found) == ["a", "b"]
    assert found["a"].name.en == "A"
    assert faults == [
        "i.csv:5: name: found nothing, allowed: a name in name_zh or name_en (or both)",
        "i.csv:3: indicator: found a duplicate 'a', allowed: every indicator once",
        "i.csv:4: indicator: found nothing, allowed: an id of 1-64 letters, digits, '_', '.' or '-'",
    ]


def test_parts_of_a_ratio_may_come_from_the_registry_and_must_be_observed(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "i.csv": "indicator,name_en,direction,numerator,denominator\nr,R,benefit,mine,theirs\ns,S,cost,r,ratio\n"
        },
    )
    faults = Faults()
    own, rows = read_indicators(tmp_path / "i.csv", faults, "i.csv")
    known = {
        **own,
        "mine": Indicator("mine", Text(), "benefit"),
        "theirs": Indicator("theirs", Text(), "benefit"),
        "ratio": Indicator("ratio", Text(), "benefit", numerator="mine"),
    }
    check_derived(rows, known, faults)
    assert [line.split(", allowed")[0] for line in told(faults)] == [
        "i.csv:3: numerator: found 'r'",
        "i.csv:3: denominator: found 'ratio'",
    ]


@pytest.mark.parametrize("error", ["-1", "about 3", "5%", "nan", "1e200"])
def test_an_error_is_a_share_of_the_value_from_0_up(tmp_path: Path, error: str) -> None:
    found, faults = read(tmp_path, f"indicator,name_en,direction,error\na,A,benefit,{error}\nb,B,cost,0\n")
    assert len(faults) == 1
    assert faults[0].startswith(
        f"i.csv:2: error: found '{error}', allowed: a standard error in percent of the value, from 0 up, or empty"
    )
    assert (found["a"].error, found["b"].error) == (None, 0.0)
