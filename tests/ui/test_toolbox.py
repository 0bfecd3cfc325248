"""What the filters leave of the chain, what is chosen, and that picks of other data fall back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster_core.assess.compare import indicators_below
from cluster_core.assess.toolbox import Chain
from cluster_core.model.assessment import Assessment
from ui import toolbox, view_link, view_state
from ui.toolbox import Filters
from ui.widget_keys import Key


@pytest.fixture
def chain(session: SimpleNamespace, assessment: Assessment) -> Chain:
    found = toolbox.chain_of(assessment)
    assert found is not None
    return found


def test_a_document_set_a_force_and_data(assessment: Assessment, chain: Chain) -> None:
    for document in toolbox.documents(assessment):
        shown = toolbox.answers_shown(assessment, chain, Filters(document=document))
        assert {one.measure.set for one in shown} <= {document}
    force = assessment.framework.dimensions[0]
    below = set(indicators_below(assessment.framework, force))
    shown = toolbox.answers_shown(assessment, chain, Filters(force=force))
    assert shown == [one for one in chain.answers if below & set(one.measure.whatif)] != list(chain.answers)
    with_data = toolbox.answers_shown(assessment, chain, Filters(only_data=True))
    assert all(any(moved.known for moved in chain.moved[one.measure.id]) for one in with_data)


def test_the_first_measure_is_chosen_until_another_is_picked(assessment: Assessment, chain: Chain) -> None:
    first = toolbox.answer_chosen(assessment, chain, chain.answers)
    assert first == chain.answers[0]
    view_state.pick(Key.TOOL_MEASURE, "cm_yc_platforms")
    other = toolbox.answer_chosen(assessment, chain, chain.answers)
    assert other is not None
    assert other.measure.id == "cm_yc_platforms"
    view_state.pick(Key.TOOL_MEASURE, "cm_city_6_cost")
    assert toolbox.answer_chosen(assessment, chain, chain.answers) == first, "it answers another shortcoming"
    assert toolbox.answer_chosen(assessment, chain, []) is None


def test_a_general_measure_that_was_looked_for_is_shown_without_a_link(
    assessment: Assessment, chain: Chain
) -> None:
    general = toolbox.unlinked(assessment)[0]
    view_state.pick(Key.TOOL_MEASURE, general.id)
    found = toolbox.answer_chosen(assessment, chain, chain.answers)
    assert found is not None
    assert (found.measure, found.link, found.general) == (general, toolbox.UNLINKED, True)
    moved = toolbox.moved_of(assessment, chain, found)
    assert {one.indicator for one in moved} == set(general.whatif)


def test_what_has_data_comes_first_and_the_weakest_of_it_before(assessment: Assessment, chain: Chain) -> None:
    moved = toolbox.moved_of(assessment, chain, chain.answers[0])
    known = [one.goodness for one in moved if one.known]
    assert [one.known for one in moved] == sorted((one.known for one in moved), reverse=True)
    assert known == sorted(known)


def test_a_case_that_was_looked_for_stands_first(assessment: Assessment, chain: Chain) -> None:
    every = toolbox.cases_shown(assessment, chain, Filters())
    practice = toolbox.cases_shown(assessment, chain, Filters(practice="wp_innovation"))
    assert [one.case.id for one in every] == [one.case.id for one in chain.cases]
    assert {one.case.dimension for one in practice} == {"wp_innovation"}
    view_state.pick(Key.TOOL_CASE, "case_sx_textile")
    found = toolbox.cases_shown(assessment, chain, Filters())
    assert (found[0].case.id, found[0].link) == ("case_sx_textile", toolbox.UNLINKED)
    assert len(found) == len(every) + 1


def test_policies_of_one_level(session: SimpleNamespace, assessment: Assessment) -> None:
    assert list(toolbox.policies_shown(assessment, Filters(level="city"))) == ["city"]
    assert list(toolbox.policies_shown(assessment, Filters())) == ["nation", "province", "city"]


def test_picks_that_the_data_do_not_have_filter_nothing(
    session: SimpleNamespace, assessment: Assessment
) -> None:
    for key in toolbox.FILTER_KEYS:
        view_state.pick(key, "something of another data set")
    assert not toolbox.filters(assessment).any
    view_state.pick(Key.TOOL_SET, "yancheng")
    view_state.pick(Key.TOOL_DATA, toolbox.YES)
    assert toolbox.filters(assessment) == Filters(document="yancheng", only_data=True)


def test_sets_without_a_name_of_their_own_show_their_id(language: str) -> None:
    assert toolbox.document("my_notes") == "my_notes"
    assert toolbox.document("yancheng") != "yancheng"


def test_choices_travel_in_the_link(session: SimpleNamespace, assessment: Assessment) -> None:
    picks = {
        Key.ITEM: "brand_firms",
        Key.TOOL_MEASURE: "cm_yc_brand",
        Key.TOOL_CASE: "case_sx_textile",
        Key.TOOL_SET: "yancheng",
        Key.TOOL_DATA: toolbox.YES,
        Key.TOOL_PRACTICE: "wp_chain",
        Key.TOOL_LEVEL: "city",
    }
    for key, one in picks.items():
        view_state.pick(key, one)
    code = view_link.encode(assessment, "toolbox")
    session.session_state.clear()
    assert view_link.decode(code, assessment) == ()
    assert {key: view_state.picked(key) for key in picks} == picks
