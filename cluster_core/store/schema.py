"""The tables of the DuckDB file, keyed by bundle first; `ord` keeps the order of the files."""

from __future__ import annotations

SCHEMA_VERSION = 6


def _observed(unit: str, units: str) -> str:
    """Return the columns of the observed values of one kind of unit."""
    return f"""
        bundle VARCHAR NOT NULL, {unit} VARCHAR NOT NULL, indicator VARCHAR NOT NULL, year INTEGER NOT NULL,
        value DOUBLE NOT NULL CHECK (isfinite(value)), source VARCHAR NOT NULL, note VARCHAR NOT NULL,
        status VARCHAR NOT NULL CHECK (status IN ('observed', 'estimated', 'imputed', 'rating')),
        quality VARCHAR NOT NULL CHECK (quality IN ('', 'A', 'B', 'C')),
        error DOUBLE CHECK (error >= 0 AND isfinite(error)),
        PRIMARY KEY (bundle, {unit}, indicator, year),
        FOREIGN KEY (bundle, {unit}) REFERENCES {units}(bundle, {unit}),
        FOREIGN KEY (bundle, indicator) REFERENCES indicators(bundle, indicator)"""


def _listed(columns: str) -> str:
    """Return the columns of a table that keeps the order of its file."""
    return f"bundle VARCHAR NOT NULL REFERENCES bundles(bundle), ord INTEGER NOT NULL, {columns}"


