"""One file an idea; what it declares is found by being there."""
