"""Long names on two lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts import grid
from ui.charts.wrapping import BREAK, LEADING, lines_of, raised, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Support", 200, ["Support"]),
        ("Support and safeguard", 90, ["Support and", "safeguard"]),
        ("协同创新力与发展保障力", 80, ["协同创新力与", "发展保障力"]),
        ("", 50, [""]),
    ],
)
def test_names_break_between_words_and_anywhere_in_chinese(text, width, lines):
    assert wrapped(text, width).split(BREAK) == lines


@given(
    st.text(st.sampled_from("aMi 协，"), max_size=60), st.integers(30, 200), st.integers(1, 3), st.booleans()
)
def test_no_line_is_wider_and_there_are_no_more(text, width, most, bold):
    made = wrapped(text, width, most=most, bold=bold)
    assert lines_of(made) <= most
    assert all(grid.text_width(line, bold=bold) <= width for line in made.split(BREAK))
    if "…" not in made:
        assert made.replace(BREAK, "").replace(" ", "") == text.replace(" ", "")


def test_lines_are_centred_together():
    assert [raised(text) for text in ("a", "a\nb", "a\nb\nc")] == [0, LEADING / 2, LEADING]
