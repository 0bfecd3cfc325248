"""The rules of style of presenter mode: large type and nothing but what is shown, made from the table of sizes.

Charts are laid out in pixels for one size of type, so they are enlarged as a whole: what fits at a desk fits on a wall.
"""

from __future__ import annotations

from string import Template

from ui.theme import PRESENTED, TEXT_SIZE

_CHROME = (
    '[data-testid="stSidebar"]',
    '[data-testid="stHeader"]',
    '[data-testid="stExpandSidebarButton"]',
    '[data-testid="stToolbar"]',
    '[data-testid="stLayoutWrapper"]:has(> .st-key-header)',
    '[data-testid="stLayoutWrapper"]:has(> .st-key-page_name)',
)
# What a reader changes at a desk. A page is presented as it was left.
_CONTROLS = (
    *(".stButton", ".stDownloadButton", ".stLinkButton", ".stPageLink", ".stMenuButton", ".stPopover"),
    *(".stSelectbox", ".stMultiSelect", ".stButtonGroup", ".stSlider", ".stCheckbox"),
    *(".stTextInput", ".stTextArea", ".stNumberInput", ".stPagination", ".stFileUploader", ".stExpander"),
    '[data-testid="stTooltipIcon"]',
)
# What can be chosen there is what the page says.
_SAID = ('[class*="st-key-tray_row_"] .stCheckbox',)
_DRAWN = ('[data-testid="stVegaLiteChart"]', '[data-testid="stDataFrame"]')
_RULES = Template("""<style>
$chrome { display: none !important; }
[data-testid="stMain"] [data-testid="stElementContainer"]:has(> :is($controls):not($said)),
[data-testid="stMain"] :is($controls):not($said),
.st-key-sure_controls [data-testid="stCaptionContainer"]:has([data-testid="stTooltipIcon"]) {
  display: none !important;
}
[data-testid="stMainBlockContainer"][data-testid] { max-width: none; padding: 84px 48px 92px; }
[data-testid="stMain"] h1[id], [data-testid="stMain"] h1 {
  font-size: ${heading}px !important; line-height: 1.3; padding: 0 0 12px; text-wrap: pretty;
}
[data-testid="stMain"] :is(h2, h3, h4) { font-size: ${takeaway}px !important; line-height: 1.35; }
[data-testid="stMain"] [data-testid="stMarkdownContainer"] :is(p, li, td, th, code, summary),
[data-testid="stMain"] [data-testid="stCaptionContainer"] p,
[data-testid="stMain"] [data-testid="stMarkdownContainer"],
[data-testid="stMain"] [data-testid="stCode"] *,
[data-testid="stMain"] [data-testid="stCaptionContainer"] li {
  font-size: ${text}px !important; line-height: 1.4 !important;
}
[data-testid="stMain"] [data-testid="stMarkdownContainer"] p:has(> strong:only-child):not(:last-child) {
  font-size: ${takeaway}px !important;
}
/* Streamlit measures these in pixels of the screen: what is enlarged afterwards is told of that much less room. */
[data-testid="stMain"] [data-testid="stElementContainer"]:has($drawn) {
  zoom: $enlarged; width: calc(100% / $enlarged) !important;
}
[data-testid="stMain"] .live-board { zoom: $board; }
[data-testid="stDialog"] > div, #vg-tooltip-element { zoom: $enlarged; }
</style>""")

STYLE = _RULES.substitute(
    chrome=", ".join(_CHROME),
    controls=", ".join(_CONTROLS),
    said=", ".join(_SAID),
    text=PRESENTED.text,
    takeaway=PRESENTED.takeaway,
    heading=PRESENTED.heading,
    drawn=", ".join(_DRAWN),
    enlarged=PRESENTED.enlarged,
    board=PRESENTED.text / TEXT_SIZE,
)
