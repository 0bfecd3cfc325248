"""The sentences of the page of agglomeration, also where there is little to say."""

from __future__ import annotations

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from tests.ui.industries import Row, having, table
from ui import agglomeration_figures as figures
from ui import agglomeration_words as words
from ui import data, view_state
from ui.widget_keys import Key


@pytest.fixture(autouse=True)
def picks(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    found: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", found.get)
    return found


@pytest.fixture(scope="module")
def practice() -> Assessment:
    return data.assessment(default_scenario(data.dataset("practice")))


def test_the_headline_names_industry_quotient_year_and_area(english: None, practice: Assessment) -> None:
    said = words.headline(practice)
    # 3961.0 of 8662.5 against 8.5156 % of all, as the command line prints them.
    assert said.startswith("Paperkite is specialised in turbine blades (location quotient 5.37), in 2024")
    assert "all 12 regions of the table" in said


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("320900", "x", 2023, 5), ("320900", "y", 2023, 5)], "Only one region or one industry"),
        ([("320900", "x", 2023, 5), ("320100", "x", 2023, 5)], "Only one region or one industry"),
        (
            [
                ("320900", "x", 2023, 0),
                ("320900", "y", 2023, 0),
                ("320100", "x", 2023, 1),
                ("320100", "y", 2023, 1),
            ],
            "Yancheng has too few figures",
        ),
        (
            [
                ("320900", "x", 2023, 5),
                ("320900", "y", 2023, 5),
                ("320100", "x", 2023, 5),
                ("320100", "y", 2023, 5),
            ],
            "Yancheng stands out in no industry",
        ),
    ],
)
def test_what_little_data_can_say(english: None, assessment: Assessment, rows: list[Row], told: str) -> None:
    own = having(assessment, table(*rows))
    assert words.headline(own).startswith(told)
    for said in (words.quotients_title(own), words.concentration_title(own), words.similarity_title(own)):
        assert said
        assert "nan" not in said


def test_no_table_is_told(english: None, assessment: Assessment) -> None:
    assert "no figures by region and industry" in words.headline(assessment)
    assert words.basis(assessment) == ""


def test_why_an_industry_has_no_growth(english: None, practice: Assessment) -> None:
    said = words.without_growth(figures.bubble_rows(practice))
    assert said == "Definition changed in between, so no growth: energy storage"


def test_from_nothing_and_missing_are_told_apart(english: None, assessment: Assessment) -> None:
    rows = [("320900", one, 2023, 5.0) for one in "xyz"] + [("320100", one, 2023, 5.0) for one in "xyz"]
    own = having(assessment, table(*rows, ("320900", "x", 2020, 0.0), ("320900", "y", 2020, 4.0)))
    said = words.without_growth(figures.bubble_rows(own))
    assert "Nothing to grow from: x" in said
    assert "No bubble for lack of a value: z" in said
    assert "nothing is both specialised" in words.bubbles_title(own, figures.bubble_rows(own))


def test_titles_follow_the_view(language: str, practice: Assessment, picks: dict[str, str]) -> None:
    first = words.bubbles_title(practice, figures.bubble_rows(practice))
    picks[Key.INDUSTRY_VIEW] = "industry"
    assert words.bubbles_title(practice, figures.bubble_rows(practice)) != first
    assert words.scope(practice)
    assert words.quotients_note(practice)


def test_a_rate_has_its_sign(english: None) -> None:
    assert [words.rate(one) for one in (0.113, -0.02, 0.0, float("nan"))] == ["+11.3%", "−2.0%", "0.0%", "–"]
