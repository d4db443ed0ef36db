"""The drawings: each is a file, found by being there."""
