"""The look of a briefing is that of the pages, in light."""

from cluster_core.report.briefing import look
from ui import theme


def test_the_colours_are_those_of_the_pages() -> None:
    light = theme.LIGHT
    assert tuple(f"#{one}" for one in look.FORCES) == light.forces
    assert tuple(f"#{one}" for one in look.SEQUENTIAL) == light.sequential
    ours = (look.INK, look.MUTED, look.LINE, look.PRIMARY, look.FOCUS)
    assert tuple(f"#{one}" for one in ours) == (
        light.ink,
        light.muted,
        light.line,
        light.primary,
        light.focus,
    )


def test_a_text_contrasts_with_its_fill() -> None:
    for fill in look.SEQUENTIAL:
        assert theme.contrast(f"#{look.ink_on(fill)}", f"#{fill}") >= 3.9
