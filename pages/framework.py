"""Framework editor: what if the index were built otherwise? The tree left, the chosen part and its effect right."""

import streamlit as st

from cluster_core.model.dataset import Dataset
from ui import (
    data,
    failures,
    framework_details,
    framework_draft,
    framework_editor,
    framework_state,
    framework_tree,
    framework_words,
    shell,
    state,
)
from ui.framework_state import Draft
from ui.text import plain, t


def body() -> None:
    """Start the fragment: a change of the draft draws nothing else."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the editor, or say why the framework in force cannot be edited."""
    failures.guard(open_)


def open_() -> None:
    """Draw the draft of the data set that is looked at."""
    dataset = data.dataset(state.scenario().bundle)
    draft = framework_draft.current_draft(dataset)
    if draft is None:
        shell.sentence(t("framework_edit.headline_none"))
        st.info(plain(framework_state.take_problem()))
        framework_editor.start(dataset, "")
        return
    draw(dataset, draft)


def draw(dataset: Dataset, draft: Draft) -> None:
    """Draw the sentence, the tree, the chosen part, what the draft makes of the ranking and what was changed."""
    found = framework_draft.findings(dataset, draft.framework)
    changes = framework_editor.changes(draft)
    ranks = framework_editor.ranks(dataset, draft, found)
    shell.sentence(framework_words.headline(dataset, state.scenario(), draft.start, len(changes), ranks))
    framework_editor.toolbar(dataset, draft)
    tree, right = st.columns([5, 6], gap="large")
    with tree:
        framework_tree.draw(dataset, draft)
    with right:
        framework_details.draw(dataset, draft)
        st.divider()
        framework_editor.preview(dataset, ranks)
        framework_editor.checks(dataset, draft, found)
    usable = not any(one.severity == "fault" for one in found)
    framework_editor.difference_table(dataset, draft, changes)
    framework_editor.finish(dataset, draft, usable=usable, changed=bool(changes))


shell.page(t("page.framework"), body)
