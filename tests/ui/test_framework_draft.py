"""The draft of the framework editor: which id it gets, what a step does, what went wrong in words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster_core.errors import BundleError, Fault, FrameworkEditError, IntakeError
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework_edit import At, check_editable, identify, rename, weigh
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from cluster_core.store.framework_yaml import to_yaml
from tests.model.examples import tree
from ui import data, framework_draft, framework_state, state


@pytest.fixture
def drafting(session: SimpleNamespace, jiangsu: Dataset, scenario: Scenario) -> Dataset:
    session.session_state["scenario"] = scenario
    session.session_state["language"] = "en"
    return jiangsu


def test_a_copy_gets_an_id_and_a_name_of_its_own(jiangsu: Dataset) -> None:
    draft = framework_draft.begun(jiangsu, "four_forces", {})
    assert (draft.framework.id, draft.framework.version) == ("four_forces_own", "1")
    assert draft.framework.name == Text("四力融合（自定）", "Four forces (own)")
    taken = jiangsu.with_framework(identify(jiangsu.framework("four_forces"), "four_forces_own", "1"))
    assert framework_draft.begun(taken, "four_forces", {}).framework.id == "four_forces_own_2"


def test_one_that_was_saved_here_keeps_its_id_under_the_next_version(jiangsu: Dataset) -> None:
    mine = rename(identify(jiangsu.framework("four_forces"), "mine", "3"), "mine", Text("我的", "Mine"))
    draft = framework_draft.begun(jiangsu.with_framework(mine), "mine", {"mine": mine})
    assert (draft.framework.id, draft.framework.version) == ("mine", "4")
    assert draft.framework.name == mine.name
    assert draft.own == (("mine", "3"),)


def test_one_that_is_too_large_is_not_begun(drafting: Dataset) -> None:
    large = tree("large", {"large": {"one": 1}, "one": {f"i{k}": 1 for k in range(700)}})
    with pytest.raises(FrameworkEditError):
        framework_draft.begun(drafting.with_framework(large), "large", {})
    framework_draft.begin(drafting.with_framework(large), "large")
    assert framework_state.draft("jiangsu") is None
    assert framework_state.take_problem().startswith("Too large")


def test_steps_and_choices(drafting: Dataset) -> None:
    draft = framework_draft.current_draft(drafting)
    assert draft is not None
    at = At("four_forces_own", "brand")
    framework_draft.choose(at)
    framework_draft.apply(lambda framework: weigh(framework, at, 4))
    framework_draft.apply(lambda framework: framework)  # nothing changed is no step
    after = framework_state.draft("jiangsu")
    assert after is not None
    assert (len(after.steps), framework_draft.chosen(after)) == (2, at)
    framework_draft.step(-5)
    framework_draft.step(-1)
    kept = framework_state.draft("jiangsu")
    assert kept is not None
    assert kept.framework == draft.framework
    framework_draft.step(9)
    assert framework_state.draft("jiangsu") == after
    framework_draft.apply(lambda framework: weigh(framework, at, -1))
    assert framework_state.draft("jiangsu") == after
    assert framework_state.take_problem().startswith("A weight is a number from 0 up")
    framework_draft.choose(At("gone", "gone"))
    there = framework_state.draft("jiangsu")
    assert there is not None
    assert framework_draft.chosen(there) == At("", "four_forces_own")


def test_fields_that_are_not_on_screen_change_nothing(drafting: Dataset) -> None:
    draft = framework_draft.current_draft(drafting)
    brand, support = At("four_forces_own", "brand"), At("four_forces_own", "support")
    framework_state.set_drawn(support)
    framework_draft.apply_to(brand, lambda framework: weigh(framework, brand, 9))
    assert framework_state.draft("jiangsu") == draft
    framework_draft.apply_to(support, lambda framework: weigh(framework, support, 9))
    after = framework_state.draft("jiangsu")
    assert after is not None
    assert after.framework != draft.framework  # type: ignore[union-attr]


def test_a_pasted_file_is_a_step(drafting: Dataset) -> None:
    framework_draft.current_draft(drafting)
    mine = identify(drafting.framework("five_forces"), "pasted", "7")
    assert framework_draft.paste(drafting, to_yaml(mine))
    draft = framework_state.draft("jiangsu")
    assert draft is not None
    assert (draft.framework, draft.can_undo, draft.origin) == (mine, True, "four_forces")
    assert not framework_draft.paste(drafting, "framework: [x")
    assert framework_state.take_problem().startswith("pasted text:")


def test_the_folder_of_a_data_set_is_found_by_its_id() -> None:
    assert framework_draft.folder_of("jiangsu") == data.FOLDER / "jiangsu"
    assert framework_draft.own("jiangsu") == {}
    assert not framework_draft.can_take_back("jiangsu")


KINDS = ("taken", "moved", "locked", "full", "read_only", "unreachable", "damaged", "gone")


@pytest.mark.parametrize("kind", KINDS)
def test_what_went_wrong_with_saving_is_said(language: str, kind: str) -> None:
    said = framework_draft.problem(IntakeError(kind, "english"))
    assert said
    assert "english" not in said


def test_what_a_check_found_is_said_whole(language: str) -> None:
    fault = Fault("demo/frameworks/mine.yaml", 3, "indicators", "'x'", "a known indicator")
    assert str(fault) in framework_draft.problem(BundleError([fault]))
    assert "strange" in framework_draft.problem(IntakeError("strange", "strange"))


@pytest.mark.parametrize(
    "kind",
    [
        *("cycle", "root", "duplicate", "unknown", "id", "name", "weight", "all_zero"),
        *("aggregate", "method", "deep", "large", "at_root"),
    ],
)
def test_every_refusal_has_its_words(language: str, kind: str) -> None:
    assert framework_draft.refused(FrameworkEditError(kind, ""))


def test_the_shipped_frameworks_can_all_be_edited(jiangsu: Dataset) -> None:
    for framework in jiangsu.frameworks.values():
        check_editable(framework)


def test_what_the_data_say_is_reckoned_once(drafting: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    framework = drafting.framework("four_forces")
    first = framework_draft.findings(drafting, framework), framework_draft.standings(drafting, framework)
    monkeypatch.setattr(framework_draft, "review", None)
    monkeypatch.setattr(framework_draft, "standings_of", None)
    assert (
        framework_draft.findings(drafting, framework),
        framework_draft.standings(drafting, framework),
    ) == first
    assert framework_draft.counts(drafting)["er_planning_fit"] == 0
    assert state.scenario().framework == "four_forces"
