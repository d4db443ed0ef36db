"""Models on the disk: written whole or not at all, opened by every engine."""
