"""The rules of style of the wall: large type, nothing but what the room is to see, the QR code on white."""

from __future__ import annotations

from string import Template

from ui.theme import DARK, LIGHT, TEXT_SIZE

TEXT, TAKEAWAY, ADDRESS, HEADING, COUNT, CODE = 24, 28, 32, 42, 44, 88  # pixels of a screen of 1920 by 1080
SQUARE = 560  # of the QR code; smaller screens have smaller ones
CHART, NOTE = 20, 18  # of the words in charts, which are enlarged as a whole; of what they rest on
_RULES = Template("""<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"],
[data-testid="stToolbar"] { display: none !important; }
[data-testid="stMainBlockContainer"][data-testid] { max-width: none; padding: 40px 56px 32px; }
.st-key-wall h1[id], .st-key-wall h1 {
  font-size: ${heading}px !important; line-height: 1.3 !important; padding: 0 0 12px; text-wrap: balance;
}
.st-key-wall [data-testid="stMarkdownContainer"] :is(p, li),
.st-key-wall [data-testid="stCaptionContainer"] p, .st-key-wall button p {
  font-size: ${text}px !important; line-height: 1.4 !important;
}
.st-key-wall [data-testid="stMarkdownContainer"] p:has(> strong:only-child):not(:last-child) {
  font-size: ${takeaway}px !important;
}
.st-key-wall [data-testid="stMarkdownContainer"] p:has(> strong:only-child) + p { font-size: ${text}px !important; }
.st-key-wall [data-testid="stCaptionContainer"] p { color: $muted; }
/* Streamlit measures charts in pixels of the screen: one that is enlarged afterwards is told of that much less room. */
.st-key-wall [data-testid="stElementContainer"]:has([data-testid="stVegaLiteChart"]) {
  zoom: $enlarged; width: calc(100% / $enlarged) !important;
}
.st-key-wall .st-key-join_words_wall [data-testid] p { font-size: ${address}px !important; overflow-wrap: anywhere; }
.st-key-wall .st-key-join_words_wall .st-key-join_code_wall [data-testid="stMarkdownContainer"] p {
  font-size: min(${code}px, 4.6vw) !important; line-height: 1.25 !important; white-space: nowrap;
}
.st-key-join_wall.st-key-join_wall { flex-wrap: nowrap; }
.st-key-join_wall > [data-testid="stElementContainer"],
.st-key-join_wall img { width: min(${square}px, 29vw) !important; max-width: none; flex: none !important; }
.st-key-wall .st-key-wall_live_hidden [data-testid="stMarkdownContainer"] p {
  font-size: min(${count}px, 2.3vw) !important; line-height: 1.4 !important;
}
.st-key-wall_live .st-key-workshop_live { flex-direction: row; gap: 24px; }
.st-key-wall_live .st-key-workshop_live > * { width: auto !important; flex: none; white-space: nowrap; }
/* All of the screen is used: what stands at the edge stands at its foot. */
.st-key-wall { min-height: calc(100vh - 72px); }
[data-testid="stLayoutWrapper"]:has(> .st-key-wall_foot) { margin-top: auto; }
.st-key-wall [data-testid="stLayoutWrapper"]:has(> .st-key-wall_hidden) { margin: auto 0; }
.st-key-wall button { min-height: 48px; height: auto !important; padding: 4px 18px !important; }
.st-key-workshop_camps p { line-height: 1.5 !important; }
.st-key-wall .st-key-wall_foot [data-testid="stCaptionContainer"] p { font-size: ${note}px !important; }
.st-key-wall_foot { border-top: 1px solid $line; padding-top: 10px; }
</style>""")


def _either(light: str, dark: str) -> str:
    return f"light-dark({light}, {dark})"


STYLE = _RULES.substitute(
    text=TEXT,
    takeaway=TAKEAWAY,
    address=ADDRESS,
    heading=HEADING,
    count=COUNT,
    code=CODE,
    note=NOTE,
    square=SQUARE,
    enlarged=CHART / TEXT_SIZE,
    line=_either(LIGHT.line, DARK.line),
    muted=_either(LIGHT.muted, DARK.muted),
)
