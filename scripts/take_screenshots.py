"""Take the pictures of docs/: pages, presenter mode, a workshop's phone and wall, and the files of a briefing.

`python -m scripts.take_screenshots` from the project's root; needs what the tests need. Pages are taken at 1366x768 in
both languages from a server that this script starts and ends. The workshop is about the fictional practice regions, its
votes are drawn by a seed.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from cluster_core import assess, default_scenario, load_dataset
from cluster_core.model.ballot import Ballot, question_of
from cluster_core.model.text import Language
from cluster_core.report.briefing.compose import compose
from cluster_core.report.briefing.files import render
from cluster_core.report.workbook.render import render_workbook
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.connection import open_store
from tests.e2e.conftest import CHROMIUM_ARGS, PATHS, Visit
from tests.e2e.server import ROOT, start_app
from tests.office import converted, pictured

DOCS = ROOT / "docs"
TILES = {"zh": "方格图", "en": "Tiles"}
LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
DESK, PHONE, PROJECTOR = (1366, 768), (390, 844), (1920, 1080)
SEED = 7
VOTERS = 26
TITLES = {"zh": "练习研讨：虚构地区", "en": "Practice workshop: fictional regions"}
QUESTIONS = {"zh": "四力之中，哪一力更该优先？", "en": "Which of the four forces should come first?"}


def pages() -> dict[str, str]:
    """Return the paths of pages; that of weights with innovation first, so that ranks move. A workshop is taken apart."""
    dataset = load_dataset(ROOT / "data" / "jiangsu")
    weighted = default_scenario(dataset).with_points("four_forces", (80, 40, 40, 40))
    own = {"weights": f"/weights?s={weighted.encode()}"}
    return {page: own.get(page, path) for page, path in PATHS.items() if page not in {"workshop", "wall"}}


def opened(
    browser: Browser,
    url: str,
    path: str,
    language: Language,
    size: tuple[int, int] = DESK,
    *,
    key: sessions.Created | None = None,
) -> Visit:
    """Open a page, with the key of a workshop, and wait until charts and the map, which fade in, are there."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale=LANGUAGES[language])
    if key is not None:
        held = json.dumps(json.dumps({key.session.id: key.key}))
        context.add_init_script(f"localStorage.setItem('facilitator_keys', {held})")
    visit = Visit(context.new_page(), url)
    visit.goto(path)
    visit.page.wait_for_timeout(2500)
    return visit


def take_pages(browser: Browser, url: str, language: Language) -> None:
    """Take every page at a desk, and the first one as it is presented."""
    for name, path in pages().items():
        visit = opened(browser, url, path, language)
        visit.page.screenshot(path=DOCS / f"{name}_{language}.png")
        if name == "map":
            visit.page.get_by_text(TILES[language], exact=True).first.click()
            visit.wait_idle()
            visit.page.wait_for_timeout(1500)
            visit.page.screenshot(path=DOCS / f"map_tiles_{language}.png")
        visit.page.context.close()
    visit = opened(browser, url, "/?present=1", language, PROJECTOR)
    visit.page.screenshot(path=DOCS / f"presenter_{language}.png")
    visit.page.context.close()


def take_workshop(browser: Browser, url: str, desk: Path, language: Language) -> None:
    """Take a phone with the form, the wall that invites, and the wall after the reveal."""
    dataset = load_dataset(ROOT / "data" / "practice")
    scenario = default_scenario(dataset, framework="four_forces")
    question = question_of(dataset, "four_forces", "four_forces", "points")
    store = open_store(str(desk))
    plan = sessions.Plan(TITLES[language], QUESTIONS[language], question, scenario, dataset.version)
    made = sessions.create(store, plan)
    session, wall_path = made.session, f"/wall?v=1~wl~1~{made.session.id}~z"
    tokens = [sessions.join(store, session.join_code).token for _ in range(VOTERS)]
    wall = opened(browser, url, wall_path, language, PROJECTOR)
    wall.page.screenshot(path=DOCS / f"wall_joining_{language}.png")
    sessions.advance(store, session.id, made.key, "open")
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale=LANGUAGES[language], has_touch=True
    )
    phone = context.new_page()
    phone.goto(f"{url}/j/{session.join_code}?lang={language}")
    phone.locator("#join").click()
    phone.locator("#v0").wait_for()
    for at, points in enumerate((35, 20, 25, 10)):
        phone.locator(f"#v{at}").fill(str(points))
    phone.screenshot(path=DOCS / f"phone_{language}.png")
    context.close()
    drawn = random.Random(SEED)
    for at, token in enumerate(tokens):
        centre = (45, 20, 20, 15) if at % 5 < 3 else (15, 20, 20, 45)
        rough = [max(5, round(drawn.gauss(one, 6) / 5) * 5) for one in centre]
        points = (*rough[:3], 100 - sum(rough[:3])) if sum(rough[:3]) < 100 else centre
        ballot = Ballot(tuple(float(one) for one in points))
        votes.vote(store, session.id, token, votes.Submission(1, 1, f"form-{at}", ballot))
    for step in ("close", "reveal"):
        sessions.advance(store, session.id, made.key, step)
    wall.goto(wall_path)
    wall.page.wait_for_timeout(2500)
    wall.page.screenshot(path=DOCS / f"wall_{language}.png")
    wall.page.context.close()
    console = opened(browser, url, f"/workshop?v=1~wk~1~{session.id}~z", language, key=made)
    console.page.screenshot(path=DOCS / f"workshop_{language}.png")
    console.page.context.close()


def take_files(folder: Path, language: Language) -> None:
    """Take the Word note, the slides and the workbook as an office suite shows them."""
    dataset = load_dataset(ROOT / "data" / "jiangsu")
    result = assess(dataset, default_scenario(dataset))
    briefing = compose(result, language)
    contents = {
        "word": (".docx", render(briefing, ".docx")),
        "slides": (".pptx", render(briefing, ".pptx")),
        "workbook": (".xlsx", render_workbook(result, language)),
    }
    for name, (suffix, content) in contents.items():
        file = folder / f"briefing_{name}_{language}{suffix}"
        file.write_bytes(content)
        pdf = converted(file, "pdf", folder)
        pictured(pdf, 2 if name == "workbook" else 1, DOCS / f"{file.stem}.png")
        if name == "slides":
            pictured(pdf, 3, DOCS / f"{file.stem}_profile.png", 60)


def main(wanted: list[str]) -> None:
    """Write docs/<name>_<language>.png; `wanted` are some of pages, workshop and files, none for all."""
    arguments = CHROMIUM_ARGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        server = start_app(folder, env={"CLUSTER_DESK_USERDATA": str(folder / "desk")})
        executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        try:
            for language in LANGUAGES:
                if not wanted or "files" in wanted:
                    take_files(folder, language)
                if not wanted or "workshop" in wanted:
                    take_workshop(browser, server.url, folder / "desk", language)
                if not wanted or "pages" in wanted:
                    take_pages(browser, server.url, language)
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
