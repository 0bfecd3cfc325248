"""The code of a view: texts there and back, and whatever else an address may hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.view_code import UnreadableError, joined, pack, unpack

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
