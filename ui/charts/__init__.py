"""Charts: pure functions from rows to a Vega-Lite specification; no Streamlit, no formula, no language."""
