"""The first sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.report.workbook.places import READ_ME
from cluster_core.report.workbook.read_me_sheet import frozen
from cluster_core.report.workbook.render import draft_of
from tests.report.workbook.samples import mixed, opened, opened_mixed, texts
from tests.shipped import assessed, bundle


def facts(language: str) -> dict[str, str]:
    sheet = (opened() if language == "zh" else opened_mixed())[READ_ME]
    return {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}


def test_it_names_code_data_and_framework_with_their_versions() -> None:
    told = facts("zh")
    assert told["方案代码 Scenario code"] == assessed("jiangsu").scenario.encode()
    assert told["数据版本 Data version"] == "1"
    assert told["评价框架 Framework"] == "四力融合 / Four forces (four_forces), 版本 1"
    assert "虚构" in facts("en")["注意 Warning"]


def test_the_legend_shows_every_kind_of_cell_in_its_own_style() -> None:
    sheet = opened()[READ_ME]
    legend = [cell for row in sheet.iter_rows(min_col=2, max_col=2) for cell in row if cell.font.italic]
    assert [cell.value for cell in legend] == ["输入格：可以改"]


def test_every_sheet_is_told() -> None:
    for book in (opened(), opened_mixed(impute="peer_mean", treat="winsorise", weighting="bod")):
        told = "\n".join(texts(book, READ_ME))
        assert [name for name in book.sheetnames[1:] if f"{name}: " not in told] == []


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({}, {"frozen_stated"}),
        ({"normalise": "zscore"}, set()),
        ({"normalise": "zscore", "pool": "all"}, {"frozen_pool"}),
        ({"normalise": "rank", "pool": "all"}, set()),
        ({"normalise": "rank", "impute": "peer_mean"}, {"frozen_imputed"}),
        ({"normalise": "rank", "treat": "winsorise"}, {"frozen_treated"}),
        ({"normalise": "rank", "weighting": "critic"}, {"frozen_weights"}),
        ({"normalise": "rank", "weighting": "bod"}, {"frozen_weights", "frozen_own"}),
    ],
)
def test_it_says_what_does_not_follow(choices: dict[str, object], told: set[str]) -> None:
    assert set(frozen(draft_of(mixed(**choices), "en"))) == {"frozen_values", "frozen_rest"} | told


def test_weights_that_the_code_rounds_are_told() -> None:
    scenario = replace(
        assessed("practice").scenario, weighting="user", points=(("four_forces", (0.123456, 1, 1, 1)),)
    )
    assert "code_rounded" in frozen(draft_of(assess(bundle("practice"), scenario), "en"))
