"""YAML as text: nothing is guessed, nothing is run, and no small file becomes a large value."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from cluster_core.store import plain
from cluster_core.store.faults import Faults, Place
from cluster_core.store.plain import Located, list_at, mapping_at, place_of, read_plain, text_at
from tests.store.samples import told


def read(tmp_path: Path, content: str) -> tuple[Located | None, list[str]]:
    path = tmp_path / "x.yaml"
    path.write_text(content, encoding="utf-8")
    faults = Faults()
    return read_plain(path, faults), told(faults)


def good(tmp_path: Path, content: str) -> Located:
    value, faults = read(tmp_path, content)
    assert faults == []
    assert value is not None
    return value


def fault(tmp_path: Path, content: str) -> str:
    value, faults = read(tmp_path, content)
    refused = value is None
    assert refused, "not the value itself: to show it could take for ever"
    assert len(faults) == 1
    return faults[0]


# --- values ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["320900", "007", "NA", "no", "true", "1e3", "0x10", "2020-01-01", "1_0", ".inf"]
)
def test_a_scalar_is_the_text_that_was_written(tmp_path: Path, word: str) -> None:
    assert good(tmp_path, f"a: {word}\n{word}: a\n") == {"a": word, word: "a"}


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL"])
def test_a_word_for_nothing_is_empty_but_where_an_id_stands(tmp_path: Path, word: str) -> None:
    mapping = good(tmp_path, f"id: {word}\ntarget: {word}\nmethod: {word}\nnodes: {word}\n")
    faults = Faults()
    assert (text_at(mapping, "id", faults), text_at(mapping, "target", faults)) == (word, "")
    assert (mapping_at(mapping, "method", faults), list_at(mapping, "nodes", faults)) == ({}, [])
    assert faults.every == []


def test_lists_mappings_blocks_and_unicode(tmp_path: Path) -> None:
    text = "a: [1, {b: 盐城}, []]\nc: |\n  two\n  lines\nd: {}\n"
    assert good(tmp_path, text) == {"a": ["1", {"b": "盐城"}, []], "c": "two\nlines\n", "d": {}}


def test_harmless_tags_change_nothing(tmp_path: Path) -> None:
    assert good(tmp_path, 'a: !!str 1\nb: !!int "2"\nc: ! x\n') == {"a": "1", "b": "2", "c": "x"}


def test_a_byte_order_mark_and_a_marked_start_and_end_are_accepted(tmp_path: Path) -> None:
    assert good(tmp_path, "\ufeff---\na: 1\n...\n") == {"a": "1"}


def test_a_merge_key_is_a_key_like_any_other(tmp_path: Path) -> None:
    assert good(tmp_path, "a: &x {b: 1}\nc: {<<: *x}\n") == {"a": {"b": "1"}, "c": {"<<": {"b": "1"}}}


# --- aliases -----------------------------------------------------------------------------------------------------


def test_an_alias_is_the_value_that_it_names(tmp_path: Path) -> None:
    assert good(tmp_path, "a: &x [1, 2]\nb: *x\nc: &y text\nd: [*y, *x]\n") == {
        "a": ["1", "2"],
        "b": ["1", "2"],
        "c": "text",
        "d": ["text", ["1", "2"]],
    }


def test_an_alias_may_be_a_key(tmp_path: Path) -> None:
    assert good(tmp_path, "a: &x one\n*x : 2\n") == {"a": "one", "one": "2"}


def bomb(levels: int, width: int = 10) -> str:
    """Each level names the one before so often: width ** levels values from a few hundred bytes."""
    lines = ["a0: &a0 [" + ", ".join(["x"] * width) + "]"]
    lines += [f"a{k}: &a{k} [" + ", ".join([f"*a{k - 1}"] * width) + "]" for k in range(1, levels)]
    return "\n".join(lines) + "\n"


def test_aliases_within_the_bound_are_expanded(tmp_path: Path) -> None:
    value = good(tmp_path, bomb(4))
    assert [len(value["a3"]), len(value["a3"][0][0])] == [10, 10]


@pytest.mark.parametrize(("levels", "width"), [(9, 10), (60, 2), (40, 9)])
def test_an_alias_bomb_is_refused_at_once(tmp_path: Path, levels: int, width: int) -> None:
    start = time.perf_counter()
    said = fault(tmp_path, bomb(levels, width))
    assert "found more values, allowed: at most 200000 values" in said
    assert time.perf_counter() - start < 2


def test_values_behind_aliases_count_at_every_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The top, a key's list with two texts (3) at each use, and no more: 1 + 3 + 3.
    monkeypatch.setattr(plain, "LARGEST", 20)
    text = "a: &x [1, 2]\nb: *x\n"
    read_at = {size: _refused(tmp_path, text, size, monkeypatch) for size in range(4, 15)}
    assert read_at[4], "the top, the list, its two texts and both keys do not fit"
    assert not read_at[14]
    smallest = min(size for size, refused in read_at.items() if not refused)
    twice = "a: &x [1, 2]\nb: *x\nc: *x\n"
    assert _refused(tmp_path, twice, smallest, monkeypatch)
    assert not _refused(tmp_path, twice, smallest + 4, monkeypatch), "one more key and the list of two"


def _refused(tmp_path: Path, text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(plain, "LARGEST", size)
    return read(tmp_path, text)[0] is None


@pytest.mark.parametrize(
    "text", ["a: &x [1, *x]\n", "a: &x {b: *x}\n", "&x a: {b: {c: *y}}\n", "&x {a: *x}\n"]
)
def test_an_alias_inside_itself_or_of_nothing_is_refused(tmp_path: Path, text: str) -> None:
    said = fault(tmp_path, text)
    assert "found the alias '*" in said
    assert said.startswith("x.yaml:1: YAML")


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system",
        "!!python/name:os.system",
        "!mine",
        "!!binary",
        "!!set",
        "!!timestamp",
        "!<x:y>",
    ],
)
def test_tags_are_refused(tmp_path: Path, tag: str) -> None:
    said = fault(tmp_path, f"a: 1\nb: {tag} [ls]\n")
    assert said.startswith("x.yaml:2: YAML: found the tag '")
    assert said.endswith("allowed: plain values without tags")


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_nesting_is_bounded(tmp_path: Path, opening: str) -> None:
    closing = {"[": "]", "{a: ": "}"}[opening]
    assert good(tmp_path, "a: " + opening * 49 + "1" + closing * 49)
    assert "found deeper nesting, allowed: lists and mappings nested at most 50 deep" in fault(
        tmp_path, "a: " + opening * 50 + "1" + closing * 50
    )


def test_nesting_beyond_any_stack_is_refused_all_the_same(tmp_path: Path) -> None:
    assert "deeper nesting" in fault(tmp_path, "a: " + "[" * 20_000)


def test_a_second_document_is_refused(tmp_path: Path) -> None:
    assert fault(tmp_path, "a: 1\n---\nb: 2\n") == (
        "x.yaml:2: YAML: found a second document ('---'), allowed: one document a file"
    )


@pytest.mark.parametrize(
    "text", ["a: [1\nb: 2\n", "a: 1\n b: 2\n", "a: 'x\n", "\tb: 1\n", "a: 1\n- b\n", "a: @x\n"]
)
def test_broken_yaml_is_a_fault_with_its_line(tmp_path: Path, text: str) -> None:
    said = fault(tmp_path, text)
    assert said.startswith("x.yaml:")
    assert said.endswith("allowed: well-formed YAML")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "an empty file"),
        ("# nothing\n", "an empty file"),
        ("- a\n- b\n", "a list"),
        ("words\n", "the text 'words'"),
    ],
)
def test_the_top_must_be_a_mapping(tmp_path: Path, text: str, found: str) -> None:
    assert fault(tmp_path, text) == f"x.yaml:1: YAML: found {found}, allowed: a mapping"


def test_an_unreadable_file_is_one_fault(tmp_path: Path) -> None:
    faults = Faults()
    assert read_plain(tmp_path / "none.yaml", faults, "a label") is None
    assert told(faults)[0].startswith("a label: file:")
    (tmp_path / "gbk.yaml").write_bytes("a: 盐城\n".encode("gbk"))
    assert read_plain(tmp_path / "gbk.yaml", faults) is None
    assert len(faults.every) == 2


def test_every_doubled_key_is_a_fault_with_its_line(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert faults == [
        "x.yaml:2: c: found a duplicate key 'c', allowed: every key once",
        "x.yaml:3: a: found a duplicate key 'a', allowed: every key once",
    ]


def test_a_key_must_be_text(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "a: 1\n[b, c]: 2\n")
    assert faults == ["x.yaml:2: YAML: found a list or mapping as a key, allowed: text as a key"]


# --- reading what was built --------------------------------------------------------------------------------------


def test_every_mapping_knows_its_lines(tmp_path: Path) -> None:
    value = good(tmp_path, "a: 1\nb:\n  - {c: 2}\n  - d: 3\n    e: 4\n")
    assert place_of(value, "b") == Place("x.yaml", 2, "b")
    assert place_of(value["b"][0], "c") == Place("x.yaml", 3, "c")
    assert place_of(value["b"][1], "e", "other") == Place("x.yaml", 5, "other")
    assert place_of(value["b"][1], "missing") == Place("x.yaml", 4, "missing"), "where the mapping begins"
    assert place_of("text", "a") == Place("", None, "a")


def test_values_of_the_wrong_kind_are_noted_and_empty_ones_are_not(tmp_path: Path) -> None:
    value = good(tmp_path, "text: x\nlist: [1]\nmap: {a: 1}\nempty:\n")
    faults = Faults()
    assert mapping_at(value, "map", faults) == {"a": "1"}
    assert list_at(value, "list", faults) == ["1"]
    assert text_at(value, "text", faults) == "x"
    for reader, nothing in ((mapping_at, {}), (list_at, []), (text_at, "")):
        assert reader(value, "empty", faults) == nothing
        assert reader(value, "missing", faults) == nothing
    assert told(faults) == []
    assert (mapping_at(value, "text", faults), list_at(value, "map", faults)) == ({}, [])
    assert (mapping_at(value, "list", faults), text_at(value, "list", faults)) == ({}, "")
    assert [line.split(": found")[0] for line in told(faults)] == [
        "x.yaml:1: text",
        "x.yaml:3: map",
        "x.yaml:2: list",
        "x.yaml:2: list",
    ]


def test_the_slow_parser_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x [1, 'b', \"c\"]\nd: {e: *x, 007: NA}\nf: |\n  g\nh:\n"
    fast = good(tmp_path, text)
    monkeypatch.setattr(plain, "LOADER", yaml.SafeLoader)
    slow = good(tmp_path, text)
    assert (fast, fast.lines) == (slow, slow.lines)
    assert "deeper nesting" in fault(tmp_path, "a: " + "[" * 60)
    assert "more values" in fault(tmp_path, bomb(9))
