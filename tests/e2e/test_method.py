"""A visitor follows a number to what it was made of."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import OpenApp


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_a_number_is_followed_to_its_formula(open_app: OpenApp, locale: str) -> None:
    visit = open_app("/method", locale=locale)
    assert "16.0" in visit.page.locator("h1").inner_text()
    formulas = visit.page.locator(".katex-html")
    formulas.first.wait_for()
    assert formulas.count() == 4
    assert "2.17" in formulas.nth(3).inner_text()
    face = visit.page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px KaTeX_Main'))")
    assert face, "the formulas' typeface comes from the own host"
    assert not visit.foreign_requests
    assert visit.page.get_by_test_id("stMain").locator("a[href^=http]").count() == 0
