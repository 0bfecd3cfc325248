"""Opinion groups side by side: their weights, the ranking that each would give, bold where it is not the room's."""

from __future__ import annotations

import streamlit as st

from ui import figures, marks, sentences, workshop_results
from ui import workshop_words as words
from ui.text import percent, plain, t
from ui.theme import TEXT_SIZE
from ui.workshop_results import TOP, Results

_FEW, _MANY = (16, 250), (20, 184)  # of strips read from afar: of their numbers, and their width in pixels


def draw(found: Results, *, large: bool = False) -> None:
    """Write the ranking that the room, or each opinion group, would give: its first places and the region in focus."""
    ranked, groups = found.rankings, found.groups
    if ranked is None:
        return
    names, columns = words.group_names(found), list(range(1, len(groups) + 1)) or [0]
    drawn_as = t("wall.camps_drawn" if groups else "wall.room_drawn", top=TOP)
    figures.heading(words.groups_takeaway(found), drawn_as)
    sets = [one.weights for one in groups] or workshop_results.choices(found)
    children = words.child_names(found)
    with st.container(key="workshop_camps"):
        # At a desk a room alone has a place of its own width, not the whole page.
        places = st.columns(len(columns) if large else max(len(columns), 3), gap="medium")
        for at, place in enumerate(places[: len(columns)]):
            with place:
                if groups:
                    count = t("wall.ballots", count=groups[at].size)
                    st.markdown(f"**{plain(names[at])}** :gray[{count}]")
                shares = [float(share) for share in sets[at]]
                said = t("wall.strip", weights=_weights_text(children, shares))
                size, width = size_of(len(columns)) if large else (TEXT_SIZE, marks.STRIP_WIDTH)
                st.image(marks.weight_strip(shares, figures.tokens(), size), alt=said, width=width)
                st.markdown("  \n".join(lines(found, columns[at])))


def size_of(columns: int) -> tuple[int, int]:
    """Return the size of a strip's numbers and its width, so that they have 18 pixels or more on a wall."""
    return _FEW if columns <= 3 else _MANY


def _weights_text(children: list[str], shares: list[float]) -> str:
    return "; ".join(f"{name} {percent(share)}" for name, share in zip(children, shares, strict=True))


def lines(found: Results, column: int) -> list[str]:
    """Return the first places of one ranking, bold where the room's has another; then the region in focus."""
    ranked = found.rankings
    if ranked is None:
        return []
    focus = sentences.focus_of(found.assessment)
    ranks = ranked.ranks[:, column]
    order = sorted((at for at in range(len(ranks)) if ranks[at] > 0), key=lambda at: (ranks[at], at))
    shown = [at for at in order if ranks[at] <= TOP or ranked.units[at] == focus]
    made = []
    for at in shown:
        line = f"{ranks[at]}\u2003{plain(sentences.region(found.assessment, ranked.units[at]))}"
        if ranked.units[at] == focus:
            line = f":primary[**{line}**]"
        elif ranks[at] != ranked.ranks[at, 0]:
            line = f"**{line}**"
        made.append(line)
    return made
