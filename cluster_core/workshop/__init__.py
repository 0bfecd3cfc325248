"""What a room decides, from its ballots: weights, consensus, opinion groups, rankings, minutes. Pure."""
