"""The select box draws names and gives ids."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    from ui import select_box, state

    state.show("one", "b")
    select_box.select("Letters", {"a": "First", "b": "Second"}, "one", lambda: None)
    state.show("none", None)
    select_box.select("Nobody", {"a": "First"}, "none", lambda: None)


def test_it_shows_names_and_holds_ids() -> None:
    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.selectbox(key="one").options == ["First", "Second"]
    assert app.selectbox(key="one").value == "b"
    assert app.selectbox(key="none").value is None
