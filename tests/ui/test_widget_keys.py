"""Keys of widgets."""

from __future__ import annotations

from ui.widget_keys import Key


def test_no_two_widgets_share_a_key() -> None:
    assert len({key.value for key in Key}) == len(Key.__members__), (
        "an enumeration hides a second name silently"
    )


def test_widgets_of_a_list_have_keys_of_their_own() -> None:
    assert Key.JUDGE.of(1) != Key.JUDGE.of(2)
    assert Key.JUDGE.of(1).startswith(f"{Key.JUDGE}:")
