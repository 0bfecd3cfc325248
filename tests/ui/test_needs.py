"""The blocks of what is still to be collected: few names, the rest counted, and nothing that there is already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import data, needs


def of(bundle: str, framework: str, **choices: object) -> Assessment:
    scenario = default_scenario(
        data.dataset(bundle), framework=framework, unit=str(choices.pop("unit", "region"))
    )
    return data.assessment(replace(scenario, **choices))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is written on the page."""
    written: list[str] = []
    monkeypatch.setattr(needs.st, "markdown", written.append)
    return written


def test_only_the_uppermost_of_the_empty_parts_are_named(english: None) -> None:
    forces = of("jiangsu", "five_forces")
    parts = needs.empty_parts(forces)
    assert "fv_service" in parts
    assert "fv_service_org" not in parts
    coverage = forces.coverage.max()
    assert all(coverage[part] == 0 for part in parts)
    title = needs.parts_title(forces, parts)
    assert title.startswith(f"{len(parts)} parts of the framework have no data: Innovation network")
    assert "Service force" in title


def test_where_every_part_has_data_nothing_is_drawn(assessment: Assessment, drawn: list[str]) -> None:
    needs.of_framework(assessment)
    assert drawn == []


def test_a_framework_with_gaps_is_one_block(language: Language, drawn: list[str]) -> None:
    needs.of_framework(of("jiangsu", "whitepaper_practices"))
    (block,) = drawn
    assert ("专家评分；工作坊：" if language == "zh" else "Expert ratings; workshops: ") in block
    assert len(block.splitlines()) <= 7


def test_where_nothing_has_data_no_part_is_named(english: None) -> None:
    nobody = of("jiangsu", "four_forces", unit="cluster")
    assert needs.empty_parts(nobody) == [nobody.framework.id]
    assert needs.parts_title(nobody, needs.empty_parts(nobody)).startswith("No part of “")


def test_what_is_not_defined_for_the_units_has_no_source(english: None, drawn: list[str]) -> None:
    needs.of_framework(of("practice", "five_forces", unit="cluster"))
    assert drawn == [
        "**1 part of the framework has no data: Digital infrastructure.** "
        ":gray[Its indicators are not defined for what is compared here.]\n"
    ]


def test_items_without_evidence_are_counted_and_named(
    english: None, drawn: list[str], scenario: Scenario
) -> None:
    six = data.assessment(replace(scenario, rules="shortcomings_city_six"))
    items = needs.untested(six)
    own = six.shortcomings[six.shortcomings["region"] == scenario.focus]
    assert [item.id for item in items] == list(own["item"][own["level"] == "insufficient"])
    needs.of_rules(six)
    (block,) = drawn
    assert block.startswith(f"**{len(items)} of {len(six.rules.items)} shortcomings lack evidence: ")
    assert f" and {len(items) - 3} others." in block


def test_no_focus_has_no_items_without_evidence(assessment: Assessment, drawn: list[str]) -> None:
    nobody = replace(assessment, scenario=replace(assessment.scenario, focus=""))
    needs.of_rules(nobody)
    assert drawn == []


def test_an_item_asks_for_what_nobody_knows_yet(english: None, assessment: Assessment) -> None:
    items = {item.id: item for item in assessment.rules.items}
    lines = needs.item_lines(assessment, items["chain_internal"], ())
    assert lines[0] == (
        "- Local supply ratio :gray[Survey of chain leaders; city industry bureau · "
        "aimed at by: Raise local supply and open new markets]"
    )
    assert (
        len(needs.item_lines(assessment, items["chain_internal"], {"local_supply_ratio"})) == len(lines) - 1
    )


def test_a_wanted_indicator_that_has_values_is_left_out(
    english: None, jiangsu: Dataset, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "of", needs.needs.needs)  # nothing made up here is remembered
    known = data.assessment(scenario)
    item = next(item for item in known.rules.items if "rd_intensity" not in item.wanted)
    asks = replace(item, wanted=("rd_intensity", "cr4_lead"))
    rules = replace(known.rules, items=tuple(asks if one is item else one for one in known.rules.items))
    other = replace(known, diagnosis=replace(known.diagnosis, rules=rules))
    lines = needs.item_lines(other, asks, {test.indicator for test in item.tests})
    assert [line.partition(" :")[0] for line in lines] == [f"- {jiangsu.indicators['cr4_lead'].name.en}"]


def row(indicator: str, source: str) -> dict[str, object]:
    return {"indicator": indicator, "name_zh": "", "name_en": indicator, "source_zh": "", "source_en": source}


def test_sources_that_give_most_come_first_and_the_rest_is_counted(english: None) -> None:
    rows = [row("x", "one"), row("y", ""), *(row(f"a{k}", "many") for k in range(5))]
    assert needs.source_lines(pd.DataFrame(rows)) == [
        "- many: a0, a1, a2 and 2 others",
        "- one: x",
        "- Source not known: y",
    ]
    more = [row(f"b{k}", f"source {k}") for k in range(6)]
    assert needs.source_lines(pd.DataFrame(more))[-1] == "- 2 more sources for 2 indicators"
    assert len(needs.source_lines(pd.DataFrame(more[:5]))) == 5


def test_markup_in_names_is_text(english: None) -> None:
    (line,) = needs.source_lines(pd.DataFrame([row("*x*", "<b>[s](t)")]))
    assert "\\*x\\*" in line
    assert "\\<b>\\[s\\]" in line
