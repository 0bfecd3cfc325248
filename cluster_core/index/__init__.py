"""Array in, array out: the steps of a composite indicator, one stage a file."""
