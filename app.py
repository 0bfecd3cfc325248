"""The server: every session runs ui/router.py; start with `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from ui import server
from ui.phone import guard, routes

app = st.App(
    "ui/router.py",
    lifespan=server.lifespan,
    middleware=[Middleware(server.SecurityHeaders), Middleware(guard.LocalOnly)],
    routes=[Route("/health", server.health), *routes.ROUTES],
    on_script_error=server.on_script_error,
)
