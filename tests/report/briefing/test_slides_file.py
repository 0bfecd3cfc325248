"""The deck: eight slides, titles that are takeaways, native charts and tables, notes, text of 16 points and more."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pptx
import pytest
from pptx.util import Pt

from cluster_core.errors import TemplateError
from cluster_core.report.briefing.compose import compose
from cluster_core.report.briefing.slides_file import render_pptx
from tests.report.briefing.briefed import briefed, crowd, told_of


@cache
def written() -> bytes:
    return render_pptx(briefed("practice"))


def deck() -> object:
    return pptx.Presentation(io.BytesIO(written()))


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render_pptx(briefed("practice")) == written()
    assert len(written()) < 5_000_000


def test_eight_wide_slides_with_takeaways_code_and_warning() -> None:
    made, shown = briefed("practice"), deck()
    slides = list(shown.slides)  # type: ignore[attr-defined]
    assert len(slides) == 8
    assert shown.slide_width / shown.slide_height == pytest.approx(16 / 9, abs=0.01)  # type: ignore[attr-defined]
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[1:4] == [made.ranking.title, made.profile.title, made.map.title]
    for slide in slides:
        text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert made.warning in text
        assert made.provenance.scenario in slide.notes_slide.notes_text_frame.text


def test_the_chart_s_numbers_are_the_ranking_s_and_can_be_edited() -> None:
    chart = next(shape.chart for shape in deck().slides[1].shapes if shape.has_chart)  # type: ignore[attr-defined]
    assert list(chart.plots[0].series[0].values) == [one.score for one in briefed("practice").ranking.places]
    assert chart.part.chart_workbook.xlsx_part is not None


def test_text_is_16_points_or_more_but_the_foot() -> None:
    for slide in deck().slides:  # type: ignore[attr-defined]
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.top > 0.93 * 6_858_000:
                continue
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
            assert all(run.font.size >= Pt(16) for run in runs if run.font.size)


def test_fonts_of_both_scripts_and_alternative_texts_are_set() -> None:
    parts = zipfile.ZipFile(io.BytesIO(written()))
    slide = parts.read("ppt/slides/slide5.xml").decode()
    assert '<a:ea typeface="Microsoft YaHei"' in slide
    assert '<a:latin typeface="Arial"' in slide
    assert 'lang="zh-CN"' in slide
    for number in (2, 3, 4, 5, 7):
        assert re.search(r'descr="[^"]+"', parts.read(f"ppt/slides/slide{number}.xml").decode()), number


def test_a_template_gives_its_master_and_none_of_its_slides() -> None:
    house = pptx.Presentation()
    slide = house.slides.add_slide(house.slide_layouts[0])
    slide.shapes.title.text_frame.text = "SECRET DRAFT"  # type: ignore[union-attr]
    made = io.BytesIO()
    house.save(made)
    out = pptx.Presentation(io.BytesIO(render_pptx(briefed("practice"), made.getvalue())))
    assert len(out.slides) == 8
    assert out.slide_width == house.slide_width
    texts = [shape.text_frame.text for one in out.slides for shape in one.shapes if shape.has_text_frame]
    assert not any("SECRET" in text for text in texts)


def test_a_document_is_no_template_for_slides() -> None:
    with pytest.raises(TemplateError):
        render_pptx(briefed("practice"), b"PK no deck")


def test_a_crowd_is_still_eight_slides() -> None:
    out = pptx.Presentation(io.BytesIO(render_pptx(compose(told_of(crowd(40)).assessment, "en"))))
    assert len(out.slides) == 8
