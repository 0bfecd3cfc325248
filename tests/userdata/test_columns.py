"""Moments are UTC on both sides of the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy.dialects import sqlite

from cluster_core.userdata.columns import Moment


def test_moments_are_utc_whatever_their_zone() -> None:
    noon = datetime(2026, 11, 4, 12, tzinfo=timezone(timedelta(hours=8)))
    kept = Moment().process_bind_param(noon, sqlite.dialect())
    assert kept == datetime(2026, 11, 4, 4)
    assert Moment().process_result_value(kept, sqlite.dialect()) == noon.astimezone(UTC)
