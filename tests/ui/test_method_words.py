"""Methods in words: every value has a name, and the lists tell what differs from the framework's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import IMPUTATIONS, NORMALISATIONS, POOLS, TREATMENTS
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import data, method_words

VALUES = [
    *(("normalise", one) for one in NORMALISATIONS),
    *(("impute", one) for one in IMPUTATIONS),
    *(("treat", one) for one in TREATMENTS),
    *(("pool", one) for one in POOLS),
    *(("aggregate", one) for one in ("arithmetic", "geometric", "harmonic", "min", "power:2", "power:-0.5")),
    *(("min_coverage", one) for one in (0.0, 0.5, 1.0)),
    *(("max_age", one) for one in (0, 1, 10)),
]


@pytest.mark.parametrize(("field", "value"), VALUES)
def test_every_value_has_a_name(language: Language, field: str, value: object) -> None:
    assert method_words.value_text(field, value)


def test_names_differ_within_a_field(language: Language) -> None:
    texts = [(field, method_words.value_text(field, value)) for field, value in VALUES]
    assert len(set(texts)) == len(texts)


def test_parameters_are_said(english: None) -> None:
    assert method_words.aggregate_text("power:2") == "power mean (exponent 2)"
    assert method_words.aggregate_text("power:-0.5") == "power mean (exponent −0.50)"
    assert method_words.value_text("max_age", 1) == "1 year"
    assert method_words.value_text("min_coverage", 0.75) == "75%"


def test_what_differs_from_the_frameworks_own_is_listed(jiangsu: Dataset, scenario: Scenario) -> None:
    assert method_words.changed(jiangsu, scenario) == ()
    other = replace(scenario, normalise="rank", pool="all", max_age=5)
    assert method_words.changed(jiangsu, other) == ("normalise", "max_age", "pool")
    assert method_words.with_defaults(jiangsu, other) == scenario


def test_the_footer_is_short_in_the_plain_case(english: None, scenario: Scenario) -> None:
    assert method_words.short(scenario) == "min–max scaling"
    other = replace(scenario, aggregate="geometric", impute="peer_mean")
    assert method_words.short(other) == "min–max scaling, geometric mean and mean of the peers"


def test_every_method_in_force_has_a_line(english: None, assessment: Assessment, scenario: Scenario) -> None:
    plain = method_words.lines(assessment)
    assert len(plain) == 9
    assert "Least coverage: 50%" in plain[-1]
    assert not any("count as" in line for line in plain)
    other = data.assessment(replace(scenario, aggregate="geometric", weighting="entropy", min_coverage=0.25))
    said = "\n".join(method_words.lines(other))
    assert "geometric mean (scores below 0.01 count as 0.01)" in said
    assert "Weights: Entropy" in said
    assert "Least coverage: 25%" in said


def test_a_nodes_own_mean_is_named(english: None, assessment: Assessment) -> None:
    framework = assessment.framework
    nodes = tuple(
        replace(node, aggregate="min" if node.id == "brand" else node.aggregate) for node in framework.nodes
    )
    strict = replace(assessment, framework=replace(framework, nodes=nodes))
    assert "“Competitiveness and brand” by: minimum" in method_words.lines(strict)


@pytest.mark.parametrize(
    ("weighting", "said"),
    [
        ("entropy", ["Entropy – the more unevenly"]),
        ("bod", ["Benefit of the doubt – everyone has weights of their own"]),
        (
            "game:entropy+critic",
            [
                "Game theory (Entropy and CRITIC) – mixed",
                "; Entropy: the more unevenly",
                "; CRITIC: the wider",
            ],
        ),
        ("linear:default+equal", ["Linear (Document default and Equal) – the sets are averaged"]),
    ],
)
def test_how_the_weights_in_force_come_about(
    english: None, scenario: Scenario, weighting: str, said: list[str]
) -> None:
    lines = method_words.lines(data.assessment(replace(scenario, weighting=weighting)))
    (weights,) = [line for line in lines if line.startswith("Weights: ")]
    assert [one for one in said if one not in weights] == []
