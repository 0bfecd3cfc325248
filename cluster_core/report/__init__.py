"""From tables to files that people take away: every cell is text or a number, never a formula or a link."""
