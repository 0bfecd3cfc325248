"""A tile of the country leads to the figure, its document and its footnotes, in the browser."""

from __future__ import annotations

from tests.e2e.conftest import OpenApp
from tests.e2e.test_evidence import card, close


def test_a_tile_opens_what_the_document_says(open_app: OpenApp) -> None:
    visit = open_app("/clusters", locale="en-GB")
    visit.page.locator('svg [aria-label^="Guangdong; Contest 7 of 20"]').first.click(force=True)
    card(visit).get_by_text("7 of 20 entrants won (35%)").wait_for()
    said = card(visit).inner_text()
    assert "White paper of 2020" in said
    assert "123 entrants" in said
    close(visit)
