"""Everything that knows Streamlit and Altair: the frame of a page, its widgets, charts and words."""
