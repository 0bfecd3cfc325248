"""The frame: notes in words, banner, version and link."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import METHODS
from cluster_core.model.stages import Notice
from cluster_core.model.text import Language
from ui import data, shell, text

ROUTER = Path(__file__).resolve().parents[2] / "ui" / "router.py"
FIELDS = ["code", "code_newer", "bundle", "bundle_version", "framework", "rules", "unit", "year"]
FIELDS += ["focus", "peers", "points", "weighting", *METHODS]


@pytest.mark.parametrize("field", FIELDS)
def test_every_ignored_field_has_words(language: Language, field: str) -> None:
    said = shell.note_text(Notice("ignored", (field,), ""))
    assert said
    assert said != text.t("ignored.other", what=field)


@pytest.mark.parametrize("what", ["weights", "framework", "methods", "weights_failed"])
def test_every_change_has_words(language: Language, what: str) -> None:
    assert shell.note_text(Notice("changed", (what,), ""))


@pytest.mark.parametrize("reason", ["missing", "damaged", "faulty"])
def test_every_repair_has_words(language: Language, reason: str) -> None:
    assert shell.note_text(Notice("rebuilt", (reason,), ""))


def test_a_repair_is_said_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "recently_repaired", lambda: "damaged")
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = "en"
    app.run()
    assert any("has been rebuilt from the bundles" in note.value for note in app.markdown)


def test_without_data_there_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_progress: object = None) -> None:
        raise RuntimeError("no disk")

    monkeypatch.setattr(data, "ready", broken)
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    assert app.error
    assert not app.exception
    assert not app.title
