"""What is still to be collected: parts without data, shortcomings without evidence, and where the figures come from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from cluster_core.assess import needs
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Item
from cluster_core.model.text import Text
from ui import data, sentences
from ui.text import join, name, plain, t

_PARTS, _SOURCES, _INDICATORS = 6, 4, 3  # more than these are counted, not named


def of(assessment: Assessment) -> pd.DataFrame:
    """Return the indicators that somebody has no value of, as `needs` in the core does."""
    key = ("needs", assessment.dataset.fingerprint, assessment.scenario.encode())
    return data.remember(key, lambda: needs.needs(assessment))


# ---- by parts of the framework


def of_framework(assessment: Assessment) -> None:
    """Draw which parts of the framework nobody has data of and what would fill them; nothing where all have some."""
    if parts := empty_parts(assessment):
        rows = of(assessment)
        _draw(parts_title(assessment, parts), rows[rows["blocking"] & rows["nodes"].ne("")])


def empty_parts(assessment: Assessment) -> list[str]:
    """Return the nodes without any data, without those below another one."""
    nodes = needs.uncovered_nodes(assessment)
    empty = set(nodes["node"][nodes["coverage"] == 0])
    below = {child.id for node in assessment.framework.nodes if node.id in empty for child in node.children}
    return [node.id for node in assessment.framework.nodes if node.id in empty - below]


def parts_title(assessment: Assessment, parts: Sequence[str]) -> str:
    """Return which parts have no data."""
    if assessment.framework.id in parts:
        return t("needs.nothing", index=sentences.node_name(assessment, assessment.framework.id))
    names = some([sentences.node_name(assessment, part) for part in parts], _PARTS)
    return t("needs.parts", names=names, count=len(parts))


# ---- by shortcomings


def of_rules(assessment: Assessment) -> None:
    """Draw which items of the rule set have too little evidence and what would settle them; nothing where none has."""
    items = untested(assessment)
    if items:
        rows = of(assessment)
        wanted = rows["items"].map(lambda ids: _names_any(ids, {item.id for item in items}))
        _draw(items_title(assessment, items), rows[wanted.astype(bool)])


def untested(assessment: Assessment) -> list[Item]:
    """Return the items that the region in focus has too little evidence for."""
    rows = assessment.shortcomings
    own = rows[(rows["region"] == sentences.focus_of(assessment)) & rows["severity"].isna()]
    return [item for item in assessment.rules.items if item.id in set(own["item"])]


def items_title(assessment: Assessment, items: Sequence[Item]) -> str:
    """Return how many items lack evidence, and which."""
    names = some([name(item.name) for item in items], _INDICATORS)
    return t("needs.items", names=names, count=len(items), total=len(assessment.rules.items))


def item_lines(assessment: Assessment, item: Item, known: Collection[str]) -> list[str]:
    """Return what would tell more about one item, as lines of a list: indicator, usual source, measures aimed at it.

    known: indicators that need no line, such as those tested.
    """
    answers = {measure for one in assessment.rules.items for measure in one.countermeasures}
    return [
        _line(assessment, row, [one for one in row["countermeasures"].split(";") if one in answers])
        for _, row in of(assessment).iterrows()
        if _names_any(row["items"], {item.id}) and row["indicator"] not in known
    ]


def _line(assessment: Assessment, row: pd.Series, measures: Sequence[str]) -> str:
    titles = [name(known.name) for one in measures if (known := assessment.dataset.countermeasures.get(one))]
    aims = t("needs.measures", names=some(titles, 1)) if titles else ""
    rest = " · ".join(part for part in (_text(row, "source"), aims) if part)
    return f"- {plain(_text(row, 'name') or row['indicator'])}" + (f" :gray[{plain(rest)}]" if rest else "")


# ---- the block


def _draw(title: str, rows: pd.DataFrame) -> None:
    lines = source_lines(rows[rows["applies"].astype(bool)])
    how = t("needs.how" if lines else "needs.inapplicable")
    st.markdown("\n".join([f"**{plain(title)}** :gray[{plain(how)}]\n", *lines]))


def source_lines(rows: pd.DataFrame) -> list[str]:
    """Return one line a usual source with the indicators to ask it for, those that give most first.

    rows: as `of` returns them.
    """
    by_source: dict[str, list[str]] = {}
    for _, row in rows.iterrows():
        source = _text(row, "source") or t("needs.no_source")
        by_source.setdefault(source, []).append(_text(row, "name") or row["indicator"])
    order = sorted(by_source, key=lambda source: -len(by_source[source]))
    shown = order if len(order) == _SOURCES + 1 else order[:_SOURCES]
    lines = [
        f"- {plain(t('needs.source', source=source, names=some(by_source[source], _INDICATORS)))}"
        for source in shown
    ]
    if rest := order[len(shown) :]:
        more = sum(len(by_source[source]) for source in rest)
        lines.append(f"- {plain(t('needs.more', sources=len(rest), count=more))}")
    return lines


def some(names: Sequence[str], most: int) -> str:
    """Return the first few names, the rest as a count."""
    if len(names) <= most:
        return join(names)
    return t("coverage.and_others", names=t("needs.and").join(names[:most]), count=len(names) - most)


def _text(row: pd.Series, field: str) -> str:
    return name(Text(str(row[f"{field}_zh"]), str(row[f"{field}_en"])))


def _names_any(ids: str, wanted: Collection[str]) -> bool:
    return any(one in wanted for one in ids.split(";"))
