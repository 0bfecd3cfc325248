"""The frame of every page: one answer of HTML with style and script inside, and the policy that allows them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template

from cluster_core.model.text import Language
from ui import theme
from ui.text import LOCALES, NAMES, language, t

_HERE = Path(__file__).parent
_MOST_COLOURS = 12
# What has a colour, in both themes; phones older than variables in style sheets get the light one.
_PAINT = Template(
    "html,body{background:$paper;color:$ink}.ink{color:$ink}"
    ".small,.about,.range,.note,.round{color:$muted}"
    "a{color:$primary}"
    ".row,footer{border-color:$line}footer{background:$paper}"
    "button,.button,select,input,textarea{background-color:$field;color:$ink;border-color:$edge}"
    ".step{color:$primary}"
    ".js input[type=number].points{background:transparent}"
    ".main{background:$primary;color:$on_primary;border-color:$primary}"
    "button:disabled{background:$track;color:$muted;border-color:$track}"
    ".bar{background:$track}.total b{color:$primary}"
    "input[type=range]::-webkit-slider-thumb{background:$field;border-color:currentColor}"
    "input[type=range]::-moz-range-thumb{background:$field;border-color:currentColor}"
    ".scale span,.groups span{background:$field;border-color:$edge}"
    ".scale input:checked+span,.groups input:checked+span{background:$primary;color:$on_primary;border-color:$primary}"
    ".said{background:$tint;border-color:$primary}.said[data-kind=fault],.said[data-kind=offline]{border-color:$alarm}"
    ":focus,.scale input:focus+span,.groups input:focus+span{outline-color:$primary}"
)


@dataclass(frozen=True)
class Page:
    """One page: its state, the head line, its body in HTML, and what the script is told."""

    state: str
    title: str
    body: str
    aside: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    refresh_s: int = 0  # for phones without scripts
    here: str = "/j"  # where the link to the other language leads
    carried: str = ""  # hidden fields without which this page cannot be asked for again


def html(page: Page) -> str:
    """Return a whole page. `title` is text; `body` and `aside` are HTML already."""
    refresh = (
        f'<noscript><meta http-equiv="refresh" content="{page.refresh_s}"></noscript>'
        if page.refresh_s
        else ""
    )
    facts = escape(json.dumps({"state": page.state, **page.facts}, ensure_ascii=False))
    title = escape(page.title)
    squares = "".join(f'<i class="c{at}"></i>' for at in range(4))
    return (
        f'<!DOCTYPE html><html lang="{LOCALES[language()].replace("_", "-")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="format-detection" content="telephone=no"><title>{title}</title><link rel="icon" href="data:,">'
        f'{refresh}<style>{STYLE}</style></head><body data-state="{page.state}" data-facts="{facts}">'
        f'<div class="sheet"><header><div class="logo" aria-hidden="true">{squares}</div>'
        f'<div class="title">{title}</div><div class="round" id="timer">{page.aside}</div></header>'
        f"<main>{page.body}</main>{_languages(page)}</div><script>{SCRIPT}</script></body></html>"
    )


def said(kind: str, words: str) -> str:
    """Return the place where the page tells what became of a vote."""
    return f'<p id="message" class="said" role="status" data-kind="{kind}">{escape(words)}</p>'


def _languages(page: Page) -> str:
    code: Language = "en" if language() == "zh" else "zh"
    there = f"{escape(page.here)}?lang={code}"
    link = f'<a href="{there}" lang="{code}" hreflang="{code}">{NAMES[code]}</a>'
    if page.carried:
        button = f'<button lang="{code}">{NAMES[code]}</button>'
        link = f'<form method="post" action="{there}">{page.carried}{button}</form>'
    return f'<nav class="lang" aria-label="{escape(t("phone.language"))}">{link}</nav>'


def _style() -> str:
    layout = Template((_HERE / "phone.css").read_text(encoding="utf-8")).substitute(font=theme.FONT)
    dark = _painted(theme.DARK)
    return f"{layout}{_painted(theme.LIGHT)}@media (prefers-color-scheme:dark){{{dark}}}"


def _painted(tokens: theme.Tokens) -> str:
    colours = theme.dimension_colours(_MOST_COLOURS, tokens)
    forces = "".join(f".c{at}{{color:{colour}}}" for at, colour in enumerate(colours))
    return forces + _PAINT.substitute(
        paper=tokens.paper,
        ink=tokens.ink,
        muted=tokens.muted,
        line=tokens.line,
        edge=tokens.quiet,
        primary=tokens.primary,
        on_primary=theme.label_on(tokens.primary),
        field=tokens.field,
        track=tokens.track,
        tint=tokens.tint,
        alarm=tokens.severity.moderate,
    )


def _hash(inline: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode() + "'"


STYLE = _style()
SCRIPT = (_HERE / "phone.js").read_text(encoding="utf-8")
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {_hash(SCRIPT)}",
        f"style-src {_hash(STYLE)}",
        "img-src data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# Without Origin a phone on an address without TLS could not show where its form comes from: hence same-origin.
HEADERS = {"Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
