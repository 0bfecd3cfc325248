"""Texts there and back through a code, and any code at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ui import view_code

LETTERS = st.text("abc019-._", max_size=4)


@given(st.lists(LETTERS, min_size=1, max_size=6))
def test_texts_come_back_from_their_packing(texts: list[str]) -> None:
    assert view_code.unpack(f"1~{view_code.pack('c', texts)}~z") == {"c": texts}


@settings(max_examples=300)
@given(st.text("~1cz0329-", max_size=24))
def test_any_code_is_read_or_refused(code: str) -> None:
    try:
        found = view_code.unpack(code)
    except view_code.UnreadableError:
        return
    assert view_code.joined(view_code.pack(mark, texts) for mark, texts in found.items()) == code
