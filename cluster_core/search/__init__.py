"""Full-text search over everything that a data set knows; traditional and simplified characters find each other."""
