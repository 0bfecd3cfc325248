"""The server: every session runs ui/router.py; start with `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from ui import server

app = st.App(
    "ui/router.py",
    lifespan=server.lifespan,
    middleware=[Middleware(server.SecurityHeaders)],
    routes=[Route("/health", server.health)],
    on_script_error=server.on_script_error,
)
