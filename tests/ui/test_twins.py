"""The nearest regions in words."""

from __future__ import annotations

import pytest

from cluster_core.assess.twins import Twin
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import profile, twins


def test_stronger_and_weaker_follow_the_sign(english: None, assessment: Assessment) -> None:
    twin = Twin(
        "321200", 0.42, 1.0, (("support", -0.1), ("brand", 0.2), ("innovation", -0.5), ("resilience", 0.6))
    )
    said = "\n".join(twins.lines(assessment, twin))
    assert "0.4 standard deviations" in said
    assert "Closest in: Support" in said
    apart = said.split("Furthest apart in: ")[1]
    assert apart.startswith(
        "Resilience and linkage (it is stronger) and Collaborative innovation (it is weaker)"
    )
    assert "Only" not in said


def test_little_in_common_is_told(language: Language, assessment: Assessment) -> None:
    said = twins.lines(assessment, Twin("321200", 0.4, 0.5, (("support", 0.1),)))
    assert "50%" in said[-1]


def test_the_table_holds_scores_and_distances(english: None, assessment: Assessment) -> None:
    found = profile.of(assessment)
    assert found is not None
    table = twins.table(assessment, found)
    assert list(table["Region"]) == ["Yancheng", "Taizhou", "Xuzhou", "Yangzhou"]
    assert table["Support and safeguard"][0] == f"{assessment.scores.loc['320900', 'support']:.1f}"
    distances = [float(one) for one in table["Distance (standard deviations)"][1:]]
    assert distances == pytest.approx([one.distance for one in found.twins], abs=0.005)
