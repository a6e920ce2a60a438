"""What a build keeps for the next one: results by the hash of everything that they are made of."""
