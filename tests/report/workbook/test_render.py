"""The workbook computed by LibreOffice, against `assess`: as exported, and after somebody changed cells."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import openpyxl
import pytest
from numpy.typing import NDArray
from python_calamine import CalamineWorkbook

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Language, Text
from cluster_core.report.workbook.places import (
    COVERAGE,
    INPUTS,
    NORMALISED,
    POINTS_COLUMN,
    RANKING,
    RANKS,
    SCORES,
    UNIT_COLUMNS,
    WEIGHTS,
    Line,
    plan,
)
from cluster_core.report.workbook.ranking_sheet import FIRST
from cluster_core.report.workbook.render import render_workbook
from cluster_core.report.workbook.words import Words
from tests.office import all_converted
from tests.report.test_table import FORMULAS
from tests.report.workbook.samples import PEERS, gappy, mixed, mixed_scenario, opened, opened_mixed
from tests.shipped import assessed, bundle

WRONG = 123456  # stands beside every formula of a file before LibreOffice computes it
Edits = Mapping[tuple[str, int, int], object]


@dataclass(frozen=True)
class Case:
    """What is exported, which cells somebody changes (sheet, row and column from 0), and what must come out."""

    exported: Assessment
    expected: Assessment
    edits: Edits


def same(assessment: Assessment) -> Case:
    return Case(assessment, assessment, {})


def with_targets(dataset: Dataset) -> Dataset:
    """Every indicator with a target: what the third region has, or 40."""
    indicators = {
        name: replace(one, target=one.target if (one.target or 0) > 0 else 40.0)
        for name, one in dataset.indicators.items()
    }
    return replace(dataset, indicators=indicators)


def reweighted() -> Case:
    """Weights of the root and of an innermost node changed in the file: 5, 0, 2, 1 and 3, 1, 1, 4."""
    exported = assessed("jiangsu")
    points = {"four_forces": (5.0, 0.0, 2.0, 1.0), "innovation_platforms": (3.0, 1.0, 1.0, 4.0)}
    scenario = exported.scenario
    for parent, given in points.items():
        scenario = scenario.with_points(parent, given)
    rows = plan(exported).line_row
    edits = {
        (WEIGHTS, rows[Line(parent, child)], POINTS_COLUMN): point
        for parent, given in points.items()
        for child, point in enumerate(given)
    }
    return Case(exported, assess(exported.dataset, scenario), edits)


def revalued(**choices: object) -> Case:
    """One value raised above all others, one emptied by a text, one filled in, and the weights of a node changed."""
    exported = mixed(**choices)
    dataset, places = exported.dataset, plan(exported)
    rows = dataset.observations.copy()
    here = rows["year"] == exported.prepared.vintages["lq_lead"].year
    observed = set(rows[here & (rows["indicator"] == "lq_lead")]["unit"])
    gone, raised = sorted(observed)[:2]
    changed = here & (rows["indicator"] == "lq_lead")
    rows.loc[changed & (rows["unit"] == raised), "value"] = 9.75
    rows = rows[~(changed & (rows["unit"] == gone))]
    scenario = exported.scenario.with_points("b", (0.0, 2.0, 1.0, 7.0))
    expected = assess(replace(dataset, observations=rows), scenario)
    column, first = places.input_column["lq_lead"], places.first(INPUTS)
    edits: dict[tuple[str, int, int], object] = {
        (INPUTS, first + places.units.index(raised), column): 9.75,
        (INPUTS, first + places.units.index(gone), column): "n/a",
    }
    for child, point in enumerate((0.0, 2.0, 1.0, 7.0)):
        edits[WEIGHTS, places.line_row[Line("b", child)], POINTS_COLUMN] = point
    return Case(exported, expected, edits)


def cases() -> dict[str, Case]:
    practice = bundle("practice")
    few = default_scenario(practice, framework="five_elements", peers=PEERS, focus="p11")
    root = few.framework
    aimed = with_targets(gappy())
    return {
        "jiangsu": same(assessed("jiangsu")),
        "reweighted": reweighted(),
        "pool": same(mixed(aggregate="geometric", pool="all", impute="group_median", treat="winsorise")),
        "zscore": same(mixed(normalise="zscore", impute="peer_mean", min_coverage=0.75)),
        "rank": same(mixed(normalise="rank", aggregate="harmonic", treat="winsorise")),
        "percentile": same(
            mixed(normalise="percentile", aggregate="power:2.5", weighting="entropy", min_coverage=0.0)
        ),
        "best": same(
            assess(
                practice,
                replace(
                    few, normalise="best", aggregate="min", weighting="bod", points=((root, (1, 2, 3, 4, 5)),)
                ),
            )
        ),
        "target": same(
            assess(aimed, mixed_scenario(normalise="target", aggregate="power:-150", weighting="equal"))
        ),
        "cluster": same(assess(practice, default_scenario(practice, unit="cluster", aggregate="power:150"))),
        "revalued": revalued(aggregate="geometric", floor=5.0, max_age=0),
        "revalued_zscore": revalued(normalise="zscore", max_age=0),
    }


def refused() -> Case:
    """No weight at all under one node, and one below 0 under another."""
    exported = mixed(min_coverage=0.0)
    rows = plan(exported).line_row
    edits = {(WEIGHTS, rows[Line("a", child)], POINTS_COLUMN): 0 for child in range(4)}
    return Case(exported, exported, {**edits, (WEIGHTS, rows[Line("c", 1)], POINTS_COLUMN): -1})


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Case, CalamineWorkbook]]:
    """Every case with its file as LibreOffice computed it; started once, which takes seconds."""
    folder = tmp_path_factory.mktemp("workbooks")
    known, paths = {**cases(), "refused": refused()}, []
    for name, case in known.items():
        content = render_workbook(case.exported, language_of(name))
        path = folder / f"{name}.xlsx"
        path.write_bytes(edited(content, case.edits) if case.edits else with_wrong_results(content))
        paths.append(path)
    done = all_converted(paths, "xlsx", folder / "computed")
    return {
        name: (case, CalamineWorkbook.from_path(path))
        for (name, case), path in zip(known.items(), done, strict=True)
    }


def language_of(name: str) -> Language:
    return "zh" if len(name) % 2 else "en"


def with_wrong_results(content: bytes) -> bytes:
    """Return a workbook that tells a wrong number beside every formula, so that nobody can read it off."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(
                    rb'(?: t="str")?>(<f[^>]*>[^<]*</f>)<v>[^<]*</v>', rb">\1<v>%d</v>" % WRONG, part
                )
            new.writestr(name, part)
    return buffer.getvalue()


