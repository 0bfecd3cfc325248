"""Further commands of the command line: their options, and the tables that they write."""
