"""Commands of the command line that read files of their own: each adds its arguments and returns a table."""
