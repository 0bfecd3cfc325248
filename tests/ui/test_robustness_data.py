"""If the figures are a little off: the sentence and the figure say what the draws say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.explore.data_uncertainty import data_uncertainty
from cluster_core.explore.progress import CancelledError
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Language
from ui import data, robustness, robustness_data, sentences
from ui.robustness import Options
from ui.text import ordinal


@pytest.fixture(scope="module")
def practice() -> Assessment:
    """The practice data, whose figures state errors."""
    return data.assessment(default_scenario(data.dataset("practice")))


@pytest.fixture(scope="module")
def ranges(practice: Assessment) -> robustness_data.Ranges:
    return robustness_data.work(practice, Options(floor=0.1), None, None)


def test_only_where_errors_are_stated(assessment: Assessment, practice: Assessment) -> None:
    assert robustness_data.uncertain(assessment) == ()
    assert "rd_intensity" in robustness_data.uncertain(practice)


def test_the_sentence_is_that_of_the_draws(
    language: Language, practice: Assessment, ranges: robustness_data.Ranges
) -> None:
    row = ranges.units.index("p09")
    ranks = data_uncertainty(practice).ranks[row]
    said = robustness_data.takeaway(practice, ranges)
    low, high = np.percentile(ranks, [5, 95], method="inverted_cdf").astype(int)
    assert sentences.region(practice, "p09") in said
    assert ordinal(low) in said
    assert ordinal(high) in said
    assert ranges.kept[row] == np.mean(ranks == practice.scored.ranks[row, 0])


def test_a_rank_that_stays_is_said_to_stay(
    english: None, practice: Assessment, ranges: robustness_data.Ranges
) -> None:
    still = replace(ranges, alone=(ranges.own, ranges.own), kept=np.full(len(ranges.own), 0.97))
    said = robustness_data.takeaway(practice, still)
    assert said.startswith("Even if the figures are as far off as they say, Paperkite stays ")
    assert "97%" in said
    gone = replace(ranges, alone=(ranges.own * 0, ranges.own * 0))
    assert "has no rank" in robustness_data.takeaway(practice, gone)


def test_the_figure_holds_both_ranges(
    english: None, practice: Assessment, ranges: robustness_data.Ranges
) -> None:
    found = robustness.sampled(practice, Options(floor=0.1))
    figure = robustness_data.figure(practice, ranges, robustness.window(practice, found))
    table = figure.table().set_index("Region")
    assert len(table) == 12
    row = ranges.units.index("p09")
    low, high = ranges.alone[0][row], ranges.alone[1][row]
    assert table.loc["Paperkite", "90% range, figures alone"] == f"{low}–{high}"
    drawn = {one["region"]: one for one in figure.chart["datasets"]["rows"]}
    assert (drawn["p09"]["free_best"], drawn["p09"]["free_worst"]) == (
        ranges.both[0][row],
        ranges.both[1][row],
    )


def test_the_note_counts_and_names_what_states_an_error(language: Language, practice: Assessment) -> None:
    names = robustness_data.uncertain(practice)
    said = robustness_data.note(practice, names)
    assert str(len(names)) in said
    assert str(len(practice.framework.indicators)) in said
    assert sentences.node_name(practice, names[0]) in said


def test_cancelled_in_the_middle(practice: Assessment) -> None:
    told: list[float] = []
    with pytest.raises(CancelledError):
        robustness_data.work(practice, Options(floor=0.1), told.append, lambda: len(told) > 2)
    assert told[-1] < 1
