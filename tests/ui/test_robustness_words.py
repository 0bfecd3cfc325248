"""Every figure of every sentence is found again in the draws and bounds that it speaks of."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cluster_core.errors import Constraint, ConstraintError
from cluster_core.explore.acceptability import Acceptability
from cluster_core.explore.claims import Claim
from cluster_core.explore.extreme_ranks import ExtremeRank
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import robustness
from ui import robustness_words as words
from ui.robustness import Options, Reach

FLOOR, ANY = Options(floor=0.1), Options()


def numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", text)]


@pytest.mark.parametrize("options", [FLOOR, ANY, Options("equal", 0.1)])
def test_the_headline_is_the_draws_and_the_bounds(
    language: Language, assessment: Assessment, options: Options
) -> None:
    found = robustness.sampled(assessment, options)
    row = found.units.index(assessment.scenario.focus)
    reach = robustness.reach(assessment, options, (assessment.scenario.focus,))
    assert reach is not None
    said = numbers(words.headline(assessment, options, found, reach))
    rank, often = max(
        ((rank, int((found.ranks[row] == rank).sum())) for rank in range(1, 14)), key=lambda one: one[1]
    )
    best = reach.free[assessment.scenario.focus].best
    premise = [10] if options is FLOOR else []
    figures = [rank, round(100 * often / found.draws)]
    expected = [*premise, *(figures if language == "en" else figures[::-1]), best - 1]
    assert said == expected
    assert found.ranks[row].min() > best - 1, "what no weights do, no draw does"


def made(*ranks: list[int]) -> Acceptability:
    given = np.array(ranks, dtype=np.int32)
    return Acceptability(
        ("320500", "320100", "320900"), given[:, 0], given, {}, (), 1, np.full(len(given), np.nan)
    )


LIMITS = [
    ((3, 3), "exact", "top 2|change that"),
    ((1, 1), "exact", "change that"),
    ((2, 3), "exact", "no weights at all make it first"),
    ((2, 3), "sampled", "none of the weights tried makes it first"),
    ((1, 2), "exact", "below 2nd"),
    ((1, 3), "exact", "anywhere from first to last"),
]


@pytest.mark.parametrize(("ends", "bounds", "expected"), LIMITS)
def test_what_stays_out_of_reach(
    english: None, assessment: Assessment, ends: tuple[int, int], bounds: str, expected: str
) -> None:
    found = made([1, 2], [2, 1], [3, 3])
    end = ExtremeRank("320900", *ends, {}, {}, bounds)  # type: ignore[arg-type]
    said = words.headline(assessment, ANY, found, Reach({}, {"320900": end}, exact=bounds == "exact"))
    assert re.search(expected, said)


def test_the_second_sentence_counts_the_leaders(english: None, assessment: Assessment) -> None:
    found = made([1, 1, 1, 2], [2, 2, 3, 1], [3, 3, 2, 3])
    said = words.top(assessment, found)
    assert "Suzhou comes first in 75%" in said
    assert "Suzhou and Nanjing fill the first 2 places in 75%" in said


def test_takeaways_count_what_keeps_its_rank(english: None, assessment: Assessment) -> None:
    found = robustness.sampled(assessment, FLOOR)
    said = numbers(words.cells_takeaway(assessment, found))
    firm = sum(max(np.bincount(ranks)) >= 0.9 * found.draws for ranks in found.ranks)
    spans = [tuple(np.percentile(ranks, [5, 95], method="inverted_cdf")) for ranks in found.ranks]
    widest = max(high - low for low, high in spans)
    assert said[:2] == [firm, 13]
    assert said[3] - said[2] == widest
    assert (said[2], said[3]) in spans


def test_nobody_ranked_is_said(language: Language, assessment: Assessment) -> None:
    found = made([0, 0], [0, 0], [0, 0])
    assert words.headline(assessment, ANY, found, None) == words.cells_takeaway(assessment, found)
    assert words.top(assessment, found) == ""


def test_shares_that_are_not_quite_none_or_all(english: None) -> None:
    shown = [words.share_text(share) for share in (0.0, 0.0001, 0.42, 0.9999, 1.0)]
    assert shown == ["0%", "under 1%", "42%", "over 99%", "100%"]


def test_weights_in_words(english: None, assessment: Assessment) -> None:
    def said(*shares: float) -> str:
        return words.shares_text(assessment, {"four_forces": np.array(shares)})

    assert said(0.1, 0.1, 0.7, 0.1) == "Brand 70%, 10% for each of the other 3"
    assert said(0.25, 0.25, 0.25, 0.25) == "25% each"
    assert said(0.1, 0.2, 0.3, 0.4) == "Innovation 10%, Resilience 20%, Brand 30%, Support 40%"
    assert said(0.002, 0, 0.998, 0) == "Innovation 0.2%, Brand 99.8%, 0% for each of the other 2"


def test_a_contradiction_is_named_in_the_readers_language(language: Language, assessment: Assessment) -> None:
    error = ConstraintError(
        "x", "four_forces", [Constraint("order", ("innovation", "brand")), Constraint("floor", ("brand",), 0.6),
                             Constraint("cap", ("innovation",), 0.2), Constraint("sum")],
    )  # fmt: skip
    said = words.refused(assessment, error)
    assert numbers(said) == [60, 20, 100]
    assert ("Innovation at least as much as Brand" if language == "en" else "创新不低于品牌") in said


def test_a_claim_states_its_error(english: None, assessment: Assessment) -> None:
    said = words.claim_text(assessment, Claim("320900", "320500", 0.5, 0.3, 0.15, 0.05, 10_000))
    assert said == (
        "Yancheng ranks above Suzhou in 50% of the weightings (±1.0 points); level in 15%; "
        "one of them has no rank in 5%"
    )


def test_draws_and_seed_are_stated(english: None, assessment: Assessment) -> None:
    said = words.draws_note(robustness.sampled(assessment, FLOOR))
    assert said == "10,000 weightings, seed 1, ±1 point"
