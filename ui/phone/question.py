"""What a session asks, in words: names, what lies below them, and the range that each spans between the regions."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_core.errors import ClusterError
from cluster_core.model.assessment import Assessment
from cluster_core.userdata.session import Session
from ui import data, sentences, state
from ui.text import join, name, place, score, t

_MOST_NAMED = 3  # of what lies below a child


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to weigh or rate: its name, what it is made of, and how far apart the regions are in it."""

    id: str
    name: str
    about: str = ""
    range: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question in words; `regions` names what is rated, empty otherwise."""

    parent: str
    items: tuple[Item, ...]
    regions: dict[str, str]

    def name(self, item_id: str) -> str:
        """Return the name of an item, its id where nobody knows it."""
        return next((item.name for item in self.items if item.id == item_id), item_id)


def asked(session: Session) -> Asked:
    """Return the question of a session in the reader's language; ids for whatever the data have no more."""
    question, found = session.question, _assessment(session)
    if found is None:
        return Asked(
            question.parent,
            tuple(Item(one, one) for one in question.children),
            {one: one for one in question.regions},
        )
    node = found.framework.by_id.get(question.parent)
    regions = {one: place(found.dataset.regions[one].name) for one in question.regions}
    return Asked(
        name(node.name) if node else question.parent,
        tuple(_item(found, child, ranged=not regions) for child in question.children),
        regions,
    )


def _assessment(session: Session) -> Assessment | None:
    try:
        scenario = session.scenario()
        if scenario.bundle not in data.bundles():
            return None
        fitted, _ = state.fitted(scenario, data.bundles(), data.dataset)
        found = data.assessment(fitted)
    except ClusterError:
        return None
    known = found.framework.by_id.keys() | found.dataset.indicators.keys()
    there = set(session.question.children) <= known
    units = set(session.question.regions) <= found.dataset.regions.keys()
    return found if found.framework.id == session.question.framework and there and units else None


def _item(found: Assessment, child: str, *, ranged: bool) -> Item:
    node = found.framework.by_id.get(child)
    if node is None:
        indicator = found.dataset.indicators[child]
        return Item(child, name(indicator.name), "", range_of(found, child) if ranged else "")
    below = [sentences.node_name(found, one.id) for one in node.children]
    about = (
        join(below) if len(below) <= _MOST_NAMED else t("phone.among_others", names=join(below[:_MOST_NAMED]))
    )
    return Item(child, name(node.name), about, range_of(found, child) if ranged else "")


def range_of(found: Assessment, child: str) -> str:
    """Return from which score to which the regions reach in a child, and where the focus stands; empty if unknown."""
    if child not in found.scores:
        return ""
    scores = found.scores[child].dropna()
    if len(scores) < 2:
        return ""
    worst, best = str(scores.idxmin()), str(scores.idxmax())
    told = t(
        "phone.range",
        worst=sentences.region(found, worst),
        low=score(float(scores[worst])),
        best=sentences.region(found, best),
        high=score(float(scores[best])),
    )
    focus = found.scenario.focus
    if focus not in scores or focus in {worst, best}:
        return told
    return t(
        "phone.range_focus",
        range=told,
        focus=sentences.region(found, focus),
        score=score(float(scores[focus])),
    )
