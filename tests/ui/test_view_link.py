"""The view in the address: every choice there and back, and whatever else an address may hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import cultivation, data, filters, state, view_link, view_state
from ui.view_code import unpack
from ui.view_link import FIELDS, Field
from ui.widget_keys import Key

TYPED = {"gc", "gx"}  # any number can be typed in
WRITTEN = {"fv": [(2.5, None), (-1.0, 1e20)], "fx": ["苏 R&D"]}  # spans and texts too


def ids(fields: tuple[Field, ...]) -> list[str]:
    return [f"{field.page} {field.mark}" for field in fields]


def some_of(field: Field, assessment: Assessment) -> list[Any]:
    """Return one or several choices that go together: own numbers about one thing exclude each other."""
    if field.mark in WRITTEN:
        return WRITTEN[field.mark]
    if field.mark in TYPED:
        return [(assessment.framework.indicators[0], 2.5), (assessment.framework.indicators[1], 30.0)]
    options = list(field.options(assessment).values())
    alone = not field.many or field.mark in {"t", "r", "k", "l", "kd"}
    return options[100:101] if field.mark == "t" else options[-1:] if alone else options[-3:]


@pytest.mark.parametrize("field", FIELDS, ids=ids(FIELDS))
def test_every_choice_travels(
    session: Any, assessment: Assessment, clusters: Assessment, field: Field
) -> None:
    asked = assessment if field.mark in {*TYPED, *WRITTEN} or list(field.options(assessment)) else clusters
    chosen = some_of(field, asked)
    assert chosen
    field.keep(asked, chosen)
    sent = view_link.encode(asked, field.page)
    session.session_state.clear()
    assert not list(field.read(asked))
    assert view_link.decode(sent, asked) == ()
    assert list(field.read(asked)) == chosen
    assert view_link.encode(asked, field.page) == sent
    field.forget(asked)
    assert not list(field.read(asked))
    assert sent.replace("~", "").replace("/", "").replace(".", "").replace("-", "").replace("_", "").isalnum()


def test_marks_are_used_once() -> None:
    assert len({field.mark for field in FIELDS}) == len(FIELDS)


def test_before_any_choice_there_is_no_view(session: Any, assessment: Assessment) -> None:
    assert {view_link.encode(assessment, field.page) for field in FIELDS} == {""}


def test_a_view_is_of_its_page_alone(session: Any, assessment: Assessment) -> None:
    view_state.set_compared(("320900", "320100"))
    assert view_link.encode(assessment, "compare") == "1~c~2~320~00~9~1~z"
    assert view_link.encode(assessment, "map") == ""


TAMPERED = {
    "garbage": ("garbage", "view"),
    "one sign": ("1", "view"),
    "no end": ("1~c~1~320900", "view"),
    "something after the end": ("1~c~1~320900~z~z", "view"),
    "a count too high": ("1~c~9~320900~z", "view"),
    "a count of nought": ("1~c~0~z", "view"),
    "a count below nought": ("1~c~-1~320900~z", "view"),
    "a full-width count": ("1~c~１~320900~z", "view"),
    "a huge count": ("1~c~99999999999~320900~z", "view"),
    "a mark twice": ("1~c~1~320900~c~1~320100~z", "view"),
    "not in its one form": ("1~c~2~~~320900~320100~z", "view"),
    "too long": ("1~c~1~" + "x" * 100_000 + "~z", "view"),
    "markup": ("<script>alert(1)</script>![](x)", "view"),
    "control signs": ("1~\u202e~\u0000~\U0001f600~z", "view"),
    "version 0": ("0~c~1~320900~z", "view"),
    "a newer version": ("2~c~1~320900~z", "view_newer"),
    "an unknown mark": ("1~zz~1~320900~z", "view_part"),
    "an unknown region": ("1~c~2~~~320900~atlantis~z", "view_part"),
    "two where one is chosen": ("1~d~2~~~innovation~support~z", "view_part"),
    "an unknown part": ("1~d~1~nan~z", "view_part"),
    "years in the wrong order": ("1~p~1~2023-2020~z", "view_part"),
    "no years": ("1~p~1~a-b~z", "view_part"),
    "an unknown column": ("1~fk~1~password~z", "view_part"),
    "a threshold out of range": ("1~t~1~t_high.101~z", "view_part"),
    "a middle threshold above the high one": ("1~t~2~t_~0~high.1~mid.9~z", "view_part"),
    "no threshold": ("1~t~1~min_coverage.7~z", "view_part"),
    "a rating that is not offered": ("1~r~1~320900.brand.33~z", "view_part"),
    "a cost of nobody": ("1~gc~1~2p5.nobody~z", "view_part"),
    "a cost that is no number": ("1~gc~1~much.rd_intensity~z", "view_part"),
    "an unknown kind of map": ("1~v~1~globe~z", "view_part"),
}


@pytest.mark.parametrize(("code", "what"), TAMPERED.values(), ids=TAMPERED)
def test_a_tampered_view_is_ignored_with_a_note(
    session: Any, assessment: Assessment, code: str, what: str
) -> None:
    (notice,) = view_link.decode(code, assessment)
    assert (notice.code, notice.ids) == ("ignored", (what,))
    for field in FIELDS:
        chosen = list(field.read(assessment))
        assert all(one in field.options(assessment).values() for one in chosen)
    cultivation.rule(assessment)


def test_what_is_known_of_a_list_stays(session: Any, assessment: Assessment) -> None:
    view_link.decode("1~c~3~~~320900~atlantis~320100~z", assessment)
    assert view_state.compared() == ("320900", "320100")


def test_thresholds_that_do_not_go_together_change_nothing(session: Any, assessment: Assessment) -> None:
    view_link.decode("1~t~2~t_~0~high.1~mid.9~z", assessment)
    assert cultivation.rule(assessment) == assessment.dataset.typology.rule


def test_too_many_choices_stay_at_home(session: Any, assessment: Assessment) -> None:
    view_state.set_filter("year", ((2023, 2023),))
    everything = tuple(filters.options(assessment)["indicator"])
    view_state.set_filter("indicator", everything)
    session.session_state["scenario"] = assessment.scenario
    state.set_page("data")
    assert not view_link.complete()
    assert view_link.code() == "1~fy~1~2023~z"
    view_state.set_filter("indicator", everything[:2])
    assert view_link.complete()
    assert len(unpack(view_link.code())["fi"]) == 2


def test_a_link_of_four_forces_and_ten_regions_is_short(session: Any, scenario: Scenario) -> None:
    state.begin(data.bundles(), data.dataset, "1")
    state.put(scenario.with_points("four_forces", (0.5, 0.25, 0.123, 0.25)))
    state.set_page("compare")
    session.context.url = "x://desk:8501/compare"
    view_state.set_compared(data.assessment(scenario).units[:10])
    view_state.pick(view_link.Key.COMPARED_PART, "innovation")
    address = urlsplit(view_link.link())
    assert len(f"{address.path}?{address.query}") <= 200
    assert "&v=1~c~10~32~00~" in address.query


def test_the_address_keeps_up_and_opens_the_view(session: Any, scenario: Scenario) -> None:
    state.begin(data.bundles(), data.dataset, "1")
    state.set_page("compare")
    view_state.set_compared(("320900", "320100"))
    view_link.write_address()
    assert session.query_params["v"] == "1~c~2~320~00~9~1~z"
    state.write_address()  # says nothing of the view: it stays
    assert session.query_params["v"] == "1~c~2~320~00~9~1~z"
    session.session_state.clear()
    state.begin(data.bundles(), data.dataset, "1")
    view_link.open_view()
    assert view_state.compared() == ("320900", "320100")
    view_state.set_compared(("320900", "320500"))
    view_link.open_view()  # once only
    assert view_state.compared() == ("320900", "320500")
    state.set_page("weights")
    view_link.write_address()
    assert "v" not in session.query_params


def test_the_reader_is_told_of_a_bad_view(session: Any) -> None:
    session.query_params["v"] = "garbage"
    state.begin(data.bundles(), data.dataset, "1")
    view_link.open_view()
    assert [notice.ids for notice in state.notes()] == [("view",)]


def test_own_numbers_travel_with_their_bundle(
    session: Any, clusters: Assessment, assessment: Assessment
) -> None:
    cultivation.judge(cultivation.subject(clusters, "rating"), (clusters.units[0], "brand"), 75)
    assert view_link.encode(assessment, "types") == ""
    elsewhere = replace(clusters, scenario=replace(clusters.scenario, unit="region"))
    assert view_link.encode(elsewhere, "types") == ""


def test_a_saved_view_takes_the_place_of_what_was_chosen_there(session: Any, assessment: Assessment) -> None:
    state.begin(data.bundles(), data.dataset, "1")
    view_state.pick(Key.GOAL_BOUNDS, "own_pace")
    view_state.pick(Key.IMPORTANCE, "even")
    assert view_link.open_saved("goal", "1~gr~1~5~z") == ()
    assert (view_state.picked(Key.GOAL_RANK), view_state.picked(Key.GOAL_BOUNDS)) == ("5", None)
    assert view_state.picked(Key.IMPORTANCE) == "even"
    assert view_link.open_saved("goal", "") == ()
    assert view_state.picked(Key.GOAL_RANK) is None
    assert [notice.ids for notice in view_link.open_saved("goal", "garbage")] == [("view",)]
