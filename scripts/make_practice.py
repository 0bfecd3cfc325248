"""Write the practice bundle: fictional regions and clusters with a value for every indicator.

`python scripts/make_practice.py [FOLDER]` rewrites data/practice (or FOLDER), the same bytes every time. Definitions
come from data/jiangsu and data/frameworks, names and figures from this file: every place, cluster and value is made
up. A unit has one latent strength; each indicator follows it with its own loading, noise and yearly growth. Every
indicator of the shared registry has values, so that each document's framework and rule set of data/frameworks has a
score here; four_forces is the Jiangsu version, so that ratios are practised too.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).resolve().parents[1] / "data"
FRAMEWORK = "four_forces"
BOUND = (
    FRAMEWORK,
    "shortcomings_yancheng",
)  # the Jiangsu files whose open-data indicators have values here too
# Standard errors in percent of the value, of figures that a sample survey would give; as fictional as the figures.
ERRORS = {
    "rd_expenditure": "8",
    "tech_contract_value": "12",
    "internet_users": "6",
    "persons_college_plus": "6",
    "university_students": "5",
    "fdi_used": "10",
    "invention_patents_granted": "5",
}
RATED = 6  # points: the standard error of the ratings, which a panel gave
YEARS = (2020, 2021, 2022, 2023, 2024)
SEED = 20240607
SOURCE = "practice_generator"
NOTE = "fictional; 虚构"
COLUMNS = 4  # of the tile grid, filled from the top left
Array = NDArray[np.float64]
Row = dict[str, str]

# size = residents in 10k
REGIONS = """\
region,name_zh,name_en,group,size,strength
p01,星桥市,Starbridge,shore,860,1.6
p02,月渡市,Moonferry,shore,640,1.1
p03,云锚市,Cloudanchor,shore,520,0.7
p04,雾灯市,Foglamp,shore,330,0.2
p05,银杉市,Silverfir,river,710,0.9
p06,玉梭市,Jadeshuttle,river,480,0.3
p07,铜笛市,Copperflute,river,450,-0.1
p08,石磬市,Stonechime,river,560,-0.4
p09,纸鸢市,Paperkite,hills,670,-0.6
p10,麦浪市,Wheatwave,hills,430,-1
p11,风轮市,Windwheel,hills,380,-1.2
p12,霜叶市,Frostleaf,hills,260,-1.5
"""

# part = share of the members' economy, lead = strength of its own
CLUSTERS = """\
cluster,name_zh,name_en,industry_zh,industry_en,tier,status_date,members,part,lead
c01,星桥光芯片集群,Starbridge photonic chips,光芯片,photonic chips,world,2021,p01,0.1,0.7
c02,双港海洋机器人集群,Twin Ports marine robots,海洋机器人,marine robots,nation,2022,p02:0.6;p03:0.4,0.12,0.4
c03,银杉高速纺机集群,Silverfir textile machinery,纺织机械,textile machinery,nation,2021,p05,0.14,0.2
c04,三城储能集群,Three Cities energy storage,储能,energy storage,nation,2024,p01:0.5;p05:0.3;p06:0.2,0.06,0.3
c05,玉梭柔性织物集群,Jadeshuttle flexible fabrics,柔性织物,flexible fabrics,province,2022,p06,0.13,0.1
c06,河谷精密阀门集群,River Valley precision valves,精密阀门,precision valves,province,2023,p07:0.55;p08:0.45,0.09,0
c07,纸鸢风电叶片集群,Paperkite turbine blades,风电叶片,turbine blades,province,2023,p09,0.15,0.1
c08,雾灯船用照明集群,Foglamp ship lighting,船用照明,ship lighting,city,2022,p04,0.11,-0.2
c09,麦浪智能农机集群,Wheatwave smart farm machinery,智能农机,smart farm machinery,city,2024,p10:0.7;p11:0.3,0.1,-0.3
c10,霜叶植物提取集群,Frostleaf plant extracts,植物提取,plant extracts,county,2023,p12,0.12,-0.5
"""

# Industries of the clusters, and two that every region has. `size` = output in 100 million yuan per 10k residents where
# no cluster is, growth a year; a member of the industry's cluster has `lift` times as much for its share of it.
INDUSTRIES = """\
industry,industry_zh,size,growth,lift
photonic chips,光芯片,.5,.14,9
marine robots,海洋机器人,.35,.11,8
textile machinery,纺织机械,.6,.03,7
energy storage,储能,.55,.19,6
flexible fabrics,柔性织物,.7,.02,6
precision valves,精密阀门,.45,.06,7
turbine blades,风电叶片,.3,.09,10
ship lighting,船用照明,.25,.04,8
smart farm machinery,智能农机,.35,.07,8
plant extracts,植物提取,.06,.05,12
food processing,食品加工,1.4,.03,1
building materials,建筑材料,1.1,-.02,1
"""
OUTPUT = ("工业总产值", "Gross industrial output", "亿元", "100 million yuan")  # measure and unit
NOT_KNOWN = {
    ("p08", "ship lighting"): YEARS,
    ("p11", "photonic chips"): (2024,),
    ("p05", "plant extracts"): (2020,),
}
REDEFINED = {"energy storage": 2022}  # an industry whose class is drawn anew in that year

# c(urve): centre x exp(spread x latent + growth x years); l(ine): centre + spread x latent + growth x years.
# `load` is the weight of the unit's strength in the latent value; a base multiplies the result. Three spaces end a row.
SERIES = """\
indicator,shape,centre,spread,load,growth,digits,base,high
population_resident,c,1,0,0,.004,1,size   gdp,c,10.5,.3,.95,.055,1,population_resident
budget_expenditure,c,.13,.1,-.3,-.01,2,gdp   budget_revenue,c,.068,.16,.7,-.01,2,gdp
above_scale_revenue,c,1.05,.25,.6,.01,1,gdp   above_scale_firms,c,.42,.22,.3,0,0,gdp
above_scale_foreign_firms,c,.055,.45,.8,-.01,0,above_scale_firms   rd_expenditure,c,.027,.25,.85,.03,2,gdp
invention_patents_granted,c,9,.65,.85,.12,0,population_resident   high_tech_enterprises,c,.24,.35,.85,.1,0,gdp
tech_contract_value,c,.028,.3,.7,.08,2,gdp   telecom_revenue,c,.115,.16,.85,.05,2,population_resident
internet_users,c,.44,.1,.8,.04,1,population_resident   mobile_users,c,1.1,.1,.8,.02,1,population_resident
loans_balance,c,1.35,.2,.7,.05,1,gdp   postal_revenue,c,.0072,.3,.4,.03,2,gdp
expressway_km,c,.75,.22,-.4,.01,0,population_resident   university_students,c,190,.45,.7,.04,0,population_resident
persons_college_plus,c,1750,.28,.85,.03,0,population_resident   exports,c,.17,.5,.7,.01,1,gdp
fdi_used,c,.16,.35,.6,-.02,0,gdp   fiscal_science_expenditure,c,.031,.4,.85,.03,2,budget_expenditure
fiscal_education_expenditure,c,.165,.12,-.1,.01,2,budget_expenditure   mfg_va_share,l,33,4,.3,.2,1
cluster_revenue,c,.45,.35,.7,.04,0,gdp   lq_lead,c,1.35,.22,.5,.01,2   cr4_lead,l,32,8,.5,.4,1,,95
structure_similarity,l,.72,.09,-.4,-.004,3,,.99   park_output_density,c,38,.35,.8,.03,1
producer_service_share,l,44,5,.7,.6,1,,95   leading_firms,c,2.1,.45,.7,.03,2   top500_mfg,c,5.5,.5,.6,.01,2
little_giants,c,9,.5,.8,.15,2   single_champions,c,3.2,.5,.8,.08,2   chain_leaders,c,1.7,.35,.7,.05,2
rd_intensity_ind,c,1.75,.25,.8,.03,2   high_value_patents,c,13,.6,.85,.12,2   hightech_output_share,l,41,6,.8,.9,1,,95
innovation_platforms,c,2.6,.5,.85,.05,2   core_import_dependence,l,56,11,-.7,-1.2,1,,95
co_patent_share,l,13,3,.7,.5,1,,95   rd_personnel,c,165,.4,.85,.05,1   high_skill_share,l,33,3.5,.7,.6,1,,95
talent_growth,l,4.5,2.2,.6,-.2,1   local_supply_ratio,l,41,9,.6,.9,1,,95   chain_completeness,l,58,11,.75,1,1,,98
cross_region_projects,c,9,.5,.5,.08,0   fund_to_va,c,5.5,.45,.7,.08,2   mfg_loan_share,l,17,2.5,.2,.4,1,,95
export_ratio,c,16,.4,.7,.01,1,,95   foreign_capital_share,l,21,6,.75,-.4,1,,95   standards_led,c,14,.55,.8,.08,1
brand_count,c,6,.55,.8,.05,0   market_share,c,11,.5,.7,.02,1,,90   cnc_rate,l,57,4,.8,1.6,1,,95
cloud_rate,l,46,7,.8,2.5,1,,98   smart_factories,c,15,.45,.8,.15,1   iiot_platforms,c,6,.55,.8,.12,0
base_station_density,c,17,.22,.8,.18,1   energy_intensity,c,.62,.25,-.6,-.04,3   freight_gdp,c,2.6,.3,-.5,-.02,2
retail_sales,c,.39,.12,.4,.01,1,gdp   er_policy_coordination,l,56,14,.6,1.5,0,,95
er_promotion_org,l,48,14,.6,1.5,0,,95   er_business_env,l,61,14,.6,1.5,0,,95   er_benefit_sharing,l,42,14,.6,1.5,0,,95
er_tech_control,l,46,14,.6,1.5,0,,95   er_planning_fit,l,58,14,.6,1.5,0,,95
"""

BUNDLE = """\
# Written by scripts/make_practice.py. Every place, cluster and figure is fictional.
id: practice
name: {zh: 练习数据（虚构）, en: Practice data (fictional)}
version: 1
default_framework: four_forces
default_rules: shortcomings_yancheng
default_year: 2024
default_focus: p09
licence: fictional figures made by scripts/make_practice.py, free to use
synthetic: true
groups: {shore: {zh: 海岸组, en: Shore}, river: {zh: 河谷组, en: River}, hills: {zh: 山麓组, en: Hills}}
"""

SOURCES = f"""\
source,title_zh,title_en,issuer_zh,issuer_en,year,address,accessed,licence
{SOURCE},练习数据生成脚本（全部数值均为虚构）,Generator script of the practice data (every figure is fictional),\
本项目,This project,,scripts/make_practice.py,,"fictional figures, free to use"
"""


def table(text: str) -> list[Row]:
    """Return the rows of a table in CSV form."""
    return list(csv.DictReader(text.splitlines()))


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file with Unix line ends, so that the bytes do not depend on the system."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def numbers(rows: Sequence[Row], column: str) -> Array:
    """Return a column as numbers."""
    return np.array([float(row[column]) for row in rows])


def series(size: Array, strength: Array, rng: np.random.Generator) -> dict[str, Array]:
    """Return units x years for every indicator, from the units' sizes (10k residents) and strengths."""
    years = np.arange(len(YEARS), dtype=float)
    made = {"size": np.repeat(size[:, None], len(YEARS), axis=1)}
    for row in table(SERIES.replace("   ", "\n")):
        centre, spread, load, growth = (float(row[key]) for key in ("centre", "spread", "load", "growth"))
        own = rng.standard_normal(len(size))[:, None]
        drift = rng.standard_normal((len(size), len(YEARS)))
        latent = load * strength[:, None] + np.sqrt(1 - load**2) * (0.9 * own + 0.15 * drift)
        moved = spread * latent + growth * years
        value = centre + moved if row["shape"] == "l" else centre * np.exp(moved)
        if row["indicator"] != "talent_growth":  # the one that may fall below zero
            value = np.clip(value, 0.02 * centre, float(row["high"] or "inf"))
        if row["indicator"].startswith("er_"):
            value = 5 * np.round(value / 5)
        base = made[row["base"]] if row["base"] else 1.0
        made[row["indicator"]] = np.round(value * base, int(row["digits"]))
    return made


