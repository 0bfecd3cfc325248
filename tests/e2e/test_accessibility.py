"""Every page as a screen reader, a keyboard and four sizes of window meet it, in both languages and themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import PATHS, Visit
from tests.e2e.server import AppServer
from tests.pages.test_pages import PAGES
from ui.theme import contrast

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
DESK = (1366, 768)
OTHER_SIZES = [(1920, 1080), (768, 1024), (390, 844)]
TEXT_LEAST = 4.5
DRAWN = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(
  one => one.querySelector('svg, canvas'))"""
FAULTS = """() => axe.run({ resultTypes: ['violations'] }).then(found => found.violations
  .filter(fault => ['serious', 'critical'].includes(fault.impact))
  .flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.target} ${node.failureSummary}`)))"""
NAMELESS = """() => [...document.querySelectorAll(
    '[data-testid="stVegaLiteChart"], [data-testid="stDeckGlJsonChart"], img')]
  .filter(one => ![one, ...one.querySelectorAll('[role="img"], [role="graphics-document"], canvas')].some(
    named => (named.getAttribute('aria-label') || named.getAttribute('alt') || '').trim()))
  .map(one => one.outerHTML.slice(0, 200))"""
SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
  .map(box => box.scrollWidth - box.clientWidth)"""
HIDDEN_CHOICES = """() => { const box = document.querySelector('[data-testid="stSidebarContent"]');
  return box ? [box.scrollWidth - box.clientWidth, Math.max(0, box.scrollHeight - box.clientHeight)] : [0, 0]; }"""
OTHER_PAPER = """() => { const paper = one => getComputedStyle(one).backgroundColor;
  const page = paper(document.querySelector('[data-testid="stApp"]'));
  return [...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg')].map(paper)
    .filter(one => one !== page); }"""
MOVING = "() => document.getAnimations().filter(one => one.playState === 'running').length"
# What a chart writes, with the colour below the middle of each text: the paper, or the bars and cells drawn before it.
WRITTEN = """() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const over = (top, share, below) => top.map((one, at) => share * one + (1 - share) * below[at]);
  const hex = colour => '#' + colour.map(one => Math.round(one).toString(16).padStart(2, '0')).join('');
  const found = {};
  for (const svg of document.querySelectorAll('[data-testid="stVegaLiteChart"] svg')) {
    const paper = numbers(getComputedStyle(svg).backgroundColor).slice(0, 3);
    const grounds = [];
    for (const one of svg.querySelectorAll('.mark-rect path, .mark-text text')) {
      const box = one.getBoundingClientRect(), style = getComputedStyle(one);
      let share = Number(style.fillOpacity) * (numbers(style.fill)[3] ?? 1);
      for (let node = one; node !== svg; node = node.parentNode) share *= Number(getComputedStyle(node).opacity);
      if (style.fill === 'none' || !share) continue;
      const fill = numbers(style.fill).slice(0, 3);
      if (one.tagName === 'path') { grounds.push([box, fill, share]); continue; }
      if (!one.textContent.trim()) continue;
      const x = box.x + box.width / 2, y = box.y + box.height / 2;
      let ground = paper;
      for (const [below, colour, part] of grounds)
        if (below.left <= x && x <= below.right && below.top <= y && y <= below.bottom)
          ground = over(colour, part, ground);
      found[hex(over(fill, share, ground)) + hex(ground)] = one.textContent;
    }
  }
  return Object.entries(found).map(([pair, text]) => [pair.slice(0, 7), pair.slice(7), text]);
}"""


class Look(NamedTuple):
    locale: str
    scheme: str


@pytest.fixture(
    scope="module", params=[Look("zh-CN", "light"), Look("en-GB", "dark")], ids=lambda look: look.locale
)
def reader(request: pytest.FixtureRequest, browser: Browser, server: AppServer) -> Iterator[Visit]:
    """One context for all pages of a language and a theme: scripts are fetched and compiled once."""
    look: Look = request.param
    context = browser.new_context(
        locale=look.locale,
        color_scheme="dark" if look.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    visit = Visit(context.new_page(), server.url)
    visit.watch()
    yield visit
    context.close()


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def test_no_page_is_left_out() -> None:
    assert set(PATHS) == set(PAGES)


@pytest.mark.parametrize("path", PATHS.values())
def test_a_page_is_for_everyone(reader: Visit, path: str) -> None:
    page = reader.page
    resize(page, DESK)
    reader.goto(path)
    page.wait_for_function(DRAWN)
    page.evaluate(AXE)
    assert page.evaluate(FAULTS) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(OTHER_PAPER) == []
    assert [one for one in page.evaluate(WRITTEN) if contrast(one[0], one[1]) < TEXT_LEAST] == []
    assert page.evaluate(HIDDEN_CHOICES) == [0, 0]
    assert page.evaluate(MOVING) == 0
    wide = {DESK: page.evaluate(SIDEWAYS)}
    for size in OTHER_SIZES:
        resize(page, size)
        reader.wait_idle()
        wide[size] = page.evaluate(SIDEWAYS)
    assert {size: over for size, over in wide.items() if any(over)} == {}
    reader.assert_clean()


def test_a_fault_would_be_found(browser: Browser) -> None:
    """The same checks over a page that breaks each of them."""
    page = browser.new_page(viewport={"width": 400, "height": 300})
    page.set_content(
        """<html><body data-testid="stApp"><style>@keyframes turn { to { rotate: 1turn } }</style>
        <div data-testid="stSidebarContent" style="height: 20px; overflow: auto"><p>a<p>b</div>
        <div data-testid="stMain" style="width: 300px; overflow: auto"><div style="width: 500px">
        <img src="data:," style="animation: turn 9s infinite"><div data-testid="stVegaLiteChart">
        <svg style="background: rgb(255, 255, 255)"><g class="mark-rect"><path d="M0 0h99v99h-99z" fill="#999"/></g>
        <g class="mark-text"><text x="9" y="40" fill="#fff">faint</text></g></svg></div></div></body></html>"""
    )
    page.evaluate(AXE)
    assert any(fault.startswith("image-alt") for fault in page.evaluate(FAULTS))
    assert len(page.evaluate(NAMELESS)) == 2
    assert page.evaluate(OTHER_PAPER) == ["rgb(255, 255, 255)"]
    assert page.evaluate(WRITTEN) == [["#ffffff", "#999999", "faint"]]
    assert page.evaluate(HIDDEN_CHOICES)[1] > 0
    assert page.evaluate(MOVING) == 1
    assert page.evaluate(SIDEWAYS)[1] > 0
    page.close()
