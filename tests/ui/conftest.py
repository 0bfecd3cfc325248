"""A session to stand in for the browser's, and texts that may not be missing."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import (
    data,
    framework_state,
    importing_state,
    lab_state,
    presenting_state,
    state,
    text,
    tray_state,
    view_state,
)


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "strict", True)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Language:
    monkeypatch.setattr(state, "language", lambda: request.param)
    return request.param


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "language", lambda: "en")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "language", lambda: "zh")


@pytest.fixture(scope="session")
def jiangsu() -> Dataset:
    return data.dataset("jiangsu")


@pytest.fixture(scope="session")
def scenario(jiangsu: Dataset) -> Scenario:
    return default_scenario(jiangsu)


@pytest.fixture(scope="session")
def assessment(scenario: Scenario) -> Assessment:
    return data.assessment(scenario)


@pytest.fixture
def judgements(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[Hashable, object]]:
    """The reader's own numbers, by subject, in a dictionary that stands in for the session."""
    kept: dict[str, dict[Hashable, object]] = {}
    monkeypatch.setattr(view_state, "judged", lambda subject: kept.get(subject, {}))
    monkeypatch.setattr(view_state, "judge", lambda subject, numbers: kept.update({subject: dict(numbers)}))
    return kept


@pytest.fixture(scope="session")
def clusters() -> Assessment:
    """The practice data with clusters as units: everything is filled."""
    known = data.dataset("practice")
    return data.assessment(replace(default_scenario(known), unit="cluster", focus="c03", peers=()))


@pytest.fixture(scope="session")
def imputed(jiangsu: Dataset, scenario: Scenario) -> Assessment:
    """Yancheng without its R&D spending and loans in any year, the mean of the peers in their place."""
    known = jiangsu.observations
    taken = [jiangsu.indicators[one].numerator or one for one in ("rd_intensity", "loans_gdp")]
    gone = (known["unit"] == "320900") & known["indicator"].isin(taken)
    less = replace(jiangsu, observations=known[~gone], fingerprint=f"{jiangsu.fingerprint}, less")
    return assess(less, replace(scenario, impute="peer_mean"))


class Params(dict[str, str]):
    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, values: dict[str, str]) -> None:
        self.clear()
        self.update(values)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    context = SimpleNamespace(locale="en-GB", url="http://localhost:8501/desk/weights?s=old#x")
    fake = SimpleNamespace(session_state={}, query_params=Params(), context=context)
    for keeper in (
        state,
        lab_state,
        view_state,
        tray_state,
        framework_state,
        presenting_state,
        importing_state,
    ):
        monkeypatch.setattr(keeper, "st", fake)
    return fake