def membership(regions: Sequence[Row], clusters: Sequence[Row]) -> Array:
    """Return clusters x regions: the share of each member, 1 for a cluster of one region."""
    order = [row["region"] for row in regions]
    shares = np.zeros((len(clusters), len(regions)))
    for number, row in enumerate(clusters):
        for member in row["members"].split(";"):
            region, _, share = member.partition(":")
            shares[number, order.index(region)] = float(share or 1)
    return shares


def definitions() -> list[Row]:
    """Return the Jiangsu definitions that the two frameworks name, with their inputs, for regions and clusters."""
    rows = {
        row["indicator"]: row for row in table((DATA / "jiangsu/indicators.csv").read_text(encoding="utf-8"))
    }
    texts = [(DATA / "jiangsu/frameworks" / f"{name}.yaml").read_text(encoding="utf-8") for name in BOUND]
    named = set(re.findall(r"[A-Za-z0-9_]+", " ".join(texts))) & set(rows)
    named |= {rows[name][part] for name in named for part in ("numerator", "denominator")}
    changed = {"unit_of_analysis": "both", "breaks_before": ""}
    return [{**row, **changed, "error": ERRORS.get(name, "")} for name, row in rows.items() if name in named]


def observations(
    units: Sequence[str], made: Mapping[str, Array], names: Sequence[str]
) -> list[Sequence[object]]:
    """Return tidy rows: unit, indicator, year, value, source, note, status, quality, error."""
    rows: list[Sequence[object]] = []
    for name in names:
        status, error = ("rating", RATED) if name.startswith("er_") else ("observed", "")
        for unit, values in zip(units, made[name], strict=True):
            for year, value in zip(YEARS, values, strict=True):
                rows.append((unit, name, year, f"{value:.10g}", SOURCE, NOTE, status, "C", error))
    return rows


