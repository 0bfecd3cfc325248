"""What scores mean: shortcomings, coupling, contributions."""
