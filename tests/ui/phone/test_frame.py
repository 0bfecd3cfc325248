"""One answer of HTML: what is inside, how large it is, and what its policy lets run."""

from __future__ import annotations

import base64
import hashlib
import re

from ui import theme
from ui.phone import frame
from ui.phone.frame import Page

EVIL = '</title><script>alert("x")</script>\'&'


def page() -> str:
    return frame.html(Page("open", EVIL, "<p>hello</p>", "aside", {"words": EVIL}, refresh_s=5))


def test_what_is_typed_is_text(language: str) -> None:
    html = page()
    assert html.count("<script>") == 1
    assert (
        "alert(" not in html.replace(frame.SCRIPT, "").replace("&quot;", "").replace("alert(x)", "")
        or EVIL not in html
    )
    assert EVIL not in html


def test_the_policy_lets_the_page_run_and_nothing_else(english: None) -> None:
    html = page()
    for kind in ("style", "script"):
        inline = re.findall(f"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in frame.POLICY
    assert "unsafe" not in frame.POLICY
    assert "default-src 'none'" in frame.POLICY
    assert "form-action 'self'" in frame.POLICY
    assert not re.findall(r"\s(?:on\w+|style)=", html)


def test_nothing_else_is_asked_for(english: None) -> None:
    assert re.findall(r'(?:src|href)="([^"]*)"', page()) == ["data:,", "/j?lang=zh"]


def test_it_is_small(language: str) -> None:
    assert len(page().encode()) < 40_000


def test_old_phones_can_read_the_script() -> None:
    newer = r"=>|\b(?:let|const|class|async|await|import|export)\b|`|\.\.\.|\?\.|\?\?"
    code = re.sub(r"'(?:[^'\\\n]|\\.)*'|//[^\n]*", "''", frame.SCRIPT)
    assert re.findall(newer, code) == []
    assert "'use strict'" in frame.SCRIPT


def test_both_themes_have_their_colours() -> None:
    light, dark = frame.STYLE.split("@media (prefers-color-scheme:dark)")
    assert theme.LIGHT.paper in light
    assert theme.DARK.paper in dark
    assert theme.DARK.paper not in light
    assert "$" not in frame.STYLE


def test_without_scripts_a_waiting_page_looks_again(english: None) -> None:
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page()
