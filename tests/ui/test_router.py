"""The script of every session: pages, groups and the tab's title."""

from __future__ import annotations

import ast
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
ROUTER = ROOT / "ui" / "router.py"


def test_every_page_is_routed_once() -> None:
    source = ROUTER.read_text(encoding="utf-8")
    routed = [
        node.value.removeprefix("../pages/").removesuffix(".py")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and str(node.value).startswith("../pages/")
    ]
    assert sorted(routed) == sorted(page.stem for page in (ROOT / "pages").glob("*.py"))


def test_the_first_page_is_the_overview() -> None:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = "en"
    app.run()
    assert "Overview" in [caption.value for caption in app.caption]
    assert not app.exception