def figures(out: Path, own: Sequence[Row]) -> None:
    """Write the observations of regions and of clusters, complete over every indicator in the unit's scope."""
    rng = np.random.default_rng(SEED)
    regions, clusters = table(REGIONS), table(CLUSTERS)
    shares = membership(regions, clusters)
    size, strength = numbers(regions, "size"), numbers(regions, "strength")
    of_region = series(size, strength, rng)
    part, lead = numbers(clusters, "part"), numbers(clusters, "lead")
    of_cluster = series(part * (shares @ size), 0.7 * (shares @ strength) + lead, rng)
    national = [
        [float(row["tier"] in {"nation", "world"} and int(row["status_date"]) <= year) for year in YEARS]
        for row in clusters
    ]
    of_cluster["national_am_clusters"] = np.array(national)
    of_region["national_am_clusters"] = (shares > 0).T.astype(float) @ of_cluster["national_am_clusters"]

    defined = {row["indicator"] for row in own}
    registry = table((DATA / "frameworks/indicators.csv").read_text(encoding="utf-8"))
    shared = [row for row in registry if row["indicator"] not in defined]
    named = [*(row for row in own if not row["numerator"]), *shared]
    for unit, rows, made in (("region", regions, of_region), ("cluster", clusters, of_cluster)):
        names = [row["indicator"] for row in named if row["unit_of_analysis"] in {unit, "both"}]
        stem = "observations" if unit == "region" else "cluster_observations"
        header = (unit, "indicator", "year", "value", "source", "note", "status", "quality", "error")
        write(out / f"{stem}.csv", header, observations([row[unit] for row in rows], made, names))


