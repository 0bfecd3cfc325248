"""The sheet to look at: the units in the order of their scores now, what moved since the export, and a chart."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from cluster_core.report.workbook.draft import Draft, known
from cluster_core.report.workbook.places import (
    COVERAGE,
    RANKING,
    RANKS,
    SCORES,
    UNIT_COLUMNS,
    here,
    span,
)
from cluster_core.report.workbook.scores_sheet import order, order_column
from cluster_core.report.workbook.styles import MOVE, SCORE, SHARE, WHOLE, Content, Live, set_page

FIRST = 4
_COLUMNS = ("place", "name", "code", "score", "rank", "rank_at_export", "moved", "coverage")
_WIDTHS = (8.0, 20.0, 12.0, 10.0, 10.0, 12.0, 10.0, 12.0)
_CHART_COLUMN = len(_COLUMNS) + 1
BARS_MAX = 40
_BAR_PIXELS, _CHART_PIXELS = 24, 560


def write_ranking(draft: Draft) -> None:
    """Write the live ranking on the whole; those without a score stand behind, without a rank."""
    words, pen, scored = draft.words, draft.pen, draft.assessment.scored
    sheet = draft.sheet(RANKING, "")
    pen.put(sheet, (0, 0), _title(draft), "title")
    ranks = scored.ranks[:, 0]
    pen.put(sheet, (1, 0), Live(_summary(draft), _told(draft, 0, int((ranks == 0).sum()))), "note")
    pen.put(sheet, (2, 0), words("rank_rule"), "note")
    for column, key in enumerate(_COLUMNS):
        label = words.both(draft.assessment.scenario.unit if key == "name" else key, "\n")
        pen.put(sheet, (FIRST - 1, column), label, "head")
        draft.heighten(sheet, FIRST - 1, label, _WIDTHS[column])
    places = order(ranks.tolist())
    for place in range(1, len(places) + 1):
        _write_place(draft, sheet, place, places.index(place))
    _look(draft, sheet)
    _write_chart(draft, sheet)
    wide = (*_WIDTHS, 3.0)
    set_page(sheet, draft.provenance, wide, (FIRST - 1, -1))


def _title(draft: Draft) -> str:
    fictional = draft.words("synthetic_title") if draft.provenance.synthetic else ""
    name = draft.assessment.framework.name.get(draft.words.language)
    bundle = draft.assessment.dataset.name.get(draft.words.language)
    return f"{RANKING} · {bundle} · {name} · {draft.assessment.scenario.year}{fictional}"


def _summary(draft: Draft) -> str:
    """Return the formula of how many ranks moved, and how many units have none."""
    moved = draft.places.column(RANKS, UNIT_COLUMNS + 2)
    ranks = draft.places.column(RANKS, UNIT_COLUMNS)
    count = f'(COUNTIF({moved},">0")+COUNTIF({moved},"<0"))'
    without = f"({len(draft.places.units)}-COUNT({ranks}))"
    return f'="{draft.words("moved_count")}"&{count}&"{draft.words("unranked_count")}"&{without}'


def _told(draft: Draft, moved: int, without: int) -> str:
    return f"{draft.words('moved_count')}{moved}{draft.words('unranked_count')}{without}"


def _write_place(draft: Draft, sheet: Worksheet, place: int, unit: int) -> None:
    """Write one row: the unit whose place this is, looked up on the sheet of ranks."""
    places, scored = draft.places, draft.assessment.scored
    row = FIRST + place - 1
    found = f"MATCH({here(row, 0)},{places.column(RANKS, order_column(draft))},0)"
    rank = int(scored.ranks[unit, 0]) or None

    def look_up(sheet_of: str, column: int) -> str:
        return f"INDEX({places.column(sheet_of, column)},{found})"

    contents: tuple[tuple[Content, str, str], ...] = (
        (place, "middle", WHOLE),
        (Live(f"={look_up(RANKS, 1)}", draft.unit_name(places.units[unit])), "live", ""),
        (Live(f"={look_up(RANKS, 0)}", places.units[unit]), "live", ""),
        (Live(f"={look_up(SCORES, UNIT_COLUMNS)}", known(scored.scores[unit, 0])), "live", SCORE),
        (Live(f"={look_up(RANKS, UNIT_COLUMNS)}", rank), "middle", WHOLE),
        (Live(f"={_or_nothing(look_up(RANKS, UNIT_COLUMNS + 1))}", rank), "middle", WHOLE),
        (Live(f"={look_up(RANKS, UNIT_COLUMNS + 2)}", None if rank is None else 0), "middle", MOVE),
        (Live(f"={look_up(COVERAGE, UNIT_COLUMNS)}", known(scored.coverage[unit, 0])), "live", SHARE),
    )
    for column, (content, style, numbers) in enumerate(contents):
        draft.pen.put(sheet, (row, column), content, style, numbers)


def _or_nothing(reference: str) -> str:
    """Return a formula's part that stays empty where the cell looked up is: INDEX alone would give 0."""
    return f'IF(ISNUMBER({reference}),{reference},"")'


def _look(draft: Draft, sheet: Worksheet) -> None:
    """Mark the unit in focus, and what moved: blue up, orange down, beside the arrows."""
    book, last = draft.pen.book, FIRST + len(draft.places.units) - 1
    for criteria, hue in ((">", "#1F5FA8"), ("<", "#B34700")):
        look = book.add_format({"bold": True, "font_color": hue})
        moved = {"type": "cell", "criteria": criteria, "value": 0, "format": look}
        sheet.conditional_format(FIRST, 6, last, 6, moved)
    if draft.assessment.scenario.focus:
        look = book.add_format({"bold": True, "top": 1, "bottom": 1})
        mine = f'=${here(FIRST, 2)}="{draft.assessment.scenario.focus}"'
        sheet.conditional_format(
            FIRST, 0, last, len(_COLUMNS) - 1, {"type": "formula", "criteria": mine, "format": look}
        )


def _write_chart(draft: Draft, sheet: Worksheet) -> None:
    words, count = draft.words, min(len(draft.places.units), BARS_MAX)
    last = FIRST + count - 1
    chart = draft.pen.book.add_chart({"type": "bar"})
    if chart is None:  # only for a type that XlsxWriter does not know
        return
    chart.add_series(
        {
            "name": words("chart"),
            "categories": f"={span(RANKING, (FIRST, 1), (last, 1))}",
            "values": f"={span(RANKING, (FIRST, 3), (last, 3))}",
            "fill": {"color": "#2F6DB5"},
            "gap": 40,
            "data_labels": {"value": True, "num_format": "0.0"},
        }
    )
    shown = len(draft.places.units) > BARS_MAX
    chart.set_title(
        {
            "name": words("chart_first", count=count) if shown else words("chart"),
            "name_font": {"size": 12},
        }
    )
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "line": {"none": True}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, **_from_nought(draft)})
    chart.set_size({"width": _CHART_PIXELS, "height": 80 + _BAR_PIXELS * count})
    sheet.insert_chart(FIRST - 1, _CHART_COLUMN, chart, {"description": words("sheet_ranking")})


def _from_nought(draft: Draft) -> dict[str, int]:
    """Bars start at 0, unless the scale goes below it as z-scores do."""
    return {} if draft.assessment.scenario.normalise == "zscore" else {"min": 0}
