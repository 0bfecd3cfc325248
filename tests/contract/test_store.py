"""The DuckDB file: deterministic, atomic, read-only, locked down, and rebuilt when it cannot be trusted."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from cluster_core import load_dataset
from cluster_core.errors import ClusterError
from cluster_core.store.build import ensure_built
from cluster_core.store.read import bundle_names
from tests.contract.bundles import elsewhere, folder, run, small, table


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two bundles."""
    small().write(tmp_path / "data" / "demo")
    elsewhere().write(tmp_path / "data" / "france")
    return tmp_path / "data"


def fingerprints(path: Path) -> dict[str, str]:
    """The content fingerprint of each bundle in a file."""
    return {name: load_dataset(path, name).fingerprint for name in bundle_names(path)}


# ---------------------------------------------------------------- build


def test_two_builds_have_the_same_content(data: Path, tmp_path: Path) -> None:
    one = ensure_built(data, tmp_path / "1.duckdb")
    two = ensure_built(data, tmp_path / "2.duckdb")
    assert one.rebuilt
    assert one.reason == "missing"
    assert one.fingerprint == two.fingerprint != ""
    assert fingerprints(tmp_path / "1.duckdb") == fingerprints(tmp_path / "2.duckdb")
    with folder() as elsewhere_at:
        copied = shutil.copytree(data, elsewhere_at / "another place")
        three = ensure_built(copied, elsewhere_at / "3.duckdb")
    assert three.fingerprint == one.fingerprint, "no path and no time goes into the content"


