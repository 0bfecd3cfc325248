"""The few rules of style that the theme file cannot say, made once from the table of tokens."""

from __future__ import annotations

from string import Template

from ui.theme import DARK, LIGHT, Severity

_RULES = Template("""<style>
/* The frame: a header of 48, gutters of 32, text no wider than can be read. */
[data-testid="stHeader"] { height: 48px; min-height: 48px; border-bottom: 1px solid $line; }
[data-testid="stMainBlockContainer"] { max-width: 1264px; padding: 64px 32px 32px; }
[data-testid="stSidebarContent"] { padding: 0; scrollbar-gutter: auto; }
[data-testid="stSidebarHeader"] { height: 56px; margin-bottom: 0; padding: 0 8px 0 16px; }
[data-testid="stSidebarUserContent"] { padding: 0 16px 4px; overflow: clip; }
[data-testid="stSidebarLogo"] { height: 28px; max-width: 170px; margin: 0; object-position: left; }
[data-testid="stMain"] hr, [data-testid="stSidebar"] hr { margin: 4px 0; border-color: $line; }
/* Basket, briefing and the way to the evidence stand in the header, in reach wherever the page has scrolled to. */
[data-testid="stLayoutWrapper"]:has(> .st-key-header) {
  position: fixed; top: 7px; right: 32px; z-index: 999991; width: max-content; height: 34px;
}
.st-key-header.st-key-header { flex-wrap: nowrap; width: max-content; }
.st-key-header > *, .st-key-header [data-testid="stPopover"] { width: auto !important; flex: none; }
/* Type: labels, captions and buttons 13 on 20, chart titles 15 on 22, page sentence 24 on 32. */
[data-testid="stMain"] h1 { padding: 0 96px 10px 0; line-height: 32px; letter-spacing: 0; text-wrap: pretty; }
[data-testid="stMain"] p { line-height: 22px; }
[data-testid="stCaptionContainer"] { opacity: 1; }
[data-testid="stCaptionContainer"] p { font-size: 13px; line-height: 20px; color: $muted; }
[data-testid="stPopoverBody"] [data-testid="stCaptionContainer"] p { color: inherit; }
[data-testid="stDialog"] [data-testid="stCaptionContainer"] p { color: inherit; }
.st-key-number h2 { font-size: 20px; line-height: 28px; padding: 0 0 2px; }
[data-testid="stDialog"] p, [data-testid="stDialog"] li { font-size: 14px; line-height: 21px; overflow-wrap: anywhere; }
[data-testid="stWidgetLabel"] p, [data-testid="stApp"] button p { font-size: 13px; line-height: 20px; }
[data-baseweb="select"], [data-testid="stSelectbox"] input { font-size: 13px; }
[data-testid="stSidebar"] [data-testid="stWidgetLabel"] p { color: $muted; }
/* The sidebar's choices stand close enough for all of them to be seen at once; two short ones share a line. */
.st-key-choices [data-testid="stWidgetLabel"] { min-height: 20px; margin-bottom: 0; }
.st-key-year_and_unit { flex-wrap: nowrap; }
.st-key-year_and_unit > * { flex: 1 1 0; min-width: 0; }
.st-key-scenario p { font-size: 13px; line-height: 20px; }
[data-testid="stLayoutWrapper"]:has(> .st-key-page_name) { height: 0; margin-bottom: -15px; z-index: 1; }
.st-key-page_name p { text-align: right; padding-top: 8px; }
/* The tools that appear over charts and tables speak English only. */
[data-testid="stElementToolbar"] { display: none; }
/* Our own captions say where a slider begins and ends. */
[data-testid="stSliderTickBar"] { display: none; }
[data-testid="stSlider"] label, [data-testid="stSlider"] label > span { display: block; width: 100%; }
[data-testid="stSlider"] label p { font-weight: 700; }
/* A takeaway and what is drawn are two paragraphs of one element. */
[data-testid="stMarkdownContainer"] p:has(> strong:only-child):not(:last-child) { margin-bottom: 0; }
[data-testid="stMarkdownContainer"] p:has(> strong:only-child) + p { font-size: 13px; line-height: 20px; }
/* What must be seen before the numbers are read. */
.st-key-banner, [class*="st-key-note_"] { background: $tint; border-radius: 6px; padding: 6px 12px; }
.st-key-banner { border-left: 4px solid $primary; }
.st-key-banner p, [class*="st-key-note_"] p { font-size: 13px; line-height: 20px; }
/* An entry of the tray: its name gives way to its menu, its line stands close below. */
:is([class*="st-key-tray_row_"], [class*="st-key-basket_row_"]) > [data-testid="stLayoutWrapper"] > div {
  flex-wrap: nowrap;
}
[class*="st-key-basket_row_"] [data-testid="stElementContainer"]:has([data-testid="stMarkdown"]) { min-width: 0; }
[class*="st-key-tray_row_"] :is([data-testid="stElementContainer"], [data-testid="stCheckbox"], label) { min-width: 0; }
[class*="st-key-tray_row_"] [class*="st-key-tick_scenario"] { flex: 0 1 auto; }
/* What a field says of its keys is English only. */
[data-testid="InputInstructions"] { display: none; }
/* Shortcomings: a bar in the colour of the level, always beside its word. */
[class*="st-key-card_"] { border-left: 6px solid $insufficient; padding-left: 12px; }
[class*="st-key-card_none"] { border-left-color: $none; }
[class*="st-key-card_mild"] { border-left-color: $mild; }
[class*="st-key-card_moderate"] { border-left-color: $moderate; }
[class*="st-key-card_severe"] { border-left-color: $severe; }
[class*="st-key-card_"] p, .st-key-evidence p { font-size: 13px; line-height: 20px; }
[class*="st-key-case_"] p, .st-key-policies :is(p, li) { font-size: 13px; line-height: 20px; }
[class*="st-key-pick_technology-"] button p { text-align: left; font-weight: 700; }
.st-key-evidence { border-left: 3px solid $line; padding-left: 12px; }
/* The chosen in a list of several: their words on the primary colour, readable in both themes. */
[data-tag], [data-tag] * { color: $on_primary !important; }
button[data-testid^="stBaseButton-primary"]:not(:disabled) * { color: $on_primary; }
/* The button to a figure's files stands beside the switch to its table. */
[class*="st-key-open_files-"] { align-self: flex-end; }
/* A table of figures on a phone scrolls; its numbers do not break. */
.st-key-gap_table :is(th, td:not(:first-child)) * { white-space: nowrap; }
.st-key-gap_table td:first-child { min-width: 120px; }
/* What people join a workshop by, and how many did. */
.st-key-join_code_desk p { font-size: 32px; line-height: 40px; letter-spacing: 2px; white-space: nowrap; }
.st-key-workshop_live p { font-size: 18px; line-height: 28px; }
/* A formula keeps the whole of its highest fraction, and room at its sides so that it does not scroll by a hair. */
[data-testid="stMarkdownContainer"] .katex-display { padding: 6px 4px; }
@media (max-width: 640px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-header) { right: 12px; }
  /* Their words would cover the menu: the signs stand alone, and a screen reader still reads the words. */
  .st-key-header :is([data-testid="stPopover"], .st-key-why) button p,
  .st-key-header [data-testid="stPopover"] button > div > :last-child:not(:first-child) {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  }
  [data-testid="stMainBlockContainer"] { padding: 60px 16px 32px; }
  .st-key-page_name { display: none; }
  .st-key-join_desk img { width: 120px; }
  .st-key-join_code_desk p { font-size: 22px; letter-spacing: 1px; }
  .st-key-pick_compared_view [data-testid="stButtonGroup"] > div { flex-wrap: wrap; overflow: visible; }
  [data-testid="stMain"] h1 { padding: 0 0 8px; }
}
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; }
}
</style>""")


def _either(light: str, dark: str) -> str:
    return f"light-dark({light}, {dark})"


STYLE = _RULES.substitute(
    line=_either(LIGHT.line, DARK.line),
    muted=_either(LIGHT.muted, DARK.muted),
    tint=_either(LIGHT.tint, DARK.tint),
    primary=_either(LIGHT.primary, DARK.primary),
    on_primary=_either(LIGHT.paper, DARK.paper),
    **{
        level: _either(getattr(LIGHT.severity, level), getattr(DARK.severity, level))
        for level in Severity._fields
    },
)