def edited(content: bytes, edits: Edits) -> bytes:
    """Return a workbook with cells changed; openpyxl keeps no result beside a formula."""
    book, buffer = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    for (sheet, row, column), value in edits.items():
        book[sheet].cell(row + 1, column + 1, value)
    book.save(buffer)
    return buffer.getvalue()


def block(
    book: CalamineWorkbook, sheet: str, first: int, columns: list[int], count: int
) -> NDArray[np.float64]:
    """Return numbers, units x columns; NaN for an empty text, and nothing else passes."""
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    values = [[rows[first + at][column] for column in columns] for at in range(count)]
    return np.array([[np.nan if one == "" else float(one) for one in row] for row in values])


NAMES = tuple(cases())


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_computes_what_the_assessment_says(
    name: str, found: Mapping[str, tuple[Case, CalamineWorkbook]]
) -> None:
    case, book = found[name]
    expected, places = case.expected, plan(case.expected)
    prepared, scored, count = expected.prepared, expected.scored, len(expected.units)
    nodes, order = list(places.node_column.values()), [scored.at[node.id] for node in places.nodes]

    leaves = [prepared.at[leaf.indicator] for leaf in places.leaves]
    normalised = block(book, NORMALISED, places.first(NORMALISED), list(places.leaf_column.values()), count)
    np.testing.assert_allclose(normalised, prepared.normalised[:, leaves], rtol=0, atol=1e-9)
    scores = block(book, SCORES, places.first(SCORES), nodes, count)
    np.testing.assert_allclose(scores, scored.scores[:, order], rtol=0, atol=1e-9)
    coverage = block(book, COVERAGE, places.first(COVERAGE), nodes, count)
    np.testing.assert_allclose(coverage, scored.coverage[:, order], rtol=0, atol=1e-9)

    now, before, moved = (
        block(
            book, RANKS, places.first(RANKS), [UNIT_COLUMNS + 3 * at + k for at in range(len(nodes))], count
        )
        for k in range(3)
    )
    np.testing.assert_array_equal(np.nan_to_num(now), scored.ranks[:, order])
    exported = case.exported.scored.ranks[:, order]
    np.testing.assert_array_equal(np.nan_to_num(before), exported)
    both = (exported > 0) & (scored.ranks[:, order] > 0)
    np.testing.assert_array_equal(moved, np.where(both, exported - scored.ranks[:, order], np.nan))

    listed = book.get_sheet_by_name(RANKING).to_python(skip_empty_area=False)[FIRST : FIRST + count]
    told = sorted(range(count), key=lambda unit: (scored.ranks[unit, 0] == 0, scored.ranks[unit, 0], unit))
    assert [row[2] for row in listed] == [expected.units[unit] for unit in told]
    for sheet in book.sheet_names:
        for row in book.get_sheet_by_name(sheet).to_python():
            assert not [one for one in row if one == WRONG or str(one).startswith("#")]


