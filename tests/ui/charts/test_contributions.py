"""Stacked contributions."""

from __future__ import annotations

import pytest

from ui.charts.contributions import contribution_bars, contribution_rows
from ui.charts.spec import spec, with_rows
from ui.theme import DARK, LIGHT, context, contrast, label_on

SHARES = {"innovation": 0.4, "resilience": 0.3, "brand": 0.2, "support": 0.1}


@pytest.fixture
def parts(region_rows):
    def make(count=13, shift=0.0):
        return [
            {
                "region": row["region"],
                "name": row["name"],
                "rank": row["rank"],
                "dimension": dimension,
                "contribution": share * row["score"] - shift,
                "contribution_text": f"{share * row['score'] - shift:.0f}",
                "total_text": f"{row['score'] - 4 * shift:.1f}",
                "focus": row["focus"],
            }
            for row in region_rows(count)
            for dimension, share in SHARES.items()
        ]

    return make


@pytest.fixture
def labels(forces):
    return {"dimensions": forces, "dimension": "Force", "contribution": "Contribution", "total": "Score"}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("count", [0, 1, 13, 60])
def test_every_part_is_kept_in_rank_order(look, parts, labels, tokens, count):
    seen = look(contribution_bars(parts(count), labels=labels, tokens=tokens))
    assert len(seen.rows) == 4 * count
    assert [row["rank"] for row in seen.rows] == [rank for rank in range(1, count + 1) for _ in SHARES]


def test_parts_join_end_to_end_and_add_up(parts, labels):
    laid = contribution_rows(parts(), labels=labels)
    first = [row for row in laid if row["region"] == "320500"]
    assert first[0]["x0"] == 0
    assert [row["x0"] for row in first[1:]] == [row["x1"] for row in first[:-1]]
    assert first[-1]["x1"] == first[0]["end"] == pytest.approx(79.3)


def test_negative_parts_stack_to_the_left(look, parts, labels):
    seen = look(contribution_bars(parts(shift=9), labels=labels, tokens=LIGHT))
    for row in seen.rows:
        ends = sorted((row["x0"], row["x1"]))
        assert ends[1] - ends[0] == pytest.approx(abs(row["contribution"]))
        assert ends[1] <= 0 if row["contribution"] < 0 else ends[0] >= 0
        assert row["end"] >= 0
    assert "domain" not in seen.using("x0")[0]["encoding"]["x"]["scale"]


@pytest.mark.parametrize(("domain", "ends"), [(None, [0, 100]), ((0, 85), [0, 85])])
def test_the_scale_keeps_still_while_weights_move(look, parts, labels, domain, ends):
    seen = look(contribution_bars(parts(), labels=labels, tokens=LIGHT, domain=domain))
    assert all(
        layer["encoding"]["x"]["scale"]["domain"] == ends for layer in seen.using("x0") + seen.using("mid")
    )


def test_a_region_without_score_has_no_parts(look, parts, labels):
    nothing = {"rank": None, "contribution": None, "contribution_text": None, "total_text": "Not ranked"}
    rows = [{**row, **nothing} if row["region"] == "320500" else row for row in parts()]
    seen = look(contribution_bars(rows, labels=labels, tokens=LIGHT))
    last = seen.rows[-4:]
    assert {(row["name"], row["x0"], row["x1"], row["rank_text"]) for row in last} == {("Suzhou", 0, 0, "–")}
    assert {"filter": "datum.x0 !== datum.x1"} in seen.drawn("bar")[0]["transform"]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_focus_full_context_half_and_numbers_readable(look, parts, labels, tokens):
    seen = look(contribution_bars(parts(), labels=labels, tokens=tokens))
    assert {row["tone"] for row in seen.rows if row["focus"]} == {f"{dimension}*" for dimension in SHARES}
    fills = seen.drawn("bar")[0]["mark"]["fill"]["expr"]
    numbers = seen.using("mid")[0]["mark"]["color"]["expr"]
    for dimension, colour in zip(SHARES, tokens.forces, strict=True):
        quiet = context(colour, tokens)
        assert f'"{dimension}*": "{colour}"' in fills
        assert f'"{dimension}": "{quiet}"' in fills
        assert f'"{dimension}": "{label_on(quiet)}"' in numbers
        assert contrast(label_on(quiet), quiet) >= 4.5


def test_a_number_shows_only_where_it_fits(look, parts, labels):
    numbers = look(contribution_bars(parts(), labels=labels, tokens=LIGHT)).using("mid")[0]["mark"]
    assert "abs(scale('x', datum.x1) - scale('x', datum.x0)) >= 24" in numbers["opacity"]["expr"]


def test_names_go_only_beside_the_slope_on_a_wide_window(look, parts, labels):
    alone = list(look(contribution_bars(parts(), labels=labels, tokens=LIGHT)).expressions())
    beside = list(
        look(contribution_bars(parts(), labels=labels, tokens=LIGHT, beside_slope=True)).expressions()
    )
    assert not any("windowSize" in text for text in alone)
    assert sum("windowSize()[0] > 640 ? '' : datum.name" in text for text in beside) == 1


def test_dimension_names_stand_over_the_first_row(look, parts, labels):
    seen = look(contribution_bars(parts(), labels=labels, tokens=LIGHT))
    first = [row for row in seen.rows if row["row"] == 0]
    assert [row["dimension_name"] for row in first] == list(labels["dimensions"].values())
    assert [first[0][f"c{k}"] for k in range(4)] == [row["mid"] for row in first]


@pytest.mark.parametrize("shift", [0, 3])
def test_new_rows_equal_a_new_build(parts, labels, config, shift):
    domain = (-100, 100)
    old = spec(contribution_bars(parts(), labels=labels, tokens=LIGHT, domain=domain), config)
    new = with_rows(old, contribution_rows(parts(shift=shift), labels=labels))
    assert new == spec(
        contribution_bars(parts(shift=shift), labels=labels, tokens=LIGHT, domain=domain), config
    )


def test_tooltip_and_description_are_for_people(look, parts, labels):
    seen = look(contribution_bars(parts(), labels=labels, tokens=LIGHT))
    assert seen.rows[0]["spoken"] == "Suzhou; Force Innovation; Contribution 32; Score 79.3"
    for layer in (seen.drawn("bar")[0], seen.using("mid")[0]):
        titles = [tip["title"] for tip in layer["encoding"]["tooltip"]]
        assert titles == ["title", "Force", "Contribution", "Score"]
