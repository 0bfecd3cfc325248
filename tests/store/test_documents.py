"""The documents of a folder: their kinds, and what they refer to in each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.store.documents import Documents, kind_of, parse_documents, read_document, read_documents
from cluster_core.store.faults import Faults
from tests.store.samples import FILES, told, write

DOCUMENTS = {Path(name).name: text for name, text in FILES.items() if name.startswith("frameworks/")}


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (["framework", "nodes"], "framework"),
        (["framework", "method", "nodes"], "framework"),
        (["framework"], "framework"),
        (["rules", "items"], "rules"),
        (["rules", "framework", "nodes"], "rules"),
        (["countermeasures"], "countermeasures"),
        (["cases"], "cases"),
        (["advantages", "items"], "advantages"),
        (["policies"], "policies"),
        (["framework", "nodes", "cases"], "cases"),
        (["ladder", "rungs"], "ladder"),
        (["typology"], "typology"),
        (["chokepoints", "entries"], "chokepoints"),
        (["framework", "rungs"], "other"),
    ],
)
def test_the_kind_of_a_document_is_told_by_its_top_keys(keys: list[str], kind: str) -> None:
    assert kind_of(dict.fromkeys(keys, "")) == kind


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, {"b.yaml": "x: 1\n", "a.yml": "cases: []\n", "c.txt": "no", "deep/d.yaml": "x: 1\n"})
    found = read_documents(tmp_path, Faults(), "here/")
    assert [(document.file, document.kind) for document in found] == [
        ("here/a.yml", "cases"),
        ("here/b.yaml", "other"),
    ]
    assert read_documents(tmp_path / "none", Faults()) == []


def test_a_document_that_cannot_be_read_is_left_out_and_noted(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": "x: [\n", "b.yaml": "x: 1\n"})
    faults = Faults()
    assert [document.file for document in read_documents(tmp_path, faults)] == ["b.yaml"]
    assert len(faults.found) == 1
    assert read_document(tmp_path / "a.yaml", Faults(), "a") is None


def parsed(
    tmp_path: Path, texts: dict[str, str], beside: Documents | None = None
) -> tuple[Documents, Faults]:
    write(tmp_path, {**texts})
    faults = Faults()
    return parse_documents(read_documents(tmp_path, Faults()), faults, ["a", "b", "ab"], beside), faults


def test_all_that_documents_say_by_id(tmp_path: Path) -> None:
    found, faults = parsed(tmp_path, DOCUMENTS, Documents())
    assert told(faults) == []
    assert (list(found.frameworks), list(found.rules)) == (["two"], ["lacks"])
    assert (list(found.countermeasures), list(found.cases)) == (["m1"], ["k1"])


def test_a_reference_may_be_answered_by_what_stands_beside(tmp_path: Path) -> None:
    beside, _ = parsed(
        tmp_path / "beside", {k: v for k, v in DOCUMENTS.items() if k != "rules.yaml"}, Documents()
    )
    alone = {"rules.yaml": DOCUMENTS["rules.yaml"]}
    assert told(parsed(tmp_path / "own", alone, beside)[1]) == []
    dangling = parsed(tmp_path / "own", alone, Documents())[1]
    assert dangling.found == []
    assert [fault.column for fault in dangling.dangling] == ["answers", "countermeasures", "cases"]
    assert told(parsed(tmp_path / "own", alone, None)[1]) == [], "without a beside nothing is looked up"


def test_an_id_that_two_documents_share_is_a_fault_and_the_first_stands(tmp_path: Path) -> None:
    twice = {"a.yaml": "framework: {id: f}\nnodes: [{id: n, parent: f}]\n"}
    twice["b.yaml"] = "framework: {id: f}\nnodes: [{id: m, parent: f}]\n"
    found, faults = parsed(tmp_path, twice)
    assert found.frameworks["f"].nodes[1].id == "n"
    assert told(faults) == ["b.yaml:1: id: found a duplicate 'f', allowed: every id of framework once"]


def test_documents_of_another_shape_are_let_be(tmp_path: Path) -> None:
    found, faults = parsed(tmp_path, {"x.yaml": "budget: {framework: what it likes}\n"})
    assert (found, told(faults)) == (Documents(), [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [{id: x}]\n", "every id of cases once"),
        ("policies: [{id: x, level: city}]\n", "every id of policies once"),
        ("advantages: {id: s}\nitems: [{id: x}]\n", "every id of advantages once"),
        ("countermeasures: [{id: x}]\n", "every id of countermeasures once"),
        ("rules: {id: x}\nitems: []\n", "every id of rules once"),
    ],
)
def test_an_id_stands_once_in_a_folder(tmp_path: Path, text: str, said: str) -> None:
    faults = parsed(tmp_path, {"a.yaml": text, "b.yaml": text})[1]
    assert [(fault.found, fault.allowed) for fault in faults.found] == [("a duplicate 'x'", said)]
    assert told(parsed(tmp_path / "once", {"a.yaml": text})[1]) == []


def test_measures_and_cases_are_held_against_the_nodes_of_any_file(tmp_path: Path) -> None:
    texts = {
        "a.yaml": "cases: [{id: k, dimension: n}, {id: l, dimension: m}]\n",
        "b.yaml": "framework: {id: f}\nnodes: [{id: n, parent: f}]\n",
    }
    assert [fault.found for fault in parsed(tmp_path, texts, Documents())[1].dangling] == ["'m'"]


TYPES = "types: [{id: top}, {id: mid}, {id: low}]\n"
SINGLE = {
    "t.yaml": "typology: {id: t}\ncriteria: [{id: c, indicators: [a, zz]}]\n" + TYPES,
    "l.yaml": "ladder: {id: l}\nrungs: [{id: r, gates: [{indicator: a, min: 1}]}]\n",
    "c.yaml": "chokepoints: {id: c}\ncategories: [{id: k, lack: 1}]\n",
}


def test_a_typology_a_ladder_and_a_register_and_an_unknown_indicator_only_dangles(tmp_path: Path) -> None:
    found, faults = parsed(tmp_path, SINGLE)
    assert [one.id for one in (found.typology, found.ladder, found.chokepoints) if one] == ["t", "l", "c"]
    assert faults.found == []
    assert [(fault.file, fault.found) for fault in faults.dangling] == [("t.yaml", "'zz'")]


def test_without_known_indicators_those_of_a_typology_are_not_looked_up(tmp_path: Path) -> None:
    documents = read_documents(write(tmp_path, {**SINGLE}), Faults())
    faults = Faults()
    parse_documents(documents, faults, None, None)
    assert told(faults) == [], "nothing is known, nothing is looked up"
    parse_documents(documents, faults, ["a"], None)
    assert [fault.found for fault in faults.dangling] == ["'zz'"]


def test_of_each_of_these_kinds_a_folder_has_one_file(tmp_path: Path) -> None:
    found, faults = parsed(tmp_path, {**SINGLE, "u.yaml": SINGLE["l.yaml"].replace("id: l", "id: m")})
    assert found.ladder is not None
    assert found.ladder.id == "l"
    assert [str(fault) for fault in faults.found] == [
        "u.yaml:1: ladder: found a second file of ladder, allowed: one such file in a folder"
    ]
