"""What could be otherwise: other weights, other methods, other values."""
