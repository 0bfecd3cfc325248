"""The parts of the framework editor around its tree."""

from __future__ import annotations

from types import SimpleNamespace

from cluster_core.assess.framework_review import Finding
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Method
from cluster_core.model.framework_edit import At, set_aggregate, set_method, weigh
from cluster_core.model.scenario import Scenario
from ui import framework_draft, framework_editor
from ui.framework_state import Draft


def test_lines_are_escaped_one_by_one() -> None:
    assert framework_editor.plain_lines("# a\n*b*") == "\\# a\n\n\\*b\\*"


def test_changes_are_counted_from_the_start(jiangsu: Dataset) -> None:
    draft = framework_draft.begun(jiangsu, "four_forces", {})
    assert framework_editor.changes(draft) == ()
    heavy = draft.changed(weigh(draft.framework, At("four_forces_own", "brand"), 2))
    assert [one.kind for one in framework_editor.changes(heavy)] == ["reweighted"]


def test_there_is_no_ranking_of_what_cannot_be_used(
    english: None, jiangsu: Dataset, scenario: Scenario, session: SimpleNamespace
) -> None:
    session.session_state["scenario"] = scenario
    draft = framework_draft.begun(jiangsu, "four_forces", {})
    made = framework_editor.ranks(jiangsu, draft, [])
    assert made is not None
    assert made[0] == made[1]
    assert framework_editor.ranks(jiangsu, draft, [Finding("empty", "fault", ("brand",))]) is None
    odd = set_aggregate(set_method(draft.framework, Method("zscore")), "brand", "geometric")
    incomputable = framework_draft.findings(jiangsu, odd)
    assert framework_editor.ranks(jiangsu, draft.changed(odd), incomputable) is None
    begun_odd = Draft("odd", odd, (odd, draft.framework), 1)
    assert framework_editor.ranks(jiangsu, begun_odd, []) is None
