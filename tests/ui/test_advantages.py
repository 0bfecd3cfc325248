"""Strengths that documents name: which set, which level, which words."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.assess.advantages import try_advantages
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Language
from ui import advantages, data


def test_the_document_of_the_rules_names_them(assessment: Assessment) -> None:
    assert {one.set for one in advantages.chosen(assessment)} == {"advantages_yancheng"}
    six = data.assessment(replace(assessment.scenario, rules="shortcomings_city_six"))
    assert {one.set for one in advantages.chosen(six)} == {"advantages_city_six"}
    plain = data.assessment(replace(assessment.scenario, rules="shortcomings_jiangsu_2020"))
    assert len(advantages.chosen(plain)) == len(assessment.dataset.advantages)


def test_levels_are_the_core(assessment: Assessment) -> None:
    rows = advantages.rows_of(assessment, "320900").set_index("advantage")
    items = try_advantages(assessment, list(assessment.dataset.advantages.values())).items
    expected = items[items["region"] == "320900"].set_index("advantage")["level"]
    assert dict(rows["level"]) == dict(expected[rows.index])
    assert rows["level"].iloc[-1] == "insufficient"


def test_words(english: None, assessment: Assessment) -> None:
    known = {one.id: one for one in advantages.chosen(assessment)}
    rows = advantages.rows_of(assessment, "320900").set_index("advantage")
    firm, thin = rows.loc["ay_innovation"], rows.loc["ay_digital"]
    assert advantages.word(firm) == "slight (24)"
    assert advantages.basis(assessment, known["ay_innovation"], firm).startswith(
        "Better than their references (2"
    )
    assert advantages.word(thin) == "not enough evidence"
    assert advantages.basis(assessment, known["ay_digital"], thin).startswith("To settle it one needs: ")
    assert "section 二(二)" in advantages.cite(assessment, known["ay_innovation"])


def test_a_proxy_is_called_indicative(english: None, assessment: Assessment) -> None:
    six = data.assessment(replace(assessment.scenario, rules="shortcomings_city_six"))
    rows = advantages.rows_of(six, "320900").set_index("advantage")
    assert rows.loc["ac_hub", "indicative"]
    assert "proxies" in advantages.word(rows.loc["ac_hub"])


def test_a_document_speaks_of_its_own_place(assessment: Assessment) -> None:
    assert advantages.speaks_of(assessment, "320900")
    assert not advantages.speaks_of(assessment, "320500")


def test_the_table_names_every_test(language: Language, assessment: Assessment) -> None:
    practice = data.assessment(default_scenario(data.dataset("practice")))
    for one, focus in ((assessment, "320900"), (practice, "p09")):
        table = advantages.table(one, focus)
        assert len(table) == sum(len(item.tests) for item in advantages.chosen(one))
