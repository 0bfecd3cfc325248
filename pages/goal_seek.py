"""Goal-seek: what would lift the region in focus to a better rank, and how far would it have to go?"""

import streamlit as st

from cluster_core.explore.goal_seek import GoalSeek
from cluster_core.model.assessment import Assessment
from ui import (
    certainty,
    data,
    failures,
    figures,
    goal,
    goal_controls,
    goal_figures,
    goal_measures,
    goal_words,
    shell,
    state,
    tray_dialogs,
    view_link,
)
from ui.text import plain, t


def body() -> None:
    """Start the fragment, or say what is needed for a goal."""
    assessment = data.assessment(state.scenario())
    region = goal.asked_of(assessment)
    if region is None:
        shell.sentence(t("goal.headline_nobody"))
        st.info(t("goal.choose_region"))
    elif not goal.possible(assessment):
        shell.sentence(t("goal.headline_impossible"))
        st.info(plain(goal_words.refused(assessment)))
    else:
        desk()


@st.fragment
def desk() -> None:
    """Draw the answer and what it rests on; a control draws nothing but this."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw headline, controls, verdict, plan and measures."""
    assessment = data.assessment(state.scenario())
    region = goal.asked_of(assessment)
    if region is None:
        return
    asked = goal.question(assessment, region)
    found = goal.answer(assessment, region, asked)
    shell.sentence(goal_words.headline(assessment, found))
    certainty.draw(assessment)
    goal_controls.draw(assessment, region)
    with st.container(key="note_goal"):
        st.markdown(plain(goal_words.verdict(assessment, found)))
    if found.status == "out_of_reach" and found.to_rank and found.rank < found.before[0]:
        goal_controls.aim_instead(found.rank, found.to_rank)
    picture, measures = st.columns([7, 5], gap="large")
    with picture:
        plan(assessment, found)
    with measures:
        goal_measures.draw(assessment, found)


def plan(assessment: Assessment, found: GoalSeek) -> None:
    """Draw the levers that move, what is no lever, and the file."""
    figure = goal_figures.plan(assessment, found)
    if figure is not None:
        figures.show(figure)
    for line in goal_words.left_out(assessment, goal.available_levers(assessment, found.region)):
        st.caption(plain(line))
    st.caption(plain(t("goal.frozen")))
    with st.container(horizontal=True, gap="small"):
        tray_dialogs.save_button("goal", t("goal.save"))
        goal_figures.download(assessment, found)


shell.page(t("page.goal"), body)
