"""What users save, in a database of its own; the only importer of SQLAlchemy."""
