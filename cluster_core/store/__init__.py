"""From plain files to DuckDB and back: the only room that knows the database."""
