"""What the writers of the sheets share."""

from __future__ import annotations

import math

from cluster_core.report.workbook.draft import known
from cluster_core.report.workbook.places import COVERAGE, SCORES, plan
from cluster_core.report.workbook.render import draft_of
from tests.report.workbook.samples import mixed, opened
from tests.shipped import assessed


def test_names_are_in_the_readers_language() -> None:
    chinese, english = draft_of(assessed("jiangsu"), "zh"), draft_of(assessed("jiangsu"), "en")
    assert (chinese.unit_name("320900"), english.unit_name("320900")) == ("盐城市", "Yancheng")
    assert chinese.one_unit == "地区"
    assert english.one_unit == "region"


def test_a_draft_knows_what_its_assessment_needs() -> None:
    plain = draft_of(mixed(), "en")
    assert plain.treated == ("industry_scale",)
    assert not plain.imputed
    assert plain.own_weights == ()
    rich = draft_of(mixed(impute="peer_mean", treat="winsorise", weighting="bod"), "en")
    assert set(rich.treated) > {"industry_scale"}
    assert rich.imputed
    assert set(rich.own_weights) == {"mixed", "a", "b", "c"}


def test_the_rule_is_named_with_its_exponent() -> None:
    draft = draft_of(mixed(aggregate="power:2.5"), "en")
    assert draft.rule(draft.assessment.framework.root) == "power mean, exponent 2.5"
    assert draft.rule(draft.assessment.framework.by_id["c"]) == "minimum"


def test_names_of_the_units_stand_before_the_numbers_and_stay_on_the_screen() -> None:
    places = plan(assessed("jiangsu"))
    for name in (SCORES, COVERAGE):
        sheet = opened()[name]
        first = places.first(name) + 1
        assert [sheet.cell(first, 1).value, sheet.cell(first, 2).value] == ["320100", "南京市"]
        assert sheet.freeze_panes == f"C{first}"
        assert sheet.print_title_rows == f"$1:${first - 1}"
        assert sheet.print_title_cols == "$A:$B"


def test_every_sheet_is_landscape_a4_with_code_and_version_at_its_foot() -> None:
    for sheet in opened().worksheets:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.oddFooter.left.text.strip() == f"{assessed('jiangsu').scenario.encode()} · 1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)


def test_what_is_no_number_is_missing() -> None:
    assert [known(value) for value in (1.5, math.nan, math.inf)] == [1.5, None, None]