def industries(out: Path) -> None:
    """Write the output of every region's industries, large where a cluster of that industry is at home."""
    rng = np.random.default_rng(SEED + 1)
    regions, clusters = table(REGIONS), table(CLUSTERS)
    shares = membership(regions, clusters)
    home = {row["industry_en"]: shares[number] for number, row in enumerate(clusters)}
    years = np.arange(len(YEARS), dtype=float)
    header = ("region", "industry", "industry_zh", "industry_en", "year", "value", "measure_zh", "measure_en")
    header = (*header, "unit_zh", "unit_en", "breaks_before", "source", "note", "status", "quality")
    rows: list[Sequence[object]] = []
    for row in table(INDUSTRIES):
        name = row["industry"]
        lift = 1 + (float(row["lift"]) - 1) * home.get(name, np.zeros(len(regions)))
        base = (
            float(row["size"]) * numbers(regions, "size") * np.exp(0.12 * numbers(regions, "strength")) * lift
        )
        base = base * np.exp(0.35 * rng.standard_normal(len(regions)))
        pace = float(row["growth"]) + 0.02 * rng.standard_normal(len(regions))
        noise = 0.02 * rng.standard_normal((len(regions), len(YEARS)))
        made = np.round(base[:, None] * np.exp(pace[:, None] * years + noise), 1)
        for region, values in zip(regions, made, strict=True):
            for year, value in zip(YEARS, values, strict=True):
                known = year not in NOT_KNOWN.get((region["region"], name), ())
                stated = () if rows else OUTPUT  # once for the whole file
                start = (
                    region["region"],
                    name,
                    row["industry_zh"],
                    name,
                    year,
                    f"{value:.10g}" if known else "",
                )
                note = "fictional; 虚构" if known else "not published; 未公布"
                end = (REDEFINED.get(name, ""), SOURCE, note, "observed", "C")
                rows.append((*start, *(stated or ("",) * len(OUTPUT)), *end))
    write(out / "industries.csv", header, rows)


