"""The commands typology, ladder and chokepoints on the shipped bundles."""

from __future__ import annotations

import argparse

import pytest

from cluster_core.commands.cultivation import CULTIVATION
from tests.contract.bundles import ROOT, number, refused, run, table, truth

PRACTICE, JIANGSU = ROOT / "data/practice", ROOT / "data/jiangsu"


@pytest.mark.parametrize("name", CULTIVATION)
@pytest.mark.parametrize("bundle", [PRACTICE, JIANGSU])
@pytest.mark.parametrize("unit", ["region", "cluster"])
def test_every_bundle_and_unit_gives_a_table(name: str, bundle: object, unit: str) -> None:
    rows = table(name, "--bundle", bundle, "--unit", unit)
    assert rows
    assert not any(cell in {"nan", "NaN", "inf", "None", "<NA>"} for row in rows for cell in row.values())


def test_types_follow_from_the_scores_of_the_same_row() -> None:
    rows = table("typology", "--bundle", PRACTICE, "--unit", "cluster")
    assert {row["type"] for row in rows} == {"leading", "breakthrough", "catching_up"}
    for row in rows:
        scores = [float(cell) for name, cell in row.items() if name.startswith("ty_")]
        leads = sum(score >= 75 for score in scores) >= 3 and min(scores) >= 60
        breaks = sum(score >= 60 for score in scores) >= 2
        assert row["type"] == ("leading" if leads else "breakthrough" if breaks else "catching_up")
        assert 0 <= float(row["robustness"]) <= 1


def test_where_nothing_is_measured_all_are_unclassified() -> None:
    rows = table("typology", "--bundle", JIANGSU)
    assert {(row["type"], row["margin"], row["robustness"]) for row in rows} == {("unclassified", "", "")}


def test_thresholds_draws_and_ratings_can_be_given() -> None:
    argv = ["typology", "--bundle", PRACTICE, "--unit", "cluster"]
    easy = table(*argv, "--t-high", 1, "--t-mid", 1, "--least", 0, "--n-high", 1, "--draws", 10, "--seed", 4)
    assert {row["type"] for row in easy} == {"leading"}
    given = [
        f"c10:ty_{name}=80" for name in ("tech_control", "leader_drive", "brand_intl", "chain_integration")
    ]
    rated = table(*argv, *(word for text in given for word in ("--rate", text)))
    assert (rated[9]["type"], rated[9]["ty_brand_intl"]) == ("leading", "80.0")
    assert rated[9]["overridden"] == "ty_tech_control;ty_leader_drive;ty_brand_intl;ty_chain_integration"
    assert rated[0]["overridden"] == ""


def test_two_runs_write_the_same_bytes() -> None:
    argv = ["typology", "--bundle", PRACTICE, "--unit", "cluster"]
    assert run(*argv).raw == run(*argv).raw


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["typology", "--t-mid", 90], "t_mid: found 90, allowed: at most t_high (75)."),
        (["typology", "--t-high", 900], "t_high: found 900, allowed: a number from 0 to 100."),
        (["typology", "--t-high", "nan"], "t_high: found nan, allowed: a number from 0 to 100."),
        (["typology", "--rate", "p01=3"], "rate: found 'p01=3', allowed: REGION:CRITERION=RATING"),
        (
            ["typology", "--rate", "p01:ty_brand_intl=x"],
            "rate: found 'p01:ty_brand_intl=x', allowed: REGION:",
        ),
        (
            ["typology", "--rate", "p01:ty_brand_intl=300"],
            "rating of p01, ty_brand_intl: found 300, allowed: 0",
        ),
        (
            ["typology", "--rate", "p01:ty_x=3"],
            "rating: found the criterion 'ty_x', allowed: ty_tech_control",
        ),
        (["typology", "--rate", "p01:ty_brand_intl=-3"], "rate: found 'p01:ty_brand_intl=-3', allowed:"),
        (["typology", "--draws", "0"], "found '0', allowed: a whole number from 1 to 1000000"),
        (["ladder", "--as-of", "soon"], "invalid int value: 'soon'"),
        (["chokepoints", "--today", "2025.5"], "invalid int value: '2025.5'"),
    ],
)
def test_what_cannot_be_used_is_refused(argv: list[object], said: str) -> None:
    assert said in refused(*argv, "--bundle", PRACTICE)


def test_rungs_and_gates_tell_the_same() -> None:
    argv = ["ladder", "--bundle", PRACTICE, "--unit", "cluster"]
    rungs, gates = table(*argv), table(*argv, "--gates")
    for rung in rungs:
        tried = [gate for gate in gates if (gate["region"], gate["rung"]) == (rung["region"], rung["rung"])]
        met = sum(truth(gate["met"]) for gate in tried)
        assert len(tried) == int(rung["gates"])
        assert number(rung["readiness"]) == met / len(tried), "the practice bundle has every value"
    assert {row["status"] for row in rungs} == {"world", "nation", "province", "city", "county"}


def test_lists_up_to_a_year() -> None:
    def status(*argv: object) -> dict[str, str]:
        return {row["region"]: row["status"] for row in table("ladder", "--bundle", JIANGSU, *argv)}

    assert (status("--as-of", 2022)["320900"], status()["320900"]) == ("", "nation")
    assert status("--as-of", 2020) == dict.fromkeys(status(), "")


def test_the_year_of_the_scenario_stands_for_today() -> None:
    argv = ["chokepoints", "--bundle", JIANGSU]
    assert table(*argv, "--year", 2022) == table(*argv, "--today", 2022)


def test_every_command_has_help_options_and_a_table() -> None:
    for name, command in CULTIVATION.items():
        parser = argparse.ArgumentParser(prog=name)
        command.options(parser)
        assert command.help
        assert len(parser.format_help()) > 50
