"""A framework or rule file of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import BundleError
from cluster_core.store.files import load_framework, load_rules
from tests.model.examples import dataset, facts
from tests.store.samples import FILES, write

DATA = dataset(facts(a=[1, 2, 3], b=[1, 2, 3], ab=[1, 2, 3]))


def test_a_framework_and_a_rule_set_are_read(tmp_path: Path) -> None:
    write(tmp_path, {name: FILES[name] for name in ("frameworks/two.yaml", "frameworks/rules.yaml")})
    assert load_framework(tmp_path / "frameworks/two.yaml", DATA).indicators == ("a", "ab", "b")
    assert load_rules(tmp_path / "frameworks/rules.yaml", DATA).items[0].tests[0].indicator == "a"


def test_indicators_must_be_those_of_the_data(tmp_path: Path) -> None:
    write(tmp_path, {name: FILES[name] for name in ("frameworks/two.yaml", "frameworks/rules.yaml")})
    lacking = dataset(facts(b=[1, 2, 3]))
    with pytest.raises(BundleError) as refused:
        load_framework(tmp_path / "frameworks/two.yaml", lacking)
    assert [fault.found for fault in refused.value.faults] == ["'a'", "'ab'"]
    with pytest.raises(BundleError, match=r"rules\.yaml:3: indicator: found 'a'"):
        load_rules(tmp_path / "frameworks/rules.yaml", lacking)


@pytest.mark.parametrize("loader", [load_framework, load_rules])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: []\n", "top keys: found 'cases', allowed: a file with the key"),
        ("{}\n", "top keys: found 'nothing', allowed: a file with the key"),
        ("[\n", "well-formed YAML"),
        ("framework: {}\nrules: {}\n", "found nothing"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, loader: object, text: str, said: str) -> None:
    write(tmp_path, {"x.yaml": text})
    with pytest.raises(BundleError) as refused:
        loader(tmp_path / "x.yaml", DATA)  # type: ignore[operator]
    assert said in str(refused.value)


@pytest.mark.parametrize("loader", [load_framework, load_rules])
def test_a_missing_file_is_refused_by_its_path(tmp_path: Path, loader: object) -> None:
    with pytest.raises(BundleError, match=r"none\.yaml: file: found a file that cannot be read"):
        loader(tmp_path / "none.yaml", DATA)  # type: ignore[operator]