def test_one_value_changes_the_fingerprint_and_asks_for_a_build(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.duckdb"
    first = ensure_built(data, out)
    again = ensure_built(data, out)
    assert (again.rebuilt, again.reason, again.fingerprint) == (False, "", first.fingerprint)
    before = fingerprints(out)
    bundle = small()
    bundle.facts["R1", "a", 2020] = 10.5
    bundle.write(data / "demo")
    said: list[str] = []
    changed = ensure_built(data, out, said.append)
    assert (changed.rebuilt, changed.reason) == (True, "changed")
    assert changed.fingerprint != first.fingerprint
    assert said, "a build says that it is at work"
    after = fingerprints(out)
    assert after["demo"] != before["demo"]
    assert after["france"] == before["france"]


@pytest.mark.parametrize(
    "name", ["regions.csv", "indicators.csv", "frameworks/two.yaml", "bundle.yaml", "sources.csv"]
)
def test_a_change_in_any_file_is_seen(data: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "x.duckdb"
    first = ensure_built(data, out)
    path = data / "demo" / name
    text = path.read_text(encoding="utf-8")
    changed = {
        "regions.csv": text.replace("Place R1", "Place One"),
        "indicators.csv": text.replace("Measure a", "Measure A"),
        "frameworks/two.yaml": text.replace("weight: 3", "weight: 4"),
        "bundle.yaml": text.replace("Example", "Sample"),
        "sources.csv": text.replace("made-up", "invented"),
    }[name]
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    second = ensure_built(data, out)
    assert second.rebuilt
    assert second.fingerprint != first.fingerprint


def test_the_file_gives_what_the_folder_gives(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.duckdb"
    assert run("build", "--bundle", data / "demo", "--bundle", data / "france", "--out", out).code == 0
    assert set(bundle_names(out)) == {"demo", "france"}
    for name in ("demo", "france"):
        one, two = load_dataset(out, name), load_dataset(data / name)
        assert one.fingerprint == two.fingerprint
        assert list(one.regions) == list(two.regions)
        assert dict(one.indicators) == dict(two.indicators)
        assert dict(one.frameworks) == dict(two.frameworks)
        pd.testing.assert_frame_equal(one.observations, two.observations)
        pd.testing.assert_frame_equal(one.cluster_observations, two.cluster_observations)


def test_the_order_of_facts_and_bundles_is_no_content(data: Path, tmp_path: Path) -> None:
    first = run(
        "build", "--bundle", data / "demo", "--bundle", data / "france", "--out", tmp_path / "1.duckdb"
    )
    second = run(
        "build", "--bundle", data / "france", "--bundle", data / "demo", "--out", tmp_path / "2.duckdb"
    )
    assert (first.code, second.code) == (0, 0)
    assert fingerprints(tmp_path / "1.duckdb") == fingerprints(tmp_path / "2.duckdb")


# ---------------------------------------------------------------- damage


def rubbish(kind: str, out: Path, good: bytes) -> None:
    """Put something else where the DuckDB file should be."""
    if kind == "empty":
        out.write_bytes(b"")
    elif kind == "text":
        out.write_text("these are not the tables you are looking for\n" * 100, encoding="utf-8")
    elif kind == "random":
        out.write_bytes(random.Random(1).randbytes(200_000))
    elif kind.startswith("cut"):
        out.write_bytes(good[: int(len(good) * float(kind.removeprefix("cut")))])
    elif kind == "foreign":
        out.unlink(missing_ok=True)
        with duckdb.connect(str(out)) as connection:
            connection.execute("create table holiday(snap text); insert into holiday values ('beach')")
    elif kind == "no tables":
        out.unlink(missing_ok=True)
        duckdb.connect(str(out)).close()


@pytest.mark.parametrize(
    "kind", ["empty", "text", "random", "cut0.001", "cut0.3", "cut0.9", "cut0.999", "foreign", "no tables"]
)
def test_a_file_that_is_not_ours_is_rebuilt_and_said(data: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "x.duckdb"
    first, expected = ensure_built(data, out), content(out)
    rubbish(kind, out, out.read_bytes())
    with contextlib.suppress(ClusterError):
        assert content(out) == expected, "a file cut behind its last block may still be read"
        assert kind.startswith("cut")
    said: list[str] = []
    again = ensure_built(data, out, said.append)
    assert again.fingerprint == first.fingerprint
    assert content(out) == expected
    # Reading: a cut that took nothing but unused bytes behind the last block may go unnoticed.
    if kind != "cut0.999":
        assert (again.rebuilt, again.reason) == (True, "damaged")
        assert said
    assert set(bundle_names(out)) == {"demo", "france"}


def test_a_missing_file_is_built_and_said(data: Path, tmp_path: Path) -> None:
    with pytest.raises(ClusterError):
        load_dataset(tmp_path / "none.duckdb", "demo")
    with pytest.raises(ClusterError):
        bundle_names(tmp_path / "none.duckdb")
    said: list[str] = []
    assert ensure_built(data, tmp_path / "none.duckdb", said.append).reason == "missing"
    assert said


@pytest.mark.parametrize("seed", range(20))
def test_a_flipped_bit_never_gives_a_wrong_answer_in_silence(
    flipped: tuple[Path, bytes, dict[str, Any]], tmp_path: Path, seed: int
) -> None:
    data, good, expected = flipped
    rng = random.Random(seed)
    at, bit = rng.randrange(len(good)), rng.randrange(8)
    raw = bytearray(good)
    raw[at] ^= 1 << bit
    out = tmp_path / "x.duckdb"
    out.write_bytes(bytes(raw))
    try:
        ours = content(out)
    except ClusterError:
        pass
    else:
        assert ours == expected
    report = ensure_built(data, out)
    assert report.reason in ("", "damaged")
    assert content(out) == expected


def content(path: Path) -> dict[str, Any]:
    """All that a file says of its bundles."""
    found: dict[str, Any] = {}
    for name in bundle_names(path):
        dataset = load_dataset(path, name)
        found[name] = (
            dataset.fingerprint,
            dataset.observations.fillna({"error": -1.0}).to_dict("records"),
            dict(dataset.regions),
            dict(dataset.indicators),
            dict(dataset.frameworks),
        )
    return found


@pytest.fixture(scope="module")
def flipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, dict[str, Any]]:
    """A sound file, its bytes and its content."""
    place = tmp_path_factory.mktemp("flip")
    bundle = small()
    for at in range(300):
        bundle.regions[f"X{at}"] = {}
        bundle.facts |= {(f"X{at}", name, 2020): at * 1.25 + ord(name) for name in "abc"}
    bundle.write(place / "data" / "demo")
    out = place / "x.duckdb"
    ensure_built(place / "data", out)
    return place / "data", out.read_bytes(), content(out)


def test_a_broken_bundle_leaves_the_usable_file_in_use(data: Path, tmp_path: Path) -> None:
    # Reading: ensure_built raises where the bundles are wrong and there is no usable file; else the old one stays.
    out = tmp_path / "x.duckdb"
    ensure_built(data, out)
    before = out.read_bytes()
    bundle = small()
    bundle.facts["Atlantis", "a", 2020] = 1
    bundle.write(data / "demo")
    with contextlib.suppress(ClusterError):
        assert not ensure_built(data, out).rebuilt
    assert out.read_bytes() == before
    with pytest.raises(ClusterError, match="Atlantis"):
        ensure_built(data, tmp_path / "new.duckdb")
    assert not (tmp_path / "new.duckdb").exists()


# ---------------------------------------------------------------- connections


class Watched:
    """A connection that asks, before it closes, what it was allowed to do."""

    def __init__(self, real: Any, seen: list[dict[str, Any]], owner: bool = True) -> None:
        self.real, self.seen, self.owner, self.asked = real, seen, owner, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def cursor(self) -> Watched:
        return Watched(self.real.cursor(), self.seen, owner=False)

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        if self.owner and not self.asked:
            self.asked = True
            self.ask()
        self.real.close()

    def ask(self) -> None:
        names = [
            "enable_external_access",
            "lock_configuration",
            "autoload_known_extensions",
            "autoinstall_known_extensions",
            "memory_limit",
            "access_mode",
        ]
        found = {name: self.real.execute(f"select current_setting('{name}')").fetchone()[0] for name in names}
        databases = self.real.execute(
            "select database_name, path, readonly from duckdb_databases() where not internal"
        ).fetchall()
        self.seen.append(
            found | {"databases": databases, "refused": [self.refuses(sql) for sql in FORBIDDEN]}
        )

    def refuses(self, sql: str) -> bool:
        try:
            self.real.execute(sql)
        except duckdb.Error:
            return True
        return False


FORBIDDEN = [
    "select * from read_text('/etc/hostname')",
    "attach ':memory:' as other; attach '/tmp/never.duckdb' as never",
    "copy (select 1) to '/tmp/never.csv'",
    "install httpfs",
    "set enable_external_access = true",
    "set memory_limit = '64GB'",
]


def test_reading_is_read_only_and_locked_down(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "x.duckdb"
    ensure_built(data, out)
    before = out.read_bytes()
    seen: list[dict[str, Any]] = []
    watched: list[Watched] = []
    real = duckdb.connect

    def connect(*args: Any, **kwargs: Any) -> Watched:
        watched.append(Watched(real(*args, **kwargs), seen))
        return watched[-1]

    monkeypatch.setattr(duckdb, "connect", connect)
    dataset = load_dataset(out, "demo")
    assert len(dataset.observations) == 9
    for connection in watched:
        if not connection.asked:
            connection.close()
    assert seen, "the file is read through duckdb.connect"
    for settings in seen:
        assert str(settings["enable_external_access"]).lower() == "false"
        assert str(settings["lock_configuration"]).lower() == "true"
        assert str(settings["autoload_known_extensions"]).lower() == "false"
        assert str(settings["autoinstall_known_extensions"]).lower() == "false"
        assert all(settings["refused"]), list(zip(FORBIDDEN, settings["refused"], strict=True))
        files = [row for row in settings["databases"] if row[1]]
        assert all(readonly for _name, _path, readonly in files)
    assert out.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if "duckdb" in file.name] == ["x.duckdb"], (
        "no log beside it"
    )


def test_many_readers_at_once(data: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    out = tmp_path / "x.duckdb"
    ensure_built(data, out)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: load_dataset(out, name).fingerprint, ["demo", "france"] * 12))
    assert len(set(found)) == 2


def test_a_reader_does_not_keep_a_rebuild_out(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.duckdb"
    ensure_built(data, out)
    dataset = load_dataset(out, "demo")
    bundle = small()
    bundle.facts["R1", "a", 2020] = 11
    bundle.write(data / "demo")
    assert ensure_built(data, out).rebuilt
    assert load_dataset(out, "demo").fingerprint != dataset.fingerprint


def test_an_unknown_bundle_is_refused_by_name(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.duckdb"
    ensure_built(data, out)
    with pytest.raises(ClusterError, match="atlantis"):
        load_dataset(out, "atlantis")


def test_scores_from_the_folder_need_no_file(data: Path) -> None:
    assert table("score", "--bundle", data / "demo")
    assert not list(data.rglob("*.duckdb*")), "an in-memory database is used"
