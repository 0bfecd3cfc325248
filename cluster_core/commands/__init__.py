"""The command line: every command is a line of help, its options, and the table that it makes of a scenario."""
