"""Choices as a short code: whatever is written is read back, whatever else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.view_code import LONGEST, UnreadableError, joined, pack, unpack

LETTERS = st.text("abc019-._", max_size=4)


@given(st.lists(LETTERS, min_size=1, max_size=6))
def test_texts_come_back_from_their_packing(texts: list[str]) -> None:
    assert unpack(f"1~{pack('c', texts)}~z") == {"c": texts}


@settings(max_examples=300)
@given(st.text("~1cz0329-", max_size=24))
def test_any_code_is_read_or_refused(code: str) -> None:
    try:
        found = unpack(code)
    except UnreadableError:
        return
    assert joined(pack(mark, texts) for mark, texts in found.items()) == code


def test_a_code_beyond_the_limit_is_not_read() -> None:
    with pytest.raises(UnreadableError):
        unpack(joined([pack("c", ["x" * LONGEST])]))
