"""Measures and cases: the basket's in its order, else the toolbox's; what is known no more is left out."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_core.assess.answers import answers, shortcomings_of
from cluster_core.report.briefing.remedies import MEASURES, Put, put_aside, remedies
from tests.report.briefing.briefed import about, told_of
from tests.shipped import assessed, bundle


@dataclass(frozen=True)
class Thing:
    kind: str
    subject: str
    bundle: str
    region: str
    note: str = ""


def test_only_what_belongs_to_the_scenario_is_taken() -> None:
    scenario = assessed("jiangsu").scenario
    kept = [
        Thing("measure", "a", "jiangsu", "320900", "n"),
        Thing("case", "b", "jiangsu", ""),
        Thing("measure", "c", "jiangsu", "320100"),
        Thing("measure", "d", "practice", "320900"),
    ]
    assert put_aside(kept, scenario) == (Put("measure", "a", "n"), Put("case", "b"))


def test_the_basket_comes_in_its_order_with_notes() -> None:
    basket = [
        Put("case", "case_cz_carbon"),
        Put("measure", "cm_yc_brand", "first\x00 half"),
        Put("measure", "gone"),
        Put("measure", "cm_yc_platforms"),
    ]
    made = remedies(about("jiangsu"), basket)
    assert [one.name for one in made.measures] == ["Brand and standards", "Build major innovation platforms"]
    assert [one.name for one in made.cases] == ["Changzhou new carbon materials"]
    assert "first\N{REPLACEMENT CHARACTER} half" in made.measures[0].text
    assert made.origin.startswith("From the basket")


def test_an_empty_basket_is_said_and_the_toolbox_answers() -> None:
    made, result = remedies(about("jiangsu")), assessed("jiangsu")
    first = answers(result, "320900", shortcomings_of(result, "320900")[0].item)[0]
    assert made.measures[0].name == first.measure.name.en
    assert "basket is empty" in made.origin


def test_more_than_there_is_room_for_is_counted() -> None:
    basket = [Put("measure", one) for one in list(bundle("jiangsu").countermeasures)[: MEASURES + 3]]
    made = remedies(about("jiangsu"), basket)
    assert len(made.measures) == MEASURES
    assert made.count == MEASURES + 3


def test_no_shortcoming_needs_no_measure() -> None:
    made = remedies(told_of(bundle("practice"), focus="p01"))
    assert (made.measures, made.cases) == ((), ())
    assert made.title == "No measures or cases yet"
