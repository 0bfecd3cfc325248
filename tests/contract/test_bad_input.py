"""Bad bundles and frameworks: exit 2, every fault at once as file:row: column: found, allowed, and nothing lost."""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.contract.bundles import Bundle, dump_yaml, elsewhere, number, refused, run, small, table, tree
from tests.contract.test_shortcomings import rules, with_items

HEADER = "region,indicator,year,value,source\n"
# Rows are counted as a text editor or a spreadsheet does: the header is row 1, the first fact row 2.


def broken(tmp_path: Path, observations: str | bytes) -> Path:
    """The small bundle with other observations."""
    path = small().write(tmp_path / "bundle")
    raw = observations if isinstance(observations, bytes) else observations.encode()
    (path / "observations.csv").write_bytes(raw)
    return path


def facts(*rows: str) -> str:
    """The small bundle's observations with rows of one's own in front."""
    usual = [f"{r},{i},2020,{v},s1" for r in ("R1", "R2", "R3") for i, v in (("a", 1), ("b", 2), ("c", 3))]
    taken = {",".join(row.split(",")[:3]) for row in rows}
    return HEADER + "".join(
        row + "\n" for row in [*rows, *(u for u in usual if ",".join(u.split(",")[:3]) not in taken)]
    )


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change a text file."""
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    "value",
    [
        "abc",
        "n/a",
        "..",
        "-",
        "#DIV/0!",
        '"1,5"',
        '"1,234"',
        "1 234",
        "1\u00a0234",
        "1'234",
        "12%",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "1e999",
        "1_000",
        "0x1",
        "None",
        "=1+1",
        "TRUE",
        "1.2.3",
        "2020-01-01",
        "\uff15",
        "--1",
        "null",
    ],
)
def test_what_is_no_number_is_refused_with_its_row(tmp_path: Path, value: str) -> None:
    said = refused("check", broken(tmp_path, facts("R1,a,2020,1,s1", f"R2,a,2020,{value},s1")))
    assert "observations.csv:3: value:" in said
    assert value.strip('"') in said


@pytest.mark.parametrize("value", ["1", "-3.5", "1e3", "1E-3", "0", "+2", "1e99", "5e-324", " 7 "])
def test_what_is_a_number_is_read(tmp_path: Path, value: str) -> None:
    assert run("check", broken(tmp_path, facts(f"R1,a,2020,{value},s1"))).code == 0


@pytest.mark.parametrize(
    "year",
    [
        "FY2020",
        "2020-21",
        "2020.5",
        "",
        "abc",
        "nan",
        "2_020",
        "\uff12\uff10\uff12\uff10",
        "1e3",
        "2020-12-31",
    ],
)
def test_a_year_that_is_none_is_refused_with_its_row(tmp_path: Path, year: str) -> None:
    said = refused("check", broken(tmp_path, facts(f"R1,a,{year},5,s1")))
    assert "observations.csv:2: year:" in said
    assert year in said


@pytest.mark.parametrize("again", ["R1,a,2020,1,s1", "R1,a,2020,2,s1"])
def test_a_duplicate_key_is_refused_equal_or_not(tmp_path: Path, again: str) -> None:
    path = broken(tmp_path, facts("R1,a,2020,1,s1") + again + "\n")
    for argv in (
        ("check", path),
        ("build", "--bundle", path, "--out", tmp_path / "x.duckdb"),
        ("score", "--bundle", path),
    ):
        said = refused(*argv)
        assert "duplicate" in said
        assert "observations.csv:11:" in said
        assert "R1" in said
    assert not (tmp_path / "x.duckdb").exists()


def test_unknown_regions_and_indicators_are_quoted(tmp_path: Path) -> None:
    said = refused("check", broken(tmp_path, facts("Atlantis,a,2020,1,s1", "R1,happiness,2020,1,s1")))
    assert "observations.csv:2: region:" in said
    assert "Atlantis" in said
    assert "observations.csv:3: indicator:" in said
    assert "happiness" in said


def test_every_fault_of_every_file_is_told_in_one_run(tmp_path: Path) -> None:
    bundle = small()
    path = bundle.write(tmp_path / "bundle")
    rows = [f"R{at},a,2020,bad{at},s1" for at in range(40)]
    (path / "observations.csv").write_text(
        HEADER + "\n".join(rows) + "\nR1,b,twenty,1,s1\nR1,b,2020,1,s1\nR1,b,2020,1,s1\n"
    )
    edit(
        path / "indicators.csv",
        lambda text: text.replace("cost", "sideways") + "x y,,Odd id,,,benefit,,,,,,,,,,,,\n",
    )
    edit(path / "regions.csv", lambda text: text + "R1,,Again,,\n")
    edit(
        path / "frameworks" / "two.yaml",
        lambda text: text.replace("parent: two", "parent: nobody", 1).replace("weight: 3", "weight: -3"),
    )
    said = refused("check", path)
    for at in range(40):
        assert f"bad{at}" in said, "none is left out"
    for found in (
        "twenty",
        "sideways",
        "x y",
        "nobody",
        "-3",
        "duplicate",
        "regions.csv:5",
        "observations.csv:42",
    ):
        assert found in said, found
    lines = [line for line in said.splitlines() if re.match(r"\S.*\.(csv|yaml)(:\d+)?: ", line)]
    assert len(lines) >= 45
    assert all("found" in line and "allowed" in line for line in lines)
    again = refused("score", "--bundle", path)
    assert set(said.splitlines()) <= set(again.splitlines()), "each command tells them all"


@pytest.mark.parametrize("column", ["region", "indicator", "year", "value"])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    columns = ["region", "indicator", "year", "value"]
    at = columns.index(column)
    rows = [["R1", "a", "2020", "1"], ["R2", "a", "2020", "2"]]
    text = (
        "\n".join(",".join(cell for i, cell in enumerate(row) if i != at) for row in [columns, *rows]) + "\n"
    )
    said = refused("check", broken(tmp_path, text))
    assert "observations.csv" in said
    assert column in said


@pytest.mark.parametrize("name", ["bundle.yaml", "regions.csv", "indicators.csv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    path = small().write(tmp_path / "bundle")
    (path / name).unlink()
    assert name in refused("score", "--bundle", path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("observations.csv", b""),
        ("observations.csv", b"\n\n"),
        ("observations.csv", b"region\nR1\n"),
        ("observations.csv", b"region,region,indicator,year,value\nR1,R1,a,2020,1\n"),
        ("observations.csv", b"region,indicator,year,value\nR1,a,2020,1,2,3\n"),
        ("observations.csv", b"region,indicator,year,value\nR1,a\n"),
        ("observations.csv", b'region,indicator,year,value\nR1,"a,2020,1\nR2,a,2020,2\n'),
        ("observations.csv", b"region,indicator,year,value\nR1,a,2020,1\x00\n"),
        ("observations.csv", "region,indicator,year,value,note\nR1,a,2020,1,\u6c5f\u82cf\n".encode("gbk")),
        ("observations.csv", "region,indicator,year,value,note\nR1,a,2020,1,\u6c5f\u8607\n".encode("big5")),
        (
            "observations.csv",
            "region,indicator,year,value,note\nR1,a,2020,1,\u6771\u4eac\n".encode("shift_jis"),
        ),
        ("observations.csv", "region,indicator,year,value\nR1,a,2020,1\n".encode("utf-16")),
        ("observations.csv", "region,indicator,year,value\nR1,a,2020,1\n".encode("utf-16-be")),
        (
            "observations.csv",
            "region,indicator,year,value,note\nR1,a,2020,1,é\n".encode()
            + "R2,a,2020,1,é\n".encode("latin-1"),
        ),
        ("observations.csv", b"region;indicator;year;value\nR1;a;2020;1\n"),
        ("observations.csv", b"region\tindicator\tyear\tvalue\nR1\ta\t2020\t1\n"),
        ("observations.csv", b"Table 1: values\nregion,indicator,year,value\nR1,a,2020,1\n"),
        ("regions.csv", b""),
        ("regions.csv", b"region,name_en\nR 1,Place\n"),
        ("regions.csv", b"region,name_en\nR1,\n"),
        ("regions.csv", b"region\nR1\nR2\nR3\n"),
        ("indicators.csv", b""),
        ("indicators.csv", b"indicator,name_en\na,A\nb,B\nc,C\n"),
        ("bundle.yaml", b""),
        ("bundle.yaml", b"- 1\n- 2\n"),
        ("bundle.yaml", b"id: [unclosed\n"),
        ("bundle.yaml", b"id: demo\nid: demo\nname: {en: x}\nversion: 1\n"),
        ("bundle.yaml", b"\xff\xfe\x00"),
    ],
)
def test_a_file_that_is_not_in_the_format_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = small().write(tmp_path / "bundle")
    (path / name).write_bytes(content)
    said = refused("score", "--bundle", path)
    assert name in said
    assert len(said) < 20_000


def test_ragged_rows_duplicate_headers_and_open_quotes_name_the_row(tmp_path: Path) -> None:
    said = refused("check", broken(tmp_path, facts("R1,a,2020,1,s1") + "R9,a,2020,1,s1,surplus\n"))
    assert "observations.csv:11" in said
    said = refused("check", broken(tmp_path, "region,indicator,year,value,value\nR1,a,2020,1,2\n"))
    assert "duplicate" in said
    assert "value" in said


def test_a_pickle_is_never_unpickled(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "sprung",))

    refused("check", broken(tmp_path, pickle.dumps(Trap())))
    assert not (tmp_path / "sprung").exists()


def test_a_yaml_tag_is_never_built(tmp_path: Path) -> None:
    path = small().write(tmp_path / "bundle")
    trap = f"name: !!python/object/apply:os.mkdir ['{tmp_path / 'sprung'}']\nid: demo\nversion: 1\n"
    (path / "bundle.yaml").write_text(trap, encoding="utf-8")
    # Reading: refused, or read as plain text and lists; but never run.
    result = run("check", path)
    assert result.code in (0, 2)
    assert "Traceback" not in result.err
    assert not (tmp_path / "sprung").exists()


def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path) -> None:
    path = small().write(tmp_path / "bundle")
    before = table("score", "--bundle", path)
    for at, change in enumerate([lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\n", b"\r\n")]):
        other = small().write(tmp_path / str(at))
        for name in ("observations.csv", "regions.csv", "indicators.csv"):
            (other / name).write_bytes(change((other / name).read_bytes()))
        assert table("score", "--bundle", other) == before


def test_bare_carriage_returns_are_read_or_refused_but_lose_nothing(tmp_path: Path) -> None:
    path = small().write(tmp_path / "bundle")
    before = table("score", "--bundle", path)
    (path / "observations.csv").write_bytes((path / "observations.csv").read_bytes().replace(b"\n", b"\r"))
    result = run("score", "--bundle", path)
    assert result.code in (0, 2)
    assert "Traceback" not in result.err
    if result.code == 0:
        assert result.rows == before


def test_unknown_columns_are_kept_and_ignored(tmp_path: Path) -> None:
    path = small().write(tmp_path / "bundle")
    before = table("score", "--bundle", path)
    for name in ("observations.csv", "regions.csv", "indicators.csv"):
        lines = (path / name).read_text(encoding="utf-8").splitlines()
        wide = [
            line + ("".join(f",extra{i}" for i in range(50)) if at == 0 else ",x" * 50)
            for at, line in enumerate(lines)
        ]
        (path / name).write_text("\n".join(wide) + "\n", encoding="utf-8")
    assert table("score", "--bundle", path) == before


def test_text_with_quotes_line_breaks_and_sql_is_only_text(tmp_path: Path) -> None:
    bundle = small()
    bundle.regions["R1"] = {"name_en": "'; DROP TABLE observations; --", "name_zh": '一"二\n三'}
    bundle.indicators["a"]["name_en"] = "=HYPERLINK(1), <script>alert(1)</script>"
    assert table("score", "--bundle", bundle.write(tmp_path / "1")) == table(
        "score", "--bundle", small().write(tmp_path / "2")
    )


# ---------------------------------------------------------------- ids


@pytest.mark.parametrize("region", ["a b", "a/b", "../x", "盐城", "x" * 65, "a;b", "a,b", "é", "a\u202eb"])
def test_an_id_outside_the_alphabet_is_refused(tmp_path: Path, region: str) -> None:
    bundle = small()
    bundle.regions[region] = {}
    said = refused("check", bundle.write(tmp_path / "b"))
    assert "regions.csv:5: region:" in said


def test_ids_that_look_like_something_else_stay_text(tmp_path: Path) -> None:
    odd = [
        "NA",
        "007",
        "1E10",
        "0E5",
        "no",
        "null",
        "true",
        "1e3",
        "320900",
        "nan",
        "2020-01-01",
        "1.0",
        "-1",
        "N.A",
    ]
    bundle = small()
    bundle.regions = {region: {} for region in odd}
    bundle.facts = {(region, name, 2020): at + 1.0 for at, region in enumerate(odd) for name in "abc"}
    rows = table("score", "--bundle", bundle.write(tmp_path))
    assert [row["region"] for row in rows if row["level"] == "0"] == odd


def test_unquoted_yaml_ids_stay_text(tmp_path: Path) -> None:
    leaves, nodes = ["no", "1e3", "0x10", "1.50", "true"], ["320900", "NA", "007", "2020-01-01", "null"]
    bundle = small()
    bundle.regions = {region: {} for region in ["007", "NA", "1e3"]}
    bundle.indicators = {name: {} for name in leaves}
    bundle.facts = {
        (region, name, 2020): at + 1.0 for at, region in enumerate(bundle.regions) for name in leaves
    }
    path = bundle.write(tmp_path)
    (path / "frameworks" / "two.yaml").unlink()
    lines = [
        f"  - {{id: {node}, parent: 008, name: {{en: x}}, indicators: [{leaf}]}}\n"
        for node, leaf in zip(nodes, leaves, strict=True)
    ]
    (path / "frameworks" / "f.yaml").write_text(
        "framework: {id: 008, name: {en: odd}, source: s, version: 1}\nnodes:\n"
        + "".join(lines)
        + "  - id: on\n    parent: 007\n    name: {en: x}\n    indicators:\n      - {id: 1e3, weight: 2}\n      - no\n",
        encoding="utf-8",
    )
    (path / "bundle.yaml").write_text(
        "id: 1e5\nname: {en: odd}\nversion: 1\ndefault_framework: 008\ndefault_focus: 007\ndefault_year: 2020\n",
        encoding="utf-8",
    )
    rows = table("score", "--bundle", path)
    assert {row["node"] for row in rows} == {"008", "on", *nodes}
    assert {row["framework"] for row in rows} == {"008"}
    assert [row["region"] for row in rows if row["level"] == "0"] == ["007", "NA", "1e3"]


# ---------------------------------------------------------------- indicators, clusters, rules


@pytest.mark.parametrize(
    ("meta", "found"),
    [
        ({"direction": "up"}, "up"),
        ({"direction": ""}, "direction"),
        ({"transform": "sqrt"}, "sqrt"),
        ({"kind": "magic"}, "magic"),
        ({"scale": "ten"}, "ten"),
        ({"target": "soon"}, "soon"),
        ({"goalpost_low": "nan"}, "nan"),
        ({"breaks_before": "2019.5"}, "2019.5"),
        ({"numerator": "nothing"}, "nothing"),
        ({"numerator": "b", "denominator": "nothing"}, "nothing"),
        ({"goalpost_low": 5, "goalpost_high": 5}, "5"),
        ({"goalpost_low": 9, "goalpost_high": 1}, "9"),
    ],
)
def test_an_indicator_row_that_cannot_be_used_is_refused(
    tmp_path: Path, meta: dict[str, Any], found: str
) -> None:
    bundle = small()
    bundle.indicators["odd"] = meta
    said = refused("check", bundle.write(tmp_path))
    assert "indicators.csv:5:" in said
    assert found in said


def test_a_derived_indicator_has_no_observations_of_its_own(tmp_path: Path) -> None:
    bundle = small()
    bundle.indicators["r"] = {"numerator": "a", "denominator": "b"}
    bundle.facts["R1", "r", 2020] = 5
    said = refused("check", bundle.write(tmp_path))
    assert "observations.csv:11" in said
    bundle = small()
    bundle.indicators |= {"r": {"numerator": "a"}, "rr": {"numerator": "r"}}
    assert "rr" in refused("check", bundle.write(tmp_path / "2")) or "'r'" in refused("check", tmp_path / "2")


@pytest.mark.parametrize(("column", "value"), [("status", "guessed"), ("quality", "Z")])
def test_words_outside_the_list_are_refused(tmp_path: Path, column: str, value: str) -> None:
    text = f"region,indicator,year,value,{column}\nR1,a,2020,1,{value}\n"
    said = refused("check", broken(tmp_path, text))
    assert f"observations.csv:2: {column}:" in said
    assert value in said


def test_clusters_with_faults(tmp_path: Path) -> None:
    bundle = elsewhere()
    bundle.clusters["aero"] = {"members": "FR10:much;Atlantis"}
    bundle.cluster_facts["nowhere", "reach", 2020] = 1
    said = refused("check", bundle.write(tmp_path))
    for found in ("Atlantis", "much", "nowhere", "clusters.csv:2: members:", "cluster_observations.csv"):
        assert found in said, found


def test_rules_with_faults(tmp_path: Path) -> None:
    items = [
        {"id": "i", "family": "unknown_family", "tests": [{"indicator": "happiness"}]},
        {"id": "i", "tests": [{"indicator": "a", "vs": "neighbour"}]},
        {"id": "j", "combine": "median", "tests": [{"indicator": "a", "weight": -2}]},
        {"id": "k", "tests": [{"indicator": "a", "target": "high", "vs": "target"}]},
    ]
    bundle = with_items(small(), *items)
    bundle.frameworks["gaps"]["families"] = [{"id": "fam", "name": {"en": "x"}}]
    said = refused("check", bundle.write(tmp_path))
    for found in (
        "unknown_family",
        "happiness",
        "duplicate",
        "neighbour",
        "median",
        "-2",
        "high",
        "gaps.yaml",
    ):
        assert found in said, found


# ---------------------------------------------------------------- frameworks


def framework(tmp_path: Path, text: str) -> Path:
    """The small bundle with a framework written as text."""
    path = small().write(tmp_path / "bundle")
    (path / "frameworks" / "two.yaml").write_text(text, encoding="utf-8")
    return path


HEAD = "framework: {id: two, name: {en: Two}, source: s, version: 1}\n"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("nodes:\n  - {id: x, parent: y, indicators: [a]}\n  - {id: y, parent: x, indicators: [a]}\n", "x"),
        ("nodes:\n  - {id: x, parent: x, indicators: [a]}\n", "x"),
        ("nodes:\n  - {id: two, parent: two, indicators: [a]}\n", "two"),
        ("nodes:\n  - {id: x, parent: nobody, indicators: [a]}\n", "nobody"),
        (
            "nodes:\n  - {id: x, parent: two, indicators: [a]}\n  - {id: x, parent: two, indicators: [b]}\n",
            "duplicate",
        ),
        ("nodes:\n  - {id: x, parent: two, indicators: [a, a]}\n", "duplicate"),
        ("nodes:\n  - {id: x, parent: two, weight: -1, indicators: [a]}\n", "-1"),
        ("nodes:\n  - {id: x, parent: two, weight: .nan, indicators: [a]}\n", "nan"),
        ("nodes:\n  - {id: x, parent: two, weight: nan, indicators: [a]}\n", "nan"),
        ("nodes:\n  - {id: x, parent: two, weight: .inf, indicators: [a]}\n", "inf"),
        ("nodes:\n  - {id: x, parent: two, weight: heavy, indicators: [a]}\n", "heavy"),
        ("nodes:\n  - {id: x, parent: two, weight: true, indicators: [a]}\n", "true"),
        ("nodes:\n  - {id: x, parent: two, indicators: [{id: a, weight: -7}]}\n", "-7"),
        ("nodes:\n  - {id: x, parent: two, indicators: [{id: a, weight: 0}, {id: b, weight: 0}]}\n", "zero"),
        ("nodes:\n  - {id: x, parent: two, weight: 0, indicators: [a]}\n", "zero"),
        ("nodes:\n  - {id: x, parent: two, indicators: [happiness]}\n", "happiness"),
        ("nodes:\n  - {id: x, parent: two, aggregate: mode, indicators: [a]}\n", "mode"),
        ("method: {normalise: softmax}\nnodes:\n  - {id: x, parent: two, indicators: [a]}\n", "softmax"),
        ("method: {aggregate: mode}\nnodes:\n  - {id: x, parent: two, indicators: [a]}\n", "mode"),
        ("method: {min_coverage: 2}\nnodes:\n  - {id: x, parent: two, indicators: [a]}\n", "2"),
        ("nodes:\n  - {id: x y, parent: two, indicators: [a]}\n", "x y"),
        ("nodes:\n  - {parent: two, indicators: [a]}\n", "id"),
        ("nodes:\n  - {id: x, indicators: [a]}\n", "parent"),
        ("nodes: none\n", "nodes"),
        ("nodes:\n  - just text\n", "just text"),
        ("nodes:\n  - {id: x, parent: two, indicators: a}\n", "indicators"),
        ("nodes:\n  - {id: x, parent: two, weight: 1, weight: 2, indicators: [a]}\n", "duplicate"),
        (
            "nodes:\n  - {id: x, parent: two, indicators: [a]}\nnodes:\n  - {id: y, parent: two, indicators: [b]}\n",
            "duplicate",
        ),
    ],
)
def test_a_framework_with_a_fault_is_refused(tmp_path: Path, body: str, found: str) -> None:
    path = framework(tmp_path, HEAD + body)
    said = refused("score", "--bundle", path)
    assert "two.yaml" in said
    assert found.lower() in said.lower()
    refused("check", path)


@pytest.mark.parametrize(
    "text",
    [
        "framework: {id: two",
        "a: b: c",
        "\t- x",
        "framework: *nobody\n",
        "framework: !!set {a, b}\nnodes: 1\n",
        "%YAML 9\n---\n",
        "",
        "just words\n",
        "[1, 2]\n",
        "---\na: 1\n---\nb: 2\n",
    ],
)
def test_broken_yaml_is_refused_by_name(tmp_path: Path, text: str) -> None:
    assert "two.yaml" in refused("check", framework(tmp_path, text))


def test_an_alias_bomb_is_refused_quickly(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 10)]
    text = "\n".join(lines) + f"\n{HEAD}nodes: *a9\n"
    said = refused("check", framework(tmp_path, text))
    assert "two.yaml" in said
    assert len(said) < 20_000


def test_nesting_ten_thousand_deep_is_refused(tmp_path: Path) -> None:
    for text in (
        HEAD + "nodes: " + "[" * 10_000 + "]" * 10_000 + "\n",
        HEAD + "nodes: " + "{a: " * 10_000 + "1" + "}" * 10_000,
    ):
        said = refused("check", framework(tmp_path, text))
        assert "two.yaml" in said
        assert len(said) < 20_000


def test_a_deep_tree_is_read(tmp_path: Path) -> None:
    bundle = small()
    nodes = [{"id": f"n{at}", "parent": f"n{at - 1}" if at else "two"} for at in range(60)]
    nodes[-1]["indicators"] = ["a"]
    bundle.frameworks = {"two": tree("two", nodes)}
    rows = table("score", "--bundle", bundle.write(tmp_path))
    assert max(int(row["level"]) for row in rows) == 60
    assert len({row["score"] for row in rows if row["region"] == "R2"}) == 1


def test_every_fault_of_a_framework_is_told_at_once(tmp_path: Path) -> None:
    body = (
        "method: {normalise: softmax, aggregate: mode}\nnodes:\n"
        "  - {id: x, parent: nobody, weight: -1, indicators: [happiness]}\n"
        "  - {id: y, parent: two, weight: .nan, indicators: [a]}\n"
        "  - {id: y, parent: two, aggregate: median, indicators: [{id: b, weight: 0}]}\n"
    )
    said = refused("check", framework(tmp_path, HEAD + body))
    for found in ("softmax", "mode", "nobody", "-1", "happiness", "nan", "duplicate", "median", "zero"):
        assert found in said.lower(), found


def test_two_frameworks_of_one_id_and_an_unknown_default(tmp_path: Path) -> None:
    bundle = small()
    bundle.frameworks["again"] = bundle.framework
    assert "duplicate" in refused("check", bundle.write(tmp_path / "1"))
    bundle = small()
    bundle.meta = {"default_framework": "nowhere", "default_focus": "Atlantis", "default_year": "soon"}
    said = refused("check", bundle.write(tmp_path / "2"))
    for found in ("nowhere", "Atlantis", "soon", "bundle.yaml"):
        assert found in said, found


# ---------------------------------------------------------------- nothing is lost


def test_a_failed_build_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    good, out = small().write(tmp_path / "good"), tmp_path / "out" / "x.duckdb"
    out.parent.mkdir()
    bad = broken(tmp_path / "bad", facts("Atlantis,a,2020,abc,s1"))
    said = refused("build", "--bundle", bad, "--out", out)
    assert "Atlantis" in said
    assert "abc" in said
    assert list(out.parent.iterdir()) == [], "no file where there was none"
    assert run("build", "--bundle", good, "--out", out).code == 0
    before = hashlib.sha256(out.read_bytes()).hexdigest()
    refused("build", "--bundle", bad, "--out", out)
    refused("build", "--bundle", good, "--bundle", bad, "--out", out)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == before
    assert [file.name for file in out.parent.iterdir()] == ["x.duckdb"]


def test_two_bundles_of_one_id_are_refused(tmp_path: Path) -> None:
    one, two = small().write(tmp_path / "1"), small().write(tmp_path / "2")
    said = refused("build", "--bundle", one, "--bundle", two, "--out", tmp_path / "x.duckdb")
    assert "demo" in said
    assert not (tmp_path / "x.duckdb").exists()


# ---------------------------------------------------------------- odd but sound


def test_header_only_observations_score_nothing(tmp_path: Path) -> None:
    # Reading: a bundle without any observation is either refused or leaves every region without a rank; never zeros.
    result = run("score", "--bundle", broken(tmp_path, HEADER))
    assert result.code in (0, 2)
    assert "Traceback" not in result.err
    assert all(row["score"] == "" for row in result.rows) if result.code == 0 else result.err


def test_all_values_equal_and_negative_values(tmp_path: Path) -> None:
    bundle: Bundle = small()
    bundle.facts = dict.fromkeys(bundle.facts, 3)
    rows = table("score", "--bundle", bundle.write(tmp_path / "1"))
    assert [number(row["score"]) for row in rows] == [pytest.approx(50)] * len(rows)
    bundle = small()
    bundle.facts = {key: -value for key, value in bundle.facts.items() if value is not None}
    rows = table("score", "--bundle", bundle.write(tmp_path / "2"))
    assert all(0 <= float(row["score"]) <= 100 for row in rows)


def test_a_logarithm_of_a_negative_value_is_never_a_number_out_of_nothing(tmp_path: Path) -> None:
    # Reading: the contract does not say; refused or missing are both sound.
    bundle = small()
    bundle.indicators["a"]["transform"] = "log1p"
    bundle.facts["R1", "a", 2020] = -5
    result = run("score", "--bundle", bundle.write(tmp_path))
    assert result.code in (0, 2)
    assert "Traceback" not in result.err
    if result.code == 0:
        first = {row["region"]: row["score"] for row in result.rows if row["node"] == "first"}
        assert first["R1"] == ""
        assert {first["R2"], first["R3"]} == {"0.0", "100.0"}


def test_what_score_refuses_check_and_build_have_refused(tmp_path: Path) -> None:
    bundle = small()
    bundle.indicators["a"]["transform"] = "log1p"
    bundle.facts["R1", "a", 2020] = -5
    path = bundle.write(tmp_path / "b")
    if run("score", "--bundle", path).code == 0:
        return
    assert "observations.csv:2: value:" in refused("check", path)
    refused("build", "--bundle", path, "--out", tmp_path / "x.duckdb")


def test_very_large_and_very_small_values(tmp_path: Path) -> None:
    bundle = small()
    bundle.facts |= {("R1", "a", 2020): 1e308, ("R2", "a", 2020): -1e308, ("R3", "a", 2020): 5e-324}
    result = run("score", "--bundle", bundle.write(tmp_path))
    assert result.code in (0, 2)
    assert "Traceback" not in result.err
    if result.code == 0:
        scores = {row["region"]: number(row["score"]) for row in result.rows if row["node"] == "first"}
        assert scores == {"R1": pytest.approx(100), "R2": pytest.approx(0), "R3": pytest.approx(50)}


def test_sixteen_thousand_columns_and_long_cells(tmp_path: Path) -> None:
    columns = HEADER.strip() + "".join(f",c{at}" for at in range(16_384))
    rows = "".join(f"R{at},a,2020,{at}{',' * 16_385}\n" for at in (1, 2, 3))
    result = run("score", "--bundle", broken(tmp_path / "1", columns + "\n" + rows))
    assert result.code in (0, 2)
    assert "Traceback" not in result.err
    said = refused("check", broken(tmp_path / "2", facts(f"R1,a,2020,{'9' * 90_000}x,s1")))
    assert "observations.csv:2: value:" in said


def test_bad_yaml_types_in_bundle_and_framework_do_not_crash(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    for key, value in [
        ("name", 5),
        ("groups", ["x"]),
        ("version", {"a": 1}),
        ("id", None),
        ("synthetic", "maybe"),
    ]:
        dump_yaml(
            path / "bundle.yaml",
            {"id": "demo", "name": {"en": "x"}, "version": 1, "default_framework": "two"} | {key: value},
        )
        result = run("check", path)
        assert result.code in (0, 2)
        assert "Traceback" not in result.err
    dump_yaml(
        path / "bundle.yaml", {"id": "demo", "name": {"en": "x"}, "version": 1, "default_framework": "two"}
    )
    document = rules([{"id": "i", "tests": 5}])
    dump_yaml(path / "frameworks" / "gaps.yaml", document)
    assert "gaps.yaml" in refused("check", path)
