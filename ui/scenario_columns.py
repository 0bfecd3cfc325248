"""The scenarios that can be compared, each as far as the data have it: baseline, the one on screen, saved ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cluster_core.assess.assessment import baseline
from cluster_core.errors import ClusterError, UserDataError
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from cluster_core.userdata import tray as saved
from cluster_core.userdata.record import SavedScenario
from ui import certainty, data, sentences, tray, tray_state
from ui.text import isolated, t

BASELINE, CURRENT = "baseline", "current"
LEAST, MOST = 2, 4
LETTERS = "ABCD"
_LOOKED_AT = 20  # entries, for the few that can be compared at once


@dataclass(frozen=True)
class Column:
    """One scenario of a comparison: its letter, its name, its answer, and what of it is gone."""

    id: str
    letter: str
    name: str
    assessment: Assessment
    notices: tuple[Notice, ...] = ()

    @property
    def scenario(self) -> Scenario:
        """What was chosen."""
        return self.assessment.scenario

    @property
    def title(self) -> str:
        """Letter and name."""
        return f"{self.letter} {self.name}"


def newest(scenario: Scenario) -> tuple[SavedScenario, ...]:
    """Return the few entries saved last that compare like with like: same data, framework and kind of unit.

    Empty where the tray cannot be read; the reason is kept for whoever draws it.
    """
    try:
        found = saved.list_(tray.store(), framework=scenario.framework, limit=_LOOKED_AT).records
    except UserDataError as failed:
        tray_state.set_problem(tray.problem(failed))
        return ()
    return tuple(record for record in found if _alike(record, scenario))[: MOST - 1]


def _alike(record: SavedScenario, scenario: Scenario) -> bool:
    try:
        return record.bundle == scenario.bundle and record.scenario().unit == scenario.unit
    except ClusterError:
        return False


def is_baseline(scenario: Scenario) -> bool:
    """Tell whether a scenario has the framework's own weights."""
    return scenario == baseline(scenario)


def default(scenario: Scenario, newest: Sequence[SavedScenario]) -> tuple[str, ...]:
    """Return what is compared before any choice: the baseline, what is on screen if it differs, the newest saved."""
    code = scenario.encode()
    there = {code, baseline(scenario).encode()}
    known = next((record.id for record in newest if record.code == code), None)
    shown = () if is_baseline(scenario) else (known or CURRENT,)
    rest = [record.id for record in newest if record.code not in there]
    return (BASELINE, *shown, *rest)[: MOST - 1]


def chosen(scenario: Scenario, newest: Sequence[SavedScenario]) -> tuple[str, ...]:
    """Return the ids to compare: as the reader ticked them, else the default."""
    ticked = tray_state.ticked()
    return default(scenario, newest) if ticked is None else ticked


def columns(scenario: Scenario, ids: Collection[str]) -> tuple[Column, ...]:
    """Return the scenarios of these ids in the order given; those that are gone or cannot be computed are left out."""
    try:
        records = saved.read(tray.store(), [one for one in ids if one not in {BASELINE, CURRENT}])
    except UserDataError:
        records = {}
    found: list[Column] = []
    for one in ids:
        letter = LETTERS[len(found)]
        column = (
            _own(scenario, one, letter) if one in {BASELINE, CURRENT} else _saved(records.get(one), letter)
        )
        if column is not None:
            found.append(column)
        if len(found) == MOST:
            break
    return tuple(found)


def own_name(one: str) -> str:
    """Return what the two scenarios that are always there are called."""
    return t(f"tray.{one}")


def _own(scenario: Scenario, one: str, letter: str) -> Column:
    shown = baseline(scenario) if one == BASELINE else scenario
    return Column(one, letter, own_name(one), data.assessment(shown))


def _saved(record: SavedScenario | None, letter: str) -> Column | None:
    if record is None:
        return None
    try:
        scenario, notices = tray.fitted(record)
        return Column(record.id, letter, isolated(record.name), data.assessment(scenario), notices)
    except ClusterError:
        return None


def summary(assessment: Assessment) -> str:
    """Return the rank and score of the region in focus, or of the leader."""
    ranks = sentences.rank_by_unit(assessment)
    if not ranks:
        return t("tray.nobody")
    focus = sentences.focus_of(assessment)
    unit = focus if focus in ranks else min(ranks, key=ranks.__getitem__)
    sure = certainty.range_text(certainty.standings(assessment).get(unit))
    return t(
        "tray.summary_sure" if sure else "tray.summary",
        place=sentences.region(assessment, unit),
        rank=sentences.ordinal(ranks[unit]),
        range=sure,
        score=sentences.score(float(assessment.scored.scores[assessment.units.index(unit), 0])),
    )
