"""Writing the file anew: nothing where there is none, nothing lost where there is one."""

from __future__ import annotations

import pytest

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store
from cluster_core.userdata.rewriting import rewrite
from cluster_core.userdata.tray import Draft, add, list_


def test_nothing_to_rewrite(store: Store) -> None:
    rewrite(store)
    assert store.path is not None
    assert not store.path.exists()


def test_all_that_is_kept_stays(store: Store, scenario: Scenario) -> None:
    added = add(store, [Draft(f"Mine {at}", scenario) for at in range(20)])
    rewrite(store)
    assert set(list_(store).records) == set(added)


def test_a_writer_in_the_way_is_named(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("Mine", scenario)])
    with store.engine.connect() as writer:
        writer.exec_driver_sql("UPDATE saved_scenario SET note = 'x'")
        with pytest.raises(UserDataError) as error:
            rewrite(store, wait_s=0.05)
    assert error.value.kind == "locked"
    rewrite(store)
