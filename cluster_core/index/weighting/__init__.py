"""Weights: where each set comes from, and how leaves hand theirs up the tree. One method a file."""
