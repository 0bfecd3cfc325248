"""Values read from text: what is taken, what is noted, and that nothing is noted twice or left out."""

from __future__ import annotations

import pytest

from cluster_core.errors import Fault
from cluster_core.store.faults import Faults, Place, quote
from tests.store.samples import told

HERE = Place("x.csv", 4, "value")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0.0),
        ("-0.5", -0.5),
        ("+7", 7.0),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-3E-2", -0.03),
        ("1e100", 1e100),
        ("007", 7.0),
    ],
)
def test_numbers_with_a_decimal_point(text: str, number: float) -> None:
    faults = Faults()
    assert faults.number(HERE, text) == number
    assert not faults.every


@pytest.mark.parametrize(
    "text",
    [
        "nan",
        "inf",
        "-Infinity",
        "1,5",
        "1 000",
        "0x10",
        "1_000",
        "１２",
        "٣",
        "1e",
        "--1",
        "12%",
        "n/a",
        "1e101",
        "1e999",
    ],
)
def test_anything_else_is_a_fault_that_quotes_it(text: str) -> None:
    faults = Faults()
    assert faults.number(HERE, text) is None
    assert told(faults)[0].startswith(
        f"x.csv:4: value: found '{text}', allowed: a number, or empty for missing"
    )


def test_empty_is_missing_without_a_fault() -> None:
    faults = Faults()
    assert faults.number(HERE, "") is None
    assert faults.integer(HERE, "") is None
    assert not faults.every


@pytest.mark.parametrize(
    ("text", "hint"), [("1,234.5", "separators of thousands"), ("12 %", "percent sign"), ("-1e200", "1e+100")]
)
def test_a_near_number_gets_a_hint(text: str, hint: str) -> None:
    faults = Faults()
    faults.number(HERE, text)
    assert hint in faults.found[0].hint


@pytest.mark.parametrize(
    ("text", "number"), [("2020", 2020), ("-3", -3), ("+4", 4), ("999999999", 999_999_999)]
)
def test_whole_numbers(text: str, number: int) -> None:
    assert Faults().integer(HERE, text) == number


@pytest.mark.parametrize("text", ["2020.0", "1e3", "1234567890", "２０２０", "x", "2020年"])
def test_other_whole_numbers_are_refused(text: str) -> None:
    faults = Faults()
    assert faults.integer(HERE, text) is None
    assert len(faults.found) == 1


@pytest.mark.parametrize("text", ["a", "NA", "007", "x" * 64, "A.b-c_1"])
def test_ids(text: str) -> None:
    assert Faults().identifier(HERE, text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [("", "nothing"), ("a b", "'a b'"), ("x" * 65, "'xxx"), ("盐", "'盐'"), ("a\n", r"'a\n'")],
)
def test_other_ids_are_refused(text: str, found: str) -> None:
    faults = Faults()
    assert faults.identifier(HERE, text) is None
    assert f"found {found}" in told(faults)[0]


def test_a_choice_may_have_a_default_for_empty() -> None:
    faults = Faults()
    assert faults.choice(HERE, "cost", ("benefit", "cost")) == "cost"
    assert faults.choice(HERE, "", ("benefit", "cost"), "benefit") == "benefit"
    assert not faults.every
    assert faults.choice(HERE, "", ("benefit", "cost")) is None
    assert faults.choice(HERE, "cots", ("benefit", "cost"), "benefit") is None
    assert told(faults) == [
        "x.csv:4: value: found nothing, allowed: benefit, cost",
        "x.csv:4: value: found 'cots', allowed: benefit, cost. Did you mean 'cost'?",
    ]


def test_what_must_be_known_names_some_of_what_is() -> None:
    faults = Faults()
    assert faults.known(HERE, "R1", ["R1"], "region") == "R1"
    assert faults.known(HERE, "R", ["R1", "R2"], "region") is None
    assert faults.known(HERE, "", [], "region") is None
    many = [f"r{k}" for k in range(30)]
    faults.known(HERE, "zz", many, "region")
    assert (
        told(faults)[0] == "x.csv:4: value: found 'R', allowed: a known region (R1, R2). Did you mean 'R2'?"
    )
    assert told(faults)[1].endswith("found nothing, allowed: a known region (there is none)")
    assert "r11, …)" in told(faults)[2]


def test_dangling_references_are_kept_apart_from_faults() -> None:
    faults = Faults()
    faults.known(HERE, "x", ["R1"], "region", dangling=True)
    assert (len(faults.found), len(faults.dangling), len(faults.every)) == (0, 1, 1)


def test_every_fault_is_listed_once_found_before_dangling() -> None:
    faults = Faults()
    faults.known(HERE, "x", [], "region", dangling=True)
    faults.add(HERE, "'y'", "z")
    faults.add(HERE, "'y'", "z")
    assert faults.every[0] == Fault("x.csv", 4, "value", "'y'", "z")
    assert len(faults.every) == 2


def test_a_place_in_another_column() -> None:
    assert HERE.column_of("year") == Place("x.csv", 4, "year")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a", "'a'"),
        ("盐城", "'盐城'"),
        ("a\tb\n", r"'a\tb\n'"),
        ("a\x1b[31m", r"'a\x1b[31m'"),
        ("a\u200bb", r"'a\u200bb'"),  # nothing that can be seen
        ("a\u202eb", r"'a\u202eb'"),  # turns the direction of writing
        ("a\u2028b", r"'a\u2028b'"),
        ("x" * 80, "'" + "x" * 80 + "'"),
        ("x" * 81, "'" + "x" * 79 + "…'"),
    ],
)
def test_quotes_show_what_cannot_be_seen_and_are_cut(text: str, shown: str) -> None:
    assert quote(text) == shown
