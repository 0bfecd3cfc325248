"""The rules of style of presenter mode: large type and nothing but what is shown, made from the table of sizes.

Charts are laid out in pixels for one size of type, so they are enlarged as a whole: what fits at a desk fits on a wall.
A smaller screen gets the same in proportion; on one that is no wall, such as a phone, only the controls are gone.
"""

from __future__ import annotations

from string import Template

from ui.theme import PRESENTED, PRESENTED_SMALL, TEXT_SIZE, Presented

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
[data-testid="stMainBlockContainer"][data-testid] { max-width: none; padding: 84px min(48px, 4vw) 92px; }
$sizes
</style>""")
# Streamlit measures what is drawn in pixels of the screen: what is enlarged afterwards is told of that much less room.
_SIZES = Template("""@media ($screen) {
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
[data-testid="stMain"] [data-testid="stElementContainer"]:has($drawn) {
  zoom: $enlarged; width: calc(100% / $enlarged) !important;
}
[data-testid="stMain"] .live-board { zoom: $board; }
[data-testid="stDialog"] > div, #vg-tooltip-element { zoom: $enlarged; }
}""")


def _sized(screen: str, sizes: Presented) -> str:
    return _SIZES.substitute(
        screen=screen,
        text=sizes.text,
        takeaway=sizes.takeaway,
        heading=sizes.heading,
        drawn=", ".join(_DRAWN),
        enlarged=sizes.enlarged,
        board=sizes.text / TEXT_SIZE,
    )


STYLE = _RULES.substitute(
    chrome=", ".join(_CHROME),
    controls=", ".join(_CONTROLS),
    said=", ".join(_SAID),
    sizes="\n".join(
        (_sized("min-width: 1600px", PRESENTED), _sized("1100px <= width < 1600px", PRESENTED_SMALL))
    ),
)
