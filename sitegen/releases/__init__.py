"""Releases of the dataset: how much is in one, what differs between two, and the record that is kept of them."""
