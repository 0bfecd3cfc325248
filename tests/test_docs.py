"""What the documents say about the repository holds: files, tests, commands, options and columns that they name."""

from __future__ import annotations

import argparse
import re
import subprocess
from pathlib import Path

import pytest

from cluster_core.__main__ import _parser
from tests.contract.bundles import run

ROOT = Path(__file__).resolve().parents[1]
PRACTICE = ROOT / "data" / "practice"
DOCUMENTS = ("README.md", "SECURITY.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
NAMED = re.compile(r"(?<![\w*<{}-])[\w.-][\w./-]*\.md\b")
METHODS_LIMIT = 500


def tracked() -> list[str]:
    """The files of the repository, those that are not yet added included."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    return [file for file in found if file and (ROOT / file).is_file()]


def unknown_documents(texts: dict[str, str], files: list[str]) -> list[str]:
    """Name every mention of a document that is neither in the root, nor in `docs`, nor beside its mention."""
    there = set(files)
    return [
        f"{file} names {name}"
        for file, text in texts.items()
        for name in NAMED.findall(text)
        if not {name, f"docs/{name}", str(Path(file).parent / name)} & there
    ]


def text_of(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def formats() -> str:
    return text_of("docs/formats.md")


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parsers of all commands by name."""
    actions = _parser()._actions
    return dict(next(one for one in actions if isinstance(one, argparse._SubParsersAction)).choices)


def documented_columns() -> dict[str, list[str]]:
    """Table -> columns, as section 4 of the formats lists them; of two forms in a row the words between them stay."""
    section = formats().split("**Columns**", 1)[1].split("**Stages.**", 1)[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE)
    return {name: re.findall(r"`([^`]+)`|;", cells) for name, cells in rows}


def test_every_document_that_is_named_exists() -> None:
    ends = (".py", ".md", ".toml", ".yaml", ".csv", ".po", ".in", ".txt", "Makefile")
    files = tracked()
    texts = {
        file: text_of(file)
        for file in files
        if file.endswith(ends) and not file.startswith(("changelog.d/", "tests/"))
    }
    assert unknown_documents(texts, files) == []


def test_a_document_that_is_not_there_is_seen() -> None:
    texts = {"a.py": '"""See house.md section 2."""', "docs/b.md": "[b](b.md), docs/b.md and ../README.md"}
    assert unknown_documents(texts, ["docs/b.md", "README.md", "docs/../README.md"]) == [
        "a.py names house.md"
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_source_and_test_that_a_document_names_exists(document: str) -> None:
    files = tracked()
    names = {Path(file).name for file in files}
    text = text_of(document)
    missing = [
        name
        for name in re.findall(r"`([\w./{,}-]+\.py)`", text)
        if "{" not in name and ("/" not in name or name.startswith("tests/"))
        if (name not in files if name.startswith("tests/") else name not in names)
    ]
    folders = [name for name in re.findall(r"`(tests/[\w/]+/)`", text) if not (ROOT / name).is_dir()]
    paths = [
        name
        for name in re.findall(r"`((?!tests/)\w+/[\w/]+\.py)`", text)
        if not any(file.endswith(name) for file in files)
    ]
    assert [*missing, *folders, *paths] == []


def test_every_card_names_the_test_that_proves_it() -> None:
    body = text_of("docs/methods.md").split("## Limits", 1)[0]
    cards = re.split(r"^(?=## |\*\*[A-Z])", body, flags=re.MULTILINE)[1:]
    assert len(cards) > 40
    alone = [card for card in cards if card.startswith("**") or card.count("\n") > 6]
    assert [card.split("\n")[0] for card in alone if "`tests/" not in card] == []


def test_methods_are_one_document_of_a_size_to_be_read() -> None:
    assert len(text_of("docs/methods.md").splitlines()) < METHODS_LIMIT


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_documented(name: str) -> None:
    section = formats().split("## 4.", 1)[1].split("## 5.", 1)[0]
    assert re.search(rf"^\| `{name}( PATH| FILE)?` \|", section, re.MULTILINE), name
    options = [
        option
        for action in commands()[name]._actions
        for option in action.option_strings
        if option not in ("-h", "--help")
    ]
    assert [option for option in options if not re.search(rf"`{option}[` ]", section)] == []


def test_every_documented_option_exists() -> None:
    section = formats().split("## 4.", 1)[1].split("## 5.", 1)[0]
    real = {
        option
        for parser in commands().values()
        for action in parser._actions
        for option in action.option_strings
    }
    assert set(re.findall(r"--[a-z][a-z-]*", section)) <= real


REQUIRED = {"goal-seek": ("--region", "p09", "--to-rank", "5")}
OF_SCENARIO = [name for name in documented_columns() if not name.startswith("agglomeration")]


def test_every_table_is_documented() -> None:
    tables = {name.split()[0] for name in documented_columns()}
    assert tables == set(commands()) - {"build", "check", "import", "export"}


@pytest.mark.parametrize("name", OF_SCENARIO)
def test_the_columns_are_those_that_are_documented(name: str) -> None:
    command, *options = name.split()
    header = run(command, "--bundle", PRACTICE, *REQUIRED.get(command, ()), *options).header
    if command == "typology":
        header = [column for column in header if not column.startswith("ty_")]
    assert header == documented_columns()[name]


@pytest.mark.parametrize(
    ("method", "options"),
    [
        *(("lq", ""), ("cr4", ""), ("hhi", ""), ("similarity", ""), ("krugman", ""), ("eg", "")),
        *(("cr4", "--plants"), ("hhi", "--plants"), ("similarity", "--bundle"), ("krugman", "--against")),
    ],
)
def test_the_columns_of_agglomeration_are_those_that_are_documented(
    tmp_path: Path, method: str, options: str
) -> None:
    file = tmp_path / "industries.csv"
    file.write_text("region,industry,value\np01,a,1\np01,b,2\np02,a,3\np02,b,1\n", encoding="utf-8")
    given = {"": [], "--plants": [file], "--bundle": [PRACTICE], "--against": ["rest"]}[options]
    header = run("agglomeration", file, "--method", method, *([options] if options else []), *given).header
    section = formats().split("**Columns**", 1)[1]
    plain, _, other = (
        section.split(f"`agglomeration --method {method}` | ", 1)[1].split("\n", 1)[0].partition(";")
    )
    columns = re.findall(r"`([^`]+)`", plain)
    if options == "--plants":
        columns = ["region", *columns]
    elif options:
        columns = [
            name
            for name in re.findall(r"`([^`]+)`", other)
            if name not in ("mean", "--bundle", "--against rest")
        ]
    assert header == columns


def test_the_stages_are_those_that_are_documented(tmp_path: Path) -> None:
    assert run("score", "--bundle", PRACTICE, "--dump-stages", tmp_path).code == 0
    stages = formats().split("**Stages.**", 1)[1].split("## 5.", 1)[0]
    assert {file.stem for file in tmp_path.iterdir()} <= set(re.findall(r"`(\w+)`", stages))
