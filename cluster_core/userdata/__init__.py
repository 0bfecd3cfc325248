"""What users save: scenarios, in a small transactional store of its own. The indicator file stays read-only."""
