"""Foreign tables on their way in: bytes, text cells, a layout, a mapping, observations, a difference, a generation."""
