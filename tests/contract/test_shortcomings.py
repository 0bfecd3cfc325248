"""`shortcomings` against the reference: tests, references, severity, combining, proxies, coverage, families."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.contract import reference
from tests.contract.bundles import (
    Bundle,
    bundles,
    elsewhere,
    folder,
    number,
    refused,
    run,
    small,
    table,
    truth,
)

COLUMNS = [
    "region",
    "item",
    "family",
    "severity",
    "level",
    "indicative",
    "evidence",
    "failed_tests",
    "coverage",
    "countermeasures",
]


def rules(items: list[dict[str, Any]], name: str = "gaps") -> dict[str, Any]:
    """A rule file; families and names are filled in."""
    families = dict.fromkeys(item.get("family", "fam") for item in items)
    return {
        "rules": {"id": name, "name": {"en": name}, "source": "made up", "version": 1},
        "families": [{"id": family, "name": {"en": f"Family {family}"}} for family in families],
        "items": [
            {"family": "fam", "name": {"en": item["id"]}, "evidence": {"en": "a document says so"}} | item
            for item in items
        ],
    }


def with_items(bundle: Bundle, *items: dict[str, Any]) -> Bundle:
    """The same bundle with one rule set."""
    other = bundle.copy()
    other.frameworks["gaps"] = rules(list(items))
    return other


def compare(bundle: Bundle, rows: list[dict[str, str]], year: int, **choices: Any) -> None:
    """Hold every row of `shortcomings` against the reference."""
    data = bundle.data()
    document = next(document for document in bundle.frameworks.values() if "rules" in document)
    wanted = choices.pop("peers", data.units)
    peers = [unit for unit in data.units if unit in wanted]
    found = {(row["region"], row["item"]): row for row in rows}
    assert len(found) == len(rows)
    assert set(found) == {(region, item["id"]) for region in peers for item in document["items"]}
    for item in document["items"]:
        for region in peers:
            row, verdict = (
                found[region, item["id"]],
                reference.judge(data, item, region, peers, year, **choices),
            )
            assert row["family"] == item["family"]
            assert reference.close(number(row["severity"]), verdict.severity), (row, verdict)
            assert reference.close(number(row["coverage"]), verdict.coverage), (row, verdict)
            if verdict.severity is None or min(abs(verdict.severity - edge) for edge in (20, 40, 60)) > 1e-6:
                assert row["level"] == verdict.level, (row, verdict)
            if verdict.severity is not None:
                assert truth(row["indicative"]) == verdict.indicative
                assert set(filter(None, row["failed_tests"].split(";"))) == set(verdict.failed), (
                    row,
                    verdict,
                )


def plain(values: list[float | None], *, groups: str = "", **meta: Any) -> Bundle:
    """Regions A, B, C ... with one indicator x."""
    bundle = small()
    ids = [chr(65 + at) for at in range(len(values))]
    bundle.regions = {region: ({"group": groups[at]} if groups else {}) for at, region in enumerate(ids)}
    bundle.indicators = {"x": meta}
    bundle.facts = {(region, "x", 2020): value for region, value in zip(ids, values, strict=True)}
    bundle.frameworks["two"]["nodes"] = [
        {"id": "n", "parent": "two", "name": {"en": "n"}, "indicators": ["x"]}
    ]
    return bundle


def severities(bundle: Bundle, path: Path, *argv: object) -> dict[str, float | None]:
    """Severity by region of a bundle with one item."""
    return {
        row["region"]: number(row["severity"])
        for row in table("shortcomings", "--bundle", bundle.write(path), *argv)
    }


def test_columns(tmp_path: Path) -> None:
    result = run(
        "shortcomings",
        "--bundle",
        with_items(small(), {"id": "i1", "tests": [{"indicator": "a"}]}).write(tmp_path),
    )
    assert result.code == 0, result.err
    assert result.header[: len(COLUMNS)] == COLUMNS
    assert all(row["evidence"] for row in result.rows if row["level"] != "insufficient")


def test_peer_median_by_hand(tmp_path: Path) -> None:
    # x = 0, 20, 40, 100. B: median of the others (0, 40, 100) is 40, g = .2, g_ref = .4: .5*.8 + .5*.5 = .65
    found = severities(
        with_items(plain([0, 20, 40, 100]), {"id": "i", "tests": [{"indicator": "x", "vs": "peer_median"}]}),
        tmp_path,
    )
    assert found["B"] == pytest.approx(65)
    assert found["A"] == pytest.approx(100)
    # C: median of (0, 20, 100) is 20: passed, adds 0
    assert (found["C"], found["D"]) == (0, 0)


def test_the_references(tmp_path: Path) -> None:
    bundle = plain([10, 20, 40, 50, 110], groups="NNSSS")
    expected = {
        "frontier": {"A": 100.0, "B": 90.0, "E": 0.0},  # B: g = .1, g_ref = 1: .5*.9 + .5*.9
        "group_median": {"A": 100.0, "B": 0.0, "C": 100 * (0.5 * 0.7 + 0.5 * (0.7 - 0.3) / 0.7), "E": 0.0},
    }
    for kind, wanted in expected.items():
        found = severities(
            with_items(bundle, {"id": "i", "tests": [{"indicator": "x", "vs": kind}]}), tmp_path / kind
        )
        for region, severity in wanted.items():
            assert found[region] == pytest.approx(severity), (kind, region)
    target = with_items(bundle, {"id": "i", "tests": [{"indicator": "x", "vs": "target", "target": 60}]})
    found = severities(target, tmp_path / "target")
    assert found["D"] == pytest.approx(100 * (0.5 * 0.6 + 0.5 * (0.5 - 0.4) / 0.5))
    assert found["E"] == 0
    far = with_items(bundle, {"id": "i", "tests": [{"indicator": "x", "vs": "target", "target": 1000}]})
    assert severities(far, tmp_path / "far")["D"] == pytest.approx(60), "a target is clipped to g_ref = 1"


def test_a_tie_does_not_fail_and_costs_are_turned(tmp_path: Path) -> None:
    bundle = with_items(plain([1, 3, 3, 9], direction="cost"), {"id": "i", "tests": [{"indicator": "x"}]})
    found = severities(bundle, tmp_path)
    # B and C: the median of (1, 3, 9) is 3: a tie
    assert (found["A"], found["B"], found["C"]) == (0, 0, 0)
    assert found["D"] == pytest.approx(100)


def test_a_missing_target_falls_back_to_the_median_with_a_note(tmp_path: Path) -> None:
    from cluster_core import assess, load_dataset
    from cluster_core.model.fit import default_scenario

    bundle = with_items(plain([0, 20, 40, 100]), {"id": "i", "tests": [{"indicator": "x", "vs": "target"}]})
    found = severities(bundle, tmp_path)
    assert found["B"] == pytest.approx(65)
    dataset = load_dataset(tmp_path)
    assert any(
        notice.code == "target_fallback" for notice in assess(dataset, default_scenario(dataset)).notices
    )


def test_levels_start_at_20_40_60(tmp_path: Path) -> None:
    # the goalposts make g = x/100; the target 100 has g_ref = 1, so the severity is 100 - x
    bundle = plain([95, 80, 79, 61, 60, 59, 41, 40, 5], goalpost_low=0, goalpost_high=100)
    bundle = with_items(bundle, {"id": "i", "tests": [{"indicator": "x", "vs": "target", "target": 100}]})
    rows = table("shortcomings", "--bundle", bundle.write(tmp_path))
    levels = [row["level"] for row in rows]
    assert levels == ["none", "mild", "mild", "mild", "moderate", "moderate", "moderate", "severe", "severe"]


def test_combinations(tmp_path: Path) -> None:
    bundle = plain([30, 60, 100], goalpost_low=0, goalpost_high=100)
    for name in "yz":
        bundle.indicators[name] = {"goalpost_low": 0, "goalpost_high": 100}
    for region, (y, z) in {"A": (80, 100), "B": (100, 100), "C": (100, 10)}.items():
        bundle.facts |= {(region, "y", 2020): y, (region, "z", 2020): z}
    tests: list[dict[str, Any]] = [{"indicator": name, "vs": "target", "target": 100} for name in "xyz"]
    weighted = [tests[0] | {"weight": 2}, tests[1], tests[2]]
    items: list[dict[str, Any]] = [
        {"id": "mean", "tests": tests},
        {"id": "weighted", "combine": "mean", "tests": weighted},
        {"id": "worst", "combine": "worst", "tests": tests},
        {"id": "one", "combine": "at_least_k", "k": 1, "tests": tests},
        {"id": "two", "combine": "at_least_k", "k": 2, "tests": tests},
    ]
    bundle = with_items(bundle, *items)
    rows = table("shortcomings", "--bundle", bundle.write(tmp_path))
    found = {(row["item"], row["region"]): number(row["severity"]) for row in rows}
    # severities of the tests: A 70, 20, 0; B 40, 0, 0; C 0, 0, 90
    wanted = {
        "mean": (30, 40 / 3, 30),
        "weighted": (40, 20, 22.5),
        "worst": (70, 40, 90),
        "one": (45, 40, 90),
        "two": (45, 0, 0),
    }
    for item, expected in wanted.items():
        assert [found[item, region] for region in "ABC"] == pytest.approx(list(expected)), item
    compare(bundle, rows, 2020)


def test_proxies_alone_are_indicative_and_never_above_mild(tmp_path: Path) -> None:
    bundle = plain([0, 50, 90, 100])
    bundle.indicators["y"] = {}
    bundle.facts |= {("A", "y", 2020): None, ("B", "y", 2020): 1, ("C", "y", 2020): 2, ("D", "y", 2020): 3}
    bundle = with_items(
        bundle,
        {"id": "i", "tests": [{"indicator": "x", "proxy": True}]},
        {"id": "j", "tests": [{"indicator": "x", "proxy": True}, {"indicator": "y"}]},
    )
    rows = {(r["item"], r["region"]): r for r in table("shortcomings", "--bundle", bundle.write(tmp_path))}
    assert float(rows["i", "A"]["severity"]) == pytest.approx(39.9)
    assert rows["i", "A"]["level"] == "mild"
    assert truth(rows["i", "A"]["indicative"])
    assert "100" in rows["i", "A"]["evidence"], "the raw severity stays in the evidence"
    assert truth(rows["j", "A"]["indicative"]), "every test that has data is a proxy"
    assert not truth(rows["j", "B"]["indicative"])
    compare(bundle, list(rows.values()), 2020)


def test_half_of_the_tests_are_needed(tmp_path: Path) -> None:
    bundle = plain([0, 50, 100])
    bundle.indicators |= {"y": {}, "z": {}}
    bundle.facts |= {("A", "y", 2020): 1, ("B", "y", 2020): 2}
    third = [{"indicator": name} for name in "xyz"]
    bundle = with_items(
        bundle,
        {"id": "third", "tests": third},
        {"id": "half", "tests": third[:2]},
        {"id": "none", "tests": []},
        {"id": "gone", "tests": [{"indicator": "z"}]},
    )
    rows = {(r["item"], r["region"]): r for r in table("shortcomings", "--bundle", bundle.write(tmp_path))}
    assert rows["third", "C"]["level"] == "insufficient"
    assert rows["third", "C"]["severity"] == ""
    assert float(rows["third", "C"]["coverage"]) == pytest.approx(1 / 3)
    assert rows["third", "A"]["level"] != "insufficient"
    assert rows["half", "C"]["level"] == "none"
    assert {rows["none", region]["level"] for region in "ABC"} == {"insufficient"}
    assert {rows["gone", region]["level"] for region in "ABC"} == {"insufficient"}
    compare(bundle, list(rows.values()), 2020)


def test_a_constant_column_cannot_be_assessed(tmp_path: Path) -> None:
    bundle = with_items(plain([5, 5, 5]), {"id": "i", "tests": [{"indicator": "x"}]})
    rows = table("shortcomings", "--bundle", bundle.write(tmp_path))
    assert {(row["level"], row["severity"], float(row["coverage"])) for row in rows} == {
        ("insufficient", "", 0.0)
    }


def test_goodness_is_minmax_whatever_the_score_uses(tmp_path: Path) -> None:
    path = with_items(plain([0, 20, 40, 100]), {"id": "i", "tests": [{"indicator": "x"}]}).write(tmp_path)
    plainly = table("shortcomings", "--bundle", path)
    for method in ("zscore", "rank", "percentile"):
        assert table("shortcomings", "--bundle", path, "--normalise", method) == plainly


def test_ratings_use_the_goalposts_0_and_100(tmp_path: Path) -> None:
    bundle = with_items(
        plain([40, 60, 80], kind="expert"),
        {"id": "i", "tests": [{"indicator": "x", "vs": "target", "target": 100}]},
    )
    assert severities(bundle, tmp_path) == {
        "A": pytest.approx(60),
        "B": pytest.approx(40),
        "C": pytest.approx(20),
    }


def test_medians_are_taken_on_transformed_values(tmp_path: Path) -> None:
    bundle = with_items(
        plain([1, 2, 50, 1000], transform="log1p"), {"id": "i", "tests": [{"indicator": "x"}]}
    )
    path = bundle.write(tmp_path)
    compare(bundle, table("shortcomings", "--bundle", path), 2020)


def test_one_region_or_all_of_the_peers(tmp_path: Path) -> None:
    bundle = with_items(plain([0, 20, 40, 100]), {"id": "i", "tests": [{"indicator": "x"}]})
    path = bundle.write(tmp_path)
    rows = table("shortcomings", "--bundle", path, "--region", "B")
    assert [row["region"] for row in rows] == ["B"]
    assert float(rows[0]["severity"]) == pytest.approx(65)
    # medians cover the peers, and the focus region is always added to them
    rows = table("shortcomings", "--bundle", path, "--region", "B", "--peers", "A,C")
    assert float(rows[0]["severity"]) == 0, "the median of 0 and 40 is 20: a tie"
    compare(bundle, table("shortcomings", "--bundle", path, "--peers", "A,C,D"), 2020, peers=["A", "C", "D"])


def test_without_rules_each_lowest_node_is_an_item(tmp_path: Path) -> None:
    # Reading: the item that stands for a lowest node carries the node's id.
    bundle = small()
    rows = table("shortcomings", "--bundle", bundle.write(tmp_path))
    found = {(row["region"], row["item"]): row for row in rows}
    items = [
        {"id": "first", "tests": [{"indicator": "a"}]},
        {"id": "second", "tests": [{"indicator": "b"}, {"indicator": "c"}]},
    ]
    assert set(found) == {(region, item["id"]) for region in bundle.regions for item in items}
    for (region, name), row in found.items():
        item = next(item for item in items if item["id"] == name)
        verdict = reference.judge(bundle.data(), item, region, list(bundle.regions), 2020)
        assert reference.close(number(row["severity"]), verdict.severity), (row, verdict)


def test_rules_by_id_by_file_and_unknown(tmp_path: Path) -> None:
    from tests.contract.bundles import dump_yaml

    path = with_items(small(), {"id": "i", "tests": [{"indicator": "a"}]}).write(tmp_path / "bundle")
    dump_yaml(tmp_path / "mine.yaml", rules([{"id": "other", "tests": [{"indicator": "b"}]}], "mine"))
    assert {row["item"] for row in table("shortcomings", "--bundle", path, "--rules", "gaps")} == {"i"}
    assert {
        row["item"] for row in table("shortcomings", "--bundle", path, "--rules", tmp_path / "mine.yaml")
    } == {"other"}
    assert "gapz" in refused("shortcomings", "--bundle", path, "--rules", "gapz")
    assert "Atlantis" in refused("shortcomings", "--bundle", path, "--region", "Atlantis")


def test_families_are_the_mean_of_their_two_worst_items(tmp_path: Path) -> None:
    from cluster_core import assess, load_dataset
    from cluster_core.model.fit import default_scenario

    bundle = plain([0, 20, 40, 100])
    bundle.indicators["y"] = {}
    bundle = with_items(
        bundle,
        *(
            {"id": f"p{goal}", "family": "f", "tests": [{"indicator": "x", "vs": "target", "target": goal}]}
            for goal in (10, 30, 60, 100)
        ),
        {"id": "empty", "family": "g", "tests": [{"indicator": "y"}]},
        {"id": "alone", "family": "h", "tests": [{"indicator": "x"}]},
        {"id": "gone", "family": "h", "tests": []},
    )
    dataset = load_dataset(bundle.write(tmp_path))
    assessment = assess(dataset, default_scenario(dataset))
    families = {(row["region"], row["family"]): row for _at, row in assessment.families.iterrows()}
    document = bundle.frameworks["gaps"]
    for region in bundle.regions:
        for family in "fgh":
            verdicts = [
                reference.judge(bundle.data(), item, region, list(bundle.regions), 2020)
                for item in document["items"]
                if item["family"] == family
            ]
            wanted = reference.family_severity(verdicts)
            ours = float(families[region, family]["severity"])
            assert reference.close(None if math.isnan(ours) else ours, wanted)
            assert families[region, family]["level"] == reference.level_of(wanted)


@settings(max_examples=16, deadline=None)
@given(bundles(), st.data())
def test_drawn_rules_are_judged_as_by_the_reference(bundle: Bundle, data: st.DataObject) -> None:
    names = list(bundle.indicators)
    kinds = st.sampled_from(["peer_median", "frontier", "group_median", "target"])
    items: list[dict[str, Any]] = []
    for at in range(data.draw(st.integers(1, 3))):
        tests: list[dict[str, Any]] = []
        for name in data.draw(st.lists(st.sampled_from(names), max_size=4, unique=True)):
            test: dict[str, Any] = {"indicator": name, "vs": data.draw(kinds)}
            if test["vs"] == "target":
                test["target"] = data.draw(st.integers(0, 60))
            if data.draw(st.booleans()):
                test["proxy"] = data.draw(st.booleans())
            tests.append(test)
        combine = data.draw(st.sampled_from(["mean", "worst", "at_least_k"]))
        # Reading: whether at_least_k weights its mean is open, so weights are drawn for the others only.
        if combine != "at_least_k":
            for test in tests:
                test["weight"] = data.draw(st.sampled_from([1, 2, 0.5]))
        item: dict[str, Any] = {"id": f"i{at}", "combine": combine, "tests": tests}
        if combine == "at_least_k":
            item["k"] = data.draw(st.integers(1, 2))
        items.append(item)
    year = data.draw(st.sampled_from(bundle.data().years()))
    bundle = with_items(bundle, *items)
    assume(not _near_ties(bundle, year))
    with folder() as path:
        compare(bundle, table("shortcomings", "--bundle", bundle.write(path), "--year", year), year)


def _near_ties(bundle: Bundle, year: int) -> bool:
    """Whether a value lies within rounding of another one without being it: then a strict test hangs on rounding."""
    data = bundle.data()
    for name in bundle.indicators:
        row = reference.denominated(data, name, year, 3)
        values = sorted(value for value in row.values() if value is not None)
        near = [reference.transform(bundle.indicators[name], value) or 0.0 for value in values]
        marks = near + [(a + b) / 2 for a in near for b in near]
        if any(0 < abs(a - b) < 1e-9 for a in near for b in marks):
            return True
    return False


def test_clusters_have_shortcomings_too(tmp_path: Path) -> None:
    bundle = with_items(
        elsewhere(), {"id": "i", "tests": [{"indicator": "jobs_per_1000"}, {"indicator": "dust"}]}
    )
    rows = table("shortcomings", "--bundle", bundle.write(tmp_path), "--unit", "cluster")
    assert {row["region"] for row in rows} == {"aero", "bio", "wood"}
    data = bundle.data("cluster")
    for row in rows:
        verdict = reference.judge(
            data, bundle.frameworks["gaps"]["items"][0], row["region"], data.units, 2020
        )
        assert reference.close(number(row["severity"]), verdict.severity)
