"""Rankings by methods other than a composite score: values, weights and directions in, one number a unit out."""
