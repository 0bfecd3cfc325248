"""Errors: one family, faults that say where, what and what is allowed, and hints at the nearest name."""

from __future__ import annotations

import pickle

import pytest

from cluster_core.errors import (
    BundleError,
    ClusterError,
    Fault,
    FaultsError,
    MethodError,
    RatingError,
    ScenarioError,
    StoreError,
    UserDataError,
    WorkshopError,
    did_you_mean,
    one_of,
)


def test_an_error_of_user_data_has_a_kind() -> None:
    error = UserDataError("locked", "user data: found it locked")
    assert (error.kind, str(error)) == ("locked", "user data: found it locked")
    assert isinstance(error, ClusterError)


@pytest.mark.parametrize(
    "error", [BundleError, FaultsError, MethodError, RatingError, ScenarioError, StoreError]
)
def test_every_error_of_the_core_is_of_one_family(error: type[Exception]) -> None:
    assert issubclass(error, ClusterError)
    assert not issubclass(error, ValueError | KeyError | OSError), "nobody catches it by accident"


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("a.csv", 4, "value", "'x'", "a number"), "a.csv:4: value: found 'x', allowed: a number"),
        (
            Fault("a.csv", None, "file", "no such file", "a file"),
            "a.csv: file: found no such file, allowed: a file",
        ),
        (
            Fault("a.csv", 1, "header", "'x'", "a, b", "Did you mean 'a'?"),
            "a.csv:1: header: found 'x', allowed: a, b. Did you mean 'a'?",
        ),
    ],
)
def test_a_fault_says_where_what_and_what_is_allowed(fault: Fault, text: str) -> None:
    assert str(fault) == text


def test_equal_faults_are_one() -> None:
    assert (
        len({Fault("a", 1, "b", "c", "d"), Fault("a", 1, "b", "c", "d"), Fault("a", 2, "b", "c", "d")}) == 2
    )


def test_an_error_with_faults_lists_them_one_a_line_and_keeps_them() -> None:
    faults = [Fault("a.csv", row, "value", "'x'", "a number") for row in (2, 3)]
    error = BundleError(iter(faults))
    assert error.faults == tuple(faults)
    assert str(error).splitlines() == [str(fault) for fault in faults]
    assert str(BundleError([])) == ""


def test_a_fault_can_be_handed_to_another_process() -> None:
    fault = Fault("a.csv", 4, "value", "'x'", "a number", "Hint.")
    assert pickle.loads(pickle.dumps(fault)) == fault


def test_what_is_allowed_is_listed_in_the_order_given() -> None:
    assert one_of(["b", "a"]) == "b, a"
    assert one_of(iter(["b"])) == "b"
    assert one_of([]) == ""


@pytest.mark.parametrize(
    ("found", "hint"),
    [
        ("innovation", "Did you mean 'innovation'?"),
        ("inovation", "Did you mean 'innovation'?"),
        ("barnd", "Did you mean 'brand'?"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_hinted_at(found: str, hint: str) -> None:
    assert did_you_mean(found, ["innovation", "brand"]) == hint
    assert did_you_mean(found, []) == ""


def test_an_error_of_a_workshop_has_a_kind() -> None:
    error = WorkshopError("closed", "round 1: found it closed")
    assert (error.kind, str(error)) == ("closed", "round 1: found it closed")
    assert isinstance(error, ClusterError)
