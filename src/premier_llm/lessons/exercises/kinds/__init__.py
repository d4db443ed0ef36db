"""The kinds of exercises: each is a file, found by being there."""
