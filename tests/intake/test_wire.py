"""Dataclasses to JSON and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.intake.jobs import Look, Request
from cluster_core.intake.mapping import Plan
from cluster_core.intake.wire import from_text, to_text
from tests.intake.samples import looked


def test_a_look_comes_back_the_same(tmp_path: Path) -> None:
    found = looked(tmp_path, "地区,GDP（亿元）\n南京,1\n苏州,2\n")
    assert from_text(Look, to_text(found)) == found


def test_a_request_comes_back_the_same() -> None:
    asked = Request("a", "b", plan=Plan({"x": "y"}, year=2020), transposed=True)
    assert from_text(Request, to_text(asked)) == asked


@pytest.mark.parametrize("text", ["[]", "{}", '{"path": 1, "bundle": "b"}', "nonsense"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_text(Request, text)
