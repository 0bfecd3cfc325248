"""What the main pages say, read back from the English words and held against the assessment, for any scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.measures import rank_of, value_of
from cluster_core.assess.weakest_link import weakest_link
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import level
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from ui import data, figures, map_words, profile, profile_figures, sentences, shortfalls, state, text
from ui.map_words import Choice

BUNDLES = ("jiangsu", "practice")
METHODS = {
    "aggregate": st.sampled_from(["arithmetic", "geometric", "harmonic"]),
    "normalise": st.sampled_from(["minmax", "zscore", "rank"]),
    "impute": st.sampled_from(["none", "peer_mean"]),
    "min_coverage": st.sampled_from([0.2, 0.5, 0.9]),
}
few = settings(max_examples=15)


@pytest.fixture(autouse=True, scope="module")
def english_everywhere() -> Iterator[None]:
    """English for the whole file, as a fixture per test does not suit repeated examples."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(state, "language", lambda: "en")
        patched.setattr(text, "strict", True)
        yield


@cache
def frameworks(bundle: str) -> tuple[str, ...]:
    return tuple(sorted(data.dataset(bundle).frameworks))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any bundle, framework, year, region in focus, peers, methods and weights."""
    bundle = draw(st.sampled_from(BUNDLES))
    dataset = data.dataset(bundle)
    scenario = default_scenario(dataset, framework=draw(st.sampled_from(frameworks(bundle))))
    units = sorted(dataset.units(scenario.unit))
    peers = draw(st.just([]) | st.lists(st.sampled_from(units), min_size=2, unique=True))
    methods = {name: draw(values) for name, values in METHODS.items()}
    if methods["normalise"] == "zscore":  # has no zero, as a product of scores needs one
        methods["aggregate"] = "arithmetic"
    scenario = replace(
        scenario,
        year=draw(st.sampled_from(dataset.years())),
        focus=draw(st.sampled_from(peers or units)),
        peers=tuple(sorted(peers)),
        **methods,
    )
    framework = dataset.framework(scenario.framework)
    points = st.integers(0, 100)
    count = len(framework.dimensions)
    weights = draw(st.none() | st.lists(points, min_size=count, max_size=count).filter(any))
    return scenario.with_points(framework.id, tuple(weights)) if weights else scenario


def assessed(scenario: Scenario) -> Assessment:
    return data.assessment(scenario)


def places(assessment: Assessment) -> dict[str, str]:
    """The regions by the names that sentences give them."""
    return {sentences.region(assessment, unit): unit for unit in assessment.units}


def split(names: str) -> list[str]:
    return [name for name in re.split(r", | and ", names) if name]


def by_hand(assessment: Assessment) -> dict[str, int]:
    """Places on the whole counted from the scores: one more than there are better ones."""
    scores = assessment.scores[assessment.framework.id].dropna().round(9)
    return {unit: 1 + int((scores > own).sum()) for unit, own in scores.items()}


def near(said: str, value: float, digits: int = 1) -> None:
    """The number said is the value, rounded."""
    assert float(said.replace("−", "-").replace(",", "")) == pytest.approx(value, abs=0.5001 * 10**-digits)


def named(assessment: Assessment, names: str, among: set[str]) -> None:
    """The names said are exactly these regions, or some of them and the count of the others."""
    others = re.fullmatch(r"(.+?),? and (\d+) others?", names)
    said = {places(assessment)[name] for name in split(others[1] if others else names)}
    assert said <= among
    assert len(said) + (int(others[2]) if others else 0) == len(among)


# ---- overview


@few
@given(scenarios())
def test_the_overview_places_the_focus(scenario: Scenario) -> None:
    found = assessed(scenario)
    said, ranks = sentences.overview_headline(found), by_hand(found)
    scores, focus = found.scores[found.framework.id], scenario.focus
    own = sentences.region(found, focus)
    assert said.startswith(own + " ")
    if focus not in ranks:
        cover, least = re.findall(r"(\d+)%", said)
        near(cover, 100 * found.coverage.loc[focus, found.framework.id], 0)
        assert int(least) == round(100 * scenario.min_coverage)
        return
    near(re.search(r" scores (−?[\d.]+)", said)[1], scores[focus])  # type: ignore[index]
    if "no other region" in said:
        assert len(ranks) == 1
        return
    place, of = re.search(r" (\d+)(?:st|nd|rd|th) (?:of|place among) (\d+) ", said).groups()  # type: ignore[union-attr]
    assert (int(place), int(of)) == (ranks[focus], len(ranks))
    if shared := re.search(r" with (.+)$", said):
        named(found, shared[1], {unit for unit, rank in ranks.items() if rank == ranks[focus]} - {focus})
        return
    gap, way, who = re.search(r"([\d.]+) points (ahead of|behind) (.+)$", said).groups()  # type: ignore[union-attr]
    assert list(ranks.values()).count(ranks[focus]) == 1
    if way == "behind":
        next_rank = max(rank for rank in ranks.values() if rank < ranks[focus])
    else:
        assert ranks[focus] == 1
        next_rank = min(rank for rank in ranks.values() if rank > 1)
    beside = {unit for unit, rank in ranks.items() if rank == next_rank}
    named(found, who, beside)
    near(gap, abs(scores[next(iter(beside))] - scores[focus]))


@few
@given(scenarios())
def test_the_ranking_names_all_who_lead(scenario: Scenario) -> None:
    found = assessed(scenario)
    said, ranks = sentences.ranking_takeaway(found), by_hand(found)
    scores = found.scores[found.framework.id].dropna()
    if said == "Nothing has enough data for a score":
        assert not ranks
    elif said.startswith("All "):
        assert set(ranks.values()) == {1}
    elif said == "Scores of the regions":
        assert len(ranks) in (1, 2)
    else:
        who, gap = re.fullmatch(r"(.+) leads?; first and last are ([\d.]+) points apart", said).groups()  # type: ignore[union-attr]
        last = 2 if max(ranks.values()) > 2 else 1
        named(found, who, {unit for unit, rank in ranks.items() if rank <= last})
        near(gap, float(scores.max() - scores.min()))


@few
@given(scenarios())
def test_the_dimensions_are_below_the_median_as_said(scenario: Scenario) -> None:
    found = assessed(scenario)
    figure = figures.dimensions(found)
    assert figure is not None
    gaps = {}
    for child in found.framework.dimensions:
        others = found.scores[child].drop(scenario.focus).dropna()
        own = found.scores.loc[scenario.focus, child]
        if len(others) and pd.notna(own):
            gaps[sentences.node_name(found, child)] = round(float(own) - float(np.median(others)), 9)
    said = figure.title
    below = {name for name, gap in gaps.items() if gap < 0}
    if "too few data" in said:
        assert not gaps
        return
    if said.startswith("All "):
        assert below == set(gaps)
        assert gaps[said.rsplit("median, ", 1)[1].removesuffix(" by the most")] == min(gaps.values())
    elif said.startswith("None of"):
        assert not below
    elif said.startswith("Nothing is above"):
        assert max(gaps.values()) == 0
        assert int(re.search(r"(\d+) below", said)[1]) == len(below)  # type: ignore[index]
    elif not said.startswith("The only one"):
        assert re.split(r" (?:is|are) below the median", said)[0] == text.join(
            [name for name in gaps if name in below]
        )
    if highest := re.search(r"; (.+) is the furthest above", said):
        assert gaps[highest[1]] == max(gaps.values()) > 0
    missing = len(gaps) < len(found.framework.dimensions)
    if said.startswith(("All ", "None of")):
        assert ("with data" in said) == missing


@few
@given(scenarios())
def test_the_balance_follows_from_the_dimensions_scores(scenario: Scenario) -> None:
    scenario = replace(scenario, normalise="minmax")
    found = assessed(scenario)
    said, row = sentences.coupling_takeaway(found), sentences.coupling_of(found)
    own = found.scores.loc[scenario.focus, list(found.framework.dimensions)].astype(float)
    if "cannot be computed" in said:
        assert own.isna().any() or row is None or not own.gt(0).any()
        return
    assert row is not None
    # Ten grades of a tenth each, closed on the left; the last holds 1 as well.
    at = min(9, int(round(10 * float(row["D"]), 9)))
    assert f": {text.t(f'grade.{at + 1}')}, " in said
    lowest = own.index[own <= own.min() + 1e-7]
    if own.max() - own.min() <= 10:
        assert said.endswith(", all close together")
    else:
        assert said.endswith(text.join(sentences.node_name(found, one) for one in lowest) + " lagging")


# ---- shortcomings


@few
@given(scenarios())
def test_the_shortcomings_are_counted_and_the_worst_is_named(scenario: Scenario) -> None:
    found = assessed(scenario)
    rows = found.shortcomings[found.shortcomings["region"] == scenario.focus]
    counted = sentences.shortcomings_takeaway(rows).partition(" tested: ")
    assert counted[0].split()[0] == str(len(rows))
    said = {word: int(count) for count, word in (part.split(" ", 1) for part in split(counted[2]))}
    grades = ["insufficient" if np.isnan(one) else level(float(one)) for one in rows["severity"]]
    assert said == {text.t(f"level.{one}"): grades.count(one) for one in set(grades)}
    headline = shortfalls.headline(found)
    names = {one.id: one.name.en for one in found.rules.items}
    worst = rows.dropna(subset=["severity"])
    if headline.startswith("The most pressing"):
        item, grade, severity = re.search(r": (.+) \((\w+) ([\d.]+)\)", headline).groups()  # type: ignore[union-attr]
        top = worst[worst["severity"] == worst["severity"].max()]
        assert item in {names[one] for one in top["item"]}
        assert grade == level(float(worst["severity"].max())) != "none"
        near(severity, float(worst["severity"].max()), 0)
        if answer := re.search(r"First answer: (.+)$", headline):
            measures = {m.name.en for m in found.dataset.countermeasures.values()}
            assert answer[1] in measures
    else:
        tested, total = re.search(r"(\d+) of (\d+)", headline).groups()  # type: ignore[union-attr]
        assert (int(tested), int(total)) == (len(worst), len(rows))
        assert worst.empty or worst["severity"].max() < 20


@few
@given(scenarios())
def test_the_family_and_the_stave_are_the_worst(scenario: Scenario) -> None:
    found = assessed(scenario)
    rows = found.families[found.families["region"] == scenario.focus].dropna(subset=["severity"])
    names = {one.id: one.name.en for one in found.rules.families}
    said = shortfalls.families(found).title
    if rows.empty:
        assert said == "No family has data to test"
    else:
        top = {names[one] for one in rows.loc[rows["severity"] == rows["severity"].max(), "family"]}
        assert any(f"{name} ({level(float(rows['severity'].max()))} " in said for name in top)
        assert ("no clear" in said.lower()) == (rows["severity"].max() < 20)
    figure = shortfalls.staves(found)
    if figure is None:
        return
    staves = {
        sentences.node_name(found, one.node): one.goodness
        for one in weakest_link(found, scenario.focus).staves
    }
    known = [goodness for goodness in staves.values() if not np.isnan(goodness)]
    assert any(
        f"{name} (" in figure.title or f"{name} and" in figure.title
        for name, one in staves.items()
        if one == min(known)
    )
    near(re.search(r"\((−?[\d.]+)\)", figure.title)[1], 100 * min(known))  # type: ignore[index]
    apart = min(known) < np.mean(known) - np.std(known) - 1e-9
    if "clearly below its own average" in figure.title:
        assert min(known) < np.mean(known) - np.std(known)
    elif "much alike" in figure.title:
        assert not apart
        assert len(known) > 1
    else:
        assert not apart


# ---- profile


@few
@given(scenarios())
def test_the_profile_counts_strengths_and_names_the_drag(scenario: Scenario) -> None:
    found = assessed(scenario)
    own = profile.of(found)
    assert own is not None
    said = profile.headline(found, own)
    assert said.startswith(sentences.region(found, scenario.focus))
    told = {kind: list(own.told.index[own.told["strength"] == kind]) for kind in ("strength", "weakness")}
    if counts := re.search(r"(\d+) strengths? and (\d+) weakness", said):
        assert [int(one) for one in counts.groups()] == [len(told["strength"]), len(told["weakness"])]
    for kind, indicators in told.items():
        figure = profile_figures.told(found, own, kind)
        assert (figure is None) == (not indicators)
        if figure is not None:
            assert int(figure.title.split()[0]) == len(indicators)
            ranks = own.told.loc[indicators, "percent_rank"]
            extreme = ranks.max() if kind == "strength" else ranks.min()
            first = [sentences.node_name(found, one) for one in ranks.index[ranks == extreme]]
            assert any(f"{name}" in figure.title for name in first)
    if drag := re.search(r"holds it back most is (.+) \((\d+)% of its shortfall\)", said):
        shares = pd.Series(own.shares).dropna()
        assert shares.sum() == pytest.approx(100)
        near(drag[2], shares.max(), 0)
        assert drag[1] in {
            sentences.node_name(found, one) for one in shares.index[shares >= shares.max() - 1e-9]
        }
    figure = profile_figures.obstacles(found, own)
    if figure is not None and (whole := re.match(r"(.+) makes up (\d+)% of the shortfall; ", figure.title)):
        wholes = {
            sentences.node_name(found, one): own.node_shares[one]
            for one in found.framework.dimensions
            if one in own.node_shares
        }
        near(whole[2], wholes[whole[1]], 0)
        assert wholes[whole[1]] == pytest.approx(np.nanmax(list(wholes.values())))


@few
@given(scenarios(), st.sampled_from(["weight", "correlation"]))
def test_what_matters_and_goes_poorly_is_in_that_quadrant(scenario: Scenario, importance: str) -> None:
    found = assessed(scenario)
    own = profile.of(found)
    assert own is not None
    figure = profile_figures.quadrants(found, own, importance)
    if figure is None:
        return
    points = [point for point in own.places[importance].points if point.quadrant]
    poor = [
        point for point in points if point.performance < np.mean([one.performance for one in points]) - 1e-9
    ]
    line = np.mean([one.importance for one in points])
    urgent = {sentences.node_name(found, point.id) for point in poor if point.importance >= line - 1e-9}
    if figure.title.startswith("Nothing"):
        assert not urgent
        return
    count = re.search(r"(\d+|one) indicator", figure.title)[1]  # type: ignore[index]
    assert (1 if count == "one" else int(count)) == len(urgent)
    assert any(name in figure.title for name in urgent)


# ---- map


@few
@given(scenarios(), st.data())
def test_the_map_averages_whole_groups_and_places_the_focus(scenario: Scenario, drawn: st.DataObject) -> None:
    found = assessed(scenario)
    measure = drawn.draw(
        st.sampled_from([found.framework.id, *found.framework.dimensions, *found.prepared.at])
    )
    choice, based = Choice(measure), value_of(found, measure)
    values = pd.Series(based.values, based.units).dropna()
    said, units = map_words.headline(found, choice, based), found.dataset.units(scenario.unit)
    title = map_words.title_of(found, choice)
    assert said.startswith(title)
    if values.empty:
        assert said.endswith(f"no comparable data for {scenario.year}")
        return
    groups = {name.en: group for group, name in found.dataset.groups.items()}
    if means := re.search(
        r"(?<=: )(.+?) averages (.+?), (.+?) (−?[\d,.]+)[^;]*(?:;|$)", said.removeprefix(title[:-1])
    ):
        for name, value in ((means[1], means[2]), (means[3], means[4])):
            members = [unit for unit in units if units[unit].group == groups[name]]
            assert set(members) <= set(found.units)
            mean = values.reindex(members).mean()
            number = float(re.match(r"−?[\d,.]+", value)[0].rstrip(".,").replace("−", "-").replace(",", ""))  # type: ignore[index]
            assert number == pytest.approx(mean, abs=max(0.0501, 0.005 * abs(mean)))
    own = sentences.region(found, scenario.focus)
    if scenario.focus not in values:
        assert said.endswith(f"{own} has no data")
        return
    standing = re.search(rf"{own} at (?:.+?) is (\d+)(?:st|nd|rd|th) (of|in) (.+)$", said)
    ranks = pd.Series(based.ranks, based.units)
    ranks = ranks[ranks > 0]
    if standing is None:
        assert f"{own} is at " in said
        return
    among = ranks
    if standing[2] == "in":
        among = ranks[[units[unit].group == groups[standing[3]] for unit in ranks.index]]
        assert all(unit in found.units for unit in units if units[unit].group == groups[standing[3]])
    else:
        assert int(standing[3].split()[0]) == len(ranks)
    assert int(standing[1]) == 1 + int((among < among[scenario.focus]).sum())
    for shown, show in ((based, "value"), (rank_of(based), "rank")):
        line = map_words.takeaway(found, Choice(measure, show), shown)
        if line.startswith("Highest class"):
            named(
                found,
                line.split("): ", 1)[1],
                {
                    unit
                    for unit, at in zip(shown.units, shown.classes, strict=True)
                    if at == max(shown.classes)
                },
            )


# ---- weights


@few
@given(scenarios())
def test_the_weights_move_whom_they_are_said_to_move(scenario: Scenario) -> None:
    default = replace(scenario, weighting="default", points=())
    now, before = assessed(scenario), assessed(default)
    ranks, were = by_hand(now), by_hand(before)
    both = [unit for unit in ranks if unit in were]
    up = sum(ranks[unit] < were[unit] for unit in both)
    down = sum(ranks[unit] > were[unit] for unit in both)
    slope = sentences.moves_takeaway(now, before)
    if "Without scores" in slope:
        assert not both
    elif slope.startswith("Ranks are as"):
        assert up == down == 0
    else:
        numbers = re.match(r"(\d+) .*?: (\d+) up, (\d+) down(?:; up the most, by (\d+): (.+))?$", slope)
        assert numbers
        assert [int(one) for one in numbers.groups()[:3]] == [up + down, up, down]
        gained = {unit: were[unit] - ranks[unit] for unit in both}
        most = max(gained.values())
        assert (numbers[4] is None) == (up == 0)
        if up:
            assert int(numbers[4]) == most
            named(now, numbers[5], {unit for unit, places in gained.items() if places == most})
    said = sentences.weights_headline(now, before, "Own weights")
    for who, way, first, then in re.findall(
        r"(?:: |; )([^;:]+?) (rises|falls) from (\d+)\w+ to (\d+)\w+", said
    ):
        unit = places(now)[who]
        assert (int(first), int(then)) == (were[unit], ranks[unit])
        assert way == ("rises" if ranks[unit] < were[unit] else "falls")
    if stays := re.search(r": ([^;:]+?) stays (\d+)", said):
        assert ranks[places(now)[stays[1]]] == were[places(now)[stays[1]]] == int(stays[2])
    if "no rank changes" in said:
        assert both
        assert up == down == 0
    if scenario.points and up + down and scenario.focus in both:
        assert sentences.region(now, scenario.focus) in said
