"""What a figure says of itself when it leaves: words, code and sources in every kind of file."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from cluster_core.report.csv_file import render_csv
from cluster_core.report.xlsx_file import render_xlsx
from ui import figure_files, figures


def texts(svg: str) -> str:
    return " ".join(re.findall(r">([^<>]+)</text>", svg))


def test_a_picture_carries_title_sources_code_and_version(language: Language, assessment: Assessment) -> None:
    figure = figures.ranking(assessment)
    svg = figure_files.render_svg(figure.chart, figure_files.words_of(figure, assessment)).decode()
    said = texts(svg).replace(" ", "")
    source, code = figure_files.origin(assessment)
    for words in (figure.title, figure.subtitle, source, code):
        assert words.replace(" ", "") in said
    assert assessment.scenario.encode() in code
    assert ("Yancheng" if language == "en" else "盐城") in said
    assert "虚构" not in said


def test_the_same_code_gives_the_same_bytes(english: None, assessment: Assessment) -> None:
    made = [
        [render() for _, _, render, _ in figure_files._files(figures.coupling(assessment), assessment)]
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len(made[0]) == 4


def test_a_png_is_twice_as_fine_as_its_svg(chinese: None, assessment: Assessment) -> None:
    figure = figures.coupling(assessment)
    words = figure_files.words_of(figure, assessment)
    wide, high = struct.unpack(">II", figure_files.render_png(figure.chart, words)[16:24])
    root = figure_files.render_svg(figure.chart, words).decode()[:400]
    for pixels, side in ((wide, "width"), (high, "height")):
        assert pixels == pytest.approx(2 * float(re.findall(rf' {side}="([\d.]+)"', root)[0]), abs=2)


def test_the_numbers_are_those_of_the_table(english: None, assessment: Assessment) -> None:
    figure = figures.ranking(assessment)
    table = figure_files.table_of(figure, assessment)
    book = openpyxl.load_workbook(BytesIO(render_xlsx(table)))
    rows = list(book.worksheets[0].values)
    assert rows[0] == tuple(figure.table().columns)
    assert [row[2] for row in rows[1:]] == pytest.approx(list(figure.table()["Score"]), abs=1e-9)
    about = {str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row}
    assert {assessment.scenario.encode(), assessment.dataset.version} <= about
    said = render_csv(table).decode("utf-8-sig")
    assert f"# 方案代码 Scenario code: {assessment.scenario.encode()}\r\n" in said


def test_practice_data_are_called_fictional(english: None, clusters: Assessment) -> None:
    figure = figures.ranking(clusters)
    assert "fictional" in figure_files.words_of(figure, clusters).warning
    svg = figure_files.render_svg(figure.chart, figure_files.words_of(figure, clusters)).decode()
    assert "fictional" in texts(svg)


HOSTILE = "</text><script>alert(1)</script>&\u202e\x00 \"'"


def test_hostile_words_are_text(english: None, assessment: Assessment) -> None:
    figure = replace(figures.coupling(assessment), title=HOSTILE)
    svg = figure_files.render_svg(figure.chart, figure_files.words_of(figure, assessment)).decode()
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "\x00" not in svg
    assert "\u202e" not in svg


def test_long_notes_make_room_for_themselves() -> None:
    config = {"background": "#FFFFFF", "font": "x", "title": {"color": "#000000", "subtitleColor": "#555555"}}
    bare = '<svg width="100" height="50" viewBox="0 0 100 50"><g/></svg>'
    heights = [
        float(
            re.findall(
                r' height="([\d.]+)"',
                figure_files.framed(bare, figure_files.Words("t", "s", (note,)), config),
            )[0]
        )
        for note in ("short", "long " * 40)
    ]
    assert heights[0] > 50
    assert heights[1] > heights[0] + 100


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="svg element"):
        figure_files.framed("<html>", figure_files.Words("", "", ()), {})


def test_the_chart_is_left_alone(english: None, assessment: Assessment) -> None:
    figure = figures.coupling(assessment)
    before = json.dumps(figure.chart)
    figure_files.render_svg(figure.chart, figure_files.words_of(figure, assessment))
    assert json.dumps(figure.chart) == before
