"""One training loop for every engine, and what it needs around it."""