def test_weights_that_cannot_be_used_leave_no_score_and_say_so(
    found: Mapping[str, tuple[Case, CalamineWorkbook]],
) -> None:
    case, book = found["refused"]
    places, count = plan(case.exported), len(case.exported.units)
    columns = [places.node_column[node] for node in ("a", "c", "b", "mixed")]
    scores = block(book, SCORES, places.first(SCORES), columns, count)
    assert np.isnan(scores[:, :2]).all()
    assert np.isfinite(scores[:, 2:]).any(axis=0).all()
    said = {str(cell) for row in book.get_sheet_by_name(WEIGHTS).to_python() for cell in row}
    assert {Words(language_of("refused"))(key) for key in ("none_positive", "negative")} <= said
    for sheet in book.sheet_names:
        assert not [
            one for row in book.get_sheet_by_name(sheet).to_python() for one in row if str(one)[:1] == "#"
        ]


def test_the_cases_reach_what_they_are_made_for() -> None:
    known = cases()
    assert known["pool"].exported.prepared.filled.any()
    assert {one.how for one in known["pool"].exported.prepared.treatments.values()} & {"winsorised", "log"}
    assert "winsorised" in {one.how for one in known["rank"].exported.prepared.treatments.values()}
    withheld = known["zscore"].exported.scored
    assert (np.isnan(withheld.scores) & (withheld.coverage > 0)).any()
    shapes = {parent: shares.ndim for parent, shares in known["best"].exported.scored.weights.items()}
    assert shapes.pop("five_elements") == 1
    assert set(shapes.values()) == {2}
    assert "p11" in known["best"].exported.units
    assert any(notice.code == "floored" for notice in known["revalued"].expected.scored.notices)
    for name in ("reweighted", "revalued", "revalued_zscore"):
        assert (known[name].exported.scored.ranks != known[name].expected.scored.ranks).any()
    assert any(
        one.sign < 0 for one in map(gappy().indicators.get, gappy().framework("mixed").indicators) if one
    )


@pytest.fixture(scope="module")
def hostile() -> bytes:
    """The workbook of a data set whose every text looks like a formula."""
    practice = bundle("practice")
    text = Text(FORMULAS[0], FORMULAS[0])
    framework = practice.framework("five_elements")
    nodes = tuple(replace(node, name=text) for node in framework.nodes)
    rows = practice.observations.assign(note="=1+1")
    named = replace(
        practice,
        name=text,
        observations=rows,
        regions={name: replace(one, name=text) for name, one in practice.regions.items()},
        indicators={name: replace(one, name=text, unit=text) for name, one in practice.indicators.items()},
        sources={name: replace(one, title=text, address="=A1") for name, one in practice.sources.items()},
    ).with_framework(replace(framework, name=text, nodes=nodes))
    scenario = default_scenario(practice, framework="five_elements", peers=PEERS)
    return render_workbook(assess(named, scenario), "en")


def test_text_of_the_data_is_never_a_formula(hostile: bytes) -> None:
    known = openpyxl.load_workbook(io.BytesIO(hostile))
    formulas = {
        cell.value.text if hasattr(cell.value, "text") else str(cell.value)
        for sheet in known
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert not formulas & {*FORMULAS, "=1+1", "=A1"}
    assert {cell.data_type for cell in known[INPUTS]["C"] if cell.value == FORMULAS[0]} == {"s"}


def test_bytes_repeat_and_name_nobody() -> None:
    first = render_workbook(mixed(), "en")
    time.sleep(2.1)  # the clock of a zip file ticks every two seconds
    assert render_workbook(mixed(), "en") == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert not book.properties.creator
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert b"<Company></Company>" in parts.read("docProps/app.xml")


def test_every_formula_stands_with_its_present_value() -> None:
    for assessment in (
        mixed(),
        mixed(normalise="zscore", weighting="bod", impute="peer_mean", treat="winsorise"),
    ):
        book = openpyxl.load_workbook(io.BytesIO(render_workbook(assessment, "en")), data_only=True)
        places = plan(assessment)
        sheet, first = book[SCORES], places.first(SCORES) + 1
        for node, column in places.node_column.items():
            told = [sheet.cell(first + at, column + 1).value for at in range(len(places.units))]
            expected = assessment.scored.scores[:, assessment.scored.at[node]]
            np.testing.assert_allclose(
                [np.nan if one in (None, "") else one for one in told], expected, rtol=1e-14, atol=1e-14
            )


def test_names_lead_to_the_settings_and_the_ranges() -> None:
    names = opened_mixed().defined_names
    assert names["coverage_least"].attr_text == f"'{WEIGHTS}'!$D$3"
    assert names["score_floor"].attr_text == f"'{WEIGHTS}'!$D$4"
    assert {"input_values", "normalised_values", "all_scores", "whole_scores", "whole_ranks"} <= set(names)


def test_sheets_follow_the_reader_from_the_ranking_to_the_sources() -> None:
    assert opened().sheetnames[1] == RANKING
    assert opened().sheetnames[-1].startswith("来源")
    rich = opened_mixed(impute="peer_mean", treat="winsorise", weighting="bod").sheetnames
    assert len(rich) == len(opened_mixed().sheetnames) + 2
