"""The sentences say what the comparison says, in every scenario."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import data, origins, origins_words


def of(assessment: Assessment, **choices: object) -> origins.Comparison:
    return origins.compared(data.assessment(replace(assessment.scenario, **choices)))  # type: ignore[arg-type]


def test_the_headline_is_the_range_of_the_focus_and_the_widest_by_methods(
    english: None, assessment: Assessment
) -> None:
    found = of(assessment)
    at = assessment.units.index("320900")
    ranks = [found.sets.ranks[one][at] for one in found.set_names]
    said = origins_words.headline(found)
    assert said.startswith(f"Under 8 sets of weights Yancheng ranks between {min(ranks)} and {max(ranks)}")
    width = np.ptp(found.standings.span(found.method_names), axis=1)
    widest = assessment.units[int(width.argmax())]
    assert assessment.dataset.regions[widest].name.en in said


def test_without_a_focus_the_first_by_rank_speaks(english: None, assessment: Assessment) -> None:
    assert "Suzhou" in origins_words.headline(of(assessment, focus=""))


def test_one_region_has_nothing_to_compare_with(language: Language, assessment: Assessment) -> None:
    found = of(assessment, peers=("320900",))
    place = {"zh": "盐城", "en": "Yancheng"}[language]
    assert place in origins_words.headline(found)
    assert origins_words.weights_takeaway(found)
    assert origins_words.instability(found)


def test_nobody_ranked_is_said(english: None, assessment: Assessment) -> None:
    found = of(assessment, min_coverage=1.0)
    assert origins_words.headline(found).startswith("Without scores")
    assert origins_words.ranks_takeaway(found).startswith("Nobody")


def test_how_firm_a_weight_is_is_told_by_the_widest_interval(english: None, assessment: Assessment) -> None:
    found = of(assessment)
    rows = found.by_dimension
    width = float((rows["high"] - rows["low"]).max())
    assert width > origins_words.JUMPY
    said = origins_words.instability(found)
    assert f"{width * 100:.0f} points wide" in said
    assert "jumpy" in said


def test_who_is_left_out_is_named_with_the_reason(english: None, assessment: Assessment) -> None:
    said = "\n".join(origins_words.left_out(of(assessment)))
    assert "Business environment" in said
    assert "Geometric: some scores were too low" in said
    assert "1,000 draws" in said
    zscores = "\n".join(origins_words.left_out(of(assessment, normalise="zscore")))
    assert "Geometric: the scale of indicators in force does not allow it" in zscores


def test_a_region_without_a_value_is_named(english: None, assessment: Assessment) -> None:
    said = "\n".join(origins_words.left_out(of(assessment, year=2022, max_age=0)))
    assert "every value: Lianyungang and Suqian lack some" in said


def test_every_set_and_method_is_explained(language: Language, assessment: Assessment) -> None:
    (_, sets), (_, methods) = origins_words.explanations(of(assessment, aggregate="power:2"))
    assert len(sets) == 8
    assert len(methods) == 9  # eight methods and what tau is


def test_names_of_combinations_and_own_weights(
    english: None, assessment: Assessment, scenario: Scenario
) -> None:
    framework = assessment.framework
    own = scenario.with_points("four_forces", (1, 2, 3, 4))
    assert origins_words.short(framework, scenario, "game:entropy+critic") == "Game mix"
    assert origins_words.short(framework, own, "own") == "Own weights"
