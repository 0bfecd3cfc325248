"""Ratings of technologies as a file: out and in again, every fault at its row."""

from __future__ import annotations

import pytest

from cluster_core.errors import BundleError
from cluster_core.model.chokepoint_ratings import Rating
from cluster_core.store.ratings_file import LARGEST, read_ratings, write_ratings
from tests.model.test_chokepoint_ratings import REGISTER


def faults(text: str | bytes) -> list[str]:
    with pytest.raises(BundleError) as refused:
        read_ratings(text.encode() if isinstance(text, str) else text, "r.csv", REGISTER)
    return [str(fault).removeprefix("r.csv:") for fault in refused.value.faults]


@pytest.mark.parametrize(
    "ratings",
    [
        {},
        {"x": Rating(criticality=0, category="")},
        {"y": Rating(category="held", gap_years=3, window_end=2030)},
    ],
)
def test_what_goes_out_comes_in_again(ratings: dict[str, Rating]) -> None:
    assert read_ratings(write_ratings(REGISTER, ratings), "r.csv", REGISTER) == ratings


def test_some_columns_in_any_order_with_others_beside_them() -> None:
    text = "name,criticality,technology\nX,100.0,x\nY,,y\n"
    assert read_ratings(text.encode(), "r.csv", REGISTER) == {"x": Rating(criticality=100)}


def test_every_fault_at_once() -> None:
    assert faults("technology,criticality,category\nx,60,held\nz,25,\nx,25,gone\n") == [
        "2: criticality: found '60', allowed: 0, 25, 50, 75, 100",
        "3: technology: found 'z', allowed: a known technology (x, y)",
        "4: technology: found a duplicate 'x', allowed: every technology once",
        "4: category: found 'gone', allowed: held",
    ]


def test_no_table() -> None:
    assert faults("criticality\n100\n")[0].startswith("1: technology: found no such column")
    assert faults("技术".encode("gb18030"))[0].startswith("1: encoding: found the bytes")
    assert faults(b" " * (LARGEST + 1))[0].startswith(" file: found 100001 bytes, allowed: at most")
