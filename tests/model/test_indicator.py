"""What follows from an indicator's row."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from tests.model.examples import indicator


def test_the_sign_is_the_direction() -> None:
    assert indicator("a", "benefit").sign == 1
    assert indicator("a", "cost").sign == -1


def test_a_numerator_alone_makes_an_indicator_derived() -> None:
    assert not indicator("a").derived
    assert indicator("a", numerator="x").derived
    assert not indicator("a", denominator="x").derived


def test_an_indicator_cannot_change() -> None:
    with pytest.raises(FrozenInstanceError):
        indicator("a").direction = "cost"  # type: ignore[misc]
