"""Opening one page with a scenario of its own, as a link does, and what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from ui import data

ROUTER = Path(__file__).resolve().parents[2] / "ui" / "router.py"
OTHER_ADDRESS = {
    "robustness",
    "scenarios",
    "goal_seek",
    "import_table",
}  # AppTest finds these only once the app has run


def go(app: AppTest, page: str) -> AppTest:
    """Run a page of pages/ as the first thing that a session shows, as a link does."""
    if page == "overview":
        return app.run()
    if page in OTHER_ADDRESS:
        app.run()
    return app.switch_page(f"../pages/{page}.py").run()


def open_with(page: str, language: str, bundle: str, **choices: object) -> AppTest:
    """Open the page of a file in pages/; `choices` are fields of the scenario."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["lang"] = language
    scenario = replace(default_scenario(data.dataset(bundle)), **choices)  # type: ignore[arg-type]
    app.query_params["s"] = scenario.encode()
    return go(app, page)


def said(app: AppTest) -> str:
    return "\n".join(str(one.value) for one in [*app.title, *app.markdown, *app.caption, *app.info])
