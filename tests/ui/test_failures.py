"""Errors become short messages with an id; details stay in the log."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.errors import BundleError, Fault
from ui import failures


def known() -> None:
    from cluster_core.errors import ScenarioError
    from ui import failures

    def body() -> None:
        raise ScenarioError("focus: found 'x', allowed: 'y'.")

    failures.guard(body)


def unknown() -> None:
    from ui import failures

    def body() -> None:
        raise ValueError("secret path /srv/x")

    failures.guard(body)


def stopped() -> None:
    import streamlit as st

    from ui import failures

    failures.guard(st.stop)


def test_a_named_error_keeps_the_words_of_the_core(caplog: pytest.LogCaptureFixture) -> None:
    app = AppTest.from_function(known).run()
    shown = re.search(r"[0-9a-f]{8}", app.error[0].value)
    assert shown
    assert app.code[0].value == "focus: found 'x', allowed: 'y'."
    assert shown[0] in caplog.text
    assert not app.exception


def test_any_other_error_gives_only_its_id(caplog: pytest.LogCaptureFixture) -> None:
    app = AppTest.from_function(unknown).run()
    shown = re.search(r"[0-9a-f]{8}", app.error[0].value)
    assert shown
    assert "secret" not in app.error[0].value
    assert not app.code
    assert f"error {shown[0]}" in caplog.text
    assert "secret path" in caplog.text


def test_stopping_is_no_error() -> None:
    app = AppTest.from_function(stopped).run()
    assert not app.error
    assert not app.exception


def test_many_faults_are_counted(english: None) -> None:
    faults = [Fault("x.csv", row, "value", "'a'", "a number") for row in range(25)]
    lines = failures.named_message(BundleError(faults)).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 5 more"
