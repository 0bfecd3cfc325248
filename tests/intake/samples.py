"""A small bundle with names in two languages, and an import of a text or file into it without a child process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from cluster_core.intake.delimited import read_delimited
from cluster_core.intake.jobs import Look, Prepared, Request, look, prepare
from cluster_core.intake.layout import propose
from cluster_core.intake.mapping import Plan
from cluster_core.intake.reading import Read, read_observations
from cluster_core.intake.vocabulary import Vocabulary, vocabulary_of
from tests.store.samples import write

FILES = {
    "bundle.yaml": "id: demo\nname: {zh: 示例, en: Example}\n"
    "groups: {north: {zh: 苏北, en: North}, south: {zh: 苏南, en: South}}\n",
    "regions.csv": "region,name_zh,name_en,group\n320100,南京市,Nanjing,\n320500,苏州市,Suzhou,\n"
    "320900,盐城市,Yancheng,north\n007,零零七县,Seven,\nNA,纳县,Namibia,\n",
    "indicators.csv": "indicator,name_zh,name_en,unit_zh,unit_en,direction,numerator,denominator,kind,synonyms\n"
    "gdp,地区生产总值,Gross regional product,亿元,100m CNY,benefit,,,objective,GDP;生产总值\n"
    "pop,常住人口,Resident population,万人,10k persons,benefit,,,objective,\n"
    "rd,研发强度,R&D intensity,%,%,benefit,,,objective,\n"
    "power,用电量,Power use,亿千瓦时,100m kWh,cost,,,objective,\n"
    "per_head,人均产值,Product per head,元/人,CNY per resident,benefit,gdp,pop,derived,\n"
    "trust,信任度,Trust,0-100,0-100,benefit,,,expert,\n",
    "observations.csv": "region,indicator,year,value,source,note,status,quality,extra\n"
    "320100,gdp,2022,100,s1,seen,estimated,A,kept\n320500,gdp,2022,200,s1,,,,\n320100,pop,2022,,s1,,,,\n",
    "sources.csv": "source,title_zh,title_en,year\ns1,年鉴,Yearbook,2023\n",
}


def silent(step: str, share: float) -> None:
    """Take a step's progress, and do nothing with it."""


def bundle(folder: Path, changes: dict[str, str | None] | None = None) -> Path:
    """Write the bundle, apart from what the project shares."""
    write(
        folder / "frameworks",
        {"indicators.csv": "indicator,name_en,direction\nother,From the registry,cost\n"},
    )
    return write(folder / "demo", {**FILES, **(changes or {})})


def prepared(folder: Path, content: str | bytes | Path, name: str = "table.csv", **given: Any) -> Prepared:
    """Prepare an import of a content into the bundle at `folder`/demo, which is made if it is not there."""
    return prepare(_request(folder, content, name, given), silent)


def looked(folder: Path, content: str | bytes | Path, name: str = "table.csv", **given: Any) -> Look:
    """Look at a content."""
    return look(_request(folder, content, name, given), silent)


def _request(folder: Path, content: str | bytes | Path, name: str, given: dict[str, Any]) -> Request:
    data = folder / "demo" if (folder / "demo").is_dir() else bundle(folder)
    path = content if isinstance(content, Path) else folder / name
    if not isinstance(content, Path):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return replace(Request(str(path), str(data), source="s1"), **given)


def known(folder: Path) -> Vocabulary:
    """Return the vocabulary of the bundle."""
    return vocabulary_of(bundle(folder))


def read(folder: Path, text: str, plan: Plan | None = None) -> Read:
    """Read a text into observations, upright or transposed as proposed."""
    sheet, names = read_delimited(text), known(folder)
    layout = propose(sheet, names)
    table = sheet.transposed() if layout.transposed else sheet
    return read_observations(table, layout, names, plan or Plan())


def values(found: Read) -> dict[tuple[str, str, int], float | None]:
    """Return what was read by key."""
    return {found.observed.key(at): found.observed.value(at) for at in range(len(found.observed))}


def told(found: Prepared | Read) -> list[tuple[str, str]]:
    """Return kind and cell of every fault."""
    findings = found.findings if isinstance(found, Prepared) else found.findings.every
    return [(one.kind, one.cell) for one in findings if one.severity == "fault"]
