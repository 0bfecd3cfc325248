"""The choices of the Data page in a link: there and back, and whatever else a link may hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cluster_core.model.assessment import Assessment
from ui import filters, table_link, view_link, view_state
from ui.table_link import read_span, read_text, write_span, write_text

ends = st.none() | st.floats(-1e12, 1e12).map(lambda end: float(f"{end:.15g}"))


@settings(max_examples=40)
@example((None, 0.000166362692297413), "")
@example((-1e-300, 1e300), "+ %")
@given(st.tuples(ends, ends).filter(filters.is_span), st.text(max_size=60))
def test_spans_and_texts_come_back(span: tuple, text: str) -> None:
    assert read_span(write_span(span)) == span
    if told := filters.looked_for(text):
        assert read_text(write_text(told)) == told
        assert write_text(told).isalnum()


@pytest.mark.parametrize("text", ["", "_", "5", "x_", "5_2", "nan_", "1e999_", "1__2", "１_", "+1_", "1 _"])
def test_no_other_span_is_read(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_span(text)


@pytest.mark.parametrize("text", ["", "x", "6", "ff", "0a", "e280ae", "20", "61" * 41, "6 1"])
def test_no_other_text_is_read(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_text(text)


def test_marks_are_those_of_the_page() -> None:
    marks = [mark for mark, _ in table_link.CHOICES]
    assert marks == [field.mark for field in view_link.FIELDS if field.page == "data"]
    assert len(set(marks)) == len(marks)


def test_a_link_of_an_earlier_version_still_opens(session: Any, assessment: Assessment) -> None:
    assert view_link.decode("1~fh~1~wide~fu~2~320~00~9~5~fy~2~20~~19~23~z", assessment) == ()
    assert view_state.filtered("year") == ((2019, 2019), (2023, 2023))
    assert view_state.filtered("shape") == ("wide",)


@pytest.mark.parametrize("part", ["fv~1~9_1", "fx~1~e280ae", "fy~1~2023-2019", "ff~1~odd", "fo~1~nonsense"])
def test_what_cannot_be_chosen_is_refused(session: Any, assessment: Assessment, part: str) -> None:
    assert [note.ids for note in view_link.decode(f"1~{part}~z", assessment)] == [("view_part",)]
    assert not session.session_state.get("filters")