TABLES: dict[str, str] = {
    "bundles": """
        bundle VARCHAR PRIMARY KEY, ord INTEGER NOT NULL, name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL,
        version VARCHAR NOT NULL, default_framework VARCHAR NOT NULL, default_rules VARCHAR NOT NULL,
        default_year INTEGER, default_focus VARCHAR NOT NULL, licence VARCHAR NOT NULL, synthetic BOOLEAN NOT NULL""",
    "groups": """
        bundle VARCHAR NOT NULL REFERENCES bundles(bundle), "group" VARCHAR NOT NULL, ord INTEGER NOT NULL,
        name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, PRIMARY KEY (bundle, "group")""",
    "regions": """
        bundle VARCHAR NOT NULL REFERENCES bundles(bundle), region VARCHAR NOT NULL, ord INTEGER NOT NULL,
        name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, "group" VARCHAR NOT NULL, parent VARCHAR NOT NULL,
        neighbours VARCHAR NOT NULL, lat DOUBLE, lon DOUBLE, tile_x INTEGER, tile_y INTEGER,
        PRIMARY KEY (bundle, region)""",
    "clusters": """
        bundle VARCHAR NOT NULL REFERENCES bundles(bundle), cluster VARCHAR NOT NULL, ord INTEGER NOT NULL,
        name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, industry VARCHAR NOT NULL, tier VARCHAR NOT NULL,
        members VARCHAR NOT NULL, status_date VARCHAR NOT NULL, source VARCHAR NOT NULL,
        industry_zh VARCHAR NOT NULL, industry_en VARCHAR NOT NULL, PRIMARY KEY (bundle, cluster)""",
    "indicators": """
        bundle VARCHAR NOT NULL REFERENCES bundles(bundle), indicator VARCHAR NOT NULL, ord INTEGER NOT NULL,
        name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL,
        direction VARCHAR NOT NULL CHECK (direction IN ('benefit', 'cost')),
        unit_zh VARCHAR NOT NULL, unit_en VARCHAR NOT NULL, numerator VARCHAR NOT NULL, denominator VARCHAR NOT NULL,
        scale DOUBLE NOT NULL CHECK (isfinite(scale) AND scale <> 0),
        transform VARCHAR NOT NULL CHECK (transform IN ('none', 'log1p')),
        kind VARCHAR NOT NULL CHECK (kind IN ('objective', 'derived', 'expert')), unit_of_analysis VARCHAR NOT NULL,
        target DOUBLE CHECK (isfinite(target)), goalpost_low DOUBLE CHECK (isfinite(goalpost_low)),
        goalpost_high DOUBLE CHECK (isfinite(goalpost_high)), breaks_before INTEGER,
        description_zh VARCHAR NOT NULL, description_en VARCHAR NOT NULL,
        typical_source_zh VARCHAR NOT NULL, typical_source_en VARCHAR NOT NULL, proxy BOOLEAN NOT NULL,
        error DOUBLE CHECK (error >= 0 AND isfinite(error)),
        CHECK (goalpost_low < goalpost_high), PRIMARY KEY (bundle, indicator)""",
    "sources": """
        bundle VARCHAR NOT NULL REFERENCES bundles(bundle), source VARCHAR NOT NULL, ord INTEGER NOT NULL,
        title_zh VARCHAR NOT NULL, title_en VARCHAR NOT NULL, issuer_zh VARCHAR NOT NULL, issuer_en VARCHAR NOT NULL,
        year VARCHAR NOT NULL, address VARCHAR NOT NULL, accessed VARCHAR NOT NULL, licence VARCHAR NOT NULL,
        PRIMARY KEY (bundle, source)""",
    "observations": _observed("region", "regions"),
    "cluster_observations": _observed("cluster", "clusters"),
    "industries": """
        bundle VARCHAR NOT NULL, ord INTEGER NOT NULL, region VARCHAR NOT NULL, industry VARCHAR NOT NULL,
        name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, year INTEGER NOT NULL,
        value DOUBLE NOT NULL CHECK (isfinite(value) AND value >= 0),
        measure_zh VARCHAR NOT NULL, measure_en VARCHAR NOT NULL, unit_zh VARCHAR NOT NULL, unit_en VARCHAR NOT NULL,
        breaks_before INTEGER, source VARCHAR NOT NULL, note VARCHAR NOT NULL,
        status VARCHAR NOT NULL CHECK (status IN ('observed', 'estimated', 'imputed', 'rating')),
        quality VARCHAR NOT NULL CHECK (quality IN ('', 'A', 'B', 'C')),
        PRIMARY KEY (bundle, region, industry, year),
        FOREIGN KEY (bundle, region) REFERENCES regions(bundle, region)""",
    "documents": """
        bundle VARCHAR NOT NULL REFERENCES bundles(bundle), file VARCHAR NOT NULL, ord INTEGER NOT NULL,
        own BOOLEAN NOT NULL, kind VARCHAR NOT NULL, content VARCHAR NOT NULL, PRIMARY KEY (bundle, file)""",
    "outlines": "bundle VARCHAR PRIMARY KEY REFERENCES bundles(bundle), geojson VARCHAR NOT NULL",
    "provinces": _listed("""
        province VARCHAR NOT NULL, name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, short_zh VARCHAR NOT NULL,
        short_en VARCHAR NOT NULL, tile_x INTEGER, tile_y INTEGER, PRIMARY KEY (bundle, province)"""),
    "contest_results": _listed("""
        scope VARCHAR NOT NULL CHECK (scope IN ('total', 'year', 'province', 'industry')), result VARCHAR NOT NULL,
        name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, entrants INTEGER, entries INTEGER, winners INTEGER,
        date VARCHAR NOT NULL, cite VARCHAR NOT NULL,
        CHECK (entrants >= winners), CHECK (entries >= winners), PRIMARY KEY (bundle, scope, result)"""),
    "national_clusters": _listed("""
        cluster VARCHAR NOT NULL, name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, industry VARCHAR NOT NULL,
        members VARCHAR NOT NULL, places_zh VARCHAR NOT NULL, places_en VARCHAR NOT NULL,
        status_date VARCHAR NOT NULL, status VARCHAR NOT NULL CHECK (status IN ('named', 'inferred', 'unnamed')),
        source VARCHAR NOT NULL, note_zh VARCHAR NOT NULL, note_en VARCHAR NOT NULL, PRIMARY KEY (bundle, cluster)"""),
    "national_counts": _listed("""
        count VARCHAR NOT NULL, name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, province VARCHAR NOT NULL,
        value INTEGER NOT NULL CHECK (value >= 0), date VARCHAR NOT NULL, source VARCHAR NOT NULL,
        PRIMARY KEY (bundle, count)"""),
    "cluster_plans": _listed("""
        plan VARCHAR NOT NULL, region VARCHAR NOT NULL, name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL,
        document_zh VARCHAR NOT NULL, document_en VARCHAR NOT NULL, number VARCHAR NOT NULL, year VARCHAR NOT NULL,
        tier_zh VARCHAR NOT NULL, tier_en VARCHAR NOT NULL, declared INTEGER NOT NULL CHECK (declared >= 0),
        clusters_zh VARCHAR NOT NULL, clusters_en VARCHAR NOT NULL, cite VARCHAR NOT NULL,
        PRIMARY KEY (bundle, plan)"""),
    "footnotes": _listed("""
        footnote VARCHAR NOT NULL, concerns VARCHAR NOT NULL, text_zh VARCHAR NOT NULL, text_en VARCHAR NOT NULL,
        cite VARCHAR NOT NULL, PRIMARY KEY (bundle, footnote)"""),
    "nation_sources": _listed("""
        source VARCHAR NOT NULL, title_zh VARCHAR NOT NULL, title_en VARCHAR NOT NULL, issuer_zh VARCHAR NOT NULL,
        issuer_en VARCHAR NOT NULL, year VARCHAR NOT NULL, address VARCHAR NOT NULL, accessed VARCHAR NOT NULL,
        licence VARCHAR NOT NULL, PRIMARY KEY (bundle, source)"""),
}
META = "schema_version INTEGER NOT NULL, fingerprint VARCHAR NOT NULL, inputs VARCHAR NOT NULL"

# Every statement the package runs is a constant: no SQL is ever put together from text that came from outside.
CREATE = [f"CREATE TABLE {name} ({columns})" for name, columns in TABLES.items()] + [
    f"CREATE TABLE meta ({META})"
]
INSERT = {name: f"INSERT INTO {name} SELECT * FROM incoming" for name in TABLES}  # noqa: S608
SELECT_ALL = {name: f"SELECT * FROM {name} WHERE bundle = ? ORDER BY ALL" for name in TABLES}  # noqa: S608
SELECT_ALL["bundles"] = (
    "SELECT * EXCLUDE (ord) FROM bundles WHERE bundle = ?"  # its place among others is no content
)
SELECT_IN_ORDER = {
    name: f"SELECT * EXCLUDE (bundle, ord) FROM {name} WHERE bundle = ? ORDER BY ord"  # noqa: S608
    for name, columns in TABLES.items()
    if " ord INTEGER" in columns
}
SELECT_VALUES = {
    "region": "SELECT * EXCLUDE (bundle) RENAME (region AS unit) FROM observations WHERE bundle = ? ORDER BY ALL",
    "cluster": "SELECT * EXCLUDE (bundle) RENAME (cluster AS unit) FROM cluster_observations WHERE bundle = ? "
    "ORDER BY ALL",
}
