"""How industries cluster in space: tidy tables region, industry, value in, frames out, one measure a file."""
