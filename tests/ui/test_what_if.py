"""The picture of the weights page: both halves, and which regions it shows."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from cluster_core.model.text import Language
from ui import data, sentences, text, what_if
from ui.charts import contributions
from ui.flips import flip_lines


@pytest.fixture
def now(scenario: Scenario) -> Assessment:
    return data.assessment(scenario.with_points("four_forces", (80, 40, 40, 40)))


def rows_of(now: Assessment, before: Assessment, dataset: str = "rows") -> list[dict[str, Any]]:
    return what_if.picture(now, before, "Innovation first")["datasets"][dataset]


def test_the_slope_has_both_ranks(english: None, now: Assessment, assessment: Assessment) -> None:
    rows = {row["id"]: row for row in rows_of(now, assessment)}
    for unit in now.units:
        before, after = (int(one.ranks.loc[unit, "four_forces"]) for one in (assessment, now))
        assert (rows[unit]["before"], rows[unit]["now"]) == (str(before), str(after))
        assert rows[unit]["moved"] == (before > after) - (before < after)
        assert rows[unit]["head"] == "Innovation first"


def test_the_bars_sum_to_the_score(english: None, now: Assessment, assessment: Assessment) -> None:
    parts = rows_of(now, assessment, contributions.DATASET)
    for unit in now.units:
        total = sum(part["x1"] - part["x0"] for part in parts if part["id"].split()[0] == unit)
        assert total == pytest.approx(now.scores.loc[unit, "four_forces"])


def test_moving_a_weight_changes_rows_only(
    language: Language, now: Assessment, assessment: Assessment, scenario: Scenario
) -> None:
    other = data.assessment(scenario.with_points("four_forces", (0, 90, 40, 40)))
    first, second = (
        what_if.what_changed(one, assessment, label)
        for one, label in ((now, text.t("preset.default")), (other, "x"))
    )
    assert first.alt == second.alt
    assert {key: first.chart[key] for key in first.chart if key != "datasets"} == {
        key: second.chart[key] for key in second.chart if key != "datasets"
    }


def test_no_number_of_the_moment_is_read_aloud_as_alt(
    language: Language, now: Assessment, assessment: Assessment
) -> None:
    assert not any(character.isdigit() for character in what_if.what_changed(now, assessment, "x").alt)


def test_few_regions_are_all_drawn(english: None, now: Assessment, assessment: Assessment) -> None:
    assert what_if.window(now, assessment) == now.units
    assert what_if.window_note(now) == ""


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> tuple[Assessment, Assessment]:
    """Sixty regions: the last is in focus, the fiftieth and the fifty-first have changed places with two before."""
    units = tuple(f"r{place:02}" for place in range(1, 61))
    before = {unit: place for place, unit in enumerate(units, 1)}
    after = {**before, "r50": 20, "r20": 50, "r51": 52, "r52": 51}
    ranks = {"before": before, "after": after}
    monkeypatch.setattr(sentences, "rank_by_unit", lambda one: ranks[one.name])
    monkeypatch.setattr(sentences, "focus_of", lambda _one: "r60")
    both = [SimpleNamespace(units=units, name=name) for name in ranks]
    return cast("Assessment", both[1]), cast("Assessment", both[0])


def test_of_many_regions_the_focus_the_first_and_the_movers_are_drawn(
    many: tuple[Assessment, Assessment],
) -> None:
    drawn = what_if.window(*many)
    expected = {"r60", *(f"r{place:02}" for place in range(1, 11)), "r50", "r20", "r51", "r52"}
    assert expected <= set(drawn)
    # The rest of the window goes on where the first ten end.
    assert set(drawn) - expected == {f"r{place:02}" for place in range(11, 16)}
    assert len(drawn) == what_if.WINDOW
    assert list(drawn) == sorted(drawn)


def test_what_is_left_out_is_said(language: Language, assessment: Assessment) -> None:
    many = SimpleNamespace(units=range(340), dataset=assessment.dataset, scenario=assessment.scenario)
    said = what_if.window_note(cast("Assessment", many))
    assert "340" in said
    assert str(what_if.WINDOW) in said


def test_doubtful_weights_are_said_below(english: None, assessment: Assessment) -> None:
    flips = flip_lines(assessment)
    assert flips
    assert what_if.below(assessment) == flips
    doubtful = replace(assessment, notices=(Notice("no_weight", ("critic",), ""),))
    *kept, said = what_if.below(doubtful)
    assert tuple(kept) == flips
    assert "CRITIC" in said
