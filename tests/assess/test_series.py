"""Series of one subject: which years compare, which units and sizes, what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.series import series_by_year, series_of
from cluster_core.errors import MethodError, ScenarioError
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

FRAMEWORK = tree("f", {"f": {"a": 1, "b": 1}})
PLAIN = Scenario("demo", "f", 2021, max_age=0)
GROUPS = {"R1": "n", "R2": "n", "R3": "s"}
VALUES = {
    **facts(2019, a=[1, 2, 3], b=[4, 5, 6], people=[1, 1, 1]),
    **facts(2020, a=[0, 5, 10], b=[0, 0, 10]),
    **facts(2021, a=[10, NAN, 20], b=[10, 10, 20], people=[2, 3, 4]),
    **facts(2022, people=[5, 6, 7]),
}


def test_an_indicator_in_its_own_unit_in_every_year_with_a_value() -> None:
    found = series_by_year(dataset(VALUES, [FRAMEWORK], groups=GROUPS), PLAIN, "a")
    assert found.years == (2019, 2020, 2021)
    np.testing.assert_array_equal(found.values, [[1, 0, 10], [2, 5, NAN], [3, 10, 20]])
    assert (found.units, found.groups) == (("R1", "R2", "R3"), ("n", "n", "s"))
    assert found.name == "a"


def test_nothing_from_before_a_break() -> None:
    known = [indicator("a", breaks_before=2020), indicator("q", numerator="b", denominator="a")]
    data = dataset(VALUES, [FRAMEWORK], known)
    assert series_by_year(data, PLAIN, "a").years == (2020, 2021)
    ratio = series_by_year(data, PLAIN, "q")
    assert ratio.years == (2020, 2021)
    np.testing.assert_array_equal(ratio.values, [[NAN, 1], [0, NAN], [1, 1]])


def test_scores_share_the_goalposts_of_all_years() -> None:
    found = series_by_year(dataset(VALUES, [FRAMEWORK]), PLAIN)
    assert found.years == (2019, 2020, 2021)  # in 2022 nothing of the framework was observed
    assert found.values[2].tolist() == pytest.approx([(15 + 30) / 2, 50, 100])
    assert found.name == "score"


@pytest.mark.parametrize("parts", [{"breaks_before": 2020}, {"numerator": "people"}])
def test_scores_wait_until_no_value_from_before_a_break_is_carried_over(parts: dict[str, object]) -> None:
    known = [indicator("a", **parts), indicator("people", breaks_before=2020)]
    data = dataset(
        {**VALUES, **facts(2018, people=[1, 1, 1]), **facts(2020, b=[1, 2, 3])}, [FRAMEWORK], known
    )
    assert series_by_year(data, PLAIN).years == (2020, 2021, 2022)[: 3 if "numerator" in parts else 2]
    if "numerator" in parts:  # people of 2019 stand in for 2020 where older values are admitted
        assert series_by_year(data, replace(PLAIN, max_age=1)).years == (2021, 2022)


def test_only_the_peers() -> None:
    found = series_by_year(dataset(VALUES, [FRAMEWORK]), replace(PLAIN, peers=("R1", "R3")), "a", "people")
    assert found.units == ("R1", "R3")
    assert found.sizes is not None
    assert found.sizes.shape == found.values.shape == (2, 3)


def test_sizes_are_of_the_year_or_the_nearest_one_after_a_break() -> None:
    found = series_by_year(dataset(VALUES, [FRAMEWORK]), PLAIN, "a", "people")
    assert found.sizes is not None
    # 2020 has no people: of 2019 and 2021, equally near, the later.
    assert found.sizes[0].tolist() == [1, 2, 2]
    broken = dataset(VALUES, [FRAMEWORK], [indicator("people", breaks_before=2022)])
    sized = series_by_year(broken, PLAIN, "a", "people").sizes
    assert sized is not None
    assert sized[0].tolist() == [1, 5, 2]  # the year itself where every unit has it, whatever the break


def test_one_assessment_is_a_series_of_one_year() -> None:
    result = assess(dataset(VALUES, [FRAMEWORK], groups=GROUPS), replace(PLAIN, year=2022, max_age=3))
    score, values = series_of(result), series_of(result, "b", "people")
    assert score.years == (2022,)
    assert score.values[:, 0].tolist() == result.scored.scores[:, 0].tolist()
    assert (values.years, values.values[:, 0].tolist()) == ((2021,), [10, 10, 20])
    assert values.sizes is not None
    assert values.sizes[:, 0].tolist() == [2, 3, 4]


def test_what_is_unknown_is_refused_with_what_exists() -> None:
    data = dataset(VALUES, [FRAMEWORK], [indicator("empty")])
    with pytest.raises(ScenarioError, match=r"indicator: found 'peopel', allowed: .*Did you mean 'people'"):
        series_by_year(data, PLAIN, "peopel")
    with pytest.raises(ScenarioError, match="size: found 'nobody'"):
        series_by_year(data, PLAIN, "a", "nobody")
    with pytest.raises(ScenarioError, match=r"size: found 'empty', allowed: an indicator with observations"):
        series_by_year(data, PLAIN, "a", "empty")
    with pytest.raises(ScenarioError, match=r"indicator: found 'people', allowed: a, b"):
        series_of(assess(data, PLAIN), "people")


def test_places_among_peers_do_not_make_a_series() -> None:
    with pytest.raises(MethodError, match=r"found the normalisation 'percentile', allowed: minmax"):
        series_by_year(dataset(VALUES, [FRAMEWORK]), replace(PLAIN, normalise="percentile"))
    assert series_by_year(dataset(VALUES, [FRAMEWORK]), replace(PLAIN, normalise="rank"), "a").years


def test_no_data_no_years() -> None:
    found = series_by_year(dataset({}, [FRAMEWORK], groups=GROUPS), PLAIN)
    assert (found.years, found.values.shape) == ((), (3, 0))
