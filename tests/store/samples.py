"""A small bundle as the texts of its files, and faults as text."""

from __future__ import annotations

from pathlib import Path

from cluster_core.store.faults import Faults

FILES = {
    "bundle.yaml": "id: demo\nname: {zh: 示例, en: Example}\nversion: 2\ndefault_framework: two\ndefault_year: 2020\n"
    "default_focus: R2\nlicence: CC0-1.0\nsynthetic: true\ngroups: {north: {zh: 北, en: North}}\n",
    "regions.csv": "region,name_zh,name_en,group,lat,lon,tile_x,tile_y,neighbours\n"
    "R1,一,One,north,33.5,-120,1,2,R2;NA\nR2,,Two,,,,,,\nNA,,Missing is a name,north,,,,,R1\n",
    "indicators.csv": "indicator,name_en,direction,numerator,denominator,scale,target\n"
    "a,A,benefit,,,,50\nb,B,cost,,,,\nab,A per B,benefit,a,b,100,\n",
    "observations.csv": "region,indicator,year,value,source,note,status,quality\n"
    "R1,a,2020,10,s1,,,A\nR2,a,2020,20.5,s1,seen,estimated,\nNA,a,2019,-3e2,,,,\nR1,b,2020,4,s1,,,\nR2,b,2020,,s1,,,\n",
    "sources.csv": "source,title_en,year\ns1,A table,2021\n",
    "clusters.csv": "cluster,name_en,industry,tier,members\nc1,Wind,energy,nation,R1:0.5;NA\n",
    "cluster_observations.csv": "cluster,indicator,year,value\nc1,a,2020,7\n",
    "frameworks/two.yaml": "framework: {id: two, name: {en: Two}, version: 3}\nnodes:\n"
    "  - {id: one, parent: two, weight: 2, indicators: [a]}\n"
    "  - {id: other, parent: two, indicators: [ab, {id: b, weight: 3}]}\n",
    "frameworks/rules.yaml": "rules: {id: lacks, name: {en: Lacks}}\nfamilies: [{id: fam, answers: [one]}]\n"
    "items: [{id: i, family: fam, tests: [{indicator: a}], countermeasures: [m1], cases: [k1], wanted: [b]}]\n",
    "frameworks/measures.yaml": "countermeasures: [{id: m1, name: {en: Do it}, whatif: [a]}]\n",
    "frameworks/cases.yaml": "cases: [{id: k1, name: {en: Elsewhere}, regions: [320900, 007]}]\n",
}
SHARED = {
    "indicators.csv": "indicator,name_en,direction\nshared,From the registry,benefit\na,Overruled,cost\n",
    "common.yaml": "framework: {id: common}\nnodes: [{id: n, parent: common, indicators: [shared, a]}]\n",
}


def write(folder: Path, files: dict[str, str | None]) -> Path:
    """Write files; None leaves one out."""
    for name, text in files.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def bundle(data: Path, name: str = "demo", changes: dict[str, str | None] | None = None) -> Path:
    """Write the bundle, with other texts for some of its files, beside what bundles share."""
    write(data / "frameworks", {**SHARED})
    head = FILES["bundle.yaml"].replace("id: demo", f"id: {name}")
    return write(data / name, {**FILES, "bundle.yaml": head, **(changes or {})})


def edited(file: str, old: str, new: str) -> dict[str, str | None]:
    """One file of the bundle with one change."""
    assert FILES[file].count(old) == 1, (file, old)
    return {file: FILES[file].replace(old, new)}


def told(faults: Faults) -> list[str]:
    """Every fault as text."""
    return [str(fault) for fault in faults.every]