def places(out: Path) -> None:
    """Write regions.csv, with neighbours that share a tile edge, and clusters.csv."""
    regions = table(REGIONS)
    cells = {row["region"]: divmod(number, COLUMNS) for number, row in enumerate(regions)}
    rows: list[Sequence[object]] = []
    for row in regions:
        y, x = cells[row["region"]]
        near = [other for other, (down, right) in cells.items() if abs(down - y) + abs(right - x) == 1]
        rows.append((row["region"], row["name_zh"], row["name_en"], row["group"], x, y, ";".join(near)))
    write(
        out / "regions.csv", ("region", "name_zh", "name_en", "group", "tile_x", "tile_y", "neighbours"), rows
    )
    kept = ("cluster", "name_zh", "name_en", "industry_zh", "industry_en", "tier", "status_date", "members")
    lines = [[*(row[key] for key in kept), row["industry_en"], SOURCE] for row in table(CLUSTERS)]
    write(out / "clusters.csv", (*kept, "industry", "source"), lines)


def main(out: Path) -> None:
    """Write the whole bundle into a folder."""
    (out / "frameworks").mkdir(parents=True, exist_ok=True)
    (out / "bundle.yaml").write_text(BUNDLE, encoding="utf-8", newline="\n")
    (out / "sources.csv").write_text(SOURCES, encoding="utf-8", newline="\n")
    text = (DATA / "jiangsu/frameworks" / f"{FRAMEWORK}.yaml").read_text(encoding="utf-8")
    header = "# Copied by scripts/make_practice.py from data/jiangsu/frameworks: change it there.\n"
    (out / "frameworks" / f"{FRAMEWORK}.yaml").write_text(header + text, encoding="utf-8", newline="\n")
    own = definitions()
    write(out / "indicators.csv", list(own[0]), [list(row.values()) for row in own])
    places(out)
    figures(out, own)
    industries(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "practice")
